"""What a person is told of a file the registry does not read: the same words on the page and on the command
line, without names of the code and with what to do next."""

import io
import json
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from coopregistry import roles
from coopregistry.models import User
from importers.documents.readers import guard
from importers.models import PendingImport
from tests.importers.documents.readers.docx_builder import docx, docx_parts, p, part, zipped
from tests.importers.documents.readers.test_detect import OLE, wide, word_stream, workbook_stream
from tests.importers.uploads.giving import read

pytestmark = pytest.mark.django_db


def xlsx(**parts: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>", **parts})


def encrypted_zip() -> bytes:
    """The flag of encryption in both headers of the member."""
    data = bytearray(docx(p("тайна")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in docx_parts(p("а")).items():
            archive.writestr(name, content)
        archive.writestr("word/media/image1.bmp", b"\0" * (3 * guard.MEGABYTE))
    return out.getvalue()


XLSB = (
    '<Types><Override PartName="/xl/workbook.bin"'
    ' ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
OFFICE = "Open it in an office program, save it again and repeat."
PICTURE = (
    "This is a picture: no table is read from it. Load the document itself; a scan or a photograph has to be "
    "recognised or typed first."
)
WEB_PAGE = "This is a web page, whatever its name says. Open it in Word, save it as .docx and repeat."
NO_DOCUMENT = (
    "This is no document with a table. Expected: .docx, .doc, .odt, .rtf, .xlsx, .xls, .ods or .txt."
)
PASSWORD = "The file is protected by a password. Remove the password and repeat."
DAMAGED = f"This is no document of an office program: the file is damaged. {OFFICE}"
FILES: dict[str, tuple[bytes, str]] = {
    "план.docm": (
        docx(p("а"), main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "The file holds macros. Save it as .docx and repeat.",
    ),
    "план.xlsm": (
        xlsx(**{"xl/vbaProject.bin": "x"}),
        "The file holds macros. Save it as .xlsx and repeat.",
    ),
    "с макросами.xls": (
        OLE + workbook_stream() + wide("Workbook", "_VBA_PROJECT"),
        "The file holds macros. Save it as .xlsx and repeat.",
    ),
    "обрезан.docx": (docx(p("а"))[:200], DAMAGED),
    "битый.xlsx": (
        xlsx(**{"xl/worksheets/sheet1.xml": "<x>", "xl/workbook.xml": "<workbook"}),
        DAMAGED,
    ),
    "с описанием.docx": (
        docx(p("а"), styles="<!DOCTYPE x>" + part("styles", "")),
        f"The file holds what no office program writes and is refused. {OFFICE}",
    ),
    "бомба.docx": (
        bomb(),
        "The file unpacks to far more than a document holds and is refused. If it is a document, open it in "
        "an office program, save it under another name and repeat.",
    ),
    "под паролем.docx": (OLE + wide("EncryptionInfo", "EncryptedPackage"), PASSWORD),
    "под паролем.doc": (OLE + word_stream(1) + wide("WordDocument"), PASSWORD),
    "под паролем.zip.docx": (encrypted_zip(), PASSWORD),
    "снимок.jpg": (b"\xff\xd8\xff\xe0\0\0", PICTURE),
    "снимок.docx": (b"\x89PNG\r\n\x1a\n\0", PICTURE),
    "скан.pdf": (
        b"%PDF-1.7 \xe2\xe3",
        "This is a PDF: no table is read from it. Load the Word or Excel file it was made from; a scan has "
        "to be recognised or typed first.",
    ),
    "страница.doc": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", WEB_PAGE),
    "страница.xls": (b"MIME-Version: 1.0\r\n", WEB_PAGE),
    "выгрузка.xml": (
        b'<?xml version="1.0"?><w:wordDocument/>',
        "This is an XML file. Open it in the program that made it, save it as .docx and repeat.",
    ),
    "пусто.docx": (b"", "The file is empty. See whether it is the right one and was saved."),
    "пробелы.txt": (b" \r\n\t ", "The file is empty. See whether it is the right one and was saved."),
    "чужой.zip.docx": (
        zipped({"[Content_Types].xml": "<Types/>", "а.bin": "x"}),
        "This is an archive without a document the registry knows. Unpack it and load the documents.",
    ),
    "документы.rar": (
        b"Rar!\x1a\x07\0\0",
        "This is an archive without a document the registry knows. Unpack it and load the documents.",
    ),
    "показ.ppt": (
        OLE + wide("PowerPoint Document"),
        "This is a presentation. Move its table to a Word document and load that.",
    ),
    "письмо.msg": (
        OLE + wide("__properties_version1.0"),
        "This is a letter. Save the document attached to it and load that.",
    ),
    "старый.doc": (OLE, "This is a file of an old office program. Save it as .docx or .xlsx and repeat."),
    "двоичный.xlsb": (
        zipped({"[Content_Types].xml": XLSB}),
        "This is a binary Excel workbook. Save it as .xlsx and repeat.",
    ),
    "программа.doc": (b"MZ\x90\0\3\0\0\0", NO_DOCUMENT),
    "велик.txt": (
        b"\xd0\xb0 " * (17 * guard.MEGABYTE),
        "The file is too large: 51 MB, at most 50 MB. Take the pictures out of it or divide it.",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_command_says_what_to_do(name: str, tmp_path: Path) -> None:
    data, words = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    out, err = io.StringIO(), io.StringIO()
    with override("en"), pytest.raises(SystemExit):
        call_command("import_documents", str(path), json=True, stdout=out, stderr=err)
    assert [outcome["error"] for outcome in json.loads(out.getvalue())] == [words]
    assert err.getvalue().strip() == f"{path}: {words}"


@pytest.mark.parametrize("name", [name for name in FILES if name != "велик.txt"])
def test_the_page_says_what_to_do(name: str) -> None:
    data, words = FILES[name]
    client = Client()
    user = User.objects.create(username="koordinator")
    user.groups.add(Group.objects.get(name=roles.COORDINATOR))
    client.force_login(user)
    client.cookies["django_language"] = "en"
    file = io.BytesIO(data)
    file.name = name
    answer = client.post(reverse("importers:imports"), {"files": file}, follow=True)
    pending = PendingImport.objects.order_by("-pk").first()
    if pending is not None:
        read(client, pending)
        answer = client.get(reverse("importers:pending", args=[pending.pk]))
    assert words in " ".join(unescape(answer.content.decode()).split())
