"""The catalogue's folder: which of its files are the catalogue, and what they hold."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from etl.faults import DataFault, Fault, ReleaseFault

FOLDERS = ("vocabulary", "documents", "record")
SHEETS = ("problems.csv", "derived.csv", "corrections.csv")
_READ = (".csv", ".toml")
_MOST_BYTES_MADE_SMALLER = 16_000_000
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Every file of a kept catalogue carries this time, so that the same catalogue gives the same bytes on any day."""


def documents_folder(datasets: Path) -> Path:
    """Where the documents' texts lie: as DOCUMENTS_DIR says, else beside the catalogue. It may not be there."""
    named = os.environ.get("DOCUMENTS_DIR")
    return Path(named).resolve() if named else datasets.parent / "documents"


def catalogue_files(root: Path) -> dict[str, Path]:
    """The files that the catalogue consists of, by their names relative to ``root``, in order."""
    paths = [root / name for name in SHEETS]
    paths += [path for folder in FOLDERS for depth in ("*", "*/*") for path in (root / folder).glob(depth)]
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: named[name] for name in sorted(named) if _belongs(name) and named[name].is_file()}


def _belongs(name: str) -> bool:
    """Whether a name is one that a file of the catalogue may have; a name from a zip file may be any."""
    parts = name.split("/")
    plain = all(part and part[0] not in "._" and part.isprintable() and "\\" not in part for part in parts)
    depth = {"documents": 3}.get(parts[0], 2)
    inside = parts[0] in FOLDERS and len(parts) == depth and name.endswith(_READ)
    return plain and (name in SHEETS or inside)


def contents(root: Path) -> dict[str, bytes]:
    """What the files of the catalogue hold."""
    return {name: path.read_bytes() for name, path in catalogue_files(root).items()}


def text_of(root: Path, name: str) -> str | None:
    """The text of one file, line ends and byte-order mark as they stand; None where there is none. Raises DataFault."""
    try:
        return (root / name).read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        remedy = "save the file as 'CSV UTF-8'"
        raise DataFault([Fault(name, 0, f"is not UTF-8 at byte {error.start}", remedy)]) from error
    except OSError as error:
        said = f"cannot be read ({error.strerror})"
        raise DataFault([Fault(name, 0, said, "put back what should be there, readable")]) from error


def changed(files: Mapping[str, bytes], changes: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """The catalogue after changes, where None takes a file away."""
    after = {**files, **{name: content for name, content in changes.items() if content is not None}}
    return {name: after[name] for name in sorted(after) if changes.get(name, b"") is not None}


def packed(files: Mapping[str, bytes]) -> bytes:
    """A catalogue as a zip file; one of a million rows is not made smaller, because that would take as long as its build."""
    content = io.BytesIO()
    small = sum(map(len, files.values())) <= _MOST_BYTES_MADE_SMALLER
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
    return content.getvalue()


def unpacked(path: Path) -> dict[str, bytes]:
    """The catalogue that a zip file keeps. Raises ReleaseFault if it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if _belongs(name)]
            return {name: archive.read(name) for name in names}
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        said = f"the catalogue kept in {path.name} cannot be read ({error})"
        raise ReleaseFault(f"{said}; roll back to another release") from error


def keeps(path: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a zip file keeps exactly this catalogue."""
    try:
        with zipfile.ZipFile(path) as archive:
            kept = {info.filename: (info.file_size, info.CRC) for info in archive.infolist()}
    except (OSError, zipfile.BadZipFile):
        return False
    return kept == {name: (len(content), zlib.crc32(content)) for name, content in files.items()}
