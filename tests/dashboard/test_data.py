"""The reader: the release that current names, a new one without a restart, and words instead of a crash."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data, frame
from dashboard.figure import records
from dashboard.web.routes import healthz
from tests.dashboard.sample_release import FIGURES, write


def point_to(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "published" / "current").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DATASETS_DIR", str(folder))


def test_the_committed_release_is_read_without_any_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    release = data.current()
    assert len(release.figures) > 50
    assert len(records(release.figures)) == len(release.figures)


def test_a_new_release_is_noticed_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, "first")
    monkeypatch.setenv("DATASETS_DIR", str(folder))
    assert data.current().id == "first"
    write(tmp_path, "second", figures=[{**FIGURES[1], "statement": "A new statement."}])
    release = data.current()
    assert release.id == "second"
    assert release.figures["statement"].tolist() == ["A new statement."]


def test_going_back_to_an_earlier_release_is_noticed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "first")
    write(tmp_path, "second")
    for name in ("second", "first", "second"):
        point_to(tmp_path, f"{name}\n", monkeypatch)
        assert data.current().id == name


def test_one_release_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    assert data.current() is data.current()


@pytest.mark.parametrize(
    "name",
    ["", "../first", "/etc", "first/second", "..", ".hidden", "a" * 101, "first\nsecond", "fir st", "C:\\x"],
)
def test_current_is_not_trusted_with_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write(tmp_path, "first")
    point_to(tmp_path, name, monkeypatch)
    with pytest.raises(data.ReleaseUnreadable, match="current must hold the name of one release"):
        data.current()


def test_a_missing_release_is_a_reason_and_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    point_to(tmp_path, "elsewhere\n", monkeypatch)
    with pytest.raises(data.ReleaseUnreadable, match="release elsewhere cannot be read"):
        data.current()


def test_no_current_at_all_is_a_reason_and_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    with pytest.raises(data.ReleaseUnreadable, match="current must name a release"):
        data.current()


def test_a_damaged_file_is_a_reason_and_is_read_again_once_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    damaged = tmp_path / "published" / "2020-sample" / "figures.parquet"
    whole = damaged.read_bytes()
    damaged.write_bytes(b"not a table")
    with pytest.raises(data.ReleaseUnreadable):
        data.current()
    damaged.write_bytes(whole)
    assert data.current().id == "2020-sample"


def test_the_reason_names_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    with pytest.raises(data.ReleaseUnreadable) as caught:
        data.current()
    assert str(tmp_path) not in caught.value.reason


def test_a_release_without_headlines_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    (tmp_path / "published" / "2020-sample" / "headlines.parquet").unlink()
    assert data.current().headlines.empty


def test_what_is_missing_is_none_and_never_a_number(sample: data.Release) -> None:
    by_id = {figure.figure_id: figure for figure in records(sample.figures)}
    assert by_id["killed-government"].upper is None
    assert by_id["killed-groups"].lower is None
    assert by_id["young-held"].numbers == ()
    assert by_id["arrests-a-year"].paragraph is None
    assert by_id["arrests-a-year"].quote is None
    assert all(value == value for figure in by_id.values() for value in figure.numbers)


@pytest.mark.parametrize(
    ("figure_id", "words"),
    [
        ("users-2003", "about 185 million people"),
        ("killed-government", "at least 6,200 people"),
        ("killed-groups", "up to 30,000 people"),
        ("share-us-two", "almost 50%"),
        ("return", "$4 to $7"),
        ("law-100", "100 to 1"),
        ("arrest-us", "more than 3 times"),
        ("arrest-every", "25 seconds"),
        ("young-held", "hundreds"),
        ("harvest-fall", "fell by 25%"),
        ("countries-few", "fewer than 100 countries"),
    ],
)
def test_a_number_keeps_its_words(sample: data.Release, figure_id: str, words: str) -> None:
    figure = next(f for f in records(sample.figures) if f.figure_id == figure_id)
    assert figure.number == words


def test_every_number_of_the_committed_release_reads_as_in_its_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    figures = [f for f in records(data.current().figures) if f.kind not in ("rank", "event")]
    for figure in figures:
        number = figure.number.removesuffix(f" {figure.plural}").removesuffix(f" {figure.singular}")
        assert number.lower().removeprefix("fell by ").removeprefix("rose by ") in figure.statement.lower(), (
            figure.figure_id
        )


def _asked() -> tuple[int, dict[str, Any]]:
    answer = healthz(SimpleNamespace())  # type: ignore[arg-type]
    return answer.status_code, json.loads(bytes(answer.body))


def test_the_health_check_names_the_release(sample: data.Release) -> None:
    assert _asked() == (200, {"status": "ok", "release": sample.id})


def test_the_health_check_fails_without_a_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    status, answer = _asked()
    assert status == 503
    assert answer["status"] == "unavailable"
    assert str(tmp_path) not in json.dumps(answer)


def test_the_last_release_that_could_be_read_stays_in_use_and_the_log_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    first = data.current()
    for broken in ("elsewhere", "..", ".."):
        point_to(tmp_path, broken, monkeypatch)
        assert data.current() is first
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "release first stays in use"
    ] * 2
    assert data.trouble()
    write(tmp_path, "second")
    assert (data.current().id, data.trouble()) == ("second", "")


def _newer(folder: Path) -> None:
    (folder / "datapackage.json").write_text(json.dumps({"schema_version": "2"}), "utf-8")


def _truncated(folder: Path) -> None:
    path = folder / "figures.parquet"
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("damage", [_newer, _truncated, shutil.rmtree], ids=["newer", "truncated", "missing"])
def test_a_server_that_starts_with_a_release_it_cannot_read_shows_the_last_one_that_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], object]
) -> None:
    for name in ("first", "second"):
        write(tmp_path, name)
    acts = [{"act": "publish", "release": name, "previous": ""} for name in ("first", "second")]
    (tmp_path / "published/history.jsonl").write_text(
        "".join(f"{json.dumps(act)}\n" for act in acts), "utf-8"
    )
    damage(tmp_path / "published/second")
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    assert data.current().id == "first"
    assert "second" in data.trouble()
    assert _asked()[0] == 200


def test_a_release_without_corrections_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    (tmp_path / "published/first/corrections.parquet").unlink()
    corrections = data.current().corrections
    assert (len(corrections), list(corrections.columns)[:2]) == (0, ["correction_id", "figure_id"])


def test_whoever_asks_at_once_is_given_the_same_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "first")
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "second")))
    with ThreadPoolExecutor(max_workers=20) as visitors:
        for ask in (data.current, partial(data.named, "first")):
            given = [waiting.result() for waiting in [visitors.submit(ask) for _ in range(20)]]
            assert len(set(map(id, given))) == 1


def test_who_would_wait_too_long_for_an_earlier_release_is_told_so(tmp_path: Path) -> None:
    begun, go_on = Event(), Event()

    def slow(_: Path, name: str) -> data.Release:
        begun.set()
        go_on.wait(10)
        raise data.ReleaseUnreadable(name)

    loaded = data._Loaded(slow, longest_wait=0.01)
    with ThreadPoolExecutor(max_workers=1) as other:
        first = other.submit(loaded.get, tmp_path, "first")
        assert begun.wait(10)
        with pytest.raises(data.ReleaseUnreadable, match="second cannot be read while others are"):
            loaded.get(tmp_path, "second")
        go_on.set()
        assert isinstance(first.exception(), data.ReleaseUnreadable)


def test_only_the_last_few_releases_are_kept(tmp_path: Path, sample: data.Release) -> None:
    read: list[str] = []

    def note(_: Path, name: str) -> data.Release:
        read.append(name)
        return sample

    loaded = data._Loaded(note)
    for name in ("a", "b", "c", "d", "e", "e", "b", "a"):
        loaded.get(tmp_path, name)
    assert read == ["a", "b", "c", "d", "e", "a"]


def test_a_page_that_began_with_a_release_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    with data.held(data.current()):
        write(tmp_path, "second")
        assert (data.current().id, data.current_id()) == ("first", "first")
    assert data.current().id == "second"


def test_the_next_page_sees_the_new_release_also_after_one_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    first = data.current()
    write(tmp_path, "second")
    with pytest.raises(RuntimeError), data.held(first):
        raise RuntimeError(data.current().id)
    assert data.current().id == "second"


def test_the_shell_shows_one_release_from_head_to_foot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("second", "first"):
        monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, name)))
    seen: list[tuple[str, str]] = []

    def foot(release: data.Release) -> None:
        point_to(tmp_path, "second", monkeypatch)
        seen.append((release.id, data.current().id))

    monkeypatch.setattr(frame, "foot", foot)
    shell = AppTest.from_file(str(data.REPOSITORY / "dashboard" / "shell.py"), default_timeout=60)
    shell.run()
    shell.run()
    assert not shell.exception
    AppTest.from_file(str(data.REPOSITORY / "dashboard" / "shell.py"), default_timeout=60).run()
    # A session finishes on the release it began with; the next one begins with the new.
    assert seen == [("first", "first"), ("first", "first"), ("second", "second")]


def test_the_sample_holds_every_column_that_is_published(sample_folder: Path) -> None:
    """The invented release follows the schema, so what is tested on it holds for a real one."""
    invented = pq.read_schema(sample_folder / "published" / "2020-sample" / "figures.parquet")
    home = data.REPOSITORY / "datasets" / "published"
    real = pq.read_schema(home / (home / "current").read_text(encoding="utf-8").strip() / "figures.parquet")
    assert invented.names == real.names


def test_a_release_is_read_by_its_name_also_when_it_is_not_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "first")
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "second", places=[])))
    assert data.named("second") is data.current()
    assert data.named("first") is data.named("first")
    assert (len(data.named("first").places), len(data.current().places)) == (2, 0)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nowhere",
        "..",
        "../published/first",
        "current",
        ".hidden",
        "first/",
        "first\0",
        "/etc",
        "a" * 60_000,
    ],
)
def test_a_name_that_no_release_has_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    with pytest.raises(data.UnknownRelease):
        data.named(name)
    with pytest.raises(data.UnknownRelease):
        data.file_of(name, "figures.parquet")


@pytest.mark.parametrize(
    "file",
    [
        "",
        "current",
        "../current",
        "history.jsonl",
        "figures",
        "figures.csv",
        "nowhere.parquet",
        "/etc/passwd",
    ],
)
def test_only_a_releases_own_files_have_a_path(sample: data.Release, file: str) -> None:
    with pytest.raises(data.UnknownFile):
        data.file_of(sample.id, file)


def test_releases_come_with_the_last_in_use_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c", "unknown"):
        write(tmp_path, name)
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    (tmp_path / "published" / ".partial-x").mkdir()
    (tmp_path / "published" / "empty").mkdir()
    lines = [
        json.dumps({"act": "x", "release": name, "previous": ""}) for name in ("a", "b", "gone", "c", "b")
    ]
    (tmp_path / "published" / "history.jsonl").write_text("\n".join([*lines, "{torn"]), encoding="utf-8")
    assert data.releases() == ("b", "c", "a", "unknown")


def test_what_an_earlier_release_lacks_of_todays_columns_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "first") / "published" / "first"
    pq.write_table(
        pq.read_table(path / "figures.parquet").drop_columns(["repeats", "inferred"]),
        path / "figures.parquet",
    )
    (path / "set_aside.parquet").unlink()
    write(tmp_path, "second")
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    earlier = data.named("first")
    assert len(earlier.figures) == len(data.current().figures)
    assert earlier.figures["inferred"].isna().all()
    assert earlier.set_aside.empty
    assert list(earlier.set_aside.columns) == list(data.current().set_aside.columns)
