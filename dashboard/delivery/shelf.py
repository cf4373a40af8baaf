"""Everything that can be sent as it lies there, by its path: our own files under names that change with them, and the framework's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from streamlit import file_util

from dashboard import frame
from dashboard.delivery.parcel import ASK_AGAIN, FOREVER, Parcel, digest, pack

DASHBOARD = Path(__file__).resolve().parent.parent
STATIC = DASHBOARD / "static"
ENGINE = (
    DASHBOARD / "plot" / "draw.js",
    DASHBOARD / "plot" / "plot.js",
    DASHBOARD / "plot" / "picture.js",
    DASHBOARD / "delivery" / "links.js",
    DASHBOARD / "delivery" / "copying.js",
    DASHBOARD / "briefing" / "carrying.js",
    DASHBOARD / "briefing" / "merging.js",
    DASHBOARD / "briefing" / "pins.js",
    DASHBOARD / "briefing" / "screen.js",
    DASHBOARD / "briefing" / "strip.js",
    DASHBOARD / "briefing" / "making.js",
)
BUNDLE = STATIC / "plotly" / "plotly-basic.min.js"
FONTS = STATIC / "fonts"
OURS = "/assets/"
PLAIN = "/app/static/"
IMPORT = re.compile(rb"""(?:from|import)\s*["']\./([\w.$-]+\.js)["']""")
# The parts of the framework's page that the first content of every page of ours asks for.
FIRST_PARTS = ("Html.", "purify.es.", "PageLink.")
# Those that the first screen of some pages asks for besides, by the sort of the page.
FURTHER_PARTS = {
    "themes": ("ButtonGroup.",),
    "regions": ("Selectbox.",),
    "region": ("Selectbox.",),
    "figures": ("TextInput.", "Selectbox."),
    "sources": ("ButtonGroup.", "Selectbox."),
    "briefing": ("TextInput.", "TextArea.", "NumberInput."),
}


class Shelf:
    """Files by their path, ready to send. ``fill`` may run beside the first visitors: what is not there yet is passed on."""

    def __init__(self, framework: Path | None = None) -> None:
        self.framework = framework or Path(file_util.get_static_dir())
        self.parcels: dict[str, Parcel] = {
            path: pack(path, content, FOREVER) for path, content in _ours().items()
        }

    def find(self, path: str) -> Parcel | None:
        """The file at a path; None where there is none."""
        return self.parcels.get(path)

    def fill_first(self) -> None:
        """What the first page asks for."""
        first = {*first_scripts(self.framework)}.union(
            *(further_scripts(self.framework, sort) for sort in FURTHER_PARTS)
        )
        self._take(self.framework / "static" / "js" / name for name in sorted(first))

    def fill(self) -> None:
        """Every other file that the framework may ask for, and ours by their plain names."""
        self._take(path for path in sorted((self.framework / "static").rglob("*")) if path.is_file())
        for path in sorted(STATIC.rglob("*")):
            if path.is_file():
                name = f"{PLAIN}{path.relative_to(STATIC).as_posix()}"
                self.parcels[name] = pack(name, path.read_bytes(), ASK_AGAIN, on_disk=True)

    def _take(self, paths: Iterable[Path]) -> None:
        for path in paths:
            name = f"/{path.relative_to(self.framework).as_posix()}"
            if name not in self.parcels:
                # The framework names these files by what is in them.
                self.parcels[name] = pack(name, path.read_bytes(), FOREVER, on_disk=True)


@lru_cache(maxsize=1)
def addresses() -> dict[str, str]:
    """The path of each of our own files by a plain name: style, engine, bundle, and each font by its file's stem."""
    return {name: _address(label, content) for name, label, content in _made()}


def first_scripts(framework: Path) -> list[str]:
    """The scripts of the first content of every page and all that they import, the first in need first."""
    index = (framework / "index.html").read_bytes()
    named = [name.decode() for name in re.findall(rb'\./static/js/([\w.$-]+\.js)"', index)]
    return _with_imports(framework, named + _of_parts(framework, FIRST_PARTS))


def further_scripts(framework: Path, sort: str) -> list[str]:
    """The scripts that the first screen of a sort of page needs besides those of every page."""
    every = set(first_scripts(framework))
    further = _with_imports(framework, _of_parts(framework, FURTHER_PARTS.get(sort, ())))
    return [name for name in further if name not in every]


def _of_parts(framework: Path, parts: Iterable[str]) -> list[str]:
    folder = framework / "static" / "js"
    return [path.name for part in parts for path in sorted(folder.glob(f"{part}*.js"))]


def _with_imports(framework: Path, wanted: list[str]) -> list[str]:
    folder = framework / "static" / "js"
    seen: dict[str, None] = {}
    while wanted:
        name = wanted.pop(0)
        if name not in seen and (folder / name).is_file():
            seen[name] = None
            wanted += [part.decode() for part in IMPORT.findall((folder / name).read_bytes())]
    return list(seen)


def paths(framework: Path | None = None) -> frozenset[str]:
    """The path of every file that lies in the framework's folder, its page apart, or in ours under its plain name."""
    root = framework or Path(file_util.get_static_dir())
    theirs = (f"/{path.relative_to(root).as_posix()}" for path in root.rglob("*") if path.is_file())
    ours = (f"{PLAIN}{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*") if path.is_file())
    return frozenset({*theirs, *ours} - {"/index.html"})


def _ours() -> dict[str, bytes]:
    return {_address(label, content): content for _, label, content in _made()}


def _made() -> Iterator[tuple[str, str, bytes]]:
    """Name, file name and bytes of our own files."""
    yield "style", "site.css", frame.style().encode()
    yield "engine", "plot.js", b"".join(path.read_bytes() for path in ENGINE)
    yield "bundle", BUNDLE.name, BUNDLE.read_bytes()
    for font in sorted(FONTS.glob("*.woff2")):
        yield font.stem, font.name, font.read_bytes()


def _address(label: str, content: bytes) -> str:
    stem, _, ending = label.rpartition(".")
    return f"{OURS}{stem}.{digest(content)}.{ending}"
