"""Find out which release a request is about: the one in its address, or the one in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dashboard import data
from dashboard.web import answers, look
from dashboard.words import say

RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Asked:
    """The release, and whether the address names it: then the published files at it never change."""

    release_id: str
    frozen: bool

    @property
    def query(self) -> str:
        """What keeps a link within the release: '?release=…', or nothing."""
        return f"?{RELEASE}={self.release_id}" if self.frozen else ""

    @property
    def cache(self) -> str:
        """How long a published file may be kept; what code writes from it may change with the code."""
        return answers.FOREVER if self.frozen else answers.ASK_AGAIN


def asked(request: Request) -> Asked:
    """The release that the request is about. Raises UnknownRelease and ReleaseUnreadable."""
    names = {name for name in request.query_params.getlist(RELEASE) if name}
    if not names:
        return Asked(data.current_id(), frozen=False)
    if len(names) > 1:
        raise data.UnknownRelease
    release_id = names.pop()
    data.file_of(release_id, "figures.parquet")
    return Asked(release_id, frozen=True)


def refused(
    request: Request, problem: data.UnknownRelease | data.ReleaseUnreadable, headers: Mapping[str, str]
) -> Response:
    """Say in words why there is nothing to give: 404 for a release that is named and not there, else 503."""
    named = any(request.query_params.getlist(RELEASE))
    if isinstance(problem, data.ReleaseUnreadable) or not named:
        title, words = say("unavailable.title"), say("unavailable.body")
        return answers.wrong(request, 503, words, look.notice(title, words, ()), headers)
    words = say("web.unknown_release")
    way = (("/data/", say("web.data")),)
    return answers.wrong(
        request, 404, words, look.notice(say("web.unknown_release_title"), words, way), headers
    )
