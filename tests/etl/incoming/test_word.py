"""A DOCX: every word that a reader sees of it, in order."""

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from etl.incoming.incoming import LIMITS
from etl.incoming.word import parse
from tests.etl.incoming.files import repacked, saved, word

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)

RAISED = '<w:vertAlign w:val="superscript"/>'


def lines(body: str) -> list[str]:
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return parse(repacked(word(""), {"word/document.xml": document.encode()}), LIMITS).text.split("\n")


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{run('At least ')}{run('6')}{run(',200')}</w:p><w:p/><w:p>{run('more')}</w:p>", ["At least 6,200", "more"]),
        (f"<w:p>{run('2,500')}{run('12', RAISED)}{run(' people')}</w:p>", ["2,500¹² people"]),
        ("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>non</w:t><w:noBreakHyphen/><w:t>violent</w:t></w:r></w:p>", ["one", "two non-violent"]),
        # Tracked changes as accepted, hidden words and the codes of fields left out.
        (f"<w:p><w:ins>{run('5 ')}</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:moveFrom>{run('9')}</w:moveFrom>{run('9', '<w:vanish/>')}{run('people')}<w:r><w:instrText>PAGE 9</w:instrText></w:r></w:p>", ["5 people"]),
        (f"<w:p><w:hyperlink>{run('5')}</w:hyperlink><w:fldSimple>{run(' of ')}</w:fldSimple><w:sdt><w:sdtContent>{run('6')}</w:sdtContent></w:sdt></w:p>", ["5 of 6"]),
        (f"<w:sdt><w:sdtContent><w:p>{run('5')}</w:p></w:sdtContent></w:sdt>", ["5"]),
        (f"<w:p>{run('5')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('6')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('6')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>", ["5", "6"]),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('2020')}</w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:p>{run('1,200')}</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>", ["2020 | 1,200"]),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('one')}</w:p><w:p>{run('two')}</w:p></w:tc></w:tr></w:tbl>", ["one", "two"]),
        ("<w:p><m:oMath><m:r><m:t>5 × 6</m:t></m:r></m:oMath></w:p>", ["5 × 6"]),
    ],
)  # fmt: skip
def test_every_word_that_is_seen_is_read(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_the_notes_stand_at_the_end() -> None:
    notes = f"<w:footnotes {NAMESPACES}><w:footnote><w:p>{run('Of 1,300 asked.')}</w:p></w:footnote></w:footnotes>"
    document = docx.Document()
    document.add_paragraph("5 percent")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, kind)
    assert parse(saved(document), LIMITS).text == "5 percent\nOf 1,300 asked."


def test_properties_and_the_style_of_a_title_state_the_title() -> None:
    stated = parse(word("5", title="Arrests", author="Ana Li"), LIMITS).stated
    assert (stated["title"], stated["author"]) == ("Arrests", "Ana Li")
    document = docx.Document()
    document.core_properties.title = "Draft 3"
    document.add_paragraph("Arrests are falling", style="Title")
    assert parse(saved(document), LIMITS).stated["title"] == "Arrests are falling"


def test_a_file_without_properties_states_none() -> None:
    bare = repacked(word("5"), {"_rels/.rels": RELATIONS.encode(), "docProps/core.xml": None})
    assert not any(parse(bare, LIMITS).stated.values())


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def test_headers_and_footers_are_left_out_and_that_is_said() -> None:
    document = docx.Document()
    document.add_paragraph("5 people")
    document.sections[0].footer.paragraphs[0].text = "Page 3"
    found = parse(saved(document), LIMITS)
    assert (found.text, found.remarks) == ("5 people", ("headers and footers of the pages were left out",))
    assert parse(word("5"), LIMITS).remarks == ()
