"""One file as it is sent: its bytes, the same pressed together, and how long a browser may keep them."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import Response

from dashboard.delivery.negotiation import holds, takes_gzip

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
PRESSED_TYPES = ("text/", "application/javascript", "application/json", "image/svg+xml")
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".css": "text/css", ".json": "application/json"}
LEAST = 500


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file's bytes. ``pressed`` is empty where pressing gains nothing; ``plain`` is None where they stay on the disk."""

    media_type: str
    kept: str
    plain: bytes | None
    pressed: bytes = field(default=b"", repr=False)
    version: str = ""

    def answers(self, asked: Headers) -> bool:
        """The bytes that the browser can take are here."""
        return self.plain is not None or self._goes_pressed(asked)

    def answer(self, asked: Headers) -> Response:
        """The file, or the word that the browser holds it already."""
        pressed = self._goes_pressed(asked)
        headers = {
            "etag": f'"{self.version}-gzip"' if pressed else f'"{self.version}"',
            "cache-control": self.kept,
        }
        if self.pressed:
            headers["vary"] = "Accept-Encoding"
        if holds(asked.get("if-none-match", ""), headers["etag"]):
            return Response(status_code=304, headers=headers)
        if pressed:
            return Response(
                self.pressed, media_type=self.media_type, headers={**headers, "content-encoding": "gzip"}
            )
        return Response(self.plain, media_type=self.media_type, headers=headers)

    def _goes_pressed(self, asked: Headers) -> bool:
        return bool(self.pressed) and takes_gzip(", ".join(asked.getlist("accept-encoding")))


def pack(name: str, content: bytes, kept: str, on_disk: bool = False) -> Parcel:
    """A file made ready. ``on_disk``: somebody else can send the plain bytes, so where pressing helps they are let go of."""
    media_type = (
        TYPES.get(name[name.rfind(".") :]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    )
    worth = media_type.startswith(PRESSED_TYPES) and len(content) >= LEAST
    pressed = gzip.compress(content, 9, mtime=0) if worth else b""
    return Parcel(
        media_type=media_type,
        kept=kept,
        plain=None if on_disk and pressed else content,
        pressed=pressed,
        version=digest(content),
    )


def digest(content: bytes) -> str:
    """A short name for these bytes and no others."""
    return hashlib.sha256(content).hexdigest()[:16]
