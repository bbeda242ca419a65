"""The proof-reading of a long file before it is loaded: read by a job and kept with it, for pages to show."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job
from events.access import Access
from events.proofreading.as_json import issue_json, issue_of_json
from events.proofreading.document import ProofIssue
from events.reports.kept_proofreading import KEPT_FOR, is_long
from importers.models import PendingImport
from importers.resolving.proofreading import proof_read
from importers.resolving.resolution import Resolution

from .access import pending_imports
from .jobs import with_what_reading_needs
from .reading import keep_reading
from .storing import target_of


def proof_reading(
    pending: PendingImport, resolution: Resolution, access: Access
) -> Sequence[ProofIssue] | Job:
    """Its issues, those that are accepted too. Of a long file the job that reads it, unless it was read as it
    stands; one that failed is asked for anew."""
    texts = (text for row in resolution.rows for text in row.row.cells.values())
    if not is_long(len(resolution.rows), texts):
        return proof_read(resolution, access.entries())
    key = _key(pending, resolution, access)
    job = queue.latest(key, access.user, since=timezone.now() - KEPT_FOR)
    if job is None or job.state in (Job.State.CANCELLED, Job.State.FAILED):
        job = queue.enqueue(
            *(read_file, pending.pk),
            user=access.user,
            title=_("Proof-reading: %(document)s") % {"document": pending.name},
            key=key,
            back=reverse("importers:pending", args=[pending.pk]),
        )
    return _of_result(job.result) if job.state == Job.State.DONE else job


@task(takes_context=True)
def read_file(context: RunningJob, pk: int) -> dict[str, Any]:
    access = Access.of(context.job.user)
    pending = with_what_reading_needs(pending_imports(access)).filter(pk=pk).first()
    resolution = keep_reading(pending, access).resolution if pending else None
    if pending is None or resolution is None:
        raise Refused(_("The file is no longer there."))
    context.report(_("the rows are proof-read"))
    issues = [issue_json(one) for one in proof_read(resolution, access.entries())]
    return {"issues": issues, "url": f"{reverse('importers:pending', args=[pk])}?tab=proofreading"}


def _of_result(result: dict[str, Any]) -> list[ProofIssue]:
    return [issue_of_json(one) for one in result["issues"]]


def _key(pending: PendingImport, resolution: Resolution, access: Access) -> str:
    """Differs where the file would be read or compared otherwise."""
    report = resolution.subject.report
    said = (get_language(), pending.choices, target_of(pending), report and report.pk)
    headings = [(heading.text, heading.role, heading.use) for heading in resolution.document.headings]
    digest = hashlib.sha256(repr((said, headings)).encode()).hexdigest()
    return f"proofreading of file:{pending.pk}:{digest[:32]}:{access.user.pk}"
