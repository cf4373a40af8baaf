"""Write what does not hold as HTML: once in full on a page, and a way back to it from then on. Text in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.addresses import of_problem
from dashboard.figure import Figure
from dashboard.words import known, say

Row = Mapping[str, object]


def label(row: Row) -> str:
    """What kind of doubt it is, in a word or two; a check that the language file does not know is a question."""
    check = row["check"]
    return say(f"problem.label_{check}") if known(f"problem.label_{check}") else say("problem.label")


def set_out(rows: Iterable[Row], told: set[str]) -> str:
    """Each problem in full where the page first comes to it, and a way there afterwards; ``told`` keeps count."""
    return "".join(_referred_to(row) if _known(row, told) else problem(row) for row in rows)


def problem(row: Row) -> str:
    """A problem in one line; what is printed and what the arithmetic gives one step away."""
    return f'<section class="problem" id="{_anchor(row)}">{flag(row)}<div class="steps">{_one_step_away(row)}{_to_it(row)}</div></section>'


def subject(figures: Iterable[Figure]) -> str:
    """What is measured and where, for each measure that a problem is about."""
    return "; ".join(dict.fromkeys(_subject(figure) for figure in figures))


def flag(row: Row) -> str:
    """A problem in one line, told by a sign and a word and not by colour alone."""
    return (
        f'<p class="flag">{sign()} <strong>{escape(label(row))}.</strong> {escape(str(row["summary"]))}</p>'
    )


def short(figure: Figure) -> str:
    """A figure in the fewest words: those it was given in, or its number where none were."""
    return say("evidence.words", quote=figure.quote) if figure.quote else figure.number


def arithmetic(row: Row) -> str:
    """What is printed, what the arithmetic gives, the arithmetic, and who found it."""
    details = "".join(
        f"<div><dt>{escape(say(f'problem.{name}'))}</dt><dd>{escape(str(row[name]))}</dd></div>"
        for name in ("printed", "computed", "arithmetic")
        if row[name]
    )
    note = f"<p>{escape(str(row['note']))}</p>" if row["note"] else ""
    found = escape(say("problem.found_by_person" if row["found_by"] == "person" else "problem.found_by_rule"))
    told = f"<dl>{details}</dl>" if details else ""
    return f'{told}{note}<p class="small">{found}</p>'


def sign() -> str:
    """The sign of a doubt; the word beside it says the same."""
    return f'<span class="sign" aria-hidden="true">{escape(say("problem.sign"))}</span>'


def _known(row: Row, told: set[str]) -> bool:
    name = str(row["problem_id"])
    before = name in told
    told.add(name)
    return before


def _referred_to(row: Row) -> str:
    to_it = f'<a href="#{_anchor(row)}" target="_self">{escape(say("problem.to_it"))}</a>'
    text = f"<strong>{escape(label(row))}.</strong> {escape(say('problem.told'))} {to_it}"
    return f'<section class="problem"><p class="flag">{sign()} {text}</p></section>'


def _subject(figure: Figure) -> str:
    name = figure.measure_name
    if figure.region_sort != "not_stated":
        name = say("drawing.title", measure=name, region=figure.region_name)
    return name[:1].upper() + name[1:]


def _anchor(row: Row) -> str:
    return escape(f"problem-{row['problem_id']}")


def _one_step_away(row: Row) -> str:
    return f"<details><summary>{escape(say('problem.arithmetic'))}</summary>{arithmetic(row)}</details>"


def _to_it(row: Row) -> str:
    """The way to the problem's own address."""
    address = escape(of_problem(str(row["problem_id"])))
    return f'<p class="small links"><a href="{address}" target="_self">{escape(say("point.to_it"))}</a></p>'
