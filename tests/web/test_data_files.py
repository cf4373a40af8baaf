"""/data: every table in three forms, whole or in part, frozen or of the release in use, and nothing from elsewhere."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard import data
from dashboard.data import Release
from dashboard.words import say
from tests.web.asking import ask
from tests.web.conftest import GONE

HOSTILE_RELEASES = [
    "..", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", ".partial-x", "current", "history.jsonl", ".lock", "%00", "second%00", "second/",
    "SECOND", "second%20", "second%0a", "a" * 60_000, "%ff%fe", "<script>alert(1)</script>", "..%5c..%5cwindows", "second&release=first", "nowhere", "*",
]  # fmt: skip
HOSTILE_FILES = [
    "figures.parquet%00.csv", "..%5cfigures.parquet", "figures", ".parquet", ".csv", "figures.xlsx", "Figures.csv", "figures.csv.csv", "current",
    "history.jsonl", "nowhere.csv", "figures.parquet.parquet", "<script>.csv", "a" * 60_000 + ".csv", "%F0%9F%92%A3.json", "codebook.csv",
]  # fmt: skip


@pytest.mark.parametrize("table", data.TABLES)
def test_every_table_is_the_same_in_every_form(committed: Release, table: str) -> None:
    published = data.table(committed.id, table)
    records = ask(f"/data/{table}.json").json
    rows = list(csv.reader(io.StringIO(ask(f"/data/{table}.csv").text, newline="")))
    parquet = ask(f"/data/{table}.parquet")
    assert parquet.body == data.file_of(committed.id, f"{table}.parquet").read_bytes()
    assert rows[0] == published.column_names == (list(records[0]) if records else rows[0])
    assert len(records) == len(rows) - 1 == published.num_rows
    # Nothing may have been corrected yet.
    assert published.num_rows or table == "corrections"


def test_a_cell_is_the_same_in_every_form(committed: Release) -> None:
    published = data.table(committed.id, "figures").to_pylist()
    records = ask("/data/figures.json").json
    rows = list(csv.DictReader(io.StringIO(ask("/data/figures.csv").text, newline="")))
    assert len(published) == len(records) == len(rows)
    for cell, record, row in zip(published, records, rows, strict=True):
        assert record["value"] == cell["value"]
        assert (float(row["value"]) if row["value"] else None) == cell["value"]
        assert record["statement"] == row["statement"] == cell["statement"]
        assert record["as_of"] == (cell["as_of"].isoformat() if cell["as_of"] else None)
        assert (row["as_of"] or None) == record["as_of"]


@pytest.mark.parametrize("file", ["figures.csv", "figures.json", "figures.parquet", "datapackage.json", "codebook.md", "citation.bib", "citation.cff"])  # fmt: skip
class TestAnswers:
    """What every file of the data is answered with."""

    def test_anybody_may_read_it(self, committed: Release, file: str) -> None:
        answer = ask(f"/data/{file}", origin="https://elsewhere.example")
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"

    def test_its_name_on_a_disk_holds_the_release(self, committed: Release, file: str) -> None:
        stem, _, ending = file.rpartition(".")
        named = f'filename="war-on-drugs-in-figures-{stem}-{committed.id}.{ending}"'
        assert named in ask(f"/data/{file}").headers["content-disposition"]

    def test_a_frozen_published_file_is_kept_for_good_and_all_else_is_asked_for_anew(
        self, committed: Release, file: str
    ) -> None:
        frozen = ask(f"/data/{file}?release={committed.id}").headers["cache-control"]
        assert ("immutable" in frozen) == ("max-age=31536000" in frozen) == file.endswith(".parquet")
        assert ("must-revalidate" in frozen) == (not file.endswith(".parquet"))
        assert ask(f"/data/{file}").headers["cache-control"] == "public, max-age=0, must-revalidate"

    def test_who_has_it_is_not_sent_it_again(self, committed: Release, file: str) -> None:
        first = ask(f"/data/{file}")
        tag = first.headers["etag"]
        assert re.fullmatch(r'"[^"]+"', tag), "a strong tag"
        assert committed.id in tag
        again = ask(f"/data/{file}", if_none_match=f'"other", {tag}')
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert ask(f"/data/{file}", if_none_match='"other"').status == 200

    def test_its_head_says_what_its_body_is(self, committed: Release, file: str) -> None:
        whole, head = ask(f"/data/{file}"), ask(f"/data/{file}", "HEAD")
        assert head.status == 200
        for name in (
            "etag",
            "content-type",
            "content-length",
            "content-disposition",
            "access-control-allow-origin",
        ):
            assert head.headers[name] == whole.headers[name], name


@pytest.mark.parametrize("file", ["figures.csv", "figures.json", "codebook.md"])
def test_packed_bytes_have_a_tag_of_their_own(committed: Release, file: str) -> None:
    plain, packed = ask(f"/data/{file}"), ask(f"/data/{file}", accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 2
    assert packed.text == plain.text
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]
    assert ask(f"/data/{file}", accept_encoding="gzip;q=0").headers["etag"] == plain.headers["etag"]


def test_a_parquet_file_is_never_packed(committed: Release) -> None:
    """Else the parts that are asked for would not be parts of the whole."""
    answer = ask("/data/figures.parquet", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "identity"
    assert answer.body[:4] == answer.body[-4:] == b"PAR1"


def test_a_part_of_a_parquet_file_is_sent_as_asked(committed: Release) -> None:
    whole = ask("/data/figures.parquet")
    assert whole.headers["accept-ranges"] == "bytes"
    size = len(whole.body)
    part = ask("/data/figures.parquet", range="bytes=-8", if_range=whole.headers["etag"])
    assert (part.status, part.body) == (206, whole.body[-8:])
    assert part.headers["content-range"] == f"bytes {size - 8}-{size - 1}/{size}"
    assert part.headers["access-control-allow-origin"] == "*"
    assert ask("/data/figures.parquet", range="bytes=-8", if_range='"other"').body == whole.body
    assert ask("/data/figures.parquet", range=f"bytes={size}-").status == 416


@pytest.mark.parametrize(
    "asked", ["rows=0-9", "bytes", "bytes=", "bytes=a-b", "bytes=9-0", "bytes=-", "=", "bytes=0-9," * 5_000]
)
def test_a_range_that_is_none_of_bytes_is_passed_over(committed: Release, asked: str) -> None:
    whole = data.file_of(committed.id, "figures.parquet").read_bytes()
    answer = ask("/data/figures.parquet", range=asked)
    assert (answer.status, answer.body) == (200, whole)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_other_bytes_of_the_same_release_have_another_tag(
    committed: Release, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """A later version of the code may write the same table otherwise."""
    from dashboard.web import data_files

    before = ask(f"/data/units.{ending}").headers["etag"]
    _, media_type = data_files.WRITERS[ending]
    monkeypatch.setitem(data_files.WRITERS, ending, (lambda _: iter([b"otherwise"]), media_type))
    data_files._kept.cache_clear()
    try:
        assert ask(f"/data/units.{ending}", if_none_match=before).text == "otherwise"
    finally:
        data_files._kept.cache_clear()


def test_a_page_elsewhere_is_given_leave_to_ask_for_parts(committed: Release) -> None:
    leave = ask("/data/figures.parquet", "OPTIONS", origin="https://elsewhere.example")
    assert leave.status == 204
    assert "Range" in leave.headers["access-control-allow-headers"]
    assert leave.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("release", HOSTILE_RELEASES)
@pytest.mark.parametrize(
    "path", ["/data/figures.csv", "/data/figures.parquet", "/data/", "/figure/freed", "/embed/freed"]
)
def test_a_release_that_is_not_there_is_404_in_words(two: Release, path: str, release: str) -> None:
    answer = ask(f"{path}?release={release}", accept="text/html")
    assert answer.status == 404
    assert say("web.unknown_release") in answer.text
    assert "<script>alert" not in answer.text
    assert "immutable" not in answer.headers["cache-control"]


def test_what_is_wrong_is_told_a_program_as_json(two: Release) -> None:
    for accept in ("*/*", "application/json", "text/csv"):
        answer = ask("/data/figures.csv?release=nowhere", accept=accept)
        assert (answer.status, answer.json) == (404, {"error": say("web.unknown_release")})
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("file", HOSTILE_FILES)
def test_a_file_that_is_not_there_is_404_in_words(two: Release, file: str) -> None:
    answer = ask(f"/data/{file}", accept="text/html")
    assert answer.status == 404
    assert "<h1>" in answer.text
    assert "alert" not in answer.text


def test_an_earlier_release_is_served_as_it_was(two: Release) -> None:
    now = {row["figure_id"] for row in ask("/data/figures.json").json}
    before = {row["figure_id"] for row in ask("/data/figures.json?release=first").json}
    assert two.id == "second"
    assert before - now == {GONE}
    assert now - before == {"hostile"}


def test_an_earlier_release_that_lacks_a_table_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.dashboard.sample_release import write

    write(tmp_path, "first")
    (tmp_path / "published" / "first" / "reasons.parquet").unlink()
    write(tmp_path, "second")
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    assert ask("/data/reasons.csv").status == 200
    assert ask("/data/reasons.csv?release=first").status == 404
    assert ask("/data/figures.csv?release=first").status == 200


def test_no_answer_mixes_two_releases(two: Release, two_folder: Path) -> None:
    """The release in use changes between two requests: what says where it is from says the truth."""
    pointer = two_folder / "published" / "current"
    try:
        for name in ("first", "second", "first"):
            pointer.write_text(f"{name}\n", encoding="utf-8")
            for ending in ("csv", "json", "parquet"):
                answer = ask(f"/data/figures.{ending}")
                assert name in answer.headers["etag"]
                assert name in answer.headers["content-disposition"]
                frozen = ask(f"/data/figures.{ending}?release={name}")
                assert (answer.body, answer.headers["etag"]) == (frozen.body, frozen.headers["etag"])
    finally:
        pointer.write_text("second\n", encoding="utf-8")


def test_without_a_release_the_data_are_unavailable_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    for path in ("/data/figures.csv", "/data/", "/figure/x", "/embed/x", "/oembed", "/sitemap.xml"):
        answer = ask(path)
        assert answer.status == 503, path
        assert say("unavailable.body") in (answer.text if "<" in answer.text else answer.json["error"])
        assert str(tmp_path) not in answer.text


@pytest.mark.parametrize("pointer", ["elsewhere", "..", "", "a b"])
@pytest.mark.parametrize("path", ["/data/figures.csv", "/data/", "/figure/freed", "/embed/freed"])
def test_a_pointer_that_leads_nowhere_is_unavailable_and_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, pointer: str
) -> None:
    from tests.dashboard.sample_release import write

    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    (tmp_path / "published" / "current").write_text(pointer, encoding="utf-8")
    answer = ask(path)
    assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
    assert ask(f"{path}?release=nowhere").status == 404
    if path.startswith("/figure"):
        assert ask(f"{path}?release=first").status == 200


def test_the_last_release_that_could_be_read_stays_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.dashboard.sample_release import write

    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    assert ask("/figure/freed").status == 200
    (tmp_path / "published" / "current").write_text("elsewhere", encoding="utf-8")
    for path in ("/figure/freed", "/data/figures.csv", "/embed/freed"):
        assert ask(path).status == 200
    told = ask("/healthz").json
    assert (told["status"], told["release"]) == ("ok", "first")
    assert "elsewhere" in told["warning"]


def test_a_damaged_table_is_unavailable_and_names_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.dashboard.sample_release import write

    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    (tmp_path / "published" / "2020-sample" / "units.parquet").write_bytes(b"no table")
    answer = ask("/data/units.csv")
    assert answer.status == 503
    assert str(tmp_path) not in answer.text


def test_the_description_is_byte_for_byte_the_published_one(committed: Release) -> None:
    """The release's name is made from these bytes, so that anybody can prove it."""
    assert hashlib.sha256(ask("/data/datapackage.json").body).hexdigest()[:12] == committed.id


def test_the_paths_of_a_frozen_description_lead_to_its_release(committed: Release) -> None:
    described = ask(f"/data/datapackage.json?release={committed.id}").json
    assert described["version"] == committed.id
    assert len(described["resources"]) == len(data.TABLES) + 1
    for resource in described["resources"]:
        answer = ask(f"/data/{resource['path']}")
        assert answer.status == 200
        assert f"sha256:{hashlib.sha256(answer.body).hexdigest()}" == resource["hash"]
        assert ("immutable" in answer.headers["cache-control"]) == resource["path"].partition("?")[
            0
        ].endswith("parquet")


def test_the_citation_names_the_release_and_where_it_stays(committed: Release) -> None:
    bibtex, cff = ask("/data/citation.bib").text, ask("/data/citation.cff").text
    assert bibtex.startswith("@misc{")
    assert bibtex.count("{") == bibtex.count("}")
    for text in (bibtex, cff):
        assert committed.id in text
        assert f"https://figures.example/data/datapackage.json?release={committed.id}" in text


def test_the_list_of_the_data_leads_to_every_file_of_one_release(committed: Release) -> None:
    answer = ask("/data/")
    links = set(re.findall(r'href="(/data/[^"?]*\?release=[^"]+)"', answer.text))
    assert answer.headers["content-type"].startswith("text/html")
    assert len(links) == len(data.TABLES) * 3 + 4 + len(data.releases())
    assert all(ask(link).status == 200 for link in links)
    described = json.loads(ask("/data/datapackage.json").body)
    for resource in described["resources"]:
        if "rows" in resource:
            assert f"{resource['rows']:,} row" in answer.text
            assert resource["description"].replace("'", "&#x27;") in answer.text


def test_the_folder_without_its_slash_leads_to_the_list(committed: Release) -> None:
    answer = ask("/data?release=x")
    assert (answer.status, answer.headers["location"]) == (308, "/data/?release=x")


def test_a_long_table_is_written_as_it_goes(committed: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.web import data_files

    kept = ask("/data/measures.csv")
    monkeypatch.setattr(data_files, "MOST_ROWS_KEPT", 5)
    data_files._kept.cache_clear()
    try:
        streamed = ask("/data/measures.csv")
        assert streamed.text == kept.text
        assert streamed.headers["etag"] == kept.headers["etag"]
        assert ask("/data/measures.csv", "HEAD").body == b""
    finally:
        data_files._kept.cache_clear()


def test_a_parquet_file_is_read_as_it_was_written(committed: Release, tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(ask("/data/figures.parquet").body)
    assert pq.read_table(tmp_path / "x.parquet").equals(data.table(committed.id, "figures"))


def test_the_tag_of_a_published_table_names_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged file that a build has mended has another tag, at the same address and of the same release."""
    from tests.dashboard.sample_release import write

    write(tmp_path, "first")
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    before, other = ask("/data/units.parquet"), ask("/data/themes.parquet")
    assert before.headers["etag"] != other.headers["etag"]
    digest = hashlib.sha256(before.body).hexdigest()[:16]
    assert before.headers["etag"] == f'"first-{digest}"'
    path = tmp_path / "published" / "first" / "units.parquet"
    path.write_bytes((tmp_path / "published" / "first" / "themes.parquet").read_bytes())
    after = ask("/data/units.parquet", if_none_match=before.headers["etag"])
    assert (after.status, after.headers["etag"]) == (200, other.headers["etag"])
