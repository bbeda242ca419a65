"""Control of an arrangement: decisions of the coordinator, reports of the department."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coopregistry.once import once
from events.access import coordinator_required, writer_required
from events.models import ControlDecision, ExecutionReport, ResultCard

from .. import control
from ..forms import ExecutionForm
from ..lines import line_of, visible_cards
from .cards import as_attachment
from .detail import control_form, result_page


@require_POST
@coordinator_required
@once
def control_decide(request: HttpRequest, ref: str) -> HttpResponse:
    line = line_of(request.access, ref)
    if not line.may_be_controlled:
        raise Http404
    form = control_form(line, request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        with transaction.atomic():
            held = (
                ResultCard.objects.select_for_update().filter(pk=line.card.pk).first() if line.card else None
            )
            if not form.is_stale(held):
                was_controlled = line.is_controlled
                decision = control.decide(
                    line,
                    chosen["state"],
                    department=chosen["department"],
                    due=chosen["due"],
                    basis=chosen["basis"],
                    user=request.user,
                )
                done = _("The decision is kept.") if was_controlled else _("Taken under control.")
                messages.success(request, done)
                return redirect("events:result", ref=f"c{decision.card_id}")
        form.add_error(None, _("Somebody decided on it meanwhile: look at what stands now and decide again."))
        form.renew_version(held)
    return result_page(request, line, control_form=form)


@require_POST
@coordinator_required
def control_take_back(request: HttpRequest, ref: str) -> HttpResponse:
    line = line_of(request.access, ref)
    decisions = ControlDecision.objects.filter(card=line.card)
    chosen = request.POST.get("decision", "")
    decision = get_object_or_404(decisions, pk=chosen if chosen.isdecimal() else 0)
    if control.take_back(decision):
        messages.success(request, _("The decision was taken back."))
    else:
        messages.error(request, _("A later decision stands: take that one back first."))
    return redirect("events:result", ref=line.ref)


@require_POST
@writer_required
@once
def execution_report(request: HttpRequest, ref: str) -> HttpResponse:
    line = line_of(request.access, ref)
    if not control.may_report(request.access, line.card):
        raise PermissionDenied
    form = ExecutionForm(request.POST, request.FILES, prefix="execution", card=line.card, user=request.user)
    if not form.is_valid():
        return result_page(request, line, execution_form=form)
    control.report_execution(line.card, form.cleaned_data["text"], form.cleaned_data["file"], request.user)
    messages.success(request, _("The coordinator has been told."))
    return redirect("events:result", ref=line.ref)


@require_safe
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    reports = ExecutionReport.objects.filter(card__in=visible_cards(request.access)).exclude(name="")
    return as_attachment(get_object_or_404(reports, pk=pk))
