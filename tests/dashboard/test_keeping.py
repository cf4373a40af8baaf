"""What is worked out from a release is kept by it: whoever asks for one earlier release after the other takes no more memory."""

from __future__ import annotations

import ast
import gc
import weakref
from pathlib import Path

import pytest

from dashboard import data
from dashboard.data import Release
from dashboard.grouping import Drawing, drawings
from dashboard.keeping import kept
from tests.dashboard.sample_release import write
from tests.web.asking import ask

PATHS = (
    "/figure/killed-government?release={}",
    "/embed/killed-government?release={}",
    "/card/killed-government.png?release={}",
    "/data/figures.csv?release={}",
    "/briefing/present?release={}&slide=figure:killed-government&slide=theme:killings~k{}",
    "/briefing/handout?release={}&slide=figure:young-held~k{}&slide=map:all",
    "/briefing/deck.pptx?release={}&slide=figure:harvest-fall~k{}",
)


def read_all_of_it(release: str) -> None:
    """What anybody can ask of an earlier release."""
    for path in PATHS:
        assert ask(path.format(release, release)).status == 200, path


def test_earlier_releases_are_let_go_however_many_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "MOST_LOADED", 1)
    names = ("first", "second", "third")
    for name in (*names, "in-use"):
        write(tmp_path, name)
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    there = []
    for name in names:
        read_all_of_it(name)
        there.append(weakref.ref(data.named(name)))
    gc.collect()
    assert [one() is not None for one in there] == [False, False, True]


def test_a_release_does_not_hold_itself(sample_folder: Path) -> None:
    """The server keeps what it begins with out of every collection: what holds itself there would stay for ever."""
    release = data._load(sample_folder / "published", "2020-sample")
    gc.disable()
    try:
        for drawing in drawings(release.figures):
            assert _of_drawing(drawing) == _of_both(drawing, release) == drawing.title
        there = weakref.ref(release)
        del release
        assert there() is None
    finally:
        gc.enable()


@kept()
def _of_drawing(drawing: Drawing) -> str:
    return drawing.title


@kept(100)
def _of_both(drawing: Drawing, _: Release, ending: str = "") -> str:
    return drawing.title + ending


def test_an_answer_is_kept_for_the_arguments_it_was_worked_out_from(sample: Release) -> None:
    asked: list[str] = []

    @kept(2)
    def answer(name: str, release: Release, loud: bool = False) -> str:
        asked.append(name)
        return f"{name} of {release.id}{'!' if loud else ''}"

    assert [answer(name, sample) for name in "aabba"] == [f"{name} of 2020-sample" for name in "aabba"]
    assert asked == ["a", "b"]
    assert answer("a", release=sample, loud=True) == "a of 2020-sample!"
    assert answer("b", sample) == "b of 2020-sample"
    assert answer("a", sample) == "a of 2020-sample"
    assert asked == ["a", "b", "a", "b", "a"]


def test_what_has_nothing_that_could_keep_it_is_refused() -> None:
    with pytest.raises(TypeError, match=r"must have an argument that keeps \(got name\)"):

        @kept()
        def _answer(name: str) -> str:
            return name


def _remembers(function: ast.FunctionDef) -> bool:
    return any("cache" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_nothing_remembers_a_release_but_the_release() -> None:
    found = set()
    for path in sorted((data.REPOSITORY / "dashboard").rglob("*.py")):
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.FunctionDef) and _remembers(one):
                types = {ast.unparse(part.annotation) for part in one.args.args if part.annotation}
                if types & {"Release", "Drawing", "pd.DataFrame"}:
                    found.add(path.relative_to(data.REPOSITORY).as_posix())
    assert not found
