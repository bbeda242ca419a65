"""Loads a file that a program sends: read, compared and written in one request, or refused whole."""

from django.db import transaction
from rest_framework.exceptions import ValidationError

from coopregistry.restricted import is_restricted
from events.access import Access
from events.api.exceptions import RecordConflict
from events.vocabulary import Severity
from importers.cli_output import removed_rows
from importers.documents.issues import DocumentIssue
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.messages import message, removal_question
from importers.models import ImportRun
from importers.uploads.loading import LoadRefused, load
from importers.uploads.preview import preview
from importers.uploads.quota import OverQuota
from importers.uploads.reading import read_pending
from importers.uploads.storing import store_upload


@transaction.atomic
def load_at_once(upload: Upload, target: Target, access: Access, *, replace: bool) -> ImportRun:
    """As the site loads a file, with the same rights and limits. ValidationError where it cannot be read,
    RecordConflict where it may not be loaded now; neither leaves the file behind."""
    if is_restricted(upload.name, upload.data):
        raise ValidationError([message(DocumentIssue(code="restricted", severity=Severity.BLOCKER))])
    try:
        pending = store_upload(upload, user=access.user, target=target)
    except OverQuota as full:
        raise RecordConflict(str(full)) from full
    read_pending(pending, access)
    shown = preview(pending, access)
    resolution = shown.resolution
    if resolution is None:
        raise ValidationError([message(shown.blocker)] if shown.blocker else [])
    if shown.hindrance:
        raise RecordConflict(shown.hindrance)
    if resolution.would_remove and not replace:
        raise RecordConflict(
            removal_question(len(resolution.missing), resolution.standing),
            count=len(resolution.missing),
            rows=removed_rows(resolution),
            confirm="replace",
        )
    try:
        return load(pending, access, seen=shown.fingerprint, replace=replace)
    except LoadRefused as refused:
        raise RecordConflict(str(refused)) from refused
