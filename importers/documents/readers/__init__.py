"""Documents in: the bytes of a file become a Grid. Pure; the format is told by the content."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace

from events.vocabulary import Severity

from ..grid import Grid
from ..issues import DocumentIssue, UnreadableDocument
from ..tracebacks import traceback_of
from . import docx, office, text, xlsx
from .detect import Format, contradicts, detect
from .guard import MAX_FILE, Package, megabytes
from .refusals import refusal

__all__ = ["read"]

logger = logging.getLogger(__name__)


def read(data: bytes, name: str = "") -> Grid:
    """Read a document; `name` is only compared with what the content says.

    Every failure is an UnreadableDocument. One that no reader foresaw, a bug of ours as likely as a damaged
    file, is logged with its traceback.
    """
    try:
        return _read(data, name)
    except UnreadableDocument:
        raise
    except (MemoryError, RecursionError) as error:
        _log(data, error)
        raise refusal("too-complex", found=type(error).__name__) from error
    except Exception as error:  # no list of what parsers raise on damaged files is complete
        _log(data, error)
        raise refusal("damaged", found=f"{type(error).__name__}: {error}"[:200]) from error


def _log(data: bytes, error: BaseException) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    logger.warning("Reading failed: file %s of %s bytes\n%s", sha256, len(data), traceback_of(error))


def _read(data: bytes, name: str) -> Grid:
    if len(data) > MAX_FILE:
        raise refusal("too-large", found=megabytes(len(data)), expected=megabytes(MAX_FILE))
    found = detect(data)
    grid = READERS[found](data)
    if contradicts(name, found):
        issue = DocumentIssue(
            code="wrongly-named", severity=Severity.WARNING, found=name, expected=f".{found}"
        )
        grid = replace(grid, issues=(issue, *grid.issues))
    return grid


def _read_docx(data: bytes) -> Grid:
    try:
        return docx.read(Package(data))
    except UnreadableDocument as error:
        if error.issue.code != "unreadable" or not office.is_installed():
            raise
    # The package is whole but built otherwise than expected: an office program may know better.
    return _noted(docx.read(Package(office.converted(data, "docx", "docx"))))


def _read_xlsx(data: bytes) -> Grid:
    try:
        return xlsx.read(Package(data))
    except UnreadableDocument as error:
        if error.issue.code != "unreadable" or not office.is_installed():
            raise
    return _noted(xlsx.read(Package(office.converted(data, "xlsx", "xlsx"))))


def _through_office(found: Format, to: str) -> Callable[[bytes], Grid]:
    def reader(data: bytes) -> Grid:
        package = Package(office.converted(data, found, to))
        grid = docx.read(package) if to == "docx" else xlsx.read(package)
        return replace(grid, format=str(found))

    return reader


def _noted(grid: Grid) -> Grid:
    return replace(
        grid, issues=(DocumentIssue(code="read-through-office", severity=Severity.INFO), *grid.issues)
    )


READERS: dict[Format, Callable[[bytes], Grid]] = {
    Format.DOCX: _read_docx,
    Format.XLSX: _read_xlsx,
    Format.TXT: text.read,
    Format.DOC: _through_office(Format.DOC, "docx"),
    Format.ODT: _through_office(Format.ODT, "docx"),
    Format.RTF: _through_office(Format.RTF, "docx"),
    Format.XLS: _through_office(Format.XLS, "xlsx"),
    Format.ODS: _through_office(Format.ODS, "xlsx"),
}
