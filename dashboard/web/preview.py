"""Say what a page is about in a title and a description, for search engines and chat previews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from dashboard import addresses, overview, themes
from dashboard.data import Release
from dashboard.figure import Figure, records, sentence_case
from dashboard.keeping import kept
from dashboard.places import regions
from dashboard.web import facts, site
from dashboard.words import known, say

Query = Mapping[str, Sequence[str]]
FIGURE, PROBLEM = "figure", "problem"


@dataclass(frozen=True, slots=True)
class Preview:
    """A page in short. ``title`` is without the site's name; ``canonical`` is the one address of what is shown.

    ``canonical`` is absolute where the setting SITE_ADDRESS is given, else a path from '/'. ``figure`` is what a page of
    one figure is about.
    """

    title: str
    description: str
    canonical: str
    figure: Figure | None = None


def preview(page: str, query: Query, release: Release) -> Preview:
    """What ``/<page>?<query>`` shows. Nothing in an address can raise; what is wrong in it is passed over.

    A figure is one thing at several addresses: its canonical one is the light page, which needs no script.
    """
    asked = addresses.read(query.get(FIGURE, ()), by_name(release).keys(), "")
    if asked.code:
        return of_figure(by_name(release)[asked.code], release)
    if page == "themes":
        return _theme(query, release)
    if page == "regions":
        return _region(query, release)
    if page == "sources" and (told := _problem(query, release)):
        return told
    if page == "overview":
        return _of(say("site.name"), _joined(overview.title(release), overview.standfirst(release)), "/")
    if known(f"pages.{page}"):
        return _of(
            say(f"pages.{page}"), _joined(overview.title(release), overview.standfirst(release)), f"/{page}"
        )
    return _of(say("site.name"), overview.standfirst(release), "/")


def of_figure(figure: Figure, release: Release) -> Preview:
    """One figure in short: its sentence, then what is to be weighed, the words it was given in and where they stand.

    A preview cuts a description short, so what a figure never travels without comes first.
    """
    doubt = facts.doubt(figure, release)
    words = description(figure)
    if doubt:
        words = say("web.description_doubted", doubt=doubt, told=words)
    return replace(_of(figure.statement, words, light_page(figure.figure_id)), figure=figure)


def light_page(figure_id: str) -> str:
    """The path of a figure's plain page.

    >>> light_page("drug-law-2001")
    '/figure/drug-law-2001'
    """
    return f"/figure/{quote(figure_id, safe='')}"


def card(figure_id: str) -> str:
    """The path of a figure's picture for chat previews.

    >>> card("drug-law-2001")
    '/card/drug-law-2001.png'
    """
    return f"/card/{quote(figure_id, safe='')}.png"


def of_card(figure: Figure) -> str:
    """What the picture says, for whoever cannot see it."""
    return say("web.card", number=sentence_case(figure.number), statement=figure.statement)


def description(figure: Figure) -> str:
    """The words, the document and the paragraph; of a number worked out here, the arithmetic."""
    if figure.derived or not figure.quote:
        return say("web.description_derived", formula=figure.formula or "")
    where = say(
        "evidence.where_value", title=figure.title, publisher=figure.published_by, paragraph=figure.paragraph
    )
    return say("web.description", quote=figure.quote, where=where, speaker=sentence_case(figure.speaker))


@kept()
def by_name(release: Release) -> Mapping[str, Figure]:
    """Every figure of a release by its permanent name."""
    return {figure.figure_id: figure for figure in records(release.figures)}


def _theme(query: Query, release: Release) -> Preview:
    names = themes.names(release)
    code = addresses.read(query.get("theme", ()), names.keys(), next(iter(names), "")).code
    if not code:
        return _of(say("pages.themes"), overview.standfirst(release), "/themes")
    told = _joined(themes.question(code, release), themes.summary(code, release))
    return _of(names[code], told, addresses.of_theme(code))


def _region(query: Query, release: Release) -> Preview:
    names = regions.names(release)
    code = addresses.read(query.get("region", ()), names.keys(), "").code
    address = addresses.of_region(code) if code else "/regions"
    return _of(regions.title(code, release), regions.summary(code, release), address)


def _problem(query: Query, release: Release) -> Preview | None:
    summaries = dict(zip(release.problems["problem_id"], release.problems["summary"], strict=True))
    code = addresses.read(query.get(PROBLEM, ()), summaries.keys(), "").code
    if not code:
        return None
    return _of(say("web.problem_title"), str(summaries[code]), addresses.of_problem(code))


def _of(title: str, description: str, path: str) -> Preview:
    return Preview(title, description, site.absolute(path))


def _joined(*sentences: str) -> str:
    """Sentences one after the other; one without its own end gets a full stop."""
    ended = (text if text.endswith((".", "?", "!")) else f"{text}." for text in sentences if text)
    return " ".join(ended)
