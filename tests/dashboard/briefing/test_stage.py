"""The stage in bytes: one document that asks for nothing, the file that holds everything, the handout, and whatever an address says."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import quote, urlencode

import pytest

from dashboard.briefing import deck as decks
from dashboard.briefing.deck import Deck, Slide
from dashboard.briefing.shown import resolve
from dashboard.briefing.stage import charts, pack, page, slides
from dashboard.briefing.stage import policy as policies
from dashboard.charts import BY_KIND, Setting
from dashboard.data import Release
from dashboard.delivery.shelf import BUNDLE
from dashboard.grouping import drawings, headline
from dashboard.palette import DARK
from dashboard.words import say
from tests.web.asking import Answer, ask

PLACES = ("/briefing/present", "/briefing/deck.html", "/briefing/handout")
HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
OUTSIDE = re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//|url\(['\"]?(?:https?:)?//|@import")


def asked(place: str, *codes: str, **more: str) -> Answer:
    return ask(f"{place}?{urlencode([*more.items(), *(('slide', code) for code in codes)])}")


def data_of(text: str, name: str) -> str:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    assert found, name
    return found[1]


def test_every_slide_of_the_deck_is_in_one_document(sample: Release) -> None:
    answer = asked(PLACES[0], "figure:users-2003", "section:~tPart two", "theme:prisons", "map:all")
    assert answer.status == 200
    assert answer.text.count('<section class="slide ') == 4
    assert 'aria-label="2 of 4"' in answer.text
    held = json.loads(data_of(answer.text, "charts"))
    assert list(held["charts"]) == ["1"]


@pytest.mark.parametrize("place", PLACES)
def test_no_other_host_is_named_anywhere(sample: Release, place: str) -> None:
    text = asked(place, "figure:users-2003", "map:all", title="A").text
    # What the library could do is kept from it by the policy.
    assert not OUTSIDE.search(text.replace(BUNDLE.read_text(encoding="utf-8"), ""))


def test_the_page_may_run_our_script_alone(sample: Release) -> None:
    policy = asked(PLACES[0], "figure:users-2003").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert policies.hashed(page.script()) in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_no_script_ends_before_its_end() -> None:
    assert "</" not in page.script().replace("</b>", "")
    assert "<!--" not in page.script()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "code",
    [
        f"section:~t{HOSTILE}",
        f"text:~tA~x{HOSTILE}",
        f"figure:users-2003~t{HOSTILE}~n{HOSTILE}",
        f"figure:{HOSTILE}",
        HOSTILE,
        "figure:users-2003\x00",
        "x" * 60_000,
        "",
    ],
)
def test_whatever_an_address_says_stays_words(sample: Release, place: str, code: str) -> None:
    answer = asked(place, code, "figure:users-2003", title=HOSTILE)
    assert answer.status == 200
    assert "<img" not in answer.text
    assert "<script>alert" not in answer.text
    assert "About 185 million people used a drug in 2003" in answer.text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "query", ["", "?slide", "?x=%00", "?%ff=%ff", "?title=" + "a" * 60_000, "?release=" + quote(HOSTILE)]
)
def test_an_address_without_slides_is_answered_in_words(sample: Release, place: str, query: str) -> None:
    answer = ask(place + query)
    assert answer.status == 200
    assert (
        say("briefing_stage.empty_title") in answer.text
        or say("briefing_stage.fault", position=1) in answer.text
    )


def test_a_hundred_slides_are_shown_and_no_more(sample: Release) -> None:
    answer = asked(PLACES[0], *["figure:users-2003"] * 130)
    assert answer.text.count('<section class="slide ') == decks.MOST_SLIDES


def test_a_slide_at_fault_says_which_and_the_rest_goes_on(sample: Release) -> None:
    text = asked(PLACES[0], "figure:users-2003", "poem:x", "figure:law-18").text
    assert say("briefing_stage.fault", position=2) in text
    assert say("briefing_stage.fault_rest") in text
    assert "18 to 1" in text


@pytest.mark.parametrize(
    ("figure_id", "words"), [("young-held", "“hundreds”"), ("harvest-rank", "“"), ("law-1986", ">1986<")]
)
def test_what_has_no_number_is_told_in_large_words(sample: Release, figure_id: str, words: str) -> None:
    (shown,) = resolve(Deck((Slide("figure", figure_id),)), sample)
    assert '<p class="in-words' in slides.inside(shown)
    assert words in slides.inside(shown)
    assert 'class="chart"' not in slides.inside(shown)


def test_no_line_of_a_slide_begins_with_the_dot_between_two_parts(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("figure", "users-2003"),)), sample)
    assert " · " in shown.source
    lines = re.findall(r'<p class="(?:meta|source)">(.*?)</p>', slides.inside(shown))
    assert len(lines) == 2
    assert all("\u00a0· " in line and " · " not in line for line in lines)


def test_a_number_that_was_worked_out_says_so(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("figure", "arrests-a-year"),)), sample)
    assert "in-words derived" in slides.inside(shown)
    assert say("mark.derived")[1:] in slides.inside(shown)


@pytest.mark.parametrize(
    ("length", "size"),
    [(20, "short"), (100, "medium"), (150, "long"), (200, "longer"), (300, "longest"), (500, "most")],
)
def test_a_longer_sentence_is_set_smaller(sample: Release, length: int, size: str) -> None:
    (shown,) = resolve(Deck((Slide("figure", "users-2003"),)), sample)
    said = type(shown)(
        **{**{f: getattr(shown, f) for f in shown.__dataclass_fields__}, "sentence": "w" * length}
    )
    assert f'class="sentence {size}"' in slides.inside(said)


def test_nothing_on_a_slide_leads_away(sample: Release) -> None:
    text = asked(
        PLACES[0],
        "figure:users-2003",
        "figure:young-held",
        "map:all",
        "theme:prisons",
        "place:USA",
        "timeline:prisons",
    ).text
    assert "href=" not in text.split("<main")[1]
    assert "<a href" not in json.dumps(charts.specifications(headline("users-2003", sample)))


def test_a_drawing_is_made_for_several_widths_wider_ones_only_where_they_are_lower(sample: Release) -> None:
    for options in charts.specifications(headline("killed-government", sample)).values():
        widths, heights = ([option[side] for option in options] for side in ("width", "height"))
        assert widths[0] == charts.WIDTHS[0]
        assert widths == sorted(widths)
        assert heights == sorted(heights, reverse=True)
        assert len(set(heights)) == len(heights) > 1


def test_the_dark_drawing_is_the_one_that_the_dark_theme_would_draw(sample: Release) -> None:
    made = [drawing for drawing in drawings(sample.figures) if drawing.drawn]
    assert len(made) >= 5
    for drawing in made:
        for option in charts.specifications(drawing)["dark"]:
            setting = Setting(DARK, width=option["width"], compact=True, stage=True)
            drawn = json.loads(BY_KIND[drawing.first.kind](drawing.table, setting).to_json())
            drawn["layout"].pop("template")
            assert (option["data"], option["layout"]) == (drawn["data"], drawn["layout"])


def test_on_a_slide_a_number_shares_its_line_with_its_words(sample: Release) -> None:
    widest = charts.specifications(headline("killed-government", sample))["light"][-1]
    texts = [one["text"] for one in widest["layout"]["annotations"]]
    assert any(text.startswith("<b>at least 6,200 people</b>\u2002<span") for text in texts)


def test_the_file_holds_the_deck_and_can_be_brought_back(sample: Release) -> None:
    deck = Deck((Slide("figure", "users-2003", title="A ~ </script> sign", notes="n"),), "T", sample.id)
    answer = ask(f"{PLACES[1]}?{deck.query}")
    assert decks.from_file(data_of(answer.text, "deck")) == deck
    assert answer.headers["content-disposition"] == 'attachment; filename="t-2020-sam.html"'


def test_the_file_asks_nobody_for_anything(sample: Release) -> None:
    text = asked(PLACES[1], "figure:users-2003").text
    assert "content=\"default-src 'none'; script-src 'sha256-" in text
    assert "/assets/" not in text
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', text)


@pytest.mark.parametrize(("more", "most"), [((), 2_500_000), (("map:all",), 5_500_000)])
def test_twelve_slides_are_one_small_file_made_quickly(
    sample: Release, more: tuple[str, ...], most: int
) -> None:
    ids = list(sample.figures["figure_id"])[: 12 - len(more)]
    deck = decks.read({"slide": [*(f"figure:{name}" for name in ids), *more]})
    began = time.process_time()
    text = pack.pack(deck, resolve(deck, sample))
    assert time.process_time() - began < 5
    assert len(text.encode()) < most


def test_the_handout_has_notes_source_and_cover_line(sample: Release) -> None:
    text = asked(PLACES[2], "figure:users-2003~nSay this first", title="Six figures").text
    assert "<h1>Six figures</h1>" in text
    assert "Say this first" in text
    assert f"release {sample.id}" in text
    assert "https://figures.example/briefing?title=Six+figures&amp;slide=" in text


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("code", ["figure:users-2003~nSay this first", "poem:x~nSay this first"])
def test_the_presenters_own_notes_stand_apart_on_paper_with_the_address_that_holds_them(code: str) -> None:
    text = asked(PLACES[2], code, title="One").text
    assert text.count("Say this first</p>") == 1
    own = text.split('<div class="own">')[1].split("</div>")[0]
    assert "Say this first" in own
    assert '<p class="small address own">' in text
    assert 'value="without"' in text
    without = asked(PLACES[2], code.partition("~")[0], title="One").text
    assert '<p class="small address">' in without
    assert 'value="without"' not in without.split("</style>")[1]
