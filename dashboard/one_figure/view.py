"""Everything about one figure on its page: the drawing, the ladder of evidence, what stands around it, how to cite it."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboard import copying, corrections, doubts, drawn, evidence, overdue, parts, problems, record
from dashboard.addresses import of_figure, of_problem, of_region, of_theme
from dashboard.briefing import pins
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.figures import rows as figure_rows
from dashboard.grouping import Drawing, headline
from dashboard.keeping import kept
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import citation, firmness, kin, ladder
from dashboard.web import facts as page_facts
from dashboard.web import rivals
from dashboard.words import kept_apart, say, say_number

LONGEST_TAB = 70


def tab_title(figure_id: str, release: Release) -> str:
    """The title of the browser's tab."""
    told = release.statements[figure_id]
    short = told if len(told) <= LONGEST_TAB else f"{told[:LONGEST_TAB].rsplit(' ', 1)[0]} …"
    return say("pages.tab_title", page=short, site=say("site.name"))


def show(figure_id: str, release: Release) -> None:
    """The statement, the drawing and the ladder; beside them how firmly it is said and what is missing; then its kin."""
    main = f'<div class="main">{drawing(figure_id, release)}{is_it_true(figure_id, release)}</div>'
    beside = f'<div class="facts">{facts(figure_id, release)}{overdue.on_figure(figure_id, release)}</div>'
    st.html(
        f'{head(figure_id, release)}<div class="one-figure">{main}{beside}</div>{kin.elsewhere(figure_id, release)}'
    )


@kept(512)
def head(figure_id: str, release: Release) -> str:
    """The way back, the statement, what there is to weigh in a word each, and its standing where it has one of its own."""
    figure = one_figure.figure(figure_id, release)
    ways = [
        figure_rows.to("/figures", say("figure.all")),
        figure_rows.to(of_theme(figure.theme), _theme(figure, release)),
    ]
    if figure.region_sort != "not_stated":
        ways.append(figure_rows.to(of_region(figure.region), figure.region_name))
    trail = "".join(f"<li>{way}</li>" for way in ways)
    label = escape(say("figure.way_back"))
    return (
        f'<nav class="trail" aria-label="{label}"><ul>{trail}</ul></nav>'
        f'<h1 class="one">{escape(figure.statement)}</h1>{doubts.verdict(problems.of([figure_id], release), [figure_id])}'
        f"{_standing(figure, release)}"
        f"{corrections.markup(figure_id, release)}"
    )


def drawing(figure_id: str, release: Release) -> str:
    """The drawing that the figure stands in, and which of its marks it is; or its own words where none is drawn."""
    figure, whole = one_figure.figure(figure_id, release), headline(figure_id, release)
    if not whole.drawn:
        over, shown = (
            f'<p class="meta">{escape(kept_apart(_meta(figure, release)))}</p>',
            escape(_large(figure)),
        )
        return f'{_beside_pin(over, figure)}<p class="in-words">{shown}</p>'
    over, shown = _over(figure, whole), drawn.markup(whole, release, parts.colours())
    return f"{_beside_pin(over, figure)}{shown}{_under(figure_id, release)}"


@kept(512)
def is_it_true(figure_id: str, release: Release) -> str:
    """The ladder of evidence, and what speaks against the figure."""
    figure = one_figure.figure(figure_id, release)
    if figure.derived:
        inputs = one_figure.around(figure_id, release).inputs
        steps = ladder.derived(figure, inputs, problems.by_figure(release))
    else:
        steps = ladder.printed(figure, document(figure, release))
    sort = "_derived" if figure.derived else ""
    title, told = say(f"figure.is_it_true{sort}"), say(f"figure.ladder{sort}")
    return f'<h2>{escape(title)}</h2><p class="small">{escape(told)}</p>{steps}{_against(figure_id, release)}'


@kept(512)
def facts(figure_id: str, release: Release) -> str:
    """How firmly, what is counted, what is not stated, what was read from context, and the public record beside it."""
    figure = one_figure.figure(figure_id, release)
    told = "" if figure.derived else firmness.undated(document(figure, release))
    inputs = one_figure.around(figure_id, release).inputs
    beside = record.beside(alone(figure_id, release), release)
    empty = f'<p class="small">{escape(say("figure.record_none"))}</p>'
    section = beside or firmness.section("record", empty)
    return (
        f'<h2 class="unseen">{escape(say("figure.facts"))}</h2>{firmness.of(figure, told, inputs)}{section}'
    )


def use(figure_id: str, release: Release, home: str) -> None:
    """How to cite the figure, link to it and show it elsewhere: each to be copied."""
    words = _uses(figure_id, release, home)
    columns = (("cite_text", "link", "link_plain"), ("cite_bibtex", "link_embed"))
    blocks = "".join(
        f"<div>{''.join(copying.block(words[name], say(f'figure.{name}')) for name in names)}</div>"
        for names in columns
    )
    st.html(f'<h2>{escape(say("figure.use"))}</h2><div class="figure-use">{blocks}</div>')


def ways(figure_id: str, release: Release) -> None:
    """The figures before and after it on its theme, and the ways back to theme and place."""
    figure = one_figure.figure(figure_id, release)
    before, after = one_figure.neighbours(figure_id, release)
    near = "".join(
        f'<li class="{name}"><p class="small">{escape(say(f"figure.{name}"))}</p>{_vouched(other, release)}</li>'
        for name, other in (("previous", before), ("next", after))
        if other
    )
    back = [figure_rows.to(of_theme(figure.theme), say("figure.to_theme", theme=_theme(figure, release)))]
    if figure.region_sort != "not_stated":
        back.append(
            figure_rows.to(of_region(figure.region), say("figure.to_region", region=figure.region_name))
        )
    links = " ".join(f"<span>{way}</span>" for way in back)
    heading = f"<h2>{escape(say('figure.around'))}</h2>"
    st.html(f'{heading}<ul class="neighbours">{near}</ul><p class="links back">{links}</p>')


@kept(1024)
def alone(figure_id: str, release: Release) -> Drawing:
    """The figure as a drawing of its own, for what asks for one."""
    table = release.figures[release.figures["figure_id"] == figure_id]
    return Drawing(table, (one_figure.figure(figure_id, release),))


def document(figure: Figure, release: Release) -> dict[str, Any]:
    """The row of the document that a printed figure stands in."""
    row = release.documents[release.documents["document"] == figure.document].iloc[0]
    return {str(name): cell for name, cell in row.items()}


@kept(512)
def _uses(figure_id: str, release: Release, home: str) -> dict[str, str]:
    """What can be copied, by its name in the language file."""
    figure = one_figure.figure(figure_id, release)
    stands_in = None if figure.derived else citation.source(document(figure, release))
    doubt = page_facts.doubt(figure, release)
    return {
        "cite_text": citation.text(figure, stands_in, release.id, home, doubt),
        "cite_bibtex": citation.bibtex(figure, stands_in, release.id, home, doubt),
        "link": home + of_figure(figure_id),
        "link_plain": home + citation.of_plain_page(figure_id, release.id),
        "link_embed": citation.embed(figure, home, len(rivals.of(figure, release))),
    }


def _beside_pin(over: str, figure: Figure) -> str:
    """What stands over the drawing, HTML, with the pin at its side: below them the drawing has the whole width."""
    pin = pins.button("figure", figure.figure_id, figure.statement)
    return f'<div class="figure-head"><div>{over}</div>{pin}</div>'


def _over(figure: Figure, whole: Drawing) -> str:
    """Unit, place and time of the drawing; of several marks, which is this figure's."""
    meta = f'<p class="meta">{escape(kept_apart(drawn.meta(whole)))}</p>'
    meta += "".join(
        f'<p class="note">{escape(note)}</p>' for note in drawn.replaced(whole) if not figure.superseded_by
    )
    others = len(whole.figures) - 1
    if not others:
        return meta
    group = f"{figure.group_name}: " if figure.group_name else ""
    told = say(
        "figure.in_drawing",
        number=group + figure.number,
        who=figure.speaker,
        number_others=say_number("figure.others", others),
    )
    return f'{meta}<p class="note">{escape(told)}</p>'


@kept(512)
def _under(figure_id: str, release: Release) -> str:
    whole = headline(figure_id, release)
    table = evidence.table(whole.figures, marked=figure_id if len(whole.figures) > 1 else "")
    summary = escape(say("drawing.table"))
    return f"{drawn.source_line(whole, release)}<details><summary>{summary}</summary>{table}</details>"


def _meta(figure: Figure, release: Release) -> str:
    """Place and time, and the unit where there is a number."""
    whole = drawn.meta(alone(figure.figure_id, release))
    unit = say("drawing.unit", unit=figure.plural)
    return whole.removeprefix(f"{unit} · ") if figure.kind in ("rank", "event") else whole


def _large(figure: Figure) -> str:
    """What is said in the place of a drawing: the date of a dated fact, the words of a claim, the number."""
    if figure.kind == "event" and figure.when:
        return sentence_case(figure.when.removeprefix("in ").removeprefix("on "))
    if figure.kind in ("rank", "magnitude", "event") and figure.quote:
        return say("evidence.words", quote=figure.quote)
    return sentence_case(figure.number)


def _standing(figure: Figure, release: Release) -> str:
    """That it was worked out here, what replaced it, what it replaces."""
    around = one_figure.around(figure.figure_id, release)
    lines = []
    if figure.derived:
        lines.append(escape(say("figure.standing_derived")))
    if figure.superseded_by:
        lines.append(
            f"{escape(say('figure.standing_superseded'))} {_successor(figure.superseded_by, release)}"
        )
    lines += [f"{escape(say('figure.standing_replaces'))} {figure_rows.link(old)}" for old in around.replaces]
    return "".join(f'<p class="standing">{line}</p>' for line in lines)


def _successor(name: str, release: Release) -> str:
    if name in release.statements:
        return figure_rows.link(one_figure.figure(name, release))
    return escape(say("figure.replaced_by_record"))


def _against(figure_id: str, release: Release) -> str:
    """What does not hold, what needs context and, of a figure worked out here, the same of the numbers it starts from."""
    rows, every = (get([figure_id], release) for get in (problems.own, problems.of))
    beneath = [row for row in every if row not in rows]
    if rows:
        parts = [(kind, problems.of_kind(kind, rows)) for kind in problems.KINDS]
        told = "".join(_of_kind(kind, found, figure_id, release) for kind, found in parts if found)
    else:
        told = f'<h2 class="against">{escape(say("figure.problems"))}</h2>{_nothing(figure_id, bool(beneath), release)}'
    return told + _beneath(beneath)


def _of_kind(kind: str, rows: list[dict[str, Any]], figure_id: str, release: Release) -> str:
    """The points of one kind under their heading."""
    told = "".join(_problem(row, figure_id, release) for row in rows)
    return f'<h2 class="against {kind}">{escape(say(f"problem.heading_{kind}"))}</h2>{told}'


def _nothing(figure_id: str, beneath: bool, release: Release) -> str:
    """That no point is recorded, why that does not make the figure true, and that the public record may differ."""
    told = [say("figure.no_problems_itself" if beneath else "figure.no_problems")]
    starts = one_figure.all_inputs(figure_id, release)
    if record.beside(alone(figure_id, release), release):
        told.append(say("figure.no_problems_record"))
    elif any(record.rows_for(alone(name, release), release) for name in starts):
        told.append(say("figure.no_problems_record_beneath"))
    return f'<p class="small">{escape(" ".join(told))}</p>'


def _beneath(rows: list[dict[str, Any]]) -> str:
    """The points of the numbers that a figure starts from: what kind, in short, and the way to each."""
    if not rows:
        return ""
    items = "".join(
        f'<li id="problem-{escape(str(row["problem_id"]))}">{doubts.flag(row)}'
        f'<p class="small links">{figure_rows.to(of_problem(str(row["problem_id"])), say("figure.problem_link"))}</p></li>'
        for row in rows
    )
    return (
        f'<h2 class="against">{escape(say("figure.problems_beneath"))}</h2><ul class="beneath">{items}</ul>'
    )


def _problem(row: dict[str, Any], figure_id: str, release: Release) -> str:
    """A point with its arithmetic in view, and the ways to the other figures it concerns and to its own page."""
    others = [name for name in problems.figures(row) if name != figure_id and name in release.statements]
    items = "".join(f"<li>{_vouched(one_figure.figure(name, release), release)}</li>" for name in others)
    concerns = f"<p>{escape(say('figure.concerns'))}</p><ul>{items}</ul>" if items else ""
    way = figure_rows.to(of_problem(str(row["problem_id"])), say("figure.problem_link"))
    return (
        f'<section class="problem {escape(row["kind"])}" id="problem-{escape(str(row["problem_id"]))}">{doubts.flag(row)}'
        f"{doubts.arithmetic(row)}{concerns}"
        f'<p class="small links">{way}</p></section>'
    )


def _vouched(figure: Figure, release: Release) -> str:
    return figure_rows.vouched(figure, problems.by_figure(release).get(figure.figure_id, ()))


def _theme(figure: Figure, release: Release) -> str:
    return str(release.themes.set_index("theme").loc[figure.theme, "name"])
