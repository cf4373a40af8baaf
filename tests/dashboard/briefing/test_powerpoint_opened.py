"""LibreOffice opens the file, shows every slide of it with all its words in view, and keeps the deck in it when it saves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from itertools import combinations
from pathlib import Path

import pytest

from dashboard import data, themes
from dashboard.briefing.deck import Deck, Fault, Slide, from_file
from dashboard.briefing.powerpoint import carried
from dashboard.briefing.powerpoint.file import made
from dashboard.data import Release
from dashboard.grouping import headline

NEEDED = ("soffice", "pdftotext")
LONGEST = 120
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">')
# Letters reach a little beyond the boxes that are told of them.
SLACK = 3.0
TOUCH = 0.22


@pytest.fixture(scope="module")
def _office() -> None:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(f"{' and '.join(missing)} must be installed here: REQUIRE_BROWSER is set")
    if missing:
        pytest.skip(f"no {' and '.join(missing)} found: install LibreOffice Impress and the tools of Poppler")


def converted(file: Path, to: str) -> Path:
    """The file as LibreOffice writes it, under a profile of its own."""
    out = file.parent / "out"
    command = [
        "soffice", f"-env:UserInstallation=file://{file.parent}/profile", "--headless", "--convert-to", to, "--outdir", str(out), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    return out / f"{file.stem}.{to}"


def pages(pdf: Path) -> list[tuple[float, float, list[tuple[float, ...]]]]:
    """Width, height and the boxes of all words of each page, in points."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=LONGEST
    ).stdout.decode()
    return [
        (float(width), float(height), [tuple(map(float, found)) for found in WORD.findall(inside)])
        for width, height, inside in PAGE.findall(told)
    ]


def one_of_each_drawing(release: Release) -> list[Slide | Fault]:
    """Every drawing of the release once, and every other sort of slide."""
    drawings = {headline(name, release).ids: name for name in release.statements}
    return [
        *(Slide("figure", name) for name in drawings.values()),
        *(Slide("theme", name) for name in themes.names(release)),
        *(Slide("timeline", name) for name in dict.fromkeys(release.events["theme"])),
        *(Slide("place", name) for name in ("PHL", "USA", "WORLD")),
        Slide("map", "all"),
        Slide("section", title="A section", text="and what it is about"),
        Slide("text", title="A presenter's own title", text="A paragraph of a presenter's own words. " * 12),
        Fault("unknown_sort", "poem:x"),
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("_office")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_slide_opens_with_all_its_words_in_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    release = data.current()
    slides = tuple(one_of_each_drawing(release))
    # Each look shows the half that the other leaves out: a deck holds a hundred slides at most.
    half = slides[look == "dark" :: 2]
    file = tmp_path / "deck.pptx"
    file.write_bytes(made(Deck(half, "A deck", release.id), release, look))  # type: ignore[arg-type]
    shown = pages(converted(file, "pdf"))
    assert len(shown) == len(half)
    for position, (width, height, words) in enumerate(shown, 1):
        # One number alone would be the slide's own.
        assert len(words) > 2, f"slide {position} is empty"
        for left, top, right, bottom in words:
            assert -SLACK <= left < right <= width + SLACK, f"slide {position}: {left} to {right} of {width}"
            assert -SLACK <= top < bottom <= height + SLACK, (
                f"slide {position}: {top} to {bottom} of {height}"
            )
        # Of a word's box the letters fill the middle: lines of two sizes may touch.
        cores = [(x, y + (b - y) * TOUCH, r, b - (b - y) * TOUCH) for x, y, r, b in words]
        for one, other in combinations(cores, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            along = min(one[3], other[3]) - max(one[1], other[1])
            assert min(across, along) < 1, f"slide {position}: words stand on words at {one}"


@pytest.mark.slow
@pytest.mark.usefixtures("_office")
def test_the_deck_is_still_there_after_libreoffice_has_saved_the_file(
    tmp_path: Path, sample: Release
) -> None:
    deck = Deck(
        (Slide("figure", "users-2003", notes="Say “this” first. " * 60), Slide("section", title="é")), "T"
    )
    file = tmp_path / "deck.pptx"
    file.write_bytes(made(deck, sample, "light"))
    saved = converted(file, "pptx")
    assert saved.read_bytes() != file.read_bytes()
    assert from_file(carried.taken_out(saved.read_bytes())) == from_file(carried.taken_out(file.read_bytes()))
