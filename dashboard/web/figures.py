"""Answer for one figure at a time: its plain page, its embed, and what a page that embeds it asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard import corrections, data
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.figures import spelling
from dashboard.one_figure import citation
from dashboard.web import answers, embed, figure_page, frozen, look, preview, rivals, site
from dashboard.web import card as pictures
from dashboard.web.frozen import Asked
from dashboard.words import say

Writer = Callable[[Figure, Release, str, str], str]
ANYBODY = "*"
WIDTH, HEIGHT = 600, 440
NARROWEST = 280
MOST_NEAR = 3


def light(request: Request) -> Response:
    """The plain page of a figure."""
    return _answer(request, figure_page.page, look.headers())


def framed(request: Request) -> Response:
    """The page of a figure that anybody may frame."""
    write = partial(embed.page, theme=request.query_params.get("theme", ""))
    return _answer(request, write, {**look.headers(ANYBODY), "x-robots-tag": "noindex"})


def card(request: Request) -> Response:
    """The picture of a figure for chat previews. 404 in words where there is none."""
    headers = {**answers.ANYBODY, **look.headers()}
    try:
        asked = frozen.asked(request)
        release = data.named(asked.release_id)
    except (data.UnknownRelease, data.ReleaseUnreadable) as problem:
        return frozen.refused(request, problem, headers)
    figure_id, _, ending = request.path_params["file"].rpartition(".")
    figure = preview.by_name(release).get(figure_id) if ending == "png" else None
    drawn = pictures.png(figure, release) if figure else b""
    if not drawn:
        return _absent(request, figure_id or ending, release, asked, headers)
    return answers.picture(request, drawn, {**answers.ANYBODY, "cache-control": answers.ASK_AGAIN})


def oembed(request: Request) -> Response:
    """What a page that is given a figure's address needs to show it (oEmbed 1.0)."""
    if request.query_params.get("format", "json") != "json":
        return JSONResponse({"error": say("web.only_json")}, status_code=501, headers=answers.ANYBODY)
    try:
        release = data.current()
    except data.ReleaseUnreadable as problem:
        return frozen.refused(request, problem, answers.ANYBODY)
    home = site.absolute("", site.of(request))
    figure = preview.by_name(release).get(_figure_at(request.query_params.get("url", ""), home))
    if figure is None:
        return JSONResponse({"error": say("web.not_ours")}, status_code=404, headers=answers.ANYBODY)
    high = HEIGHT + citation.A_RIVAL * len(rivals.of(figure, release))
    width, height = (
        _at_most(request.query_params.get(f"max{side}"), most)
        for side, most in (("width", WIDTH), ("height", high))
    )
    source = f"{home}/embed/{preview.light_page(figure.figure_id).rpartition('/')[2]}"
    shown = {
        "version": "1.0",
        "type": "rich",
        "title": figure.statement,
        "provider_name": say("site.name"),
        "provider_url": f"{home}/",
        "width": width,
        "height": height,
        "html": f'<iframe src="{escape(source)}" title="{escape(figure.statement)}" width="{width}" height="{height}"'
        ' loading="lazy" frameborder="0"></iframe>',
    }
    return JSONResponse(shown, headers={**answers.ANYBODY, "cache-control": answers.ASK_AGAIN})


def near(figure_id: str, release: Release) -> list[Figure]:
    """The figures whose names are most like the one asked for, and those whose names hold it."""
    known, asked = preview.by_name(release), figure_id.strip().casefold()
    alike = [asked] if asked in known else spelling.nearest(asked, known.keys(), MOST_NEAR, 0.6)
    within = [name for name in known if len(asked) >= spelling.SHORTEST and asked in name]
    return [known[name] for name in list(dict.fromkeys([*alike, *within]))[:MOST_NEAR]]


def suggestions(figures: list[Figure], query: str = "") -> str:
    """Ways to figures, as a list in HTML."""
    items = "".join(
        f'<li><a href="{escape(preview.light_page(figure.figure_id) + query)}">{escape(figure.statement)}</a></li>'
        for figure in figures
    )
    return f'<p>{escape(say("web.perhaps"))}</p><ul class="entries">{items}</ul>' if items else ""


def _answer(request: Request, write: Writer, headers: Mapping[str, str]) -> Response:
    try:
        asked = frozen.asked(request)
        release = data.named(asked.release_id)
    except (data.UnknownRelease, data.ReleaseUnreadable) as problem:
        return frozen.refused(request, problem, headers)
    figure_id = request.path_params["figure_id"]
    figure = preview.by_name(release).get(figure_id)
    if figure is None:
        return _absent(request, figure_id, release, asked, headers)
    home = site.absolute("", site.of(request))
    return answers.page(request, write(figure, release, home, asked.query), headers=headers)


def _absent(
    request: Request, figure_id: str, release: Release, asked: Asked, headers: Mapping[str, str]
) -> Response:
    """410 for a figure that an earlier release held, with the way to it there; else 404, with those that are spelt alike."""
    seen = None if asked.frozen else data.last_seen(figure_id)
    if seen is None:
        title, words = say("web.no_figure_title"), say("web.no_figure")
        text = look.notice(
            title,
            words,
            (("/figures", say("pages.figures")),),
            suggestions(near(figure_id, release), asked.query),
        )
        return answers.wrong(request, 404, words, text, headers)
    last, since = seen
    words = say("web.gone", last=last, since=since)
    told = [corrections.withdrawn(figure_id, release), words]
    way = (f"{preview.light_page(figure_id)}?release={last}", say("web.gone_way", last=last))
    text = look.notice(say("web.gone_title"), " ".join(filter(None, told)), (way,), _said(figure_id, last))
    return answers.wrong(request, 410, words, text, headers)


def _said(figure_id: str, last: str) -> str:
    """What a figure that is gone said last."""
    try:
        statement = data.named(last).statements.get(figure_id, "")
    except (data.UnknownRelease, data.ReleaseUnreadable):
        return ""
    return f"<blockquote><p>{escape(statement)}</p></blockquote>" if statement else ""


def _figure_at(address: str, home: str) -> str:
    """The figure that one of our addresses is about; '' for any other address."""
    try:
        parts = urlsplit(address[:2000])
        origin = f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""
    except ValueError:
        return ""
    if origin and origin != site.origin(home):
        return ""
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    if segments[-2:-1] in (["figure"], ["embed"]):
        return segments[-1]
    return parse_qs(parts.query).get("figure", [""])[0] if segments else ""


def _at_most(asked: str | None, most: int) -> int:
    """The number asked for, within what can be read."""
    if asked is None or not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        return most
    return max(min(int(asked), most), NARROWEST)
