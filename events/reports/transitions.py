"""What may happen to a report or a submission in which state: one table for pages and workflow alike."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Report, Submission


class NotNow(Exception):
    """The action is not allowed in this state. The text, shown to whoever asked, says why and what to do."""


class ReportAction(StrEnum):
    """What is done to a report as a whole; the values are those of the buttons on its page."""

    REQUEST = "request"
    COMPILE = "compile"
    COLLECT = "collect"
    FIX = "fix"
    APPROVE = "approve"
    PUBLISH = "publish"
    REOPEN = "reopen"
    DISCARD = "discard"  # it was opened by mistake
    TAKE_OVER = "take_over"  # moves and cancellations into the rows


class SubmissionAction(StrEnum):
    """What a department or the coordinator does with a submission."""

    SUBMIT = "submit"
    ANSWER_NOTHING = "answer_nothing"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    CANCEL_REQUEST = "cancel_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """What an action needs and where it leads.

    Words stand where the state alone does not say what to do: `otherwise` in a wrong state, `needs_entries`
    for a department without entries in the report, `needs_no_entries` for one with some.
    """

    states: Collection[str]
    target: str | None = None  # None where the action decides
    while_collecting: bool = False
    otherwise: str | Promise = ""
    needs_entries: str | Promise = ""
    needs_no_entries: str | Promise = ""


_REPORT, _SUBMISSION = Report.State, Submission.State
_ENDED = gettext_lazy("The collection of information for this document has ended.")

TRANSITIONS: dict[ReportAction | SubmissionAction, Transition] = {
    ReportAction.REQUEST: Transition(states=(_REPORT.COLLECTING,), otherwise=_ENDED),
    ReportAction.COMPILE: Transition(states=(_REPORT.COLLECTING,), target=_REPORT.COMPILED),
    ReportAction.COLLECT: Transition(states=(_REPORT.COMPILED,), target=_REPORT.COLLECTING),
    ReportAction.FIX: Transition(
        states=(_REPORT.COLLECTING, _REPORT.COMPILED),
        target=_REPORT.IN_APPROVAL,
        otherwise=gettext_lazy("The document is closed: open it for changes first, with a reason."),
    ),
    ReportAction.APPROVE: Transition(states=(_REPORT.IN_APPROVAL,), target=_REPORT.APPROVED),
    ReportAction.PUBLISH: Transition(states=(_REPORT.APPROVED,), target=_REPORT.PUBLISHED),
    ReportAction.REOPEN: Transition(states=Report.CLOSED),
    ReportAction.DISCARD: Transition(states=(_REPORT.COLLECTING, _REPORT.COMPILED)),
    ReportAction.TAKE_OVER: Transition(
        states=(_REPORT.COLLECTING, _REPORT.COMPILED),
        otherwise=gettext_lazy("The document is closed: open it for changes first, with a reason."),
    ),
    SubmissionAction.SUBMIT: Transition(
        states=Submission.UNDER_WAY,
        target=_SUBMISSION.HANDED_IN,
        while_collecting=True,
        needs_entries=gettext_lazy("There are no rows to hand in. If there is nothing to report, answer so."),
    ),
    SubmissionAction.ANSWER_NOTHING: Transition(
        states=Submission.UNDER_WAY,
        target=_SUBMISSION.NOTHING,
        while_collecting=True,
        needs_no_entries=gettext_lazy(
            "There are rows of this body in the document: remove them or hand them in."
        ),
    ),
    SubmissionAction.WITHDRAW: Transition(states=Submission.TO_ACCEPT, while_collecting=True),
    SubmissionAction.ACCEPT: Transition(states=Submission.TO_ACCEPT, target=_SUBMISSION.ACCEPTED),
    SubmissionAction.RETURN: Transition(
        states=(*Submission.TO_ACCEPT, _SUBMISSION.ACCEPTED),
        target=_SUBMISSION.SENT_BACK,
        while_collecting=True,
    ),
    SubmissionAction.CANCEL_REQUEST: Transition(
        states=Submission.UNDER_WAY,
        needs_no_entries=gettext_lazy("The body has rows in this document: move or remove them first."),
    ),
}


def report_actions(report: Report) -> set[ReportAction]:
    return {action for action in ReportAction if not _refusal_of_report(report, action)}


def submission_actions(submission: Submission, *, has_entries: bool) -> set[SubmissionAction]:
    return {
        action
        for action in SubmissionAction
        if not _refusal_of_submission(submission, action, has_entries=has_entries)
    }


def require_report(report: Report, action: ReportAction) -> None:
    """NotNow where the state of the report does not allow the action."""
    if refusal := _refusal_of_report(report, action):
        raise NotNow(refusal)


def require_submission(submission: Submission, action: SubmissionAction, *, has_entries: bool) -> None:
    """NotNow where the submission, its report or its entries do not allow the action."""
    if refusal := _refusal_of_submission(submission, action, has_entries=has_entries):
        raise NotNow(refusal)


def _refusal_of_report(report: Report, action: ReportAction) -> str:
    transition = TRANSITIONS[action]
    if report.state in transition.states:
        return ""
    state = report.get_state_display()
    return str(transition.otherwise) or (
        _("The document is in the state “%s” now; this cannot be done.") % state
    )


def _refusal_of_submission(submission: Submission, action: SubmissionAction, *, has_entries: bool) -> str:
    transition = TRANSITIONS[action]
    if transition.while_collecting and submission.report.state != Report.State.COLLECTING:
        return str(_ENDED)
    if submission.state not in transition.states:
        state = submission.get_state_display()
        return _("The part is in the state “%s” now; this cannot be done.") % state
    return str(transition.needs_no_entries if has_entries else transition.needs_entries)
