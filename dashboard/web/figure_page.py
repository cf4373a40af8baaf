"""Write one figure as a page of plain HTML that anybody's machine can read. Figure in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from dashboard import corrections, doubts, problems, record
from dashboard.addresses import of_figure, of_paragraph, of_problem
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import citation
from dashboard.web import card, facts, look, preview, rivals, role, structured
from dashboard.web.facts import Fact
from dashboard.words import say


def page(figure: Figure, release: Release, home: str, query: str = "") -> str:
    """The page. ``home`` begins the site's absolute addresses; ``query`` keeps links within a frozen release."""
    first = f"{_kicker(figure)}{_lead(figure, release, query)}"
    aside = f"{_origin(figure, release, query)}{_missing(figure)}"
    rest = f"{_doubts(figure, release)}{_record(figure, release)}{_table(figure)}{_citing(figure, release, home)}"
    return look.page(
        figure.statement,
        f'<div class="columns"><div>{first}</div><aside>{aside}</aside><div>{rest}</div></div>',
        head=_head(figure, release, home, query),
        foot=f"<p>{escape(say('web.in_release', release=release.id))} {escape(say('footer.about'))}</p>{look.data_way()}",
    )


def _head(figure: Figure, release: Release, home: str, query: str) -> str:
    told = preview.of_figure(figure, release)
    path = preview.light_page(figure.figure_id)
    drawn = card.words(figure, release) is not None
    image = f"{home}{preview.card(figure.figure_id)}?release={release.id}" if drawn else ""
    meta = {
        "description": told.description,
        "twitter:card": "summary_large_image" if drawn else "summary",
        **({"robots": "noindex"} if query else {}),
    }
    properties = {
        "og:type": "article",
        "og:title": told.title,
        "og:description": told.description,
        "og:url": f"{home}{path}",
        "og:site_name": say("site.name"),
    }
    if drawn:
        properties |= {
            "og:image": image,
            "og:image:type": "image/png",
            "og:image:width": str(card.WIDTH),
            "og:image:height": str(card.HEIGHT),
            "og:image:alt": preview.of_card(figure),
        }
    return (
        "".join(f'<meta name="{name}" content="{escape(text)}">' for name, text in meta.items())
        + "".join(f'<meta property="{name}" content="{escape(text)}">' for name, text in properties.items())
        + f'<link rel="canonical" href="{escape(home + path)}">'
        + f'<link rel="alternate" type="application/json+oembed" href="{escape(f"{home}/oembed?url={home}{path}")}">'
        + structured.script(structured.claim(figure, release, home, image))
    )


def _kicker(figure: Figure) -> str:
    told = [sentence_case(figure.measure_name)]
    told += [figure.region_name] if figure.region_sort != "not_stated" else []
    told += [say(f"web.status_{figure.status}")] if figure.status in ("derived", "superseded") else []
    return f'<p class="kicker">{escape(" · ".join(told))}</p>'


def _lead(figure: Figure, release: Release, query: str) -> str:
    """A frozen page leads to the one that is kept up to date, that one to the whole view."""
    to = preview.light_page(figure.figure_id) if query else of_figure(figure.figure_id)
    way = escape(say("web.as_it_is_now" if query else "web.whole_view"))
    verdict = doubts.verdict(problems.of([figure.figure_id], release), [figure.figure_id])
    return (
        f"<h1>{escape(figure.statement)}</h1>{verdict}{marked(number(figure) + rivals.drawing(figure, release), figure, release)}"
        f"{corrections.markup(figure.figure_id, release)}"
        f"{rivals.section(figure, release, query)}"
        f'<p class="links"><a class="primary" href="{escape(to)}">{way}</a></p>'
    )


def marked(inside: str, figure: Figure, release: Release) -> str:
    """The number and its drawing, as HTML, in the colour that the figure has on the dashboard."""
    derived = " derived" if figure.derived else ""
    return f'<div class="mark-{role.of(figure, release)}{derived}">{inside}</div>' if inside else ""


def number(figure: Figure) -> str:
    """The number in words and digits; where there is none, nothing: the words stand with the evidence."""
    if not figure.numbers and figure.qualifier != "magnitude":
        return ""
    # A share is nothing without what it is a share of.
    of = say("mark.of_base", base=figure.base) if figure.kind == "share" and figure.has_base else ""
    base = f'<p class="small">{escape(of)}</p>' if of else ""
    return f'<p class="number">{escape(sentence_case(figure.number))}</p>{base}'


def _doubts(figure: Figure, release: Release) -> str:
    own, every = (get([figure.figure_id], release) for get in (problems.own, problems.of))
    of_kinds = "".join(
        _points(f"problem.heading_{kind}", problems.of_kind(kind, own)) for kind in problems.KINDS
    )
    return of_kinds + _points("figure.problems_beneath", [row for row in every if row not in own])


def _points(key: str, found: Sequence[problems.Row]) -> str:
    """Points to weigh under their heading, each with its arithmetic."""
    if not found:
        return ""
    told = "".join(
        f'<section class="flag {escape(row["kind"])}" id="problem-{escape(str(row["problem_id"]))}"><p><strong>{escape(doubts.label(row))}.</strong>'
        f" {escape(str(row['summary']))}</p>{doubts.arithmetic(row)}"
        f'<p class="links"><a href="{escape(of_problem(str(row["problem_id"])))}">{escape(say("web.to_problem"))}</a></p></section>'
        for row in found
    )
    return f"<h2>{escape(say(key))}</h2>{told}"


def _record(figure: Figure, release: Release) -> str:
    # Made anew: what it remembers itself is never let go, and anybody may ask for any earlier release.
    told: str = record.beside(facts.alone(figure.figure_id, release), release, level=2)
    return told


def _table(figure: Figure) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(fact.name)}</th><td>{escape("; ".join(fact.said))}</td></tr>'
        for fact in facts.table(figure)
    )
    return f"<h2>{escape(say('web.as_table'))}</h2><table><tbody>{rows}</tbody></table>"


def _origin(figure: Figure, release: Release, query: str) -> str:
    words = (
        f'<blockquote class="quote">{escape(say("evidence.words", quote=figure.quote))}</blockquote>'
        if figure.quote
        else f"<p>{escape(say('evidence.words_derived'))}</p>"
    )
    others = {
        "evidence.derived_from": one_figure.names(figure.derived_from),
        "evidence.superseded": one_figure.names(figure.superseded_by),
    }
    ways = "".join(_links(key, names, release.statements, query) for key, names in others.items())
    return f"<h2>{escape(say('evidence.heading'))}</h2>{words}{_facts(facts.origin(figure), ways)}{_way_in(figure)}"


def _way_in(figure: Figure) -> str:
    """The way to everything that was read where the figure stands."""
    if figure.document is None or figure.paragraph is None:
        return ""
    to, told = (
        of_paragraph(figure.document, figure.paragraph),
        say("figure.paragraph_link", paragraph=figure.paragraph),
    )
    return f'<p class="links"><a href="{escape(to)}">{escape(told)}</a></p>'


def _facts(told: Iterable[Fact], more: str = "") -> str:
    items = "".join(
        f"<div><dt>{escape(fact.name)}</dt>{''.join(f'<dd>{escape(text)}</dd>' for text in fact.said)}</div>"
        for fact in told
    )
    return f'<dl class="facts">{items}{more}</dl>'


def _links(key: str, names: Iterable[str], statements: Mapping[str, str], query: str) -> str:
    """The figures of these names, each as a way to its page; a row of the public record has none."""
    items = "".join(
        f'<dd><a href="{escape(preview.light_page(name) + query)}">{escape(statements[name])}</a></dd>'
        for name in names
        if name in statements
    )
    return f"<div><dt>{escape(say(key))}</dt>{items}</div>" if items else ""


def _missing(figure: Figure) -> str:
    names = facts.missing(figure)
    if not names:
        return ""
    items = "".join(f"<li>{escape(name)}</li>" for name in names)
    return f"<h2>{escape(say('web.not_stated'))}</h2><ul>{items}</ul>"


def _citing(figure: Figure, release: Release, home: str) -> str:
    source, doubt = facts.stands_in(figure, release), facts.doubt(figure, release)
    folded = (
        ("web.cite_bibtex", citation.bibtex(figure, source, release.id, home, doubt)),
        ("web.embed", citation.embed(figure, home, len(rivals.of(figure, release)))),
    )
    more = "".join(
        f"<details><summary>{escape(say(key))}</summary><pre>{escape(text)}</pre></details>"
        for key, text in folded
    )
    told = escape(citation.text(figure, source, release.id, home, doubt))
    return f'<h2>{escape(say("web.cite"))}</h2><p class="copy">{told}</p>{more}'
