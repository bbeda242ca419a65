"""The page of one result: what it is, where it is told, what became of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coopregistry.versions import current_version
from events.fields import KeptFilesForm
from events.models import ControlDecision
from events.vocabulary import ControlState

from ..agreements_like import agreements_of
from ..cards import may_keep
from ..control import may_report
from ..equals import equal_results
from ..forms import ControlForm, DetailsForm, ExecutionForm
from ..lines import ResultLine, line_of


@require_safe
def result_detail(request: HttpRequest, ref: str) -> HttpResponse:
    line = line_of(request.access, ref)
    if line.ref != ref:  # a card was made meanwhile
        return redirect("events:result", ref=line.ref)
    return result_page(request, line)


def result_page(request: HttpRequest, line: ResultLine, **bound: Any) -> HttpResponse:
    """`bound`: forms that were refused, by their names in the page."""
    access, card = request.access, line.card
    context: dict[str, Any] = {
        "line": line,
        "today": timezone.localdate(),
        "decisions": _decisions(card),
        "reports": list(card.reports.defer("content").select_related("added_by")) if card else [],
        "files": list(card.files.defer("content")) if card else [],
        "may_report": may_report(access, card),
        "may_keep": may_keep(access, line),
    }
    if context["may_keep"]:
        context["details_form"] = details_form(line)
        context["files_form"] = KeptFilesForm()
    if context["may_report"]:
        context["execution_form"] = ExecutionForm(prefix="execution")
    if access.coordinates:
        context["equal"] = equal_results(access, line)
        if line.may_be_controlled:
            context["control_form"] = control_form(line)
    return render(request, "events/results/result.html", context | bound)


def control_form(line: ResultLine, data: Any = None) -> ControlForm:
    card = line.card
    initial: dict[str, Any] = {"department": line.department, "version": current_version(card)}
    if card is not None and card.state:
        initial |= {"state": ControlState.DONE.value, "due": card.due}
    return ControlForm(data, card=card, initial=initial, prefix="control")


def details_form(line: ResultLine, data: Any = None) -> DetailsForm:
    initial = {"number": line.number, "agreement": line.card.agreement if line.card else None}
    return DetailsForm(data, initial=initial, agreements=agreements_of(line), prefix="details")


def _decisions(card: Any) -> list[ControlDecision]:
    if card is None:
        return []
    return list(card.decisions.select_related("user", "department").order_by("-pk"))
