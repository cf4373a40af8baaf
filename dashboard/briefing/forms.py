"""Take in what a form brings, bounded: how much of one, and how much of all that are on their way at once."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from dashboard.briefing.turns import Busy

# What a form adds around what it brings.
AROUND = 10_000
# What all forms together may hold in memory while they arrive: who comes slowly holds little of it.
LARGEST_TOGETHER = 120_000_000


class TooLarge(Exception):
    """More came than may."""


class _Arriving:
    """How many bytes of all forms are held; counted in the one thread that forms arrive in."""

    length = 0


async def field(request: Request, name: str, most: int) -> bytes:
    """What a form brings under a name. Raises TooLarge, Busy, and ValueError for what is no form."""
    parser = MultiPartParser(
        request.headers, _bounded(request, most + AROUND), max_files=1, max_fields=2, max_part_size=most + 1
    )
    # No part of it ever goes to the disk.
    parser.spool_max_size = most + AROUND
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as problem:
        raise ValueError("what is sent must be a form with a file") from problem
    try:
        held = form.get(name)
        return await held.read() if isinstance(held, UploadFile) else (held or "").encode()
    finally:
        await form.close()


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and (len(told) > 9 or int(told) > most):
        raise TooLarge
    length = 0
    try:
        async for chunk in request.stream():
            length += len(chunk)
            _Arriving.length += len(chunk)
            if length > most:
                raise TooLarge
            if _Arriving.length > LARGEST_TOGETHER:
                raise Busy
            yield chunk
    finally:
        _Arriving.length -= length
