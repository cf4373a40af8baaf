"""Take one file out of an archive that a stranger made: nothing is listed, unpacked or held beyond a bound."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

# What PowerPoint packs with: of the other ways one unpacks without a bound.
METHODS = (ZIP_STORED, ZIP_DEFLATED)
# A deck of a hundred slides lists its parts in a tenth of this.
LARGEST_LIST = 1_000_000
# Where a list may be told of: its length at the archive's end, behind a comment of any length; and a longer one's place.
LONGEST_END = 22 + 65_535
END, LONG_END = re.compile(rb"PK\x05\x06(?=.{8}(.{4}))", re.DOTALL), b"PK\x06\x07"


def member(archive: bytes, name: str, most: int) -> bytes:
    """The file of that name in an archive. Raises ValueError for what is no archive, holds none, or one of more than ``most`` bytes."""
    _listed(archive)
    try:
        with ZipFile(BytesIO(archive)) as package:
            told = package.getinfo(name)
            if told.compress_type not in METHODS:
                raise ValueError(
                    f"{name} must be packed as PowerPoint does it (got method {told.compress_type})"
                )
            with package.open(told) as packed:
                # What an archive says of its files' lengths is anybody's word: so many bytes are unpacked and no more.
                held = packed.read(most + 1)
    except (
        BadZipFile,
        KeyError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as problem:
        raise ValueError(f"an archive must hold a {name} that can be read") from problem
    if max(len(held), told.file_size) > most:
        raise ValueError(f"{name} must have at most {most} bytes")
    return held


def _listed(archive: bytes) -> None:
    """Raises ValueError for an archive whose list of files would take long to read."""
    tail = archive[-LONGEST_END:]
    lengths = [int.from_bytes(found[1], "little") for found in END.finditer(tail)]
    if LONG_END in tail or max(lengths, default=0) > LARGEST_LIST:
        raise ValueError(f"the list of an archive's files must have at most {LARGEST_LIST} bytes")
