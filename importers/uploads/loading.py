"""Loads a file into the registry, once, as it was previewed."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.access import Access
from events.models import Report
from importers.applying import apply
from importers.documents.issues import UnreadableDocument
from importers.documents.upload import Upload
from importers.messages import removal_question
from importers.models import ImportRun, KeptReading, PendingImport, SourceDocument
from importers.resolving.values_reader import ValuesReader

from .document_cache import document_of
from .kept_reading import values_kept
from .partial import RowsToLoad, rows_with_errors, without_errors
from .preview import preview
from .storing import target_of

State = PendingImport.State


class LoadRefused(Exception):
    """The text says why and what to do."""


def load(
    pending: PendingImport,
    access: Access,
    *,
    seen: str,
    rows_to_load: RowsToLoad = RowsToLoad.ALL,
    replace: bool = False,
) -> ImportRun:
    """Write what was shown: `seen` is the fingerprint of the preview the user looked at, `replace` the answer
    where it would remove much. The second of two equal requests gets the run of the first. Rows left behind
    wait as a file of their own."""
    with transaction.atomic():
        locked = PendingImport.objects.select_for_update(of=("self",)).select_related(
            "department", "partner", "agreement"
        )
        pending = locked.get(pk=pending.pk)
        if pending.run is not None:
            return pending.run
        if pending.state != State.WAITING:
            raise LoadRefused(_("The file was set aside. Take it up again first."))
        _lock_report(pending)
        shown = preview(pending, access, ValuesReader(values_kept(pending)))
        if shown.resolution is None or shown.hindrance:
            raise LoadRefused(shown.hindrance or _("The file cannot be loaded as it is."))
        if shown.fingerprint != seen:
            raise LoadRefused(
                _("The registry has changed since this page was shown. Look at it again, then load.")
            )
        if shown.resolution.would_remove and not replace:
            raise LoadRefused(removal_question(len(shown.resolution.missing), shown.resolution.standing))
        resolution, left = shown.resolution, 0
        if rows_to_load is not RowsToLoad.ALL:
            left = len(rows_with_errors(resolution))
        if left and rows_to_load is RowsToLoad.NONE_WITH_ERRORS:
            raise LoadRefused(_refused_for_errors(left))
        if left:
            resolution = without_errors(resolution)
            if resolution.changes_nothing:
                raise LoadRefused(
                    _("Every row that is new or changed has an error: there is nothing to load.")
                )
        upload = Upload(name=pending.name, data=bytes(pending.document.content))
        pending.run = apply(resolution, upload, user=access.user, left=left)
        pending.state = State.LOADED
        pending.save()
        if left:
            rest = _keep_rest(pending, left)
            KeptReading.objects.filter(pending=pending).update(pending=rest)
        else:
            KeptReading.objects.filter(pending=pending).delete()
        return pending.run


def _refused_for_errors(count: int) -> str:
    return ngettext(
        "%(count)s row has errors, so nothing was loaded.",
        "%(count)s rows have errors, so nothing was loaded.",
        count,
    ) % {"count": count}


def _keep_rest(pending: PendingImport, left: int) -> PendingImport:
    """The same file waits on: compared again, what was loaded is unchanged and the rest is still new."""
    return PendingImport.objects.create(
        document=pending.document,
        name=pending.name,
        user=pending.user,
        kind=pending.kind,
        period_code=pending.period_code,
        department=pending.department,
        partner=pending.partner,
        agreement=pending.agreement,
        choices=pending.choices,
        own_kind=pending.own_kind,
        own_period=pending.own_period,
        stage=PendingImport.Stage.READ,
        row_count=pending.row_count,
        error_count=left,
        spellings=pending.spellings,
        rest_of=pending.run,
    )


def _lock_report(pending: PendingImport) -> None:
    """Files for one report are loaded one after the other, each comparing itself with what the others wrote.
    The source is locked as well, for a report that does not exist yet cannot be."""
    try:
        document = document_of(pending)
    except UnreadableDocument:
        return
    target = target_of(pending)
    kind, period = document.kind or target.kind, document.period or target.period
    about = Q(kind=kind, period_code=period.code if period else "")
    list(SourceDocument.objects.select_for_update().filter(pk=pending.document_id).values_list("pk"))
    list(Report.objects.select_for_update().filter(about).values_list("pk"))
