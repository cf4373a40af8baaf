"""A deck resolved: every sort of slide shows, says and lists the same; a wrong one is named and spoils no other."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest

from dashboard import data, themes
from dashboard.briefing import boards
from dashboard.briefing.deck import Deck, Fault, Slide, read
from dashboard.briefing.shown import Shown, resolve
from dashboard.data import Release
from dashboard.grouping import headline
from dashboard.places import regions
from dashboard.words import say
from tests.dashboard.sample_release import EVENTS, FIGURES, PLACES, write, year

LEFT_OVER = re.compile(r"\b(nan|None|NaT)\b|\{[a-z]")
EMPTY = {"br", "path", "rect", "circle", "i"}


class Tags(HTMLParser):
    """Every tag is closed in its order, and nothing in it leads away or runs."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "img", "b")
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def every(release: Release) -> tuple[Slide, ...]:
    """A slide for all that a release holds."""
    held = [("figure", name) for name in release.statements]
    held += [("theme", name) for name in themes.names(release)]
    held += [("timeline", name) for name in themes.names(release) if len(themes.events(name, release))]
    held += [("place", name) for name in regions.counts(release)]
    held += [("map", name) for name in ("all", *release.places["measure"].unique())]
    return tuple(Slide(sort, name) for sort, name in held)


def whole(shown: Shown) -> None:
    """All that a slide of a release must have."""
    at = shown.slide
    assert shown.sentence, at
    assert shown.statement, at
    assert shown.source, at
    assert shown.release.id in shown.source, at
    assert shown.alternative, at
    assert shown.notes, at
    assert shown.challenge is not None, at
    assert shown.address.startswith("/"), at
    assert shown.standing.sort == "same", at
    assert len({len(row) for row in shown.table}) == 1, at
    assert bool(shown.drawing) != bool(shown.markup), at
    texts = [shown.sentence, shown.meta, shown.source, shown.alternative, *shown.notes, shown.markup]
    texts += [cell for row in shown.table for cell in row]
    assert not [text for text in texts if LEFT_OVER.search(text)], at
    tags = Tags()
    tags.feed(shown.markup)
    assert not tags.open, at
    assert not tags.links, at


def test_all_that_the_committed_release_holds_is_shown_whole() -> None:
    release = data.current()
    for shown in resolve(Deck(every(release)), release):
        whole(shown)


def test_all_that_another_release_holds_is_shown_whole(sample: Release) -> None:
    for shown in resolve(Deck(every(sample)), sample):
        whole(shown)


def test_a_figure_brings_its_drawing_with_its_rivals(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("figure", "killed-government"),)), sample)
    assert shown.drawing is not None
    assert {"killed-government", "killed-groups"} <= set(shown.drawing.ids)
    assert [row[0] for row in shown.table[1:]] == [figure.statement for figure in shown.figures]
    assert shown.table[1][1] == "At least 6,200 people"


@pytest.mark.parametrize("pinned", ["killed-government", "killed-groups"])
def test_a_drawing_of_rivals_is_headed_by_what_each_of_them_states(pinned: str, sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("figure", pinned),)), sample)
    assert shown.sentence == shown.statement == headline(pinned, sample).title
    assert {"6,200", "30,000"} <= set(re.findall(r"[\d,]+\d", shown.sentence))
    # What is said of the pinned one alone is told to the speaker.
    assert shown.notes[0] == sample.statements[pinned]


def test_no_drawing_of_several_figures_is_headed_by_one_of_them() -> None:
    release = data.current()
    slides = tuple(Slide("figure", name) for name in release.statements)
    several = [shown for shown in resolve(Deck(slides), release) if len(shown.figures) > 1]
    assert several
    assert not [shown.slide for shown in several if shown.sentence in release.statements.values()]


def test_a_large_number_is_written_out_in_the_table(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("figure", "users-2017"),)), sample)
    assert "271,000,000" in {cell for row in shown.table for cell in row}


def test_the_presenters_title_stands_on_the_slide_and_the_statement_stays(sample: Release) -> None:
    slide = Slide("figure", "users-2003", title="My words", notes="Say this.\n\nThen that.")
    (shown,) = resolve(Deck((slide,)), sample)
    assert shown.sentence == "My words"
    assert shown.statement == headline("users-2003", sample).title
    assert shown.notes[:3] == ("Say this.", "Then that.", sample.statements["users-2003"])
    # Who says so stands under it: what the presenter says is marked as the presenter's.
    assert shown.meta.startswith(say("briefing_notes.own_sentence"))
    (plain,) = resolve(Deck((Slide("figure", "users-2003"),)), sample)
    assert shown.meta.endswith(plain.meta)
    assert say("briefing_notes.own_sentence") not in plain.meta


def test_a_theme_is_its_question_with_its_headline_figures_first(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("theme", "killings"),)), sample)
    assert shown.sentence == "Who is killed in the name of drug control?"
    assert shown.figures[0].figure_id == "killed-government"
    assert shown.table[1][0] == "At least 6,200 people"
    assert len(shown.figures) <= boards.MOST


def test_a_rival_count_stands_beside_the_one_that_a_board_begins_with(sample: Release) -> None:
    for slide in (Slide("theme", "killings"), Slide("place", "PHL")):
        (shown,) = resolve(Deck((slide,)), sample)
        names = [figure.figure_id for figure in shown.figures]
        assert names.index("killed-groups") == names.index("killed-government") + 1


def test_a_theme_that_nothing_is_said_on_says_so(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("theme", "empty"),)), sample)
    assert say("briefing_notes.board_empty") in shown.markup


def test_a_place_that_is_only_named_shows_what_it_is_named_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    figures = [row for row in FIGURES if row["region"] != "SGP"]
    folder = write(tmp_path_factory.mktemp("named"), "named-only", figures=figures, problems=[])
    monkeypatch.setenv("DATASETS_DIR", str(folder))
    (shown,) = resolve(Deck((Slide("place", "SGP"),)), data.current())
    assert PLACES[0]["statement"] in shown.markup
    assert shown.figures == ()
    # No number is named, and one document names the place.
    assert say("briefing_notes.board_column_number") not in shown.table[0]
    assert {len(row) for row in shown.table} == {2}
    assert shown.source.startswith("A first report on drugs and prisons")


def test_a_board_says_how_many_of_how_many_it_shows_and_leaves_no_room_empty() -> None:
    release = data.current()
    for region in regions.counts(release):
        (shown,) = resolve(Deck((Slide("place", region),)), release)
        among = len(regions.figures(region, release)) + len(regions.places(region, release))
        entries = len(shown.table) - 1
        assert entries == min(among, boards.MOST)
        told = say("briefing_notes.board_shown", shown=entries, among=among)
        assert shown.meta.endswith(told) == (entries < among)


def test_the_table_of_a_map_names_every_country_on_it(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("map", "executions"),)), sample)
    assert "<svg" in shown.markup
    assert {row[0] for row in shown.table[1:]} == {"Singapore", "Philippines"}
    assert say("map.likely") in shown.markup


def test_a_timeline_has_its_facts_in_order(sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("timeline", "prisons"),)), sample)
    assert [row[0] for row in shown.table[1:]] == ["1986", "2010"]
    assert shown.markup.index("law-1986") < shown.markup.index("law-2010")


def test_a_long_timeline_shows_its_latest_facts_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def dated(number: int) -> dict[str, object]:
        name, period, first, last = f"law-{number}", *year(number)
        return {"figure_id": name, "event_id": name, "period": period, "period_start": first, "period_end": last, "date_start": first, "date_end": last}  # fmt: skip

    numbers = range(1980, 2000)
    figures = [row for row in FIGURES if row["figure_id"] != "law-1986"]
    model = next(row for row in FIGURES if row["figure_id"] == "law-1986")
    folder = write(
        tmp_path_factory.mktemp("long"),
        "long",
        figures=[*figures, *({**model, **dated(number)} for number in numbers)],
        events=[{**EVENTS[0], **dated(number)} for number in numbers],
    )
    monkeypatch.setenv("DATASETS_DIR", str(folder))
    (shown,) = resolve(Deck((Slide("timeline", "prisons"),)), data.current())
    assert [row[0] for row in shown.table[1:]] == [str(number) for number in numbers[-boards.MOST_FACTS :]]
    assert str(boards.MOST_FACTS) in shown.meta
    assert "20 dated facts, the first 1980" in shown.statement


@pytest.mark.parametrize("name", ["law-1986", "harvest-rank"])
def test_what_has_no_number_stands_alone(name: str, sample: Release) -> None:
    (shown,) = resolve(Deck((Slide("figure", name),)), sample)
    assert [figure.figure_id for figure in shown.figures] == [name]
    assert shown.drawing is not None
    assert not shown.drawing.drawn
    assert "Unit:" not in shown.meta


@pytest.mark.parametrize(
    ("slide", "sentence", "markup"),
    [
        (Slide("section", title="Part one"), "Part one", ""),
        (Slide("text", title="A", text="b\nc\n\nd"), "A", '<div class="board-words"><p>b<br>c</p><p>d</p></div>'),
        (Slide("text", text="First\nSecond"), "First", '<div class="board-words"><p>Second</p></div>'),
        (Slide("text", text="<b>&"), "<b>&", ""),
        (Slide("text", title="A", text="<b>&"), "A", '<div class="board-words"><p>&lt;b&gt;&amp;</p></div>'),
        (Slide("text"), "", ""),
    ],
)  # fmt: skip
def test_the_presenters_own_words_are_shown_as_words(
    slide: Slide, sentence: str, markup: str, sample: Release
) -> None:
    (shown,) = resolve(Deck((slide,)), sample)
    assert (shown.sentence, shown.markup) == (sentence, markup)
    assert shown.challenge is None


WRONG = [
    "figure:never-was", "theme:nowhere", "place:XXX", "place:AFG", "map:nothing", "timeline:use_and_supply", "timeline:nowhere",
    "poem:x", "figure:", "nothing", "figure:a~", "figure:<script>", "figure:" + "a" * 20_000, "theme:killings~kgone~c..",
]  # fmt: skip


@pytest.mark.parametrize("code", WRONG[:-1], ids=lambda code: str(code)[:30])
def test_a_wrong_slide_is_named_and_the_rest_is_shown(code: str, sample: Release) -> None:
    before, wrong, after = resolve(read({"slide": ["figure:users-2003", code, "theme:killings"]}), sample)
    assert isinstance(wrong.slide, Fault)
    assert (wrong.standing.sort, wrong.position) == ("fault", 2)
    assert "Slide 2" in wrong.standing.changes[0]
    assert len(wrong.standing.changes[0]) < 400
    whole(before)
    whole(after)


@pytest.mark.parametrize("release", ["", "gone", "..", "a:b", "current"])
def test_no_deck_raises(release: str, sample: Release) -> None:
    query = {"slide": [*WRONG, *(f"{code}~k{release}~c{release}" for code in WRONG)], "release": [release]}
    assert len(resolve(read(query), sample)) == 2 * len(WRONG)


def test_twelve_slides_are_resolved_at_once_when_they_were_before() -> None:
    release = data.current()
    deck = Deck(
        (*every(release)[:10], Slide("map", "all"), Slide("theme", next(iter(themes.names(release)))))
    )
    resolve(deck, release)
    start = time.process_time()
    resolve(deck, release)
    assert time.process_time() - start < 0.3


@pytest.mark.parametrize("code", ["figure:never-was", "poem:x"])
def test_the_notes_of_a_slide_that_cannot_be_shown_are_there_to_be_spoken(code: str, sample: Release) -> None:
    deck = read({"slide": [f"{code}~nSay this."]})
    (shown,) = resolve(deck, sample)
    assert shown.standing.sort == "fault"
    assert shown.notes == ("Say this.", *shown.standing.changes)
