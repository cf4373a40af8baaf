"""The deck as a file: saved as a small one, and opened again from that, from the HTML pack or from PowerPoint. Nothing is kept here."""

from __future__ import annotations

import json
import logging
from html import escape
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.briefing import asked, deck, forms, packing
from dashboard.briefing.asked import PAGE
from dashboard.briefing.deck import Deck
from dashboard.briefing.powerpoint import carried
from dashboard.briefing.turns import TO_OPEN, TO_PRESENT, Busy
from dashboard.web import answers, look
from dashboard.words import say

LOGGER = logging.getLogger(__name__)
MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
FIELD = "file"
# In the address of a deck that was just opened: from which sort of file.
OPENED = "opened"
ZIP = b"PK\x03\x04"
SCRIPT, ID, SCRIPT_END = b"<script", b'id="deck"', b"</script"
# A page of ours names its deck once. What else may look like it is tried a few times: not for every sign of a long page.
MOST_TRIED, LONGEST_TAG, LARGEST_SCRIPT = 50, 1000, 2 * deck.LARGEST_FILE
# Of a deck that is too long for an address: the browser gets it to keep.
KEEP = (
    "try{{const before=localStorage.getItem('briefing');if(before)localStorage.setItem('briefing-before',before);"
    "localStorage.setItem('briefing',JSON.stringify({kept}));location.replace('{page}{told}')}}"
    # A browser that keeps nothing still knows what this step of the visit is about, as carrying.js does.
    "catch{{history.replaceState({{briefing:'?'+{packed}}},'','{page}?deck=kept');location.reload()}}"
)


def save(_: Request, held: Deck) -> Response:
    """A deck as its small file."""
    headers = {
        "content-disposition": f'attachment; filename="{_name(held)}.json"',
        "cache-control": answers.NOT_KEPT,
    }
    return Response(deck.to_file(held), headers=headers, media_type="application/json")


async def opened(request: Request) -> Response:
    """303 to the deck that an uploaded file holds; a page that says what is wrong, and what would be right, for any other file."""
    try:
        file = await forms.field(request, FIELD, LARGEST)
    except forms.TooLarge:
        return _refused(say("briefing.refused_large", largest=LARGEST // MEGABYTE), 413)
    except Busy:
        return asked.busy(request)
    except ValueError:
        return _refused(say("briefing.refused_missing"))
    return await run_in_threadpool(_led, request, file)


def _led(request: Request, file: bytes) -> Response:
    if not file:
        return _refused(say("briefing.refused_missing"))
    try:
        with TO_OPEN.taken():
            held = read(file)
    except Busy:
        return asked.busy(request)
    except ValueError as problem:
        LOGGER.info("a file was refused: %s", problem)
        return _refused(say(f"briefing.refused_{_sort(file)}"))
    if len(held.query) > packing.LONGEST_WITHIN:
        return _refused(say("briefing.refused_long"))
    # Who brings back a PowerPoint may have changed its words there, which are not read: the page says so.
    told = f"{OPENED}={_sort(file)}" if _sort(file) == "powerpoint" else ""
    if len(held.query) > deck.LONGEST_ADDRESS:
        return _handed_over(held, told)
    query = "&".join(part for part in (held.query, told) if part)
    return RedirectResponse(f"{PAGE}?{query}" if query else PAGE, status_code=303)


def read(file: bytes) -> Deck:
    """The deck in a saved file, an HTML pack or a PowerPoint. Raises ValueError with what is wrong for any other file."""
    sort = _sort(file)
    if sort == "powerpoint":
        return deck.from_file(carried.taken_out(file))
    return deck.from_file(_in_page(file) if sort == "page" else file)


def _sort(file: bytes) -> Literal["powerpoint", "page", "saved"]:
    """What a file is, by its beginning: its name is only what somebody called it."""
    if file.startswith(ZIP):
        return "powerpoint"
    return "page" if file[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "saved"


def _in_page(file: bytes) -> bytes:
    """What stands in the script that carries the deck. Raises ValueError where there is none."""
    found = -1
    for _ in range(MOST_TRIED):
        found = file.find(ID, found + 1)
        if found < 0:
            break
        start = file.rfind(b"<", max(found - LONGEST_TAG, 0), found)
        end = file.find(b">", found, found + LONGEST_TAG)
        if start < 0 or end < 0 or not file.startswith(SCRIPT, start):
            continue
        close = file.find(SCRIPT_END, end, end + LARGEST_SCRIPT)
        if close > end:
            return file[end + 1 : close]
    raise ValueError("a page must be one that this site made, with its deck inside")


def _refused(words: str, status: int = 400) -> Response:
    text = look.notice(
        say("briefing.refused_title"),
        say("briefing.refused_body"),
        ((PAGE, say("briefing.back")),),
        f"<p>{escape(words)}</p>",
    )
    return HTMLResponse(
        text, status_code=status, headers={**look.headers(), "cache-control": answers.NOT_KEPT}
    )


def _handed_over(held: Deck, told: str) -> Response:
    """A page that lets the browser keep a deck that is too long for an address, and goes on to it; ``told`` goes along in the address."""
    kept = {
        "title": held.title,
        "release": held.release,
        "slides": held.codes,
    }
    held_by_browser = json.dumps(kept).replace("<", "\\u003c")
    script = KEEP.format(
        kept=held_by_browser, packed=json.dumps(held.query), page=PAGE, told=f"?{told}" if told else ""
    )
    text = look.notice(
        say("briefing.kept_title"),
        say("briefing.kept_body"),
        ((PAGE, say("briefing.back")),),
        f"<script>{script}</script>",
    )
    return HTMLResponse(text, headers={"cache-control": answers.NOT_KEPT})


def _name(held: Deck) -> str:
    """A file's name from the deck's title, of letters and digits that every system takes."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in held.title.lower()).split()
    return "-".join(words)[:60].strip("-") or PAGE.strip("/")


def way_back(_: Request) -> Response:
    """Whoever asks for the place that files are sent to is led to the briefing."""
    return RedirectResponse(PAGE, status_code=303)


ROUTES = [
    *asked.routes("deck.json", save, TO_PRESENT),
    Route(f"{PAGE}/open", opened, methods=["POST"]),
    Route(f"{PAGE}/open", way_back),
]
