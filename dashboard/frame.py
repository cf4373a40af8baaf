"""Head and foot of every page, and what stands between them when there is nothing to show."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from dashboard import contact, counts
from dashboard.data import Release
from dashboard.keeping import kept
from dashboard.words import say

LOGGER = logging.getLogger(__name__)
HERE = ' aria-current="page"'
BRIEFING = "briefing"
# The visitor's browser counts what it holds here, and leads to it.
COUNTED = " data-briefing"
STYLES = Path(__file__).resolve().parent / "styles"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: ``pages/<name>.py``, at the address ``/<name>``, with its title at ``pages.<name>`` in the language file."""

    name: str

    @property
    def title(self) -> str:
        """The page's name for a reader."""
        return say(f"pages.{self.name}")


# The first is the front page.
PAGES = tuple(map(PageEntry, ("overview", "themes", "regions", "figures", "sources", BRIEFING)))
# For staff alone: it is in no list that anybody else is shown.
DESK = PageEntry("desk")


@lru_cache(maxsize=1)
def style() -> str:
    """The style of the whole site: ``site.css`` first, then one file for each part of it. The first page links to it."""
    parts = sorted(STYLES.glob("*.css"), key=lambda path: (path.stem != "site", path.stem))
    return "\n".join(path.read_text(encoding="utf-8") for path in parts)


def head(shown: str, *, staff: bool = False) -> None:
    """The site's name and the ways to its pages; ``shown`` is the name of the page in view, which is marked.

    ``staff`` have a way to the desk besides.
    """
    st.html(masthead(shown, staff=staff))


@lru_cache(maxsize=2 * len(PAGES) + 1)
def masthead(shown: str, *, staff: bool = False) -> str:
    """The same as HTML: the outline of a page that is still to come has it too, in the same place."""
    ways = "".join(
        f'<a href="{"/" if entry is PAGES[0] else f"/{entry.name}"}" target="_self"'
        f"{COUNTED if entry.name == BRIEFING else ''}{HERE if entry.name == shown else ''}>{escape(entry.title)}</a>"
        for entry in (*PAGES, *([DESK] if staff else []))
    )
    name = f'<p class="wordmark"><a href="/" target="_self">{escape(say("site.name"))}</a></p>'
    return (
        f'<header class="masthead">{name}<nav aria-label="{escape(say("site.pages"))}">{ways}</nav></header>'
    )


def foot(release: Release) -> None:
    """What is shown, from which release."""
    st.html(_foot(release, contact.line()))


@kept()
def _foot(release: Release, whom: str) -> str:
    held = counts.of_release(release)
    counted = say("footer.release", release=release.id, documents=len(release.documents), counted=held.phrase)
    return (
        f'<footer class="foot" data-release="{escape(release.id)}">'
        f"<p>{escape(say('footer.about'))}</p><p>{escape(counted)}</p>{whom}</footer>"
    )


def unavailable() -> None:
    """No release can be read: say so in words."""
    st.html(
        f'<h1>{escape(say("unavailable.title"))}</h1><p class="standfirst">{escape(say("unavailable.body"))}</p>'
    )


def failed(error: BaseException) -> bool:
    """A page raised: the log has the reason, the visitor gets words. True: nothing else needs to be shown."""
    LOGGER.error("a page could not be shown", exc_info=error)
    st.html(
        f'<section class="notice" role="alert"><h2>{escape(say("failed.title"))}</h2><p>{escape(say("failed.body"))}</p></section>'
    )
    return True
