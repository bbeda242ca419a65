"""Keeps an uploaded file until it is loaded, with what its user says it is about."""

from django.db import transaction

from agreements.models import Agreement, Department, Partner
from coopregistry.models import User
from events.period import Period
from events.vocabulary import Kind
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.models import PendingImport, SourceDocument

from .quota import check_quota

State = PendingImport.State


@transaction.atomic
def store_upload(upload: Upload, *, user: User, target: Target, keep_unread: bool = False) -> PendingImport:
    """Keep the file unchanged. The same file of the same user that still waits gets the new target.
    OverQuota where too many files of the user wait."""
    check_quota(user, len(upload.data))
    source = SourceDocument.keep(upload)
    pending = PendingImport.objects.filter(document=source, user=user, state=State.WAITING).first()
    pending = pending or PendingImport(document=source, user=user)
    pending.name = upload.name[-255:]
    set_target(pending, target)
    if keep_unread:
        pending.state = State.KEPT
    pending.full_clean(exclude=["document"])
    pending.save()
    return pending


def set_target(pending: PendingImport, target: Target) -> None:
    """Say what the file is about (unsaved); it has to be read again."""
    pending.stage = PendingImport.Stage.GIVEN
    pending.kind = target.kind.value if target.kind else ""
    pending.period_code = target.period.code if target.period else ""
    pending.department = (
        Department.objects.filter(name=target.department).first() if target.department else None
    )
    pending.partner = Partner.objects.filter(code=target.partner).first() if target.partner else None
    pending.agreement = Agreement.objects.filter(title=target.agreement).first() if target.agreement else None


def target_of(pending: PendingImport) -> Target:
    return Target(
        kind=Kind(pending.kind) if pending.kind else None,
        period=Period.parse(pending.period_code) if pending.period_code else None,
        department=pending.department.name if pending.department else "",
        partner=pending.partner.code if pending.partner else "",
        agreement=pending.agreement.title if pending.agreement else "",
    )
