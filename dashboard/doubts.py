"""Write what does not hold as HTML: once in full on a page, and a way back to it from then on. Text in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.addresses import of_figure
from dashboard.figure import Figure
from dashboard.words import known, say

Row = Mapping[str, object]


def label(row: Row) -> str:
    """What kind of doubt it is, in a word or two; a check that the language file does not know is a question."""
    key = f"problem.label_{row['check']}"
    return say(key) if known(f"problem.label_{row['check']}") else say("problem.label")


def set_out(rows: Iterable[Row], told: set[str]) -> str:
    """Each problem in full where the page first comes to it, and a way there afterwards; ``told`` keeps count."""
    return "".join(_referred_to(row) if _known(row, told) else problem(row) for row in rows)


def problem(row: Row) -> str:
    """A problem in one line; what is printed and what the arithmetic gives one step away."""
    return f'<section class="problem" id="{_anchor(row)}">{flag(row)}{_one_step_away(row)}</section>'


def folded(row: Row, concerned: Iterable[Figure]) -> str:
    """A problem in one line under what and whom it is about, with ways to its figures; its arithmetic one step away."""
    figures = list(concerned)
    links = " · ".join(
        f'<a href="{escape(of_figure(figure.theme, figure.figure_id))}" target="_self">{escape(_short(figure))}</a>'
        for figure in figures
    )
    titles = "; ".join(dict.fromkeys(figure.title for figure in figures if figure.title))
    return (
        f'<li><p class="kicker">{escape(subject(figures))}</p><p class="small">{escape(titles)}</p>{flag(row)}'
        f'<p class="small links">{escape(say("problem.figures"))} {links}</p>'
        f"{_one_step_away(row)}</li>"
    )


def subject(figures: Iterable[Figure]) -> str:
    """What is measured and where, for each measure that a problem is about."""
    return "; ".join(dict.fromkeys(_subject(figure) for figure in figures))


def flag(row: Row) -> str:
    """A problem in one line, told by a sign and a word and not by colour alone."""
    return (
        f'<p class="flag">{sign()} <strong>{escape(label(row))}.</strong> {escape(str(row["summary"]))}</p>'
    )


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


def _short(figure: Figure) -> str:
    return say("evidence.words", quote=figure.quote) if figure.quote else figure.number


def _anchor(row: Row) -> str:
    return escape(f"problem-{row['problem_id']}")


def _one_step_away(row: Row) -> str:
    return f"<details><summary>{escape(say('problem.arithmetic'))}</summary>{_arithmetic(row)}</details>"


def _arithmetic(row: Row) -> str:
    details = "".join(
        f"<div><dt>{escape(say(f'problem.{name}'))}</dt><dd>{escape(str(row[name]))}</dd></div>"
        for name in ("printed", "computed", "arithmetic")
        if row[name]
    )
    note = f"<p>{escape(str(row['note']))}</p>" if row["note"] else ""
    found = escape(say("problem.found_by_person" if row["found_by"] == "person" else "problem.found_by_rule"))
    return f'<dl>{details}</dl>{note}<p class="small">{found}</p>'
