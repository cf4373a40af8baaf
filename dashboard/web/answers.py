"""Answer a request so that caches can trust the answer: validators, languages of compression, words for what is wrong."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse

from dashboard.delivery.negotiation import asks_part, holds, takes_gzip

# A published file at an address with a release in it never changes; all else is asked for anew each time, which a validator
# makes cheap: two files that are fetched one after the other are then never of two releases because one was kept.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
NOT_KEPT = "no-store"
DATA = "/data/"
# Anybody's page may read what is public. A page that asks for a part of a file asks for leave first.
ANYBODY = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": ",".join(
        ("Accept-Ranges", "Content-Disposition", "Content-Length", "Content-Range", "ETag")
    ),
}
LEAVE = {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": ",".join(("If-None-Match", "If-Range", "Range")),
    "access-control-max-age": "86400",
}


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of an answer, plain and compressed, with what names them for as long as they do not change."""

    plain: bytes
    packed: bytes
    tag: str
    media_type: str


def body(plain: bytes, tag: str, media_type: str) -> Body:
    """Compress once what is sent many times. ``tag`` names these bytes and no others."""
    return Body(plain, gzip.compress(plain, 6, mtime=0), tag, media_type)


def sent(request: Request, answer: Body, headers: Mapping[str, str]) -> Response:
    """The body, or 304 to whoever has it; compressed bytes are other bytes, so they have a tag of their own."""
    packed = takes_gzip(request.headers.get("accept-encoding", "")) and len(answer.packed) < len(answer.plain)
    tag = f'"{answer.tag}{"-gzip" if packed else ""}"'
    told = {**headers, "etag": tag, "vary": "Accept-Encoding"}
    if holds(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    # An encoding that is named keeps the server from compressing anew what is compressed, or meant to be plain.
    told["content-encoding"] = "gzip" if packed else "identity"
    return Response(answer.packed if packed else answer.plain, headers=told, media_type=answer.media_type)


def file(request: Request, path: Path, tag: str, media_type: str, headers: Mapping[str, str]) -> Response:
    """A file from the disk, whole or in the parts that were asked for; 304 to whoever has it."""
    told = {**headers, "etag": f'"{tag}"', "accept-ranges": "bytes"}
    if holds(request.headers.get("if-none-match", ""), told["etag"]):
        return Response(status_code=304, headers=told)
    # A part of a compressed file is of no use, and a whole one must have the bytes that its parts have.
    told["content-encoding"] = "identity"
    asked = request.headers.get("range", "")
    if asked and not asks_part(asked):
        # What is no range of bytes is passed over, where the framework would refuse it.
        kept = [(name, value) for name, value in request.scope["headers"] if name.lower() != b"range"]
        request.scope["headers"] = kept
    return FileResponse(path, headers=told, media_type=media_type)


def streamed(
    request: Request, parts: Iterable[bytes], tag: str, media_type: str, headers: Mapping[str, str]
) -> Response:
    """What is too long to be kept, written as it goes, plain; 304 to whoever has it, and no body to who wants none."""
    told = {**headers, "etag": f'"{tag}"'}
    if holds(request.headers.get("if-none-match", ""), told["etag"]):
        return Response(status_code=304, headers=told)
    told["content-encoding"] = "identity"
    body = () if request.method == "HEAD" else parts
    return StreamingResponse(body, headers=told, media_type=media_type)


def picture(request: Request, png: bytes, headers: Mapping[str, str]) -> Response:
    """A picture; 304 to whoever has it. It is compressed as it is."""
    told = {**headers, "etag": f'"{hashlib.sha256(png).hexdigest()[:20]}"', "content-encoding": "identity"}
    if holds(request.headers.get("if-none-match", ""), told["etag"]):
        return Response(status_code=304, headers=told)
    return Response(png, headers=told, media_type="image/png")


def page(
    request: Request, text: str, *, headers: Mapping[str, str], status: int = 200, cache: str = ASK_AGAIN
) -> Response:
    """A page of HTML. Its tag is a weak one: the server may compress it on its way."""
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
    told = {**headers, "cache-control": cache}
    if status == 200:
        told["etag"] = f"W/{tag}"
        if holds(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=told)
    return HTMLResponse(text, status_code=status, headers=told)


def text(request: Request, content: str, media_type: str) -> Response:
    """A text that is made anew for each request."""
    answer = body(content.encode(), hashlib.sha256(content.encode()).hexdigest()[:20], media_type)
    return sent(request, answer, {"cache-control": ASK_AGAIN})


def wrong(request: Request, status: int, words: str, text: str, headers: Mapping[str, str]) -> Response:
    """What is wrong: as JSON ``{"error": words}`` to a program that asks for data, as the page ``text`` to all others."""
    told = {**headers, "cache-control": NOT_KEPT, "vary": "Accept"}
    if _wants_page(request):
        return HTMLResponse(text, status_code=status, headers=told)
    return JSONResponse({"error": words}, status_code=status, headers=told)


def _wants_page(request: Request) -> bool:
    """Whoever takes anything is given what the address is for: words about a page, or data."""
    accepted = request.headers.get("accept", "").lower()
    if "text/html" in accepted or "json" in accepted:
        return "text/html" in accepted
    return not str(request.scope["path"]).startswith(DATA)
