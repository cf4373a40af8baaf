"""Bringing a document: its text is kept, its card stands in a draft, and nothing that is there is written over."""

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from etl import cli, drafts
from etl.bring import bring
from etl.drafts import Edit
from etl.faults import CallFault, DataFault
from etl.incoming import Incoming
from etl.publication import publish_draft, review
from tests.etl.incoming.files import column, pdf
from tests.etl.small import Small

TEXT = "Arrests are falling\n\nAna Li • May 2, 2024\n\nIn 2021 the courts heard at least 4,300 cases.\n"
STATED = {"title": "Arrests are falling", "author": "Ana Li", "published": "2024-05-02"}
INCOMING = Incoming(TEXT, "text", STATED)


def card(catalogue: Small, draft: str, document: str = "courts") -> dict[str, str]:
    (row,) = drafts.rows(catalogue.root, draft, f"documents/{document}/source.toml")
    return row


def brought(catalogue: Small, incoming: Incoming = INCOMING, document: str = "courts", **more: str) -> str:
    return bring(catalogue.root, catalogue.texts, incoming, document, "anna", **more).draft


def test_the_card_says_what_the_text_states_and_not_stated_otherwise(catalogue: Small) -> None:
    done = bring(catalogue.root, catalogue.texts, INCOMING, "courts", "anna")
    assert (done.document, done.draft, done.phrases, done.remarks) == ("courts", "bring-courts", 3, ())
    content = (catalogue.texts / "courts.txt").read_bytes()
    assert content == TEXT.encode()
    assert card(catalogue, done.draft) == {
        "title": "Arrests are falling", "publisher": "not stated", "author": "Ana Li", "published": "2024-05-02",
        "address": "", "licence": "not stated", "language": "not stated", "note": "",
        "sha256": hashlib.sha256(content).hexdigest(), "length": str(len(TEXT)),
    }  # fmt: skip
    assert done.card == card(catalogue, done.draft)


def test_every_phrase_is_open_until_it_is_decided_on_and_then_the_document_is_published(
    catalogue: Small,
) -> None:
    cli.main(["build", "--datasets", str(catalogue.root)])
    draft = brought(catalogue)
    found = review(catalogue.root, draft, catalogue.texts)
    assert [phrase.text for phrase in found.open_phrases] == ["May 2, 2024", "2021", "at least 4,300"]
    edits = []
    for phrase in found.open_phrases:
        row = {
            "paragraph": str(phrase.paragraph),
            "start": str(phrase.start),
            "quote": phrase.text,
            "reason": "date",
        }
        edits.append(Edit("documents/courts/set_aside.csv", str(phrase.start), None, row, "a date"))
    drafts.add(catalogue.root, draft, edits, "anna")
    assert publish_draft(catalogue.root, draft, "anna", "A document more.", catalogue.texts).release
    assert (catalogue.root / "documents/courts/source.toml").is_file()


def test_a_title_and_a_draft_may_be_given(catalogue: Small) -> None:
    draft = drafts.start(catalogue.root, "Autumn", "anna")
    assert brought(catalogue, draft=draft, title="What the courts heard") == draft
    assert card(catalogue, draft)["title"] == "What the courts heard"


def test_a_name_that_is_taken_is_refused_and_its_text_stays(catalogue: Small) -> None:
    before = (catalogue.texts / "report.txt").read_bytes()
    with pytest.raises(CallFault, match="'report' is in the catalogue; name this one otherwise"):
        brought(catalogue, document="report")
    assert (catalogue.texts / "report.txt").read_bytes() == before
    brought(catalogue)
    other = Incoming("Another text of 5 words.", "text", {})
    with pytest.raises(CallFault, match="'courts' is in draft 'bring-courts'"):
        brought(catalogue, other)
    assert (catalogue.texts / "courts.txt").read_text("utf-8") == TEXT
    # Nothing leans on a text whose draft was dropped.
    drafts.drop(catalogue.root, "bring-courts", "anna")
    brought(catalogue, other)
    assert (catalogue.texts / "courts.txt").read_text("utf-8") == other.text


@pytest.mark.parametrize("name", ["", "Courts", "../report", "a/b", "courts.txt", "-", "a" * 81])
def test_a_name_that_is_none_is_refused(catalogue: Small, name: str) -> None:
    with pytest.raises(CallFault, match="must be small letters, digits and hyphens"):
        brought(catalogue, document=name)
    assert drafts.names(catalogue.root) == []


def test_a_draft_that_does_not_exist_is_refused_before_anything_is_kept(catalogue: Small) -> None:
    with pytest.raises(CallFault, match="draft 'winter' does not exist"):
        brought(catalogue, draft="winter")
    assert not (catalogue.texts / "courts.txt").exists()


def test_what_a_strangers_file_states_is_left_out_where_no_card_may_say_it(catalogue: Small) -> None:
    hostile = Incoming(
        "5 people", "html", {"title": "=1+1", "author": "<script>x</script>", "publisher": "The Paper"}
    )
    done = bring(catalogue.root, catalogue.texts, hostile, "courts", "anna")
    assert (done.card["title"], done.card["author"], done.card["publisher"]) == (
        "not stated",
        "",
        "The Paper",
    )
    assert done.remarks == (
        "the title that it states was left out: it begins as a formula does",
        "the author that it states was left out: it holds markup",
    )
    with pytest.raises(DataFault, match="title begins as a formula does"):
        brought(catalogue, document="others", title="=1+1")


def add(catalogue: Small, *arguments: str) -> int:
    folders = ["--datasets", str(catalogue.root), "--documents", str(catalogue.texts), "--who", "anna"]
    return cli.main(["add-document", *arguments, *folders])


def test_the_command_brings_a_file_and_answers_what_is_to_be_decided(
    catalogue: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "courts.pdf"
    file.write_bytes(
        pdf(column(["In 2021 the courts heard at least", "4,300 cases."]), properties="/Title (Courts)")
    )
    assert add(catalogue, str(file), "--document", "courts") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "title: Courts"
    assert "author: not stated" in said
    assert said[-1] == "courts is in draft bring-courts, with 2 number phrases to decide on"


def test_the_command_reads_standard_input_and_answers_in_json(
    catalogue: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert add(catalogue, "-", "--document", "courts", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["draft"], answer["phrases"], answer["sort"]) == ("bring-courts", 3, "text")
    assert answer["characters"] == len(TEXT)
    assert answer["card"]["title"] == "Arrests are falling"


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", 1, "picture.docx is a PNG picture, though it is named .docx; a scanned page"),
        (b"", 1, "picture.docx is empty; bring it as text, HTML, DOCX or PDF"),
        (None, 2, "cannot be read (Is a directory); name a file"),
    ],
)
def test_the_command_says_in_words_what_cannot_be_brought(
    catalogue: Small,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    status: int,
    said: str,
) -> None:
    file = tmp_path / "picture.docx"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    assert add(catalogue, str(file), "--document", "courts") == status
    assert said in capsys.readouterr().err
    assert drafts.names(catalogue.root) == []
