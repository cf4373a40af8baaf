"""The deck as a file: saved, opened again from whatever carries it, and everything else refused in words."""

from __future__ import annotations

import json
import random
import re
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from urllib.parse import parse_qs, urlencode

import pytest
from starlette.applications import Starlette

from dashboard.briefing import asked, deck, files, forms
from dashboard.briefing.deck import Deck, Slide
from dashboard.briefing.files import LARGEST
from dashboard.briefing.powerpoint import carried
from dashboard.briefing.powerpoint.file import made
from dashboard.briefing.stage import page
from dashboard.briefing.stage import policy as policies
from dashboard.briefing.turns import Turns
from dashboard.data import Release
from dashboard.words import say
from tests.web.asking import Answer, ask

DECK = Deck(
    (Slide("figure", "users-2003", title="A ~ sign </script>", notes="Slowly.", seconds=60), Slide("section", title="Ü")),
    "Mine: & yours",
    "2020-sample",
)  # fmt: skip
SAVED = deck.to_file(DECK).encode()
IN_PAGE = (
    b'<!doctype html><p>id="deck"</p><script id="deck-not"></script><script type="application/json" id="deck">'
    + SAVED.replace(b"<", b"\\u003c")
    + b"</script><script>1</script>"
)


FORM_TYPE = "multipart/form-data; boundary=edge"


def sent(content: bytes, name: str = "a.json") -> Answer:
    """A form with a file, as a browser sends it."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    return posted(head.encode() + content + b"\r\n--edge--\r\n", FORM_TYPE)


def posted(content: bytes, kind: str, path: str = "/briefing/open") -> Answer:
    return ask(path, "POST", body=content, content_type=kind, content_length=str(len(content)))


def zipped(name: str, content: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return held.getvalue()


def test_the_deck_of_an_address_is_saved_under_its_title() -> None:
    answer = ask(f"/briefing/deck.json?{DECK.query}")
    assert deck.from_file(answer.text) == DECK
    assert answer.headers["content-disposition"] == 'attachment; filename="mine-yours.json"'


@pytest.mark.parametrize("title", ["", "…", "\r\nx: y", '"; filename="x', "x" * 500])
def test_a_saved_file_has_a_name_that_every_system_takes(title: str) -> None:
    answer = ask(f"/briefing/deck.json?{urlencode({'title': title})}")
    name = answer.headers["content-disposition"].split('"')[1]
    assert name.removesuffix(".json").replace("-", "").isalnum()
    assert len(name) <= 65


@pytest.mark.parametrize(
    "content", [SAVED, IN_PAGE, b"\n " + IN_PAGE], ids=["saved", "page", "page after a line"]
)
def test_what_was_saved_or_taken_along_leads_to_the_decks_address(content: bytes) -> None:
    answer = sent(content)
    assert (answer.status, answer.headers["location"]) == (303, f"/briefing?{DECK.query}")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"not a deck", b"\xff\xfe", b"[" * 50_000, b"null", SAVED[:50], SAVED.replace(b"version", b"verse"),
        b'{"kind": "war-on-drugs-in-figures/briefing", "version": 1, "slides": [7]}', b"<html></html>", b'<script id="deck">', b'<p id="deck">x</p></script>',
        b"PK\x03\x04", zipped("a.txt", b"x"), zipped("docProps/custom.xml", b"<a/>"), zipped("docProps/custom.xml", b"\x00" * 5_000_000),
        zipped("docProps/custom.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ],
)  # fmt: skip
def test_any_other_file_is_refused_in_words(content: bytes) -> None:
    answer = sent(content)
    told = answer.text
    assert answer.status == 400
    assert say("briefing.refused_title") in told
    assert say("briefing.refused_body") in told
    assert "Traceback" not in told
    assert "root:x" not in told


def lying(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of a few bytes that unpack to a hundred million, and says that they are a thousand."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as package:
        package.writestr("docProps/custom.xml", b" " * 100_000_000)
    raw = bytearray(held.getvalue())
    at = raw.rfind(b"PK\x01\x02") + 24
    raw[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(raw)


def listing(many: int, length: int | None = None, more: bytes = b"") -> bytes:
    """An archive that lists very many files and holds one; it says that its list has another length, or has a longer end."""
    one = (
        b"PK\x01\x02"
        + struct.pack("<4B4HL2L5H2L", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    told = len(one) * many if length is None else length
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 65535, 65535, told, 4, 0)
    return b"PK\x03\x04" + one * many + more + end


PROPERTY = "<property name='briefing 1'>"
NESTED = f'<Properties xmlns="{carried.PROPERTIES}">{PROPERTY * 200}{"x" * 4_000_000}{"</property>" * 200}</Properties>'
LARGE: dict[str, Callable[[], bytes]] = {
    "a page of nothing but the deck's name": lambda: b"<html>" + b' id="deck"' * (LARGEST // 10),
    "a page of scripts that never end": lambda: b'<script id="deck">' * (LARGEST // 18),
    "a page of scripts that never begin": lambda: b'<script id="deck"' * (LARGEST // 18),
    "a page of signs": lambda: b"<" * LARGEST,
    "a list of very many files": lambda: listing(LARGEST // 47),
    "a list that is said to be short": lambda: listing(LARGEST // 47, 1000),
    "a list with a longer end": lambda: listing(LARGEST // 47, more=b"PK\x06\x07" + b"\0" * 16),
    "an archive that lies of its lengths": lying,
    "an archive packed as nobody packs it": lambda: lying(zipfile.ZIP_BZIP2),
    "properties within properties": lambda: zipped("docProps/custom.xml", NESTED.encode()),
    "a saved deck of brackets": lambda: b"[" * (deck.LARGEST_FILE - 1),
    "a saved deck of slides that end nowhere": lambda: json.dumps({**json.loads(SAVED), "slides": ["text:" + "~x" * 5990] * 200}).encode(),
    "a saved deck that is too large": lambda: b'"' * LARGEST,
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_no_file_holds_up_the_others_for_a_second(name: str) -> None:
    content = LARGE[name]()
    start = time.process_time()
    with suppress(ValueError):
        files.read(content)
    assert time.process_time() - start < 1


def test_an_archive_that_lies_of_its_lengths_is_not_unpacked() -> None:
    content = lying()
    tracemalloc.start()
    with pytest.raises(ValueError, match="must hold"):
        files.read(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000_000


def test_a_deck_as_long_as_one_can_be_comes_back_out_of_all_that_carries_it() -> None:
    slide = Slide("text", title="é" * 200, text="字" * 1000, notes="“字”" * 1333)
    longest = Deck((slide,) * deck.MOST_SLIDES, "Long", "r")
    saved = deck.to_file(longest).encode()
    page = b'<html><script id="deck">' + saved + b"</script></html>"
    assert files.read(saved) == files.read(page) == longest


def test_what_a_refusal_repeats_is_escaped() -> None:
    told = sent(b'{"kind": "<script>alert(1)</script>"}').text
    assert "<script>alert" not in told


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    assert sent(b"x" * 20_000).status == 413
    untold = ask("/briefing/open", "POST", body=b"x" * 20_000, content_type="multipart/form-data; boundary=a")
    assert untold.status == 413


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "multipart/form-data; boundary=a"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"x", "text/plain"),
        (b"", ""),
    ],
)
def test_a_form_without_a_file_is_refused_in_words(content: bytes, kind: str) -> None:
    answer = posted(content, kind)
    assert answer.status == 400
    assert say("briefing.refused_missing") in answer.text


def noise(length: int, seed: int = 0) -> str:
    """Words that no packing makes shorter."""
    return "".join(random.Random(seed).choices("".join(map(chr, range(0x4E00, 0x9FA0))), k=length))


def test_a_long_deck_leads_to_its_packed_address() -> None:
    long = Deck(tuple(Slide("text", title=f"{number}", notes="x" * 3000) for number in range(8)))
    answer = sent(deck.to_file(long).encode())
    assert answer.headers["location"].startswith("/briefing?deck=")
    assert deck.read(parse_qs(answer.headers["location"].partition("?")[2])) == long


def test_a_deck_that_is_too_long_for_an_address_is_given_to_the_browser_to_keep() -> None:
    long = Deck(tuple(Slide("text", title="</script><b>", notes=noise(900, number)) for number in range(8)))
    answer = sent(deck.to_file(long).encode())
    told = answer.text
    assert answer.status == 200
    inside = told.split("<script>")[1].split("</script>")[0]
    held = json.loads(inside.split("'briefing',JSON.stringify(")[1].split("));location")[0])
    assert held["slides"] == [slide.code for slide in long.readable]


def test_a_powerpoint_that_is_brought_back_is_said_to_be_one(sample: Release) -> None:
    """What was changed in it is not read, and the page says so."""
    answer = sent(made(DECK, sample, "light"))
    assert (answer.status, answer.headers["location"]) == (303, f"/briefing?{DECK.query}&opened=powerpoint")
    long = Deck(tuple(Slide("text", title="A", notes=noise(900, number)) for number in range(8)))
    assert "location.replace('/briefing?opened=powerpoint')" in sent(made(long, sample, "light")).text
    assert "location.replace('/briefing')" in sent(deck.to_file(long).encode()).text


def test_a_deck_that_no_browser_can_work_on_is_refused_in_words() -> None:
    slide = [Slide("text", notes=noise(4000, number)) for number in range(100)]
    answer = sent(deck.to_file(Deck(tuple(slide))).encode())
    assert answer.status == 400
    assert say("briefing.refused_long") in answer.text


FORM = b'--edge\r\nContent-Disposition: form-data; name="deck"%s\r\n\r\n%s\r\n--edge--\r\n'


@pytest.mark.parametrize("named", [b"", b'; filename="deck.json"'], ids=["words", "file"])
@pytest.mark.parametrize(
    ("place", "begins"),
    [("present", b"<!doctype"), ("handout", b"<!doctype"), ("deck.html", b"<!doctype"), ("deck.pptx", b"PK"), ("deck.json", b"{")],
)  # fmt: skip
def test_what_no_address_can_hold_comes_along_as_a_form(
    sample: Release, place: str, begins: bytes, named: bytes
) -> None:
    long = Deck(tuple(Slide("section", title="Ü", notes=noise(3000, number)) for number in range(60)), "Long")
    assert len(long.query) > 200_000
    answer = posted(FORM % (named, deck.to_file(long).encode()), FORM_TYPE, f"/briefing/{place}")
    assert answer.status == 200
    assert answer.body.startswith(begins)
    if place != "handout":
        assert files.read(answer.body).slides == long.slides


@pytest.mark.parametrize("place", ["present", "handout", "deck.html", "deck.pptx", "deck.json"])
@pytest.mark.parametrize(
    "content",
    [b"", b"x", FORM % (b"", b""), FORM % (b"", b"[]"), FORM % (b"", b"[" * 3_000_000), FORM % (b"; filename=a", b"[" * 2_500_000)],
)  # fmt: skip
def test_a_form_that_brings_no_deck_is_refused_in_words(place: str, content: bytes) -> None:
    answer = posted(content, FORM_TYPE, f"/briefing/{place}")
    assert answer.status == 400
    assert say("briefing.refused_saved") in answer.text


def test_a_stage_that_is_loaded_anew_asks_for_the_deck_that_its_window_keeps(sample: Release) -> None:
    answer = ask("/briefing/present")
    policy = answer.headers["content-security-policy"]
    (script,) = re.findall("<script>(.*?)</script>", answer.text, re.DOTALL)
    assert policies.hashed(script) in policy
    assert "form-action 'self'" in policy
    assert script in page.script()


def test_more_than_a_few_at_once_are_told_when_to_come_again(sample: Release) -> None:
    taken = Turns(at_once=1, in_line=0, longest_wait=0.05)
    one = Starlette(routes=asked.routes("deck.json", files.save, taken))
    with taken.taken():
        page_, told = (
            ask("/briefing/deck.json", site=one),
            ask("/briefing/deck.json", site=one, accept="application/json"),
        )
    assert (page_.status, page_.headers["retry-after"]) == (503, "5")
    assert say("briefing.busy_title") in page_.text
    assert told.json == {"error": say("briefing.busy", seconds=5)}
    assert ask("/briefing/deck.json", site=one).status == 200


def test_forms_on_their_way_hold_only_so_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST_TOGETHER", 1000)
    assert sent(b"x" * 2000).status == 503
    monkeypatch.setattr(forms, "LARGEST_TOGETHER", 3000)
    assert sent(SAVED).status == 303


def test_whoever_asks_for_the_place_of_files_is_led_to_the_briefing() -> None:
    answer = ask("/briefing/open")
    assert (answer.status, answer.headers["location"]) == (303, "/briefing")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/briefing/open", 400), ("/briefing/deck.json", 400), ("/briefing", 405), ("/data/figures.json", 405)],
)
def test_a_form_is_taken_where_it_says_something_alone(path: str, status: int) -> None:
    assert posted(b"", "text/plain", path).status == status
