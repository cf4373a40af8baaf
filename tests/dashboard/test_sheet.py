"""The sheet of a place: it holds every statement with who says so and where, and says what it leaves to the screen."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from dashboard import data, problems
from dashboard.data import Release
from dashboard.figure import records
from dashboard.places import regions, sheet
from dashboard.words import say, say_number
from tests.dashboard.sample_release import REGIONS, Row, write

SMALL = ("PHL", "SGP", "PRT")


@pytest.fixture(params=["committed", "invented"])
def held(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    if request.param == "committed":
        monkeypatch.delenv("DATASETS_DIR", raising=False)
    else:
        monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    return data.current()


def text(region: str, release: Release) -> str:
    return unescape(re.sub(r"<[^>]+>", "", sheet.markup(region, release).split("<script")[0]))


def test_every_statement_of_a_document_is_on_the_sheet_of_its_place(held: Release) -> None:
    for region in regions.names(held):
        told = text(region, held)
        for figure in records(regions.figures(region, held)):
            if not figure.derived:
                assert figure.claim in told, figure.figure_id
        for statement in regions.places(region, held)["statement"]:
            assert statement.split(",")[0].rstrip(".") in told


def test_every_statement_says_its_document_and_paragraph(held: Release) -> None:
    for region in regions.names(held):
        told = text(region, held)
        for figure in records(regions.figures(region, held)):
            if not figure.derived:
                line = told[told.index(figure.claim) + len(figure.claim) :][:200]
                assert f"¶\u00a0{figure.paragraph}" in line, figure.figure_id
                assert not figure.has_source or figure.attribution[1:] in line, figure.figure_id
                assert str(figure.title) in told


def test_what_does_not_hold_is_said_once_and_referred_to(held: Release) -> None:
    for region in regions.names(held):
        told = text(region, held)
        found = problems.of(list(regions.figures(region, held)["figure_id"]), held)
        for row in found:
            assert told.count(str(row["summary"])) == 1
        assert (say("sheet.doubts") in told) == bool(found)


def test_numbers_worked_out_here_are_on_the_sheet_or_counted_as_left_to_the_screen(held: Release) -> None:
    for region in regions.names(held):
        told = text(region, held)
        derived = [figure for figure in records(regions.figures(region, held)) if figure.derived]
        missing = [figure for figure in derived if figure.claim not in told]
        assert missing in ([], derived)
        assert not missing or say_number("sheet.left_derived", len(missing)) in told


def test_drawings_without_room_are_counted(held: Release) -> None:
    for region in regions.names(held):
        every = sum(drawing.drawn for _, drawings in regions.sections(region, held) for drawing in drawings)
        shown = sheet.markup(region, held).count("data-plot=")
        left = every - shown
        assert left >= 0
        assert (say_number("sheet.left_drawings", left) in text(region, held)) == (left > 0)


def test_small_places_keep_their_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    for region in SMALL:
        drawings = [d for _, each in regions.sections(region, data.current()) for d in each if d.drawn]
        assert sheet.markup(region, data.current()).count("data-plot=") == len(drawings)


def test_the_release_the_title_and_the_address_are_text(held: Release) -> None:
    told = text("PHL", held)
    assert held.id in told
    assert regions.title("PHL", held) in told
    assert "/regions?region=PHL" in told


def test_a_hostile_name_stays_text_on_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = '"><script>alert(1)</script>'
    rows: list[Row] = [{**row, "name": hostile, "sentence_name": hostile} for row in REGIONS]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, regions=rows)))
    told = sheet.markup("PHL", data.current())
    assert told.count("<script") == 1
    assert "<script>alert" not in told
