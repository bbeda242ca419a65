"""A file is told by its content; what is no document is named for what it is."""

import io
import zipfile

import pytest

from importers.documents.issues import UnreadableDocument
from importers.documents.readers import read
from importers.documents.readers.detect import Format, detect
from tests.importers.documents.readers.docx_builder import docx, docx_parts, p, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def wide(*names: str) -> bytes:
    """Entries of a compound file's directory."""
    return b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


def word_stream(flags: int) -> bytes:
    return (b"\xec\xa5\xc1\x00".ljust(10, b"\0") + bytes([0, flags])).ljust(512, b"\0")


def workbook_stream(*records: int) -> bytes:
    start = b"\x09\x08\x10\x00\x00\x06\x05\x00".ljust(20, b"\0")
    return (start + b"".join(bytes([kind, 0, 2, 0, 0, 0]) for kind in records)).ljust(512, b"\0")


def open_document(kind: str, **others: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>", **others})


def outcome(data: bytes) -> str:
    """The format, or the code of the refusal and what it found."""
    try:
        return str(detect(data))
    except UnreadableDocument as error:
        return f"{error.issue.code} {error.issue.found}".strip()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (docx(p("а")), "docx"),
        (docx(p("а"), main_type="application/octet-stream"), "docx"),
        (zipped({"[content_types].XML": "<Types/>", "xl/workbook.xml": "<x/>"}), "xlsx"),
        (open_document("text"), "odt"),
        (open_document("text-template"), "odt"),
        (open_document("spreadsheet"), "ods"),
        (OLE + word_stream(0) + wide("WordDocument"), "doc"),
        (OLE + workbook_stream(0x42, 0xE1) + wide("Workbook"), "xls"),
        (b"{\\rtf1\\ansi x}", "rtf"),
        (b"\xef\xbb\xbf  {\\rtf1 x}", "rtf"),
        ("План мероприятий".encode(), "txt"),
        ("План мероприятий".encode("cp1251"), "txt"),
        ("\tПлан".encode("utf-16"), "txt"),
        (b"[bookmark: x] text", "txt"),
        (b"BMW and MZ are text", "txt"),
        (b"", "empty-file"),
        (b" \r\n\t\0\0", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (OLE + wide("EncryptedPackage"), "encrypted"),
        (OLE + word_stream(1) + wide("WordDocument"), "encrypted"),
        (OLE + workbook_stream(0x86, 0x2F) + wide("Workbook"), "encrypted"),
        (OLE + word_stream(0) + wide("WordDocument", "_VBA_PROJECT"), "macro"),
        (OLE + workbook_stream() + wide("Workbook", "_VBA_PROJECT"), "macro"),
        (OLE + wide("__properties_version1.0"), "wrong-type mail"),
        (OLE + wide("PowerPoint Document"), "wrong-type presentation"),
        (OLE, "wrong-type old-format"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "wrong-type archive"),
        (open_document("presentation"), "wrong-type presentation"),
        (open_document("text", **{"META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted"),
        (open_document("text", **{"Basic/Standard/Module1.xml": "<x/>"}), "macro"),
        (open_document("text", **{"Basic/Standard/script-lb.xml": "<x/>"}), "odt"),
        (zipped({"readme.txt": "а"}), "wrong-type archive"),
        (b"%PDF-1.7 ...", "wrong-type pdf"),
        (b"\xff\xd8\xff\xe0\0\0", "wrong-type image"),
        (b"\x89PNG\r\n\x1a\n\0", "wrong-type image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "wrong-type image"),
        (b"\0\0\0\x18ftypheic", "wrong-type image"),
        (b"BM\0\0\0\1\2\3\4\5\6", "wrong-type image"),
        (b"MZ\x90\0\3\0\0\0", "wrong-type program"),
        (b"Rar!\x1a\x07\0", "wrong-type archive"),
        (b"<!DOCTYPE html><html></html>", "wrong-type web-page"),
        (b"  <html><body>", "wrong-type web-page"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "wrong-type xml"),
        (b'<?xml version="1.0"?><html/>', "wrong-type web-page"),
        (b"MIME-Version: 1.0\r\n", "wrong-type web-page"),
        (b'{"rows": []}', "wrong-type json"),
        (bytes(range(256)) * 8, "wrong-type unknown"),
    ],
)
def test_content_tells_the_format(data: bytes, expected: str) -> None:
    assert outcome(data) == expected


MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


@pytest.mark.parametrize(
    ("main_type", "expected"),
    [
        (MAIN.format("wordprocessingml.template"), "docx"),
        (MAIN.format("spreadsheetml.sheet"), "xlsx"),
        (MAIN.format("presentationml.presentation"), "wrong-type presentation"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "macro"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "macro"),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "wrong-type xlsb"),
    ],
)
def test_content_types_tell_the_format(main_type: str, expected: str) -> None:
    assert outcome(docx(p("а"), main_type=main_type)) == expected


def test_macro_hidden_in_a_plain_document_is_refused() -> None:
    assert outcome(zipped(docx_parts(p("а")) | {"word/vbaProject.bin": "x"})) == "macro"


@pytest.mark.parametrize("name", ["план.doc", "план.xlsx", "план.pdf"])
def test_contradicting_name_is_said(name: str) -> None:
    grid = read(docx(p("а")), name)
    assert [(issue.code, issue.found, issue.expected) for issue in grid.issues] == [
        ("wrongly-named", name, ".docx")
    ]


@pytest.mark.parametrize(
    "name", ["", "план.docx", "ПЛАН.DOCX", "план.dotx", "План за IV кв.", "без расширения"]
)
def test_fitting_name_is_not_mentioned(name: str) -> None:
    assert read(docx(p("а")), name).issues == ()


def test_every_format_is_its_own_extension() -> None:
    assert {str(kind) for kind in Format} == {"docx", "xlsx", "txt", "doc", "odt", "rtf", "xls", "ods"}


def test_zip_cut_short_is_damaged() -> None:
    data = docx(p("а"))
    assert outcome(data[: len(data) // 2]).partition(" ")[0] == "damaged"


def test_empty_zip_is_an_archive() -> None:
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    assert outcome(stream.getvalue()) == "wrong-type archive"
