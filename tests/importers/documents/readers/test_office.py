"""Older formats go through LibreOffice and keep their cells; where it fails, the refusal says how."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from coopregistry.office import OfficeFailed, OfficeTimeout, convert
from importers.documents.grid import Grid, Merge, Paragraph
from importers.documents.issues import UnreadableDocument
from importers.documents.readers import office, read
from tests.importers.documents.readers.docx_builder import (
    codes,
    docx,
    docx_parts,
    merges,
    p,
    part,
    span,
    tbl,
    tc,
    texts,
    tr,
    zipped,
)
from tests.importers.documents.readers.test_docx_numbering import SIMPLE, listed
from tests.importers.documents.readers.test_xlsx import book
from tests.needs import needs_office

RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDTH = '<w:tcW w:w="2000" w:type="dxa"/>'


def document() -> bytes:
    number = tc(p(properties=listed()), properties=WIDTH)
    table = tbl(
        tr(*(tc(text, properties=WIDTH) for text in ("№ п/п", "Регион", "Сроки"))),
        tr(tc("Отдел учебных программ", properties=f'<w:tcW w:w="6000" w:type="dxa"/>{span(3)}')),
        tr(
            number,
            tc("Учебная область", properties=WIDTH + RESTART),
            tc("май", "2024 года", properties=WIDTH),
        ),
        tr(number, tc("", properties=WIDTH + GO_ON), tc("июнь", properties=WIDTH)),
    ).replace("<w:gridCol/>", "")
    columns = '<w:gridCol w:w="2000"/>' * 3
    table = table.replace("<w:tblGrid></w:tblGrid>", f"<w:tblGrid>{columns}</w:tblGrid>")
    return docx(p("План мероприятий") + table + p(""), numbering=part("numbering", SIMPLE))


EXPECTED = [
    *(["№ п/п", "Регион", "Сроки"], ["Отдел учебных программ"]),
    *(["1.", "Учебная область", "май\n2024 года"], ["2.", "", "июнь"]),
]


@needs_office
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_text_formats_keep_the_cells(kind: str) -> None:
    grid = read(convert(document(), "docx", kind), f"план.{kind}")
    assert (grid.format, grid.blocks[0], codes(grid)) == (kind, Paragraph("План мероприятий"), [])
    assert texts(grid.tables[0]) == EXPECTED
    assert [row[1] for row in merges(grid.tables[0])[2:]] == [Merge.START, Merge.CONTINUE]


@needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_sheet_formats_keep_the_cells(kind: str) -> None:
    grid = read(convert(book(lambda sheet: sheet.append(["1.", "Область", 5])), "xlsx", kind), f"план.{kind}")
    assert (grid.format, texts(grid.tables[0])) == (kind, [["1.", "Область", "5"]])


@needs_office
def test_calls_side_by_side_do_not_disturb_each_other() -> None:
    data = convert(document(), "docx", "rtf")
    with ThreadPoolExecutor(2) as pool:
        grids: list[Grid] = list(pool.map(read, [data, data]))
    assert [texts(grid.tables[0]) for grid in grids] == [EXPECTED, EXPECTED]


@needs_office
def test_damaged_old_document_is_refused() -> None:
    data = b"{\\rtf1 \\bin99999999999 " + bytes(range(1, 256))
    grid_or_code = _outcome(data)
    assert grid_or_code in ("rtf", "converter-failed")


def _outcome(data: bytes) -> str:
    try:
        return read(data).format
    except UnreadableDocument as error:
        return error.issue.code


def test_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPREGISTRY_SOFFICE", "/nowhere/soffice")
    with pytest.raises(UnreadableDocument) as refused:
        read(b"{\\rtf1 x}")
    issue = refused.value.issue
    assert (issue.code, issue.found, issue.expected) == ("converter-missing", "rtf", "libreoffice-writer")


@pytest.mark.parametrize(
    ("error", "code"), [(OfficeFailed("x"), "converter-failed"), (OfficeTimeout("x"), "converter-timeout")]
)
def test_failures_of_the_program_have_codes(
    error: Exception, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> bytes:
        raise error

    monkeypatch.setattr(office, "convert", fail)
    assert _outcome(b"{\\rtf1 x}") == code


def test_hostile_package_never_reaches_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "convert", lambda *arguments, **options: pytest.fail("was called"))
    content = '<!DOCTYPE x [<!ENTITY a "b">]><x/>'
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert _outcome(data) == "xml-dtd"


def test_oddly_built_document_is_read_through_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = docx_parts("")
    del parts["word/document.xml"]
    monkeypatch.setattr(office, "is_installed", lambda: True)
    monkeypatch.setattr(office, "convert", lambda *arguments, **options: docx(p("спасено")))
    grid = read(zipped(parts))
    assert (grid.blocks, codes(grid)) == ((Paragraph("спасено"),), ["read-through-office"])
