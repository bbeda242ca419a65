"""Files that wait to be imported: taken in, looked at as often as one likes, loaded once."""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from coopregistry.models import User
from events.access import Access
from events.models import Report
from events.period import Period
from events.vocabulary import Kind
from importers.applying import apply
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.models import ImportRun, PendingImport, SourceDocument
from importers.resolving.resolution import Resolution
from importers.resolving.resolver import resolve

from .corrections import Choices
from .partial import Which, chosen_rows, with_errors
from .quota import check_quota
from .sandbox import Told, read_document

State = PendingImport.State


class NotLoaded(Exception):
    """Loading was refused; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What loading would do now. Either `resolution` or `blocker` is there; `hindrance` are the words for why
    this user may not load it."""

    resolution: Resolution | None = None
    blocker: DocumentIssue | None = None
    hindrance: str = ""

    @property
    def digest(self) -> str:
        """Differs as soon as loading would do something else than what was shown."""
        if self.resolution is None:
            return ""
        resolution = self.resolution
        told = [
            resolution.subject.report.pk if resolution.subject.report else None,
            [
                [
                    row.status.value,
                    row.entry.pk if row.entry else None,
                    sorted(row.changes.items()),
                    sorted(row.corrections.items()),
                ]
                for row in resolution.rows
            ],
            [entry.pk for entry in resolution.missing],
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:32]


@transaction.atomic
def take_in(upload: Upload, *, user: User, target: Target, keep_unread: bool = False) -> PendingImport:
    """Keep the file unchanged. One that waits already is taken up where it was left, with the new target.
    OverQuota where the user has too many files that wait."""
    check_quota(user, len(upload.data))
    source = SourceDocument.keep(upload)
    pending = PendingImport.objects.filter(document=source, user=user, state=State.WAITING).first()
    pending = pending or PendingImport(document=source, user=user)
    pending.name = upload.name[-255:]
    aim(pending, target)
    if keep_unread:
        pending.state = State.KEPT
    pending.full_clean(exclude=["document"])
    pending.save()
    return pending


def aim(pending: PendingImport, target: Target) -> None:
    """Say where the file belongs (unsaved); it is to be compared anew."""
    pending.stage = PendingImport.Stage.GIVEN
    pending.kind = target.kind.value if target.kind else ""
    pending.period_code = target.period.code if target.period else ""
    pending.department = (
        Department.objects.filter(name=target.department).first() if target.department else None
    )
    pending.partner = Partner.objects.filter(code=target.partner).first() if target.partner else None


def target_of(pending: PendingImport) -> Target:
    return Target(
        kind=Kind(pending.kind) if pending.kind else None,
        period=Period.parse(pending.period_code) if pending.period_code else None,
        department=pending.department.name if pending.department else "",
        partner=pending.partner.code if pending.partner else "",
    )


def document_of(pending: PendingImport, told: Told | None = None) -> Document:
    """The document as its author wrote it. UnreadableDocument where it is none."""
    return _read(pending.document.sha256, pending.name, Kind(pending.kind) if pending.kind else None, told)


# Reading is a pure function of the bytes, so what was read once holds for as long as it is remembered.
_REMEMBERED = 8
_memory: OrderedDict[tuple[str, str, Kind | None], Document] = OrderedDict()
_memory_lock = Lock()


def _read(sha256: str, name: str, kind: Kind | None, told: Told | None) -> Document:
    key = (sha256, name, kind)
    with _memory_lock:
        if key in _memory:
            _memory.move_to_end(key)
            return _memory[key]
    content = SourceDocument.objects.values_list("content", flat=True).get(sha256=sha256)
    document = read_document(bytes(content), name, kind, told=told)
    with _memory_lock:
        _memory[key] = document
        while len(_memory) > _REMEMBERED:
            _memory.popitem(last=False)
    return document


def forget_documents() -> None:
    with _memory_lock:
        _memory.clear()


def look(pending: PendingImport, access: Access) -> Look:
    """Work out from the bytes, the corrections and the registry what loading would do; writes nothing."""
    choices = Choices.of_json(pending.choices)
    try:
        resolution = resolve(choices.applied_to(document_of(pending)), target_of(pending))
    except UnreadableDocument as unreadable:
        return Look(blocker=unreadable.issue)
    choices.put_into(resolution, current_gazetteer())
    return Look(resolution=resolution, hindrance=_hindrance(resolution, access))


def _hindrance(resolution: Resolution, access: Access) -> str:
    report, department = resolution.subject.report, resolution.subject.department
    if access.coordinates:
        if report is not None and report.is_closed:
            return _("The document is closed. Open it again with a reason, then load the file.")
        return ""
    if report is None or department is None:
        return _("The file speaks of another document than the one it was given for.")
    if not access.writable_departments(report).filter(pk=department.pk).exists():
        return _("Your body does not write this document now: it was handed in, or the collection has ended.")
    return ""


def load(pending: PendingImport, access: Access, *, seen: str, which: Which = Which.ALL) -> ImportRun:
    """Write what was shown. The second of two equal requests gets the run of the first; what was not shown is
    not written. Rows left behind wait as a file of their own. NotLoaded says why."""
    with transaction.atomic():
        own = PendingImport.objects.select_for_update(of=("self",)).select_related("department", "partner")
        pending = own.get(pk=pending.pk)
        if pending.run is not None:
            return pending.run
        if pending.state != State.WAITING:
            raise NotLoaded(_("The file was set aside. Take it up again first."))
        _wait_for_others(pending)
        shown = look(pending, access)
        if shown.resolution is None or shown.hindrance:
            raise NotLoaded(shown.hindrance or _("The file cannot be loaded as it is."))
        if shown.digest != seen:
            raise NotLoaded(
                _("The registry has changed since this page was shown. Look at it again, then load.")
            )
        resolution, left = shown.resolution, 0
        if which is not Which.ALL:
            left = len(with_errors(resolution))
        if left and which is Which.NONE_WITH_ERRORS:
            raise NotLoaded(_refused_for_errors(left))
        if left:
            resolution = chosen_rows(resolution)
            if resolution.changes_nothing:
                raise NotLoaded(_("Every row that is new or changed has an error: there is nothing to load."))
        upload = Upload(name=pending.name, data=bytes(pending.document.content))
        pending.run = apply(resolution, upload, user=access.user, left=left)
        pending.state = State.LOADED
        pending.save()
        if left:
            _leave_rest(pending, left)
        return pending.run


def _refused_for_errors(count: int) -> str:
    return ngettext(
        "%(count)s row has errors, so nothing was loaded.",
        "%(count)s rows have errors, so nothing was loaded.",
        count,
    ) % {"count": count}


def _leave_rest(pending: PendingImport, left: int) -> None:
    """The same file waits on: compared again, what was loaded is unchanged and the rest is still new."""
    PendingImport.objects.create(
        document=pending.document,
        name=pending.name,
        user=pending.user,
        kind=pending.kind,
        period_code=pending.period_code,
        department=pending.department,
        partner=pending.partner,
        choices=pending.choices,
        own_kind=pending.own_kind,
        own_period=pending.own_period,
        stage=PendingImport.Stage.READ,
        row_count=pending.row_count,
        error_count=left,
        spellings=pending.spellings,
        rest_of=pending.run,
    )


def _wait_for_others(pending: PendingImport) -> None:
    """Two files for one document are loaded one after the other, each seeing what the other wrote."""
    try:
        document = document_of(pending)
    except UnreadableDocument:
        return
    target = target_of(pending)
    kind, period = document.kind or target.kind, document.period or target.period
    about = Q(kind=kind, period_code=period.code if period else "")
    list(SourceDocument.objects.select_for_update().filter(pk=pending.document_id).values_list("pk"))
    list(Report.objects.select_for_update().filter(about).values_list("pk"))


def with_heading(issue: DocumentIssue, document: Document) -> DocumentIssue:
    """The issue with the words over its column, by which people know it."""
    if not issue.place.column or issue.place.heading:
        return issue
    roles = {column: role for row in document.rows[:1] for role, column in row.columns.items()}
    role = roles.get(issue.place.column)
    words = next((heading.text for heading in document.headings if heading.role == role and role), "")
    return replace(issue, place=replace(issue.place, heading=words))
