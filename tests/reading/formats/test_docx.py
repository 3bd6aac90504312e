import io
import zipfile

import pytest

from tqa.base.errors import FormatError
from tqa.model import BlockKind, Source
from tqa.reading.formats.docx import Docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"""<?xml version="1.0"?><w:document {W}><w:body>
<w:p><w:pPr><w:pStyle w:val="J1"/></w:pPr><w:r><w:t>Pasar pagi</w:t></w:r></w:p>
<w:p/>
<w:p><w:r><w:t xml:space="preserve">  Harga </w:t></w:r>
<w:r><w:rPr><w:b/></w:rPr><w:t>beras</w:t></w:r>
<w:del><w:r><w:delText>tidak</w:delText></w:r></w:del>
<w:ins><w:r><w:t xml:space="preserve"> naik</w:t></w:r></w:ins>
<w:r><w:footnoteReference w:id="2"/></w:r>
<w:hyperlink><w:r><w:tab/><w:t>lagi</w:t></w:r></w:hyperlink></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Sel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Satu</w:t></w:r></w:p>
</w:body></w:document>"""
STYLES = f'<w:styles {W}><w:style w:styleId="J1"><w:name w:val="heading 2"/></w:style></w:styles>'
NOTES = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>Kata BPS.</w:t></w:r></w:p></w:footnote>"
NOTES += "</w:footnotes>"


def package(**parts: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def test_paragraphs_cells_headings_and_notes() -> None:
    data = package(document=BODY, styles=STYLES, footnotes=NOTES)
    segments = Docx().read(Source("a.docx", data)).segments
    assert [(s.text, s.kind, s.unit) for s in segments] == [
        ("Pasar pagi", BlockKind.HEADING, "h2"),
        ("Harga beras naik\tlagi", BlockKind.PARAGRAPH, "p"),
        ("Sel", BlockKind.TABLE_CELL, "td"),
        ("Satu", BlockKind.LIST_ITEM, "li"),
        ("Kata BPS.", BlockKind.PARAGRAPH, "note"),
    ]
    price = segments[1]
    assert price.locate(price.text.index("beras"))[:2] == (3, 9)
    assert [(t.kind, t.span.of(price.text)) for t in price.tags] == [
        ("strong", "beras"),
        ("link", "\tlagi"),
    ]
    assert segments[-1].locate(0)[:2] == (6, 1)


BOMB = f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}><w:body/></w:document>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.docx: empty file"),
        (b"PK bukan", "a.docx: not a Word document (.docx), or cut off"),
        (package(document=BODY)[:-30], "a.docx: not a Word document (.docx), or cut off"),
        (package(styles=STYLES), "a.docx: not a Word document: contains no text"),
        (package(document="<w:a"), "a.docx:1: not valid XML"),
        (package(document=BOMB), "a.docx:1: declares XML entities"),
        (package(document=BODY, media=b"\0" * 5_000_000), "compression ratio is too high"),
        (package(document=BODY).replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), "password"),
    ],
)
def test_malformed(data: bytes, message: str) -> None:
    with pytest.raises(FormatError) as error:
        Docx().read(Source("a.docx", data))
    assert message in str(error.value)


def test_a_damaged_part() -> None:
    data = bytearray(package(document=BODY))
    data[60:70] = b"\xff" * 10
    with pytest.raises(FormatError, match=r"a\.docx: the part 'word/document\.xml' is damaged"):
        Docx().read(Source("a.docx", bytes(data)))
