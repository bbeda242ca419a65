"""The proof-reading of a long document: read by a job and kept with it, for pages to show."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job
from events.access import Access
from events.models import Entry, Report
from events.proofreading.as_json import issue_json, issue_of_json

from .proofreading import ProofRead, proof_read

AT_ONCE = 300  # rows
AT_ONCE_CHARACTERS = 200_000  # about a second and a half
# What other documents, agreements and bodies say may have changed since
KEPT_FOR = timedelta(hours=1)


def is_long(rows: int, texts: Iterable[str]) -> bool:
    return rows > AT_ONCE or sum(map(len, texts)) > AT_ONCE_CHARACTERS


def proof_reading(report: Report, access: Access) -> ProofRead | Job:
    """What a page shows. Of a long document the job that reads it, or failed to, unless it was read as it
    stands."""
    entries = access.entries().filter(report=report)
    texts = (text for cells in entries.values_list("cells", flat=True) for text in cells.values())
    if not is_long(entries.count(), texts):
        return proof_read(report, entries, access.entries())
    since = timezone.now() - KEPT_FOR
    job = queue.latest(_key(report, entries, access), access.user, since=since) or ask_to_read(report, access)
    return _of_result(job.result) if job.state == Job.State.DONE else job


def ask_to_read(report: Report, access: Access) -> Job:
    return queue.enqueue(
        *(read_document, report.pk),
        user=access.user,
        title=_("Proof-reading: %(document)s") % {"document": report},
        key=_key(report, access.entries().filter(report=report), access),
        back=reverse("events:report", args=[report.pk]),
    )


@task(takes_context=True)
def read_document(context: RunningJob, pk: int) -> dict[str, Any]:
    access = Access.of(context.job.user)
    report = access.reports().select_related("partner", "agreement").filter(pk=pk).first()
    if report is None:
        raise Refused(_("The document is no longer there."))
    context.report(_("the rows are proof-read"))
    read = proof_read(report, access.entries().filter(report=report), access.entries())
    issues = [issue_json(one) for one in read.issues]
    return {"rows": read.rows, "issues": issues, "url": reverse("events:proofreading", args=[pk])}


def _of_result(result: dict[str, Any]) -> ProofRead:
    rows = [(pk, number) for pk, number in result["rows"]]
    return ProofRead(rows=rows, issues=[issue_of_json(one) for one in result["issues"]])


def _key(report: Report, entries: QuerySet[Entry], access: Access) -> str:
    """Differs as soon as the reader sees another text, or reads it in another language."""
    names = ("title", "headings", "notes", "extras", "numbering", "period_code")
    stated = [getattr(report, name) for name in names]
    digest = hashlib.sha256(repr((get_language(), stated)).encode())
    for section in report.sections.order_by("order", "id").values_list("pk", "title"):
        digest.update(repr(section).encode())
    # As text: parsing it is most of what reading the rows costs.
    texts = [Cast(name, TextField()) for name in ("cells", "extra", "continued", "recognised", "corrections")]
    for row in entries.order_by("pk").values_list("pk", "section", "order", "number", "agreement", *texts):
        digest.update(repr(row).encode())
    return f"proofreading:{report.pk}:{digest.hexdigest()[:32]}:{access.user.pk}"
