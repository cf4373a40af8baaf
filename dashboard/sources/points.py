"""Write the points to weigh in full, each with its figures, its documents and its own address, as HTML. Text in, text out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from dashboard import doubts, folds, problems, record
from dashboard.addresses import of_document, of_figure, of_problem, of_record
from dashboard.data import Release
from dashboard.figure import Figure, records, sentence_case
from dashboard.keeping import kept
from dashboard.sources import documents
from dashboard.words import known, say, say_number

Row = dict[str, Any]
# More on one page could not be read; the choices above narrow them.
MOST = 200


def check_name(check: str) -> str:
    """What a check is called in full; one the language file does not know says so."""
    return say(f"check.{check}") if known(f"check.{check}") else say("check.other")


@kept()
def check_names(release: Release) -> dict[str, str]:
    """The checks that found something, with how many points each found."""
    found = Counter(str(row["check"]) for row in problems.every(release))
    return {
        check: f"{check_name(check)} ({found[check]})" for check in problems.checks(release) if found[check]
    }


@kept()
def document_names(release: Release) -> dict[str, str]:
    """The documents that a point concerns."""
    concerned = {name for row in problems.every(release) for name in problems.documents(row)}
    return {code: title for code, title in documents.names(release).items() if code in concerned}


def summary(release: Release) -> str:
    """How many points rules found, and how many readers."""
    rows = problems.every(release)
    by_person = sum(row["found_by"] == "person" for row in rows)
    return say("sources.about_problems", by_rule=len(rows) - by_person, by_person=by_person)


def alone(followed: str, release: Release) -> str:
    """The point that was followed, with all that it rests on, and the way to all points."""
    title = escape(say("point.followed"))
    entry = _point(problems.by_name(release)[followed], release, opened=True)
    back = f'<p class="small links">{_way("/sources?show=problems", say("point.all"))}</p>'
    return f'<h2 class="followed">{title}</h2><ul class="in-question">{entry}</ul>{back}'


@kept(256)
def page(followed: str, check: str, document: str, release: Release) -> str:
    """The points of the chosen check and document without the one that was followed and stands above, then the checks."""
    chosen = problems.chosen(release, check, document)
    rows = [row for row in chosen if row["problem_id"] != followed]
    above = {row["kind"] for row in chosen if row["problem_id"] == followed}
    told, parts = rows[:MOST], []
    if len(rows) > MOST:
        parts.append(f"<p>{escape(say('sources.capped', shown=MOST, number=f'{len(rows):,}'))}</p>")
    parts += [_of_kind(kind, told, release, more=kind in above) for kind in problems.KINDS]
    if not rows and not followed:
        remedy = escape(say("sources.nothing_remedy"))
        parts.append(f'<p class="empty"><strong>{escape(say("sources.nothing"))}</strong> {remedy}</p>')
    return "".join(parts) + _checks(release)


def _of_kind(kind: str, rows: Sequence[Row], release: Release, *, more: bool) -> str:
    """Those that do not hold, or those that need context; ``more`` where one of that kind stands above them already."""
    found = problems.of_kind(kind, rows)
    if not found:
        return ""
    title, about = escape(say(f"problem.heading_{kind}")), escape(say(f"problem.about_{kind}"))
    items = "".join(_point(row, release) for row in found)
    tally = say("point.more", number=len(found)) if more else str(len(found))
    return (
        f'<h2 id="{kind}">{title} <span class="tally">{escape(tally)}</span></h2>'
        f'<p class="standfirst">{about}</p><ul class="in-question">{items}</ul>'
    )


@kept(1024)
def _entry(problem_id: str, release: Release, opened: bool) -> str:
    row = problems.by_name(release)[problem_id]
    by_name = _figures(release)
    concerned = [by_name[name] for name in problems.figures(row) if name in by_name]
    check = escape(check_name(str(row["check"])))
    inside = f'<div class="ways">{_ways(row, concerned, release)}</div><div class="rests">{doubts.arithmetic(row)}</div>'
    return (
        f'<li id="{escape(problem_id)}" class="{escape(row["kind"])}"><div class="weighed"><div><p class="kicker">{escape(doubts.subject(concerned))}</p>'
        f'<h3 class="weighed-summary">{escape(str(row["summary"]))}</h3>'
        f'<p class="doubt {escape(row["kind"])}">{doubts.sign(row)} <strong>{escape(doubts.label(row))}</strong> · {check}</p></div>'
        f"{folds.folded(say('point.rests_on'), inside, opened=opened)}</div></li>"
    )


def _point(row: Row, release: Release, *, opened: bool = False) -> str:
    return _entry(str(row["problem_id"]), release, opened)


@kept()
def _figures(release: Release) -> dict[str, Figure]:
    """The figures that a point concerns, by their permanent names."""
    concerned = {name for row in problems.every(release) for name in problems.figures(row)}
    rows = release.figures[release.figures["figure_id"].isin(list(concerned))]
    return {figure.figure_id: figure for figure in records(rows)}


def _ways(row: Row, concerned: Sequence[Figure], release: Release) -> str:
    """The ways to the figures and the documents of a point, to what it rests on, and to itself."""
    titles, recorded = documents.names(release), record.by_name(release)
    figures = [_way(of_figure(figure.figure_id), doubts.short(figure)) for figure in concerned]
    newer = [figure.superseded_by for figure in concerned if figure.superseded_by in release.statements]
    later = [_way(of_figure(name), release.statements[name]) for name in newer if name]
    texts = [_way(of_document(name), titles[name]) for name in problems.documents(row) if name in titles]
    rows = [
        _way(of_record(name), record.in_short(recorded[name]))
        for name in problems.record(row)
        if name in recorded
    ]
    parts = [
        ("point.figures", figures),
        ("point.replaced_by", later),
        ("point.documents", texts),
        ("point.record", rows),
    ]
    told = "".join(
        f'<p class="links">{escape(say(key))} {" · ".join(ways)}</p>' for key, ways in parts if ways
    )
    return f'{told}<p class="small links">{_way(of_problem(str(row["problem_id"])), say("point.link"))}</p>'


def _way(address: str, told: str) -> str:
    return f'<a href="{escape(address)}" target="_self">{escape(told)}</a>'


@kept()
def _checks(release: Release) -> str:
    """What each check does, what it cannot see, and how many points it found, as a table."""
    found = Counter(str(row["check"]) for row in problems.every(release))
    head = "".join(
        f'<th scope="col">{escape(say(f"point.{name}"))}</th>' for name in ("check", "does", "blind", "found")
    )
    body = "".join(_check(check, found[check]) for check in problems.checks(release))
    table = f'<table class="stacking checks"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    told = say_number("point.see_checks", len(problems.checks(release)))
    return folds.part(say("point.checks"), "checks", told, table)


def _check(check: str, found: int) -> str:
    described = check if known(f"check.does_{check}") else "other"
    address = escape("/sources?" + urlencode({"show": "problems", "check": check}))
    count = f'<a href="{address}" target="_self">{found}</a>' if found else "0"
    cells = [
        ("does", escape(say(f"check.does_{described}"))),
        ("blind", escape(say(f"check.blind_{described}"))),
        ("found", count),
    ]
    data = "".join(
        f'<td data-label="{escape(say(f"point.{name}"))}"><span>{cell}</span></td>' for name, cell in cells
    )
    return f'<tr><th scope="row">{escape(check_name(check))}</th>{data}</tr>'


def title(release: Release) -> str:
    """How many points do not hold, and how many need context."""
    counted = doubts.counted(problems.every(release))
    return sentence_case(counted) if counted else say("sources.title_problems_none")
