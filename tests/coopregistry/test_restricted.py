"""A mark of restricted access is found in whatever a file is, and nothing else is taken for one."""

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest

from coopregistry.restricted import is_restricted


def word(*lines: str, header: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def sheet(text: str) -> bytes:
    book = openpyxl.Workbook()
    book.active["B2"] = text
    return saved(book)


def opendocument(line: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office><text:p>План</text:p><text:p>{line}</text:p></office>")
    return buffer.getvalue()


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("план.docx", word("Для служебного пользования", "Экз. № 1", "План")),
        ("план.docx", word("Для служебного пользования Экз. № 2")),
        ("план.docx", word("План", header="ДСП")),
        ("план.xlsx", sheet("Для служебного пользования (экз. № 1)")),
        ("план.odt", opendocument("СЕКРЕТНО")),
        ("план.txt", "Совершенно секретно\nПлан".encode()),
        ("план.txt", "план\r\nДСП\r\n".encode("cp1251")),
        ("план.rtf", rb"{\rtf1\ansi \'c4\'d1\'cf\par Plan}"),
        ("план.doc", b"\xd0\xcf\x11\xe0" + bytes(60) + "Секретно".encode("utf-16-le") + bytes(4)),
        ("план ДСП.docx", word("План")),
        ("план_дсп_2.pdf", b"%PDF-1.4"),
    ],
)
def test_a_mark_is_found(name: str, data: bytes) -> None:
    assert is_restricted(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("план.docx", word("Выпуск плит ДСП и фанеры", "Секретно об этом не говорили", "Секретарь")),
        ("план.txt", "Информация не для служебного пользования".encode()),
        ("дспектакль.txt", "План".encode()),
        ("план.zip", b"PK\x03\x04 broken"),
        ("план.pdf", b"%PDF-1.4"),
        ("пусто.txt", b""),
    ],
)
def test_nothing_else_is_a_mark(name: str, data: bytes) -> None:
    assert not is_restricted(name, data)
