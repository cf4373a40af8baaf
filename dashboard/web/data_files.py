"""Serve the published tables and their descriptions to programs: /data/<table>.parquet, .csv and .json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard import data
from dashboard.one_figure import citation
from dashboard.web import answers, citation_file, data_index, frozen, look, site, tables
from dashboard.web.frozen import Asked
from dashboard.words import say

NAME = "war-on-drugs-in-figures"
PARQUET = "application/vnd.apache.parquet"
WRITERS: Mapping[str, tuple[Callable[[pa.Table], Iterator[bytes]], str]] = {
    "csv": (tables.as_csv, "text/csv; charset=utf-8; header=present"),
    "json": (tables.as_json, "application/json"),
}
# A table of more rows is written for each request as it goes: keeping it would take the memory of the pages.
MOST_ROWS_KEPT = 20_000


def give(request: Request) -> Response:
    """The file that the address names, of the release that it names. 404 in words for what there is not."""
    try:
        asked = frozen.asked(request)
        return _give(request, asked, request.path_params["file"])
    except (data.UnknownRelease, data.ReleaseUnreadable) as problem:
        return frozen.refused(request, problem, answers.ANYBODY)
    except data.UnknownFile:
        words, way = say("web.unknown_file"), (("/data/", say("web.data")),)
        text = look.notice(say("not_found.title"), words, way)
        return answers.wrong(request, 404, words, text, answers.ANYBODY)


def index(request: Request) -> Response:
    """What there is to fetch, on one page."""
    try:
        asked = frozen.asked(request)
        text = data_index.page(asked, data.described(asked.release_id), data.releases())
    except (data.UnknownRelease, data.ReleaseUnreadable) as problem:
        return frozen.refused(request, problem, look.headers())
    except data.UnknownFile:
        return frozen.refused(request, data.ReleaseUnreadable(data.PACKAGE), look.headers())
    return answers.page(request, text, headers=look.headers())


def folder(request: Request) -> Response:
    """The folder's name without its slash: links on its page are told from the folder."""
    return RedirectResponse(
        "/data/" + (f"?{request.url.query}" if request.url.query else ""), status_code=308
    )


def leave(_: Request) -> Response:
    """Let a program on somebody else's page ask for parts of a file."""
    return Response(status_code=204, headers={**answers.ANYBODY, **answers.LEAVE})


def _give(request: Request, asked: Asked, name: str) -> Response:
    stem, _, ending = name.rpartition(".")
    if ending == "parquet":
        return _parquet(request, asked, stem)
    if ending in WRITERS and stem in data.TABLES:
        return _written(request, asked, stem, ending)
    if name not in DESCRIPTIONS:
        raise data.UnknownFile
    make, media_type = DESCRIPTIONS[name]
    text = make(request, asked)
    answer = answers.body(text, _tag(asked.release_id, [text]), media_type)
    return answers.sent(request, answer, _headers(asked, stem, ending, shown=True))


def _parquet(request: Request, asked: Asked, table: str) -> Response:
    path, headers = data.file_of(asked.release_id, f"{table}.parquet"), _headers(asked, table, "parquet")
    there = path.stat()
    tag = f"{asked.release_id}-{_digest(path, there.st_mtime_ns, there.st_size)}"
    return answers.file(request, path, tag, PARQUET, headers)


@lru_cache(maxsize=256)
def _digest(path: Path, _changed: int, _size: int) -> str:
    """The name of the bytes of a file: a damaged one that a build has mended has another, under the same path."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _written(request: Request, asked: Asked, table: str, ending: str) -> Response:
    headers, (write, media_type) = _headers(asked, table, ending, shown=ending == "json"), WRITERS[ending]
    answer = _kept(str(data.file_of(asked.release_id, f"{table}.parquet")), asked.release_id, table, ending)
    if isinstance(answer, answers.Body):
        return answers.sent(request, answer, headers)
    parts = write(data.table(asked.release_id, table))
    return answers.streamed(request, parts, answer, media_type, headers)


@lru_cache(maxsize=64)
def _kept(_path: str, release_id: str, table: str, ending: str) -> answers.Body | str:
    """The table as it is sent, made once for a release; where it is too long to be kept, its tag alone."""
    published, (write, media_type) = data.table(release_id, table), WRITERS[ending]
    if len(published) > MOST_ROWS_KEPT:
        return _tag(release_id, write(published))
    text = b"".join(write(published))
    return answers.body(text, _tag(release_id, [text]), media_type)


def _tag(release_id: str, parts: Iterable[bytes]) -> str:
    """The name of these bytes: the same release may be written otherwise by a later version of this code."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"{release_id}-{digest.hexdigest()[:16]}"


def _package(_: Request, asked: Asked) -> bytes:
    """The description as it was published; in a frozen one each file's path leads to the same release."""
    path = data.file_of(asked.release_id, data.PACKAGE)
    if not asked.frozen:
        return path.read_bytes()
    described = data.described(asked.release_id)
    resources = [
        {**resource, "path": f"{resource['path']}{asked.query}"} for resource in described["resources"]
    ]
    text = json.dumps(
        {**described, "version": asked.release_id, "resources": resources}, indent=2, ensure_ascii=False
    )
    return f"{text}\n".encode()


def _codebook(_: Request, asked: Asked) -> bytes:
    return data.file_of(asked.release_id, "codebook.md").read_bytes()


def _bibtex(request: Request, asked: Asked) -> bytes:
    return f"{citation.dataset_bibtex(asked.release_id, site.absolute('', site.of(request)))}\n".encode()


def _cff(request: Request, asked: Asked) -> bytes:
    home = site.absolute("", site.of(request))
    return citation_file.text(asked.release_id, citation.dataset_address(asked.release_id, home)).encode()


def _headers(asked: Asked, stem: str, ending: str, *, shown: bool = False) -> dict[str, str]:
    """``shown``: a browser shows it and saves it under the name, else it saves it at once."""
    way, name = "inline" if shown else "attachment", f"{NAME}-{stem}-{asked.release_id}.{ending}"
    return {
        **answers.ANYBODY,
        "cache-control": asked.cache if ending == "parquet" else answers.ASK_AGAIN,
        "content-disposition": f'{way}; filename="{name}"',
    }


DESCRIPTIONS: Mapping[str, tuple[Callable[[Request, Asked], bytes], str]] = {
    data.PACKAGE: (_package, "application/json"),
    "codebook.md": (_codebook, "text/markdown; charset=utf-8"),
    "citation.bib": (_bibtex, "application/x-bibtex; charset=utf-8"),
    "citation.cff": (_cff, "application/yaml; charset=utf-8"),
}
