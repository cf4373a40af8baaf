"""The language file: it holds every sentence that the code asks for, and none that nobody asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from dashboard.addresses import Complaint
from dashboard.words import known, say, say_number, sentences
from etl.vocabulary import CERTAINTIES, QUALIFIERS

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted([*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")])
# What says sentences asks for any of them: it would hide which ones nobody asks for.
SPEAKS = ROOT / "dashboard" / "words.py"
CALLS = {"say", "say_number", "known"}


def asked_for() -> Iterator[tuple[Path, str]]:
    """Every key in a call of say, say_number or known; a part that is worked out is written as *."""
    for path in (path for path in SOURCES if path != SPEAKS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in CALLS
                and node.args
            ):
                for key in _keys(node.args[0]):
                    yield path, key + ("_(one|many)" if node.func.id == "say_number" else "")


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from [*_keys(node.body), *_keys(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "[A-Za-z0-9_]+" for part in node.values
        )
    if isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _keys(value)


def literals() -> set[str]:
    """Every string in the code: some keys are handed on before they are said."""
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_the_code_asks_for_sentences_at_all() -> None:
    assert len(list(asked_for())) > 60


def test_every_sentence_that_is_asked_for_is_there() -> None:
    missing = [
        f"{path.name}: {key}"
        for path, key in asked_for()
        if not any(re.fullmatch(key, name) for name in sentences())
    ]
    assert missing == []


def test_every_sentence_is_asked_for_by_somebody() -> None:
    asked, strings = {key for _, key in asked_for()}, literals()
    unused = [
        name
        for name in sentences()
        if not any(re.fullmatch(key, name) for key in asked) and name not in strings
    ]
    assert unused == []


@pytest.mark.parametrize(
    "key",
    [
        *(f"qualifier.{qualifier}" for qualifier in QUALIFIERS),
        *(f"evidence.certainty_{certainty}" for certainty in CERTAINTIES),
    ],
)
def test_every_code_of_the_data_has_its_words(key: str) -> None:
    assert known(key)


def test_every_sentence_has_words_and_named_blanks_only() -> None:
    for key, text in sentences().items():
        assert text.strip(), key
        assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(text)), key


def test_one_and_many_are_told_apart() -> None:
    assert (say_number("counted.numbers", 1), say_number("counted.numbers", 2)) == ("1 number", "2 numbers")


def test_a_sentence_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"mark\.nowhere"):
        say("mark.nowhere")


def test_complaints_have_their_sentences() -> None:
    assert get_args(Complaint) == ("", "unknown", "several")
    assert all(
        known(f"notice.{name}") for name in ("several", "unknown_theme", "unknown_region", "unknown_figure")
    )


def test_no_sentence_stands_in_the_code() -> None:
    """A visitor's words live in the language file: a string of five words or more elsewhere is a docstring or an error."""
    offenders = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        excused = _docstrings(tree) | _raised(tree) | _logged(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in excused:
                words = re.findall(r"\b[A-Za-z]{2,}\b", re.sub(r"<[^>]*>?|[\w-]+=\S+", " ", node.value))
                if len(words) >= 5 and " " in node.value and "'" not in node.value and ";" not in node.value:
                    offenders.append(f"{path.name}:{node.lineno}: {node.value}")
    assert offenders == []


def _docstrings(tree: ast.AST) -> set[int]:
    bodies = (
        n.body
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    )
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def _raised(tree: ast.AST) -> set[int]:
    return {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}


def _logged(tree: ast.AST) -> set[int]:
    return {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in ("info", "warning", "error")
        for part in ast.walk(node)
    }
