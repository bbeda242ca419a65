"""The life of a submission: what its department does with it, and what the coordinator does.

Each function is one transaction, gives its reason in the history, and raises NotNow where TRANSITIONS do not
allow it. Who may ask is decided by events.access, not here.
"""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coopregistry.history import explain
from coopregistry.models import User
from events.entries.governing import govern_events_of
from events.matching.linking import link
from events.models import Entry, Submission
from events.reports.transitions import TRANSITIONS, NotNow, SubmissionAction, require_submission

logger = logging.getLogger(__name__)

State = Submission.State


@transaction.atomic
def submit(submission: Submission, *, user: User, letter_number: str = "") -> Submission:
    """The department declares its entries complete."""
    submission = _locked(submission, SubmissionAction.SUBMIT)
    return _receive(submission, SubmissionAction.SUBMIT, user, letter_number, _("Handed in"))


@transaction.atomic
def answer_nothing(submission: Submission, *, user: User, letter_number: str = "") -> Submission:
    """The department states formally that nothing is planned or was held."""
    submission = _locked(submission, SubmissionAction.ANSWER_NOTHING)
    return _receive(submission, SubmissionAction.ANSWER_NOTHING, user, letter_number, _("Nothing to report"))


@transaction.atomic
def withdraw(submission: Submission) -> Submission:
    """The department goes on writing. Unless it was returned before, it counts as never received."""
    submission = _locked(submission, SubmissionAction.WITHDRAW)
    submission.handed_in_at = submission.handed_in_by = None
    if not submission.note:
        submission.first_handed_in_at = None
    submission.nothing = False
    target = State.SENT_BACK if submission.note else State.ASKED
    return _move(submission, SubmissionAction.WITHDRAW, _("Taken back"), target=target)


@transaction.atomic
def return_submission(submission: Submission, *, note: str) -> Submission:
    """Back to its department; `note` says what to correct."""
    submission = _locked(submission, SubmissionAction.RETURN)
    if not note.strip():
        raise NotNow(_("Say what is to be corrected."))
    submission.note, submission.nothing, submission.accepted_at = note.strip(), False, None
    return _move(submission, SubmissionAction.RETURN, _("Sent back: %s") % submission.note)


@transaction.atomic
def accept(submission: Submission) -> Submission:
    """Its entries are compared with all that may tell the same events."""
    submission = _locked(submission, SubmissionAction.ACCEPT)
    submission.accepted_at, submission.note = timezone.now(), ""
    submission = _move(submission, SubmissionAction.ACCEPT, _("Accepted"))
    link(list(Entry.objects.of_submission(submission)))
    return submission


@transaction.atomic
def cancel_request(submission: Submission) -> None:
    """The submission was requested by mistake: nothing is expected of the department any more."""
    submission = _locked(submission, SubmissionAction.CANCEL_REQUEST)
    explain(_("The request was withdrawn"))
    submission.remove()
    logger.info("Submission %s: %s", submission.pk, SubmissionAction.CANCEL_REQUEST)


def _receive(
    submission: Submission, action: SubmissionAction, user: User, letter_number: str, reason: str
) -> Submission:
    submission.handed_in_at, submission.handed_in_by = timezone.now(), user
    submission.first_handed_in_at = submission.first_handed_in_at or submission.handed_in_at
    submission.nothing = action is SubmissionAction.ANSWER_NOTHING
    submission.letter_number = letter_number or submission.letter_number
    return _move(submission, action, reason)


def _move(
    submission: Submission, action: SubmissionAction, reason: str, *, target: State | None = None
) -> Submission:
    explain(reason)
    before, was_received = submission.state, submission.is_received
    submission.state = target or TRANSITIONS[action].target
    submission.save()
    if submission.is_received != was_received:  # finished entries govern before unfinished ones
        govern_events_of(Entry.objects.of_submission(submission))
    logger.info("Submission %s: %s, from %s to %s", submission.pk, action, before, submission.state)
    return submission


def _locked(submission: Submission, action: SubmissionAction) -> Submission:
    """The submission as stored now, locked until the transaction ends: two people may press at once.

    NotNow if the action is not allowed.
    """
    locked = Submission.objects.select_for_update(of=("self",)).select_related("report", "department")
    stored = locked.get(pk=submission.pk)
    has_entries = Entry.objects.of_submission(stored).exists()
    require_submission(stored, action, has_entries=has_entries)
    return stored
