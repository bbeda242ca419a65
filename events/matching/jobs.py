"""Matching over many rows, outside requests."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from coopregistry import history
from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import ChangeSet, Job
from events.access import Access
from events.models import Report

from .deciding import Decided
from .linking import link_documents
from .scope import Scope

_MOST_AT_ONCE = 5000  # rows; of more, each document is compared by itself


def ask_to_join_sure(scope: Scope) -> Job:
    report = scope.report.pk if scope.report else None
    address = reverse("events:matching")
    back = f"{address}?{scope.query}" if scope.query else address
    user = scope.access.user
    title = _("Joining of all sure pairs")
    return queue.enqueue(
        join_sure, report, back, user=user, title=title, key=f"sure:{report}:{user.pk}", back=back
    )


def decided_in(job: Job) -> Decided:
    """As a decision of the user, to be taken back."""
    said = job.result or {}
    change_set = ChangeSet.objects.filter(pk=said.get("change_set")).first()
    return Decided(change_set=change_set, text=said.get("text", ""))


@task(takes_context=True)
def join_sure(context: RunningJob, report: int | None, url: str) -> None:
    """Joins all the matcher is sure of, as one decision. Begun again, it finds joined what is."""
    access = Access.of(context.job.user)
    if not access.coordinates:
        raise Refused(_("Your role does not decide on all pairs."))
    scope = Scope(access=access, report=access.reports().filter(pk=report).first() if report else None)
    if report and scope.report is None:
        raise Refused(_("The document is no longer there."))
    text, joined = _("All sure pairs accepted"), 0
    parts: list[Sequence[Report]] = [scope.reports]
    if scope.row_count > _MOST_AT_ONCE:
        parts = [[one] for one in scope.reports]
    with history.change_set(user=access.user, reason=text) as changes:
        for number, part in enumerate(parts, 1):
            context.report(_("the documents are compared"), number - 1, len(parts))
            with transaction.atomic():
                joined += len(link_documents(part).sure)
                if number == len(parts):
                    context.finish(
                        url=url,
                        messages=[_words(joined)],
                        change_set=changes.written.pk if changes.written else None,
                        text=text,
                    )


def _words(joined: int) -> tuple[str, str]:
    if not joined:
        return "INFO", _("There are no further sure pairs.")
    return "SUCCESS", ngettext("%d sure pair was joined.", "%d sure pairs were joined.", joined) % joined
