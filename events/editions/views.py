"""The states and editions of a report, changes between editions, and what became of a plan."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from events.access import coordinator_required
from events.exports.docx import write_docx
from events.exports.file_names import file_name
from events.exports.page_style import PageStyle, Properties
from events.exports.table import ReportTable
from events.matching.queue import count_waiting
from events.matching.undecided import undecided
from events.models import Edition, Event, Report, ReportScan
from events.reports import workflow
from events.reports.awaited import awaited_in_words
from events.reports.readable_editions import readable
from events.reports.steps import report_steps
from events.reports.transitions import NotNow, ReportAction, report_actions
from events.vocabulary import Kind
from events.web import download

from .change_list import change_list
from .differences import differences, heading_differences
from .fixing import current_table, docx_of, fix
from .forms import (
    ActionForm,
    ApproveForm,
    ChangesForm,
    CompileForm,
    FixForm,
    OutcomeFilter,
    PublishForm,
    ReopenForm,
)
from .plan_outcomes import outcome_counts, outcome_table, plan_outcomes, with_proposals
from .taking_over import take_over, told_since


def _fix(request: HttpRequest, report: Report, form: FixForm) -> None:
    fix(report, user=request.user, reason=form.cleaned_data["reason"])


def _approve(request: HttpRequest, report: Report, form: ApproveForm) -> None:
    approval = form.cleaned_data
    with transaction.atomic():
        workflow.approve(
            report,
            on=approval["approved_on"],
            by=approval["approved_by"],
            number=approval["approval_number"],
        )
        if approval["scan"]:
            ReportScan.of(approval["scan"], request.user, report=report).save()


def _publish(request: HttpRequest, report: Report, form: PublishForm) -> None:
    workflow.publish(report, on=form.cleaned_data["published_on"], address=form.cleaned_data["published_at"])


def _reopen(request: HttpRequest, report: Report, form: ReopenForm) -> None:
    workflow.reopen(report, **form.cleaned_data)


def _compile(request: HttpRequest, report: Report, form: CompileForm) -> None:
    workflow.compile_report(report)


def _collect(request: HttpRequest, report: Report, form: None) -> None:
    workflow.collect_again(report)


def _take_over(request: HttpRequest, report: Report, form: None) -> None:
    moved, dropped = take_over(report)
    messages.info(
        request,
        _("Rows with new dates: %(moved)d; rows not printed any more: %(dropped)d.")
        % {"moved": moved, "dropped": dropped},
    )


_Act = Callable[[HttpRequest, Report, Any], None]
# In the order of the page.
_ACTIONS: dict[ReportAction, tuple[_Act, type[ActionForm] | None]] = {
    ReportAction.COMPILE: (_compile, CompileForm),
    ReportAction.COLLECT: (_collect, None),
    ReportAction.TAKE_OVER: (_take_over, None),
    ReportAction.FIX: (_fix, FixForm),
    ReportAction.APPROVE: (_approve, ApproveForm),
    ReportAction.PUBLISH: (_publish, PublishForm),
    ReportAction.REOPEN: (_reopen, ReopenForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
def report_state(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be done to a report as a whole in its present state, with its editions and scans."""
    report = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    awaited = awaited_in_words(report.submissions.under_way().select_related("report"))
    waiting = report.submissions.to_accept().count()
    asked = _asked_before(awaited or waiting)
    forms = {
        action: form_class(prefix=action, **asked.get(action, {}))
        for action, (_act, form_class) in _ACTIONS.items()
        if form_class
    }
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action not in _ACTIONS:
            messages.error(request, _("Choose what is to be done."))
            return redirect("events:report_state", pk=pk)
        act, form_class = _ACTIONS[action]
        given = {"prefix": action, "user": request.user, **asked.get(action, {})}
        form = form_class(request.POST, request.FILES, **given) if form_class else None
        if form is None or form.is_valid():
            try:
                act(request, report, form)
            except NotNow as refusal:
                messages.error(request, str(refusal))
            else:
                report.refresh_from_db()
                messages.success(request, _("State of the document: %s.") % report.get_state_display())
            return redirect("events:report_state", pk=pk)
        forms[action] = form
    context = {
        "report": report,
        "forms": forms,
        "can": report_actions(report),
        "steps": report_steps(report),
        "editions": _light(report),
        "scans": report.scans.defer("content"),
        "awaited": awaited,
        "waiting": waiting,
        "told": told_since(report).count(),
    }
    return render(request, "events/editions/state.html", context)


def _asked_before(is_incomplete: object) -> dict[str, dict[str, str]]:
    """What is asked before a step that leaves out what bodies have still to hand in."""
    if not is_incomplete:
        return {}
    return {
        ReportAction.COMPILE: {"doubt": _("End the collection without the information that is missing")},
        ReportAction.FIX: {"doubt": _("Fix the edition without the information that is missing")},
    }


def _light(report: Report) -> QuerySet[Edition]:
    """Without document and table, which are large."""
    return report.editions.select_related("fixed_by").defer("docx", "table").order_by("-number")


@require_safe
def edition_file(request: HttpRequest, pk: int) -> HttpResponse:
    editions = Edition.objects.select_related("report__partner", "report__agreement").filter(
        report__in=request.access.reports()
    )
    [edition] = readable([get_object_or_404(editions, pk=pk)], request.access)
    docx = bytes(edition.docx) if edition.is_whole else docx_of(edition)
    return download(docx, _name(edition.report, "docx", f"редакция {edition.number}"))


@require_safe
def scan_file(request: HttpRequest, pk: int) -> HttpResponse:
    scan = get_object_or_404(request.access.report_scans(), pk=pk)
    return download(bytes(scan.content), scan.name, "application/octet-stream")


@require_safe
def edition_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Differences between two editions, as a page or, with `file`, as a document."""
    report = get_object_or_404(request.access.reports().select_related("partner", "agreement"), pk=pk)
    editions = list(_light(report))
    if not editions:
        raise Http404
    coordinates = request.access.coordinates
    if coordinates and (len(editions) == 1 or not report.is_closed):
        default = {"before": editions[0].pk, "after": ""}  # what has changed since the last edition
    else:
        default = {"before": editions[min(1, len(editions) - 1)].pk, "after": editions[0].pk}
    data = request.GET if "before" in request.GET else default
    form = ChangesForm(data, report=report, current=coordinates)
    context = {"report": report, "form": form}
    if form.is_valid():
        before, after = form.cleaned_data["before"], form.cleaned_data["after"]
        readable(filter(None, (before, after)), request.access)
        new_table = after.table if after else current_table(report)
        if "file" in request.GET:
            with override("ru"):  # the document is Russian whatever the screen speaks
                newer = after.line if after else f"по состоянию на {localdate():%d.%m.%Y}"
                title = f"Перечень изменений\n{report.title}\n({before.line} – {newer})"
            table = change_list(Kind(report.kind), title, before.table, new_table)
            page_style = PageStyle(widths=(12, 65, 50, 70, 70))
            return _docx(table, page_style, _name(report, "docx", "изменения"))
        context |= {
            "before": before,
            "after": after,
            "found": differences(before.table, new_table),
            "headings": heading_differences(before.table, new_table),
            "query": f"before={before.pk}&after={after.pk if after else ''}",
        }
    return render(request, "events/editions/changes.html", context)


@require_safe
def plan_outcome_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a plan, as a page or, with `file`, as a document."""
    plan = get_object_or_404(request.access.reports().plans().select_related("partner", "agreement"), pk=pk)
    outcomes = plan_outcomes(plan, request.access)
    if request.access.coordinates:
        outcomes = with_proposals(outcomes, request.access)
    told = {outcome.event_id for outcome in outcomes}
    repeats = undecided(Event.objects.filter(pk__in=told), request.access, plan.pk)
    form = OutcomeFilter(request.GET)
    chosen = form.cleaned_data["outcome"] if form.is_valid() else ""
    shown = [outcome for outcome in outcomes if not chosen or outcome.outcome == chosen]
    if "file" in request.GET:
        page_style = PageStyle(widths=(12, 95, 45, 35, 45, 35))
        return _docx(outcome_table(plan, shown, repeats.words), page_style, _name(plan, "docx", "исполнение"))
    context = {
        "report": plan,
        "rows": shown,
        "form": form,
        "outcome": chosen,
        "undecided": repeats,
        "totals": [(outcome, number) for outcome, number in outcome_counts(outcomes).items() if number],
        "to_match": count_waiting(request.access.entries(), plan),
    }
    return render(request, "events/editions/fate.html", context)


def _docx(table: ReportTable, page_style: PageStyle, name: str) -> HttpResponse:
    out = BytesIO()
    write_docx(table, out, page_style=page_style, properties=Properties())
    return download(out.getvalue(), name)


def _name(report: Report, suffix: str, about: str) -> str:
    partner = report.partner.name if report.partner else ""
    return file_name(Kind(report.kind), report.period, suffix, about=about, partner=partner)
