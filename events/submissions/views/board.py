"""«Ход представления сведений»: what was asked of whom, what has come, what is to be done with it."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coopregistry.models import Change
from events.access import Access, coordinator_required
from events.models import Report, Submission
from events.reports import workflow
from events.reports.workflow import NotNow

from ..forms import AskForm, BoardFilter, ReceiveForm, RequestNumberForm, SendBackForm

State = Submission.State


def _submissions(access: Access) -> QuerySet[Submission]:
    submissions = access.submissions().with_counts(access.entries())
    return submissions.select_related("department", "report", "report__partner", "handed_in_by")


@require_safe
@coordinator_required
def board(request: HttpRequest) -> HttpResponse:
    form = BoardFilter(request.GET)
    parts = _submissions(request.access)
    chosen = form.cleaned_data if form.is_valid() else {}
    if chosen.get("report"):
        parts = parts.filter(report=chosen["report"])
    elif chosen.get("period"):
        parts = parts.filter(report__period_code=chosen["period"].code)
    else:
        parts = parts.filter(report__state=Report.State.COLLECTING)
    parts = list(parts.order_by("department__order", "department__name", "-report__start", "report__kind"))
    totals = figures(parts)
    if chosen.get("state") == BoardFilter.OVERDUE:
        parts = [part for part in parts if part.is_overdue()]
    elif chosen.get("state"):
        parts = [part for part in parts if part.state == chosen["state"]]
    context = {
        "form": form,
        "parts": parts,
        "totals": totals,
        "report": chosen.get("report"),
        "several": len({part.report_id for part in parts}) > 1,
        "today": timezone.localdate(),
    }
    return render(request, "events/board/board.html", context)


def figures(parts: list[Submission]) -> list[tuple[str, int]]:
    states = Counter(part.state for part in parts)
    return [
        (_("asked"), len(parts)),
        (_("received"), sum(part.is_received for part in parts)),
        (_("in time"), sum(part.is_received and part.in_time is True for part in parts)),
        (_("nothing to report"), sum(part.nothing for part in parts)),
        (_("accepted"), states[State.ACCEPTED]),
        (_("sent back"), states[State.SENT_BACK]),
        (_("not handed in in time"), sum(part.is_overdue() for part in parts)),
        (_("rows with remarks"), sum(part.rows_with_findings for part in parts)),
    ]


def _accept(request: HttpRequest, part: Submission, form: None) -> None:
    workflow.accept(part)


def _send_back(request: HttpRequest, part: Submission, form: SendBackForm) -> None:
    workflow.send_back(part, note=form.cleaned_data["note"])


def _receive(request: HttpRequest, part: Submission, form: ReceiveForm) -> None:
    workflow.receive_for(part, user=request.user, **form.cleaned_data)


def _number(request: HttpRequest, part: Submission, form: RequestNumberForm) -> None:
    part.request_number = form.cleaned_data["request_number"]
    part.save(update_fields=["request_number"])


def _withdraw(request: HttpRequest, part: Submission, form: None) -> None:
    workflow.withdraw_request(part)


_ACTIONS: dict[str, tuple[Callable, type | None, str]] = {
    "accept": (_accept, None, gettext_lazy("Accepted: %s.")),
    "send_back": (_send_back, SendBackForm, gettext_lazy("Sent back to be corrected: %s.")),
    "receive": (_receive, ReceiveForm, gettext_lazy("Noted as received: %s.")),
    "number": (_number, RequestNumberForm, gettext_lazy("The number of the request is kept: %s.")),
    "withdraw": (_withdraw, None, gettext_lazy("The request was withdrawn: %s.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """What one body has handed in, and what the coordinator does with it."""
    own = get_object_or_404(_submissions(request.access), pk=pk)
    forms = {
        "send_back": SendBackForm(prefix="back"),
        "receive": ReceiveForm(prefix="got"),
        "number": RequestNumberForm(prefix="number", initial={"request_number": own.request_number}),
    }
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action not in _ACTIONS:
            messages.error(request, _("Choose what is to be done."))
        else:
            act, form_class, said = _ACTIONS[action]
            form = form_class(request.POST, prefix=forms[action].prefix) if form_class else None
            if form is None or form.is_valid():
                try:
                    act(request, own, form)
                except NotNow as refused:
                    messages.error(request, str(refused))
                else:
                    messages.success(request, said % own.department)
                return redirect(f"{reverse('events:board')}?report={own.report_id}#part-{own.pk}")
            forms[action] = form
    can = {
        "accept": own.state in Submission.TO_ACCEPT,
        "send_back": own.state in (*Submission.TO_ACCEPT, State.ACCEPTED)
        and own.report.state == Report.State.COLLECTING,
        "receive": own.state in Submission.UNDER_WAY and own.report.state == Report.State.COLLECTING,
        "withdraw": own.row_count == 0 and own.state in Submission.UNDER_WAY,
    }
    rows = (
        request.access.entries()
        .of_submission(own)
        .prefetch_related("findings")
        .order_by("section__order", "order", "id")
    )
    label = Submission._meta.label_lower
    changes = Change.objects.filter(model=label, record=own.pk).select_related("change_set__user")
    context = {"part": own, "forms": forms, "can": can, "rows": rows, "history": changes[:50]}
    return render(request, "events/board/part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask further bodies, or move the term."""
    report = get_object_or_404(request.access.reports(), pk=pk)
    form = AskForm(request.POST if request.method == "POST" else None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["deadline"] != report.deadline:
                workflow.set_term(report, form.cleaned_data["deadline"])
            new = workflow.ask(report, form.cleaned_data["departments"], due=form.cleaned_data["deadline"])
        except NotNow as refused:
            messages.error(request, str(refused))
        else:
            said = ngettext("%d body was asked.", "%d bodies were asked.", len(new)) % len(new)
            messages.success(request, said)
        return redirect(f"{reverse('events:board')}?report={pk}")
    return render(request, "events/board/ask.html", {"form": form, "report": report})
