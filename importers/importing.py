"""A file brought in by one call, as commands do: read, recognised, resolved and applied."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction

from coopregistry.models import User
from events.vocabulary import Severity

from .applying import apply
from .column_lessons import stated_for
from .documents.columns import Meaning, StatedColumns
from .documents.document import Document, ReadHeader, fault_in
from .documents.issues import DocumentIssue, UnreadableDocument
from .documents.layouts import recognise
from .documents.readers import read
from .documents.target import Target
from .documents.upload import Upload
from .models import ImportRun
from .resolving.resolution import Resolution
from .resolving.resolver import resolve
from .resolving.values_reader import ValuesReader

NO_COLUMNS: Mapping[int, Meaning] = MappingProxyType({})


class WouldRemove(Exception):
    """The document lacks so many of the entries it is about that a person has to say they may go."""

    def __init__(self, resolution: Resolution):
        super().__init__(len(resolution.missing), resolution.standing)
        self.resolution = resolution


def preview(
    upload: Upload,
    target: Target | None = None,
    *,
    user: User | None = None,
    columns: Mapping[int, Meaning] = NO_COLUMNS,
    replace: bool = False,
) -> Resolution:
    """What an import would do; writes nothing. `columns`: what columns of the first table are, from 1.
    UnreadableDocument where it cannot be done at all, WouldRemove where it would remove much and `replace`
    does not allow it."""
    target = target or Target()
    return _unless_refused(resolve(_document(upload, target, user, columns), target), replace=replace)


def import_document(
    upload: Upload,
    target: Target | None = None,
    *,
    user: User | None = None,
    columns: Mapping[int, Meaning] = NO_COLUMNS,
    replace: bool = False,
    is_one_of_many: bool = False,
) -> tuple[Resolution, ImportRun]:
    """Compare and apply in one transaction, so that what was compared is what is written; what takes long,
    reading the file and the phrases in its cells, is done before it locks anything. `is_one_of_many`: whoever
    loads the others has them all matched at the end."""
    target = target or Target()
    document, reader = _document(upload, target, user, columns), ValuesReader()
    resolve(document, target, reader)
    with transaction.atomic():
        resolution = _unless_refused(resolve(document, target, reader), replace=replace)
        return resolution, apply(resolution, upload, user=user, is_one_of_many=is_one_of_many)


def _document(upload: Upload, target: Target, user: User | None, columns: Mapping[int, Meaning]) -> Document:
    grid, stated = read(upload.data, upload.name), stated_for(user)
    document = recognise(grid, target.kind, stated)
    if columns:
        document = recognise(grid, target.kind, {**stated, **_stated(document.headers[0], columns)})
    return document


def _unless_refused(resolution: Resolution, *, replace: bool) -> Resolution:
    if resolution.would_remove and not replace:
        raise WouldRemove(resolution)
    return resolution


def _stated(header: ReadHeader, columns: Mapping[int, Meaning]) -> StatedColumns:
    """UnreadableDocument where there is no such column, or they cannot be the columns of one table."""
    count = len(header.columns)
    beyond = [str(number) for number in columns if not 1 <= number <= count]
    if beyond:
        raise _refused("no-such-column", found=", ".join(beyond), expected=str(count))
    said = tuple(columns.get(number) for number in range(1, count + 1))
    if fault := fault_in(header, said):
        raise _refused(fault[0], expected=fault[1].value)
    return {header.signature: said}


def _refused(code: str, *, found: str = "", expected: str = "") -> UnreadableDocument:
    return UnreadableDocument(
        DocumentIssue(code=code, severity=Severity.BLOCKER, found=found, expected=expected)
    )
