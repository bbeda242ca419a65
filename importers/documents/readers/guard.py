"""Zip packages behind guards: nothing is unpacked before its sizes and names have been checked."""

import io
import stat
import zipfile
from typing import IO

from lxml import etree

from .refusals import refusal

MEGABYTE = 1024 * 1024
MAX_FILE = 50 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_MEMBERS = 2_000
MAX_RATIO = 200
RATIO_GRACE = MEGABYTE  # smaller members may have any ratio
MAX_XML = 100 * MEGABYTE  # 10,000 rows edited for years take 70 MB; such parts are streamed
# A tree takes about 120 bytes for a tag of four, so the limits of parts read as trees are lower.
MAX_TREE = 10 * MEGABYTE
MAX_TREE_MARKUP = 1_500_000

LOCAL_HEADER = 30
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


class Package:
    """A zip whose directory has passed the guards; members are unpacked one at a time, on demand."""

    def __init__(self, data: bytes):
        if len(data) > MAX_FILE:
            raise refusal("too-large", found=megabytes(len(data)), expected=megabytes(MAX_FILE))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, NotImplementedError) as error:
            raise refusal("damaged", found=str(error)) from error
        if not all(member.filename for member in self._zip.infolist()):
            raise refusal("damaged", found="a member without a name")
        self.members = [member for member in self._zip.infolist() if not member.is_dir()]
        check_members(self._zip)
        self._by_name = {member.filename.lower(): member for member in self.members}
        self._opened: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    @property
    def names(self) -> list[str]:
        return [member.filename for member in self.members]

    def open(self, name: str) -> IO[bytes]:
        """A stream of one part, found regardless of case. The caller has to refuse a DTD."""
        member = self._by_name.get(name.lower())
        if member is None:
            raise refusal("unreadable", found=name)
        self._opened.add(member.filename)
        try:
            return self._zip.open(member)
        except (UnicodeDecodeError, NotImplementedError) as error:  # the header of the member is damaged
            raise refusal("damaged", found=name) from error

    def read(self, name: str) -> bytes:
        with self.open(name) as stream:
            return stream.read()

    def tree(self, name: str) -> etree._Element:
        """A small part as a tree, in the transitional namespaces."""
        data = self.read(name)
        refuse_declarations(data, name)
        if len(data) > MAX_TREE or data.count(b"<") + data.count(b"=") > MAX_TREE_MARKUP:
            raise refusal("too-complex", found=name, expected=megabytes(MAX_TREE))
        for strict, transitional in STRICT_NAMESPACES:
            data = data.replace(strict, transitional)
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
        if root.getroottree().docinfo.internalDTD is not None:
            raise refusal("xml-dtd", found=name)
        return root

    def check_rest(self) -> None:
        """Unpack the XML parts nobody asked for, so that none hides a DTD or damage."""
        for member in self.members:
            if is_xml(member.filename) and member.filename not in self._opened:
                refuse_declarations(self.read(member.filename), member.filename)


STRICT_NAMESPACES = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("spreadsheetml/main", "spreadsheetml/2006/main"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/spreadsheetDrawing", "drawingml/2006/spreadsheetDrawing"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def refuse_declarations(data: bytes, name: str) -> None:
    if any(word in data for word in DECLARATIONS):
        raise refusal("xml-dtd", found=name)


def check_members(archive: zipfile.ZipFile, max_unpacked: int = MAX_UNPACKED) -> None:
    """Refuse an archive by its directory alone. A member that lies about its size is cut at the declared
    size and fails its checksum, so the declared sum is a safe bound."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise refusal("zip-bomb", found=str(len(members)), expected=str(MAX_MEMBERS))
    unpacked = sum(member.file_size for member in members)
    if unpacked > max_unpacked:
        raise refusal("zip-bomb", found=megabytes(unpacked), expected=megabytes(max_unpacked))
    seen: set[str] = set()
    for member in members:
        _check_name(member, seen)
        if member.flag_bits & ENCRYPTED:
            raise refusal("encrypted", found=member.filename)
        if member.compress_type not in METHODS:
            raise refusal("damaged", found=member.filename)
        if member.file_size > RATIO_GRACE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise refusal("zip-bomb", found=member.filename)
        if is_xml(member.filename) and member.file_size > MAX_XML:
            raise refusal("too-large", found=megabytes(member.file_size), expected=megabytes(MAX_XML))
    _check_overlap(archive)


def _check_name(member: zipfile.ZipInfo, seen: set[str]) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise refusal("unsafe-member", found=member.filename)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refusal("unsafe-member", found=member.filename)
    if name.lower() in seen:
        raise refusal("unsafe-member", found=member.filename)
    seen.add(name.lower())


def _check_overlap(archive: zipfile.ZipFile) -> None:
    end = 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise refusal("zip-bomb", found=member.filename)
        end = member.header_offset + LOCAL_HEADER + member.compress_size
    if end > archive.start_dir:
        raise refusal("zip-bomb", found=archive.infolist()[-1].filename)


def megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB"
