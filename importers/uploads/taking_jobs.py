"""Archives and large files are taken in outside the request: unpacking and keeping them may take long."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.files import given_files
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, JobFile, User
from events.access import Access
from events.period import Period
from events.vocabulary import Kind
from importers.documents.readers.guard import MEGABYTE
from importers.documents.target import Target

from .taking import take_in

AT_ONCE_BYTES = 5 * MEGABYTE
_SUFFIX = ".zip"


def is_long(files: Sequence[UploadedFile]) -> bool:
    """Whether a job takes them in: how much an archive holds is known only once it is unpacked."""
    is_archive = any((file.name or "").lower().endswith(_SUFFIX) for file in files)
    return is_archive or sum(file.size or 0 for file in files) > AT_ONCE_BYTES


def ask_to_take_in(files: Sequence[UploadedFile], user: User, target: Target, *, keep_unread: bool) -> Job:
    about = {
        "kind": target.kind and target.kind.value,
        "period": target.period and target.period.code,
        "department": target.department,
        "partner": target.partner,
        "agreement": target.agreement,
    }
    title = ngettext("Taking in of %(count)s file", "Taking in of %(count)s files", len(files))
    return queue.enqueue(
        *(take_in_files, about, keep_unread),
        user=user,
        title=title % {"count": len(files)},
        back=reverse("importers:imports"),
        files=[(file.name or "", file.file) for file in files],
    )


@task(takes_context=True)
def take_in_files(context: RunningJob, about: dict[str, Any], keep_unread: bool) -> None:
    user = context.job.user
    access = Access.of(user)
    if not (access.coordinates or access.edits):
        raise Refused(_("You may not load files any more."))
    context.report(_("the files are taken in"))
    kind, period = about["kind"], about["period"]
    told = {"kind": Kind(kind) if kind else None, "period": Period.parse(period) if period else None}
    target = Target(**{**about, **told})
    result = take_in(given_files(context.job), user=user, target=target, keep_unread=keep_unread)
    with transaction.atomic():
        JobFile.objects.filter(job=context.job).delete()
        context.finish(**result)
