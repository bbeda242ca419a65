"""Loads a file that a program sends: read, compared and written in one job, or refused whole."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task
from rest_framework.exceptions import APIException, ValidationError

from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job
from coopregistry.refused_files import refusal_of
from events.access import Access
from events.api.exceptions import RecordConflict
from events.vocabulary import Severity
from importers.cli_output import removed_rows
from importers.documents.issues import DocumentIssue
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.messages import message, removal_question
from importers.models import ImportRun, PendingImport
from importers.uploads.access import pending_imports
from importers.uploads.jobs import with_what_reading_needs
from importers.uploads.loading import LoadRefused, load
from importers.uploads.preview import Preview
from importers.uploads.quota import OverQuota
from importers.uploads.reading import keep_reading, read_pending
from importers.uploads.storing import store_upload

_STATE = PendingImport.State.WAITING


def ask_to_load(upload: Upload, target: Target, access: Access, *, replace: bool) -> Job:
    """The file is loaded as the site loads it, with the same rights and limits. ValidationError or
    RecordConflict where that is refused at once."""
    if refusal := refusal_of(upload.name, upload.data):
        raise ValidationError([message(DocumentIssue(code=refusal, severity=Severity.BLOCKER))])
    waits = PendingImport.objects.filter(
        document__sha256=upload.sha256, user=access.user, state=_STATE
    ).exists()
    try:
        pending = store_upload(upload, user=access.user, target=target)
    except OverQuota as full:
        raise RecordConflict(str(full)) from full
    title = _("Loading of %(name)s") % {"name": pending.name}
    return queue.enqueue(load_sent_file, pending.pk, replace, waits, user=access.user, title=title)


def run_of(job: Job) -> ImportRun:
    """What the finished job loaded; its refusal, as an exception of the API."""
    if job.state == Job.State.DONE:
        return ImportRun.objects.get(pk=job.result["run"])
    detail = job.result or {}
    if job.state == Job.State.CANCELLED or detail.get("status") == 409:
        raise RecordConflict(job.error or _("The work was cancelled."), **detail.get("members", {}))
    if detail.get("status") == 400:
        raise ValidationError([job.error])
    raise APIException(job.error)


@task(takes_context=True)
def load_sent_file(context: RunningJob, pk: int, replace: bool, waited: bool) -> None:
    """A refusal leaves the file behind only where it waited before."""
    access = Access.of(context.job.user)
    pending = with_what_reading_needs(pending_imports(access)).filter(pk=pk).first()
    if pending is None:
        raise Refused(_("The file is no longer there."), status=409)
    try:
        read_pending(pending, access, context.report)
        shown = keep_reading(pending, access)
        _check(shown, replace=replace)
        context.report(_("the rows are written"))
        with transaction.atomic():
            run = load(pending, access, seen=shown.fingerprint, replace=replace)
            context.finish(run=run.pk, api=reverse("imports_api:import", args=[run.pk]))
    except LoadRefused as refused:
        _forget(pending, waited)
        raise Refused(str(refused), status=409) from refused
    except Refused:
        _forget(pending, waited)
        raise


def _check(shown: Preview, *, replace: bool) -> None:
    resolution = shown.resolution
    if resolution is None:
        raise Refused(message(shown.blocker), status=400)
    if shown.hindrance:
        raise Refused(shown.hindrance, status=409)
    if resolution.would_remove and not replace:
        members: dict[str, Any] = {
            "count": len(resolution.missing),
            "rows": removed_rows(resolution),
            "confirm": "replace",
        }
        text = removal_question(len(resolution.missing), resolution.standing)
        raise Refused(text, status=409, members=members)


def _forget(pending: PendingImport, waited: bool) -> None:
    if waited:
        return
    with transaction.atomic():
        source = pending.document
        pending.delete()
        if not (source.runs.exists() or source.pending.exists()):
            source.delete()
