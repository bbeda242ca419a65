"""Tells what a file is by its content, never by its name."""

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePath

from .guard import Package
from .refusals import refusal
from .text import utf16_without_mark


class Format(StrEnum):
    """What can be read. The value is Grid.format and the usual extension."""

    DOCX = "docx"
    XLSX = "xlsx"
    TXT = "txt"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    XLS = "xls"
    ODS = "ods"


ALSO_NAMED = {  # further extensions of the same content
    Format.DOCX: {".dotx"},
    Format.XLSX: {".xltx"},
    Format.DOC: {".dot", ".rtf"},  # Word itself saves RTF under .doc
    Format.RTF: {".doc"},
    Format.TXT: {".text"},
    Format.ODT: {".ott"},
    Format.ODS: {".ots"},
    Format.XLS: {".xlt"},
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
SECTOR = 512

# Other files that people send, so that the message can name them.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"AT&TFORM", "image"),  # DjVu
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
    (b"MIME-Version:", "web-page"),
    (b"wOFF", "font"),
)
MAX_CONTROLS = 16
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def detect(data: bytes) -> Format:
    """The format; otherwise a refusal that names what the file is."""
    if not data.strip(b"\0 \t\r\n\xa0") or data in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        raise refusal("empty-file")
    if data.startswith(ZIP):
        return of_package(Package(data))
    if data.startswith(OLE):
        return _of_ole(data)
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048]
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    for signature, name in SIGNATURES:
        if data.startswith(signature) and not (len(signature) == 2 and _is_text(data)):
            raise _foreign(name)
    if data[4:8] == b"ftyp" or data[8:12] == b"WEBP":
        raise _foreign("image")
    lower = head.lower()
    if lower.startswith(b"<?xml") or lower.startswith(b"<!doctype"):
        raise _foreign("web-page" if b"<html" in lower or b"<!doctype html" in lower else "xml")
    if re.match(rb"<(html|head|body|meta|table|!--)", lower):
        raise _foreign("web-page")
    if not _is_text(data):
        raise _foreign("unknown")
    if head[:1] in (b"{", b"[") and _is_json(data):
        raise _foreign("json")
    return Format.TXT


def contradicts(name: str, found: Format) -> bool:
    extension = PurePath(name).suffix.lower()
    if not re.fullmatch(r"\.[a-z]{2,4}x?", extension):
        return False  # «Отчет за IV кв.» has no extension at all
    return extension != f".{found}" and extension not in ALSO_NAMED[found]


def of_package(package: Package) -> Format:
    names = [name.lower() for name in package.names]
    if any(name.rpartition("/")[2] == "vbaproject.bin" for name in names):
        raise _macro(names)
    if "[content_types].xml" in names:
        return _of_content_types(package)
    if "mimetype" in names:
        return _of_open_document(package, names)
    raise _foreign("archive")


def _macro(names: Iterable[str]) -> Exception:
    return refusal("macro", suggestion="xlsx" if any(name.startswith("xl/") for name in names) else "docx")


def _of_content_types(package: Package) -> Format:
    types = {(element.get("ContentType") or "").lower() for element in package.tree("[Content_Types].xml")}
    # Before macros: the type of every binary workbook speaks of them.
    if any(kind.startswith("application/vnd.ms-excel.sheet.binary") for kind in types):
        raise _foreign("xlsb")
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        raise _macro(name.lower() for name in package.names)
    for kind in types:
        if kind.endswith((".main+xml",)):
            if ".wordprocessingml." in kind:
                return Format.DOCX
            if ".spreadsheetml." in kind:
                return Format.XLSX
            if ".presentationml." in kind:
                raise _foreign("presentation")
    # A package of odd content types may still hold a document in the usual place.
    for place, found in (("word/document.xml", Format.DOCX), ("xl/workbook.xml", Format.XLSX)):
        if place in package:
            return found
    raise _foreign("archive")


def _of_open_document(package: Package, names: list[str]) -> Format:
    kind = package.read("mimetype")[:200].decode("ascii", errors="replace").strip()
    if "meta-inf/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise refusal("encrypted")
    scripts = [
        name
        for name in names
        if name.startswith(("basic/", "scripts/")) and name.endswith((".xml", ".py", ".js", ".bsh"))
    ]
    if any(not name.endswith(("script-lb.xml", "script-lc.xml")) for name in scripts):
        raise refusal("macro", suggestion="odt")
    for start, found in (
        ("application/vnd.oasis.opendocument.text", Format.ODT),
        ("application/vnd.oasis.opendocument.spreadsheet", Format.ODS),
    ):
        if kind.startswith(start):
            return found
    raise _foreign("presentation" if "presentation" in kind else "archive")


def _of_ole(data: bytes) -> Format:
    """Judged by the names in the directory of the compound file."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise refusal("encrypted")
    if holds("__properties_version1.0") or holds("__substg1.0_"):
        raise _foreign("mail")
    if holds("WordDocument"):
        if _word_is_encrypted(data):
            raise refusal("encrypted")
        if holds("_VBA_PROJECT"):
            raise refusal("macro", suggestion="docx")
        return Format.DOC
    if holds("Workbook") or holds("Book"):
        if _workbook_is_encrypted(data):
            raise refusal("encrypted")
        if holds("_VBA_PROJECT"):
            raise refusal("macro", suggestion="xlsx")
        return Format.XLS
    raise _foreign("presentation" if holds("PowerPoint Document") else "old-format")


def _word_is_encrypted(data: bytes) -> bool:
    """The flag fEncrypted in the header of the stream WordDocument, which starts at a sector."""
    for at in range(SECTOR, len(data) - 12, SECTOR):
        if data.startswith(b"\xec\xa5", at) and data[at + 3] in (0x00, 0x01):
            return bool(data[at + 11] & 0x01)
    return False


def _workbook_is_encrypted(data: bytes) -> bool:
    """A record FILEPASS among the first ones of the stream Workbook."""
    for at in range(SECTOR, len(data) - 8, SECTOR):
        if data.startswith(b"\x09\x08\x10\x00\x00\x06\x05\x00", at):
            place = at
            for _ in range(6):
                kind = int.from_bytes(data[place : place + 2], "little")
                if kind == 0x002F:
                    return True
                place += 4 + int.from_bytes(data[place + 2 : place + 4], "little")
    return False


def _foreign(name: str) -> Exception:
    return refusal("wrong-type", found=name)


def _is_text(data: bytes) -> bool:
    """Few control characters; UTF-16, which has zero bytes, is told by its mark or its regularity."""
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(data):
        return True
    return 0 not in sample and len(BINARY.findall(sample)) <= max(MAX_CONTROLS, len(sample) // 100)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
