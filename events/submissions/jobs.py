"""Letters by e-mail, sent outside requests: a mail server may take its time, or not answer at all."""

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from coopregistry.history import explain
from coopregistry.jobs import queue
from coopregistry.jobs.running import Refused, RunningJob
from coopregistry.models import Job, User
from events.access import Access
from events.models import Report, Submission

from .letters import LETTER_LABELS, LetterKind, addressees, addresses_of, as_text, letter

logger = logging.getLogger(__name__)


def ask_to_send(
    report: Report, kind: LetterKind, chosen: Sequence[Submission], signature: Mapping[str, str], user: User
) -> Job:
    """`signature`: post, name and executor."""
    said = (report.pk, kind.value, [submission.pk for submission in chosen], dict(signature))
    return queue.enqueue(
        *(send_letters, *said),
        user=user,
        title=_("Letters: %(kind)s, %(document)s") % {"kind": LETTER_LABELS[kind], "document": report},
        key=f"letters:{hashlib.sha256(repr(said).encode()).hexdigest()[:40]}:{user.pk}",
        back=f"{reverse('events:board')}?report={report.pk}",
    )


@task(takes_context=True)
def send_letters(
    context: RunningJob, pk: int, kind: str, keys: list[int], signature: dict[str, str]
) -> dict[str, object]:
    """No letter goes out twice: each is noted before it is given to the mail server, and where an attempt
    ends in between it is said that nobody knows. `reminded_at` says what was really sent."""
    access, letter_kind = Access.of(context.job.user), LetterKind(kind)
    report = access.reports().select_related("partner", "agreement").filter(pk=pk).first()
    if report is None or not access.coordinates:
        raise Refused(_("The document is no longer there."))
    chosen = list(addressees(report, letter_kind).filter(pk__in=keys))
    addresses = addresses_of([submission.department for submission in chosen])
    reached = [submission for submission in chosen if submission.department_id in addresses]
    noted = context.job.result or {"sent": [], "unsure": []}  # by an attempt that did not come to its end
    sent, unsure, failure = list(noted["sent"]), list(noted["unsure"]), ""
    explain(_("Letter sent: %s") % LETTER_LABELS[letter_kind])
    try:
        with get_connection() as connection:
            for submission in reached:
                if submission.pk in (*sent, *unsure):
                    continue
                context.report(_("the letters are sent"), len(sent), len(reached))
                written = letter(report, submission, letter_kind, **signature)
                to = addresses[submission.department_id]
                context.note(sent=sent, unsure=[*unsure, submission.pk])
                EmailMessage(written.subject, as_text(written), to=to, connection=connection).send()
                sent.append(submission.pk)
                _keep(context, submission, letter_kind, sent=sent, unsure=unsure)
    except OSError as error:  # those of a mail server too
        logger.warning("Report %s: letters not sent (%s): %s", pk, kind, type(error).__name__)
        failure = _("The mail server did not take the letters: %s") % error
    logger.info("Report %s: %d letters sent (%s)", pk, len(sent), kind)
    return {"messages": list(_said(chosen, reached, sent, unsure, failure))}


def _keep(context: RunningJob, submission: Submission, kind: LetterKind, **noted: list[int]) -> None:
    with transaction.atomic():
        if kind is not LetterKind.REQUEST:
            Submission.objects.filter(pk=submission.pk).update(reminded_at=timezone.now())
        context.note(**noted)


def _said(
    chosen: Sequence[Submission],
    reached: Sequence[Submission],
    sent: Collection[int],
    unsure: Collection[int],
    failure: str,
) -> Iterator[tuple[str, str]]:
    """Level and text: every letter that was asked for is accounted for."""

    def names(submissions: Iterable[Submission]) -> str:
        return "; ".join(str(submission.department) for submission in submissions)

    if sent:
        words = ngettext("%d letter was sent.", "%d letters were sent.", len(sent))
        yield "SUCCESS", words % len(sent)
    if failure:
        yield "ERROR", failure
    if left := [one for one in reached if one.pk not in (*sent, *unsure)]:
        yield "WARNING", _("Not sent to: %s.") % names(left)
    if doubtful := [one for one in reached if one.pk in unsure]:
        words = _("Whether the letter went out is not known, for the work was interrupted just then: %s.")
        yield "WARNING", words % names(doubtful)
    if missed := [one for one in chosen if one not in reached]:
        yield "WARNING", _("No e-mail address is known for: %s.") % names(missed)
