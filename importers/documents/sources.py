"""The documents behind paths: files, folders of them and .zip archives of them, one in memory at a time."""

import io
import logging
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from coopregistry.restricted import is_restricted
from events.vocabulary import Severity

from .issues import DocumentIssue, UnreadableDocument
from .readers.guard import MAX_FILE, MAX_MEMBERS, MEGABYTE, check_members, is_zip, megabytes
from .tracebacks import traceback_of

logger = logging.getLogger(__name__)

MAX_ARCHIVE = 500 * MEGABYTE  # unpacked, of all documents together
# What systems leave beside documents
LITTER = ("thumbs.db", "desktop.ini")
UTF8_NAME = 0x800
DIRECTORY_ENTRY = b"PK\x01\x02"
MAX_ENTRIES = 10 * MAX_MEMBERS  # listing more would already take memory
UNICODE_PATH = b"up"  # the extra field in which archivers of the region keep the name in UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file with its bytes or, in `issue`, the reason why it has none: a blocker, or INFO for litter."""

    name: str  # the path as given, with "/" and the member's name for a file of an archive
    data: bytes | None = None
    issue: DocumentIssue | None = None


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        if path.is_dir():
            yield from _of_folder(path)
        else:
            yield from _of_file(path)


def _of_folder(folder: Path) -> Iterator[Source]:
    try:
        entries = sorted(folder.iterdir(), key=_place)
    except OSError as error:
        yield _failed(str(folder), "no-access", error.strerror or "")
        return
    for entry in entries:
        if _is_litter(entry.name):
            yield _passed_over(str(entry))
        elif entry.is_symlink() and entry.is_dir():  # may form a cycle
            yield _failed(str(entry), "unsafe-member", entry.name)
        elif entry.is_dir():
            yield from _of_folder(entry)
        else:
            yield from _of_file(entry)


def _of_file(path: Path) -> Iterator[Source]:
    name = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would block
            yield _failed(name, "no-access", "no regular file")
            return
        if status.st_size > MAX_FILE:
            yield _failed(name, "too-large", megabytes(status.st_size), megabytes(MAX_FILE))
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield _failed(name, "no-such-file")
    except OSError as error:
        yield _failed(name, "no-access", error.strerror or "")
    else:
        yield from documents_in(name, data)


def documents_in(name: str, data: bytes) -> Iterator[Source]:
    """The file itself, or the documents of an archive one by one."""
    if _is_archive(data):
        yield from _of_archive(name, data)
    else:
        yield _unless_restricted(name, data)


def whole(name: str, data: bytes, documents: Iterable[Source]) -> Source:
    """The file as it is, archive or not, unless one of its documents bears a mark of restricted access."""
    is_refused = any(source.issue is not None and source.issue.code == "restricted" for source in documents)
    return _failed(name, "restricted") if is_refused else Source(name=name, data=data)


def _unless_restricted(name: str, data: bytes) -> Source:
    if is_restricted(name.rpartition("/")[2], data):
        return _failed(name, "restricted")
    return Source(name=name, data=data)


def _is_archive(data: bytes) -> bool:
    """A plain zip: documents that are zips themselves hold one of the parts below."""
    if not is_zip(data) or data.count(DIRECTORY_ENTRY) > MAX_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except Exception as error:  # a damaged one is refused by the readers, with the right word
        logger.info("A zip of %s bytes could not be opened\n%s", len(data), traceback_of(error))
        return False
    return not names & {"[content_types].xml", "mimetype", "word/document.xml", "xl/workbook.xml"}


def _of_archive(name: str, data: bytes) -> Iterator[Source]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    try:
        check_members(archive, MAX_ARCHIVE)
    except UnreadableDocument as refused:
        yield Source(name=name, issue=refused.issue)
        return
    members = [(member_name(member), member) for member in archive.infolist() if not member.is_dir()]
    if not members:
        yield _failed(name, "empty-file")
    for inner, member in sorted(members, key=lambda pair: _place(PurePosixPath(pair[0]))):
        whole = f"{name}/{inner}"
        if any(_is_litter(part) for part in inner.split("/")):
            yield _passed_over(whole)
        elif member.file_size > MAX_FILE:
            yield _failed(whole, "too-large", megabytes(member.file_size), megabytes(MAX_FILE))
        else:
            yield _of_member(whole, archive, member)


def _of_member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source:
    try:
        data = archive.read(member)
    except Exception as error:  # zlib, checksum and compression errors have no common class
        logger.warning(
            "A member of %s bytes could not be unpacked\n%s", member.file_size, traceback_of(error)
        )
        return _failed(name, "damaged", f"{type(error).__name__}: {error}")
    if _is_archive(data):
        return _failed(name, "nested-archive")
    return _unless_restricted(name, data)


def member_name(member: zipfile.ZipInfo) -> str:
    """The name in an archive. Without the UTF-8 flag it is in the code page of the packing system: 866 on a
    Russian Windows, UTF-8 elsewhere."""
    if member.flag_bits & UTF8_NAME:
        return member.filename
    if stated := _unicode_path(member.extra):
        return stated
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _unicode_path(extra: bytes) -> str:
    at = 0
    while at + 4 <= len(extra):
        size = int.from_bytes(extra[at + 2 : at + 4], "little")
        if extra[at : at + 2] == UNICODE_PATH:
            return extra[at + 9 : at + 4 + size].decode("utf-8", errors="replace")
        at += 4 + size
    return ""


def _place(path: PurePath) -> tuple[PurePath, str, str]:
    """By name, what goes on after it last: «План уточненный.docx» is newer than «План.docx»."""
    return path.parent, path.stem, path.suffix


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX")) or name.lower() in LITTER


def _passed_over(name: str) -> Source:
    logger.info("Source skipped: passed-over")
    return Source(name=name, issue=DocumentIssue(code="passed-over", severity=Severity.INFO, found=name))


def _failed(name: str, code: str, found: str = "", expected: str = "") -> Source:
    logger.info("Source skipped: %s", code)
    return Source(
        name=name, issue=DocumentIssue(code=code, severity=Severity.BLOCKER, found=found, expected=expected)
    )
