"""«Исправить все» of many rows, outside the request."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from events.access import Access
from events.models import Report

from .correcting import correct_as_seen

AT_ONCE = 50  # rows; each is read and written anew


def ask_to_correct(report: Report, code: str, seen: str, user: User) -> Job:
    """`seen`: the fingerprint of what the user was shown and confirmed."""
    return queue.enqueue(
        *(correct_rows, report.pk, code, seen),
        user=user,
        title=_("Corrections: %(document)s") % {"document": report},
        key=f"correct:{report.pk}:{code}:{seen}:{user.pk}",
        back=reverse("events:proofreading_correct", args=[report.pk, code]),
    )


@task(takes_context=True)
def correct_rows(context: RunningJob, pk: int, code: str, seen: str) -> None:
    access = Access.of(context.job.user)
    report = access.reports().select_related("partner", "agreement").filter(pk=pk).first()
    if report is None:
        raise Refused(_("The document is no longer there."))
    context.report(_("the rows are written"))
    with transaction.atomic():
        count = correct_as_seen(access, report, code, seen)
        if count is None:
            raise Refused(_("The rows have changed since they were shown. Look through them once more."))
        text = ngettext("%d row corrected.", "%d rows corrected.", count) % count
        context.finish(url=reverse("events:proofreading", args=[pk]), messages=[("SUCCESS", text)])
