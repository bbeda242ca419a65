"""«Ход представления сведений»: what was asked of whom, what has come, what is to be done with it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry.models import Change
from events.access import Access, coordinator_required
from events.entries.grid.rows import grid_rows
from events.matching.queue import count_waiting
from events.models import Attachment, Finding, Report, Submission
from events.reports.awaited import awaited_in_words
from events.reports.opening import request_submissions, set_deadline
from events.reports.printed_form import column_shares
from events.reports.steps import report_steps, submission_steps
from events.reports.transitions import NotNow, SubmissionAction, submission_actions

from .. import workflow
from ..contacts import contacts_of
from ..forms import (
    AcceptForm,
    BoardFilter,
    ReceiveForm,
    RequestForm,
    RequestNumberForm,
    ReturnForm,
)
from ..tiles import TILES, shown_tiles


def _submissions(access: Access) -> QuerySet[Submission]:
    submissions = access.submissions().with_counts(access.entries())
    return submissions.select_related(
        "department", "report", "report__partner", "report__agreement", "handed_in_by"
    )


@require_safe
@coordinator_required
def board(request: HttpRequest) -> HttpResponse:
    """One document at a time; all that are collected, or all of a period, where that is asked for."""
    form = BoardFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    collected = list(_collected(request.access))
    report = chosen.get("report")
    if report is None and not request.GET.keys() & {"report", "period"}:
        report = _nearest(collected)
    submissions = _submissions(request.access)
    if report is not None:
        submissions = submissions.filter(report=report)
    elif chosen.get("period"):
        submissions = submissions.filter(report__period_code=chosen["period"].code)
    else:
        submissions = submissions.filter(report__state=Report.State.COLLECTING)
    order = ("department__order", "department__name", "-report__start", "report__kind")
    submissions = list(submissions.order_by(*order))
    state = chosen.get("state", "")
    shown = [one for one in submissions if TILES[state].holds(one)] if state else submissions
    contacts = contacts_of({submission.department_id for submission in shown})
    for submission in shown:
        submission.contacts = contacts.get(submission.department_id, [])
    context = {
        "form": form,
        "collected": collected,
        "submissions": shown,
        "requested": len(submissions),
        "tiles": shown_tiles(submissions),
        "state": state,
        "awaited": awaited_in_words(submissions),
        "report": report,
        "steps": report_steps(report) if report else [],
        "to_match": count_waiting(request.access.entries(), report) if report else 0,
        "remarks": Finding.objects.worth_a_look().of_document(report).count() if report else 0,
        "several": len({submission.report_id for submission in shown}) > 1,
        "today": timezone.localdate(),
    }
    return render(request, "events/board/board.html", context)


def _collected(access: Access) -> QuerySet[Report]:
    """Documents under collection, with the numbers of submissions requested and received."""
    live = Q(submissions__removed_at=None)
    received = live & ~Q(submissions__state__in=Submission.UNDER_WAY)
    numbers = {
        "requested": Count("submissions", filter=live),
        "received": Count("submissions", filter=received),
    }
    reports = access.reports().collecting().select_related("partner", "agreement").annotate(**numbers)
    return reports.filter(requested__gt=0).order_by(F("deadline").asc(nulls_last=True), "-start", "pk")


def _nearest(reports: Sequence[Report]) -> Report | None:
    """The one whose term is nearest to today: work on it does not end with the term."""
    today = timezone.localdate()
    with_term = [report for report in reports if report.deadline]
    return min(with_term or reports, key=lambda one: abs((one.deadline or today) - today), default=None)


def _accept(request: HttpRequest, submission: Submission, form: AcceptForm) -> None:
    workflow.accept(submission)


def _return(request: HttpRequest, submission: Submission, form: ReturnForm) -> None:
    workflow.return_submission(submission, note=form.cleaned_data["note"])


def _receive(request: HttpRequest, submission: Submission, form: ReceiveForm) -> None:
    """What came on paper is submitted in the coordinator's name."""
    submit = workflow.answer_nothing if form.cleaned_data["nothing"] else workflow.submit
    submit(submission, user=request.user, letter_number=form.cleaned_data["letter_number"])


def _set_request_number(request: HttpRequest, submission: Submission, form: RequestNumberForm) -> None:
    submission.request_number = form.cleaned_data["request_number"]
    submission.save(update_fields=["request_number"])


def _cancel_request(request: HttpRequest, submission: Submission, form: None) -> None:
    workflow.cancel_request(submission)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BoardAction:
    """A button of the page: possible while any of `transitions` is, always where there are none."""

    act: Callable[[HttpRequest, Submission, Any], None]
    done: str | Promise  # told afterwards, of the department
    form_class: type[Form] | None = None
    transitions: Collection[SubmissionAction] = ()


_ACTIONS = {
    "accept": _BoardAction(
        act=_accept,
        done=gettext_lazy("Accepted: %s."),
        form_class=AcceptForm,
        transitions=[SubmissionAction.ACCEPT],
    ),
    "send_back": _BoardAction(
        act=_return,
        done=gettext_lazy("Sent back to be corrected: %s."),
        form_class=ReturnForm,
        transitions=[SubmissionAction.RETURN],
    ),
    "receive": _BoardAction(
        act=_receive,
        done=gettext_lazy("Noted as received: %s."),
        form_class=ReceiveForm,
        transitions=[SubmissionAction.SUBMIT, SubmissionAction.ANSWER_NOTHING],
    ),
    "number": _BoardAction(
        act=_set_request_number,
        done=gettext_lazy("The number of the request is kept: %s."),
        form_class=RequestNumberForm,
    ),
    "withdraw": _BoardAction(
        act=_cancel_request,
        done=gettext_lazy("The request was withdrawn: %s."),
        transitions=[SubmissionAction.CANCEL_REQUEST],
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def submission_review(request: HttpRequest, pk: int) -> HttpResponse:
    """One submission, and what the coordinator does with it."""
    submission = get_object_or_404(_submissions(request.access), pk=pk)
    unanswered = submission.rows_with_questions
    own = {"accept": {"unanswered": unanswered}, "send_back": {"has_questions": unanswered > 0}}
    forms = {
        "accept": AcceptForm(prefix="accept", **own["accept"]),
        "send_back": ReturnForm(prefix="back", **own["send_back"]),
        "receive": ReceiveForm(prefix="got"),
        "number": RequestNumberForm(prefix="number", initial={"request_number": submission.request_number}),
    }
    if request.method == "POST":
        name = request.POST.get("action", "")
        if name not in _ACTIONS:
            messages.error(request, _("Choose what is to be done."))
        else:
            action = _ACTIONS[name]
            given = {"prefix": forms[name].prefix, **own.get(name, {})} if name in forms else {}
            form = action.form_class(request.POST, **given) if action.form_class else None
            if form is None or form.is_valid():
                try:
                    action.act(request, submission, form)
                except NotNow as refusal:
                    messages.error(request, str(refusal))
                else:
                    messages.success(request, action.done % submission.department)
                return redirect(_on_board(submission))
            forms[name] = form
    possible = submission_actions(submission, has_entries=submission.row_count > 0)
    report = submission.report
    entries = request.access.entries().of_submission(submission).select_related("section", "event")
    entries = entries.prefetch_related(Prefetch("attachments", Attachment.objects.defer("content")))
    label = Submission._meta.label_lower
    changes = Change.objects.filter(model=label, record=submission.pk).select_related("change_set__user")
    context = {
        "submission": submission,
        "forms": forms,
        "can": {
            name
            for name, action in _ACTIONS.items()
            if not action.transitions or possible.intersection(action.transitions)
        },
        "report": report,
        "rows": grid_rows(list(entries.in_printed_order()), report, request.user),
        "widths": column_shares(report),
        "may_ask": not report.is_closed,
        "steps": submission_steps(submission),
        "contacts": contacts_of([submission.department_id]).get(submission.department_id, []),
        "history": changes[:50],
    }
    return render(request, "events/board/submission.html", context)


def _on_board(submission: Submission) -> str:
    return f"{reverse('events:board')}?report={submission.report_id}#part-{submission.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def submissions_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Request submissions of further departments, or move the deadline."""
    report = get_object_or_404(request.access.reports(), pk=pk)
    form = RequestForm(request.POST if request.method == "POST" else None, report=report)
    if request.method == "POST" and form.is_valid():
        deadline = form.cleaned_data["deadline"]
        try:
            if deadline != report.deadline:
                set_deadline(report, deadline)
            new = request_submissions(report, form.cleaned_data["departments"], due=deadline)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            done = ngettext("%d body was asked.", "%d bodies were asked.", len(new)) % len(new)
            messages.success(request, done)
        return redirect(f"{reverse('events:board')}?report={pk}")
    return render(request, "events/board/ask.html", {"form": form, "report": report})
