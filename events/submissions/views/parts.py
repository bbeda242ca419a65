"""The part of one body in a plan or report: its rows, what is missing, handing it in."""

import hashlib
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from coopregistry.history import explain
from events.access import Access, writer_required
from events.entries import saving
from events.entries.carry_over import unreported_entries
from events.entries.finding_messages import finding_message
from events.entries.paste_forms import PasteForm, RowChoicesForm
from events.exports.docx import write_docx
from events.exports.file_names import file_name
from events.exports.page_style import Formalities, Signature
from events.models import Attachment, Entry, Finding, Report, Submission
from events.reports import workflow
from events.vocabulary import Kind
from events.web import download as as_download

from ..table import part_table

State = Submission.State
_ROWS_SHOWN = 50
_PLANNED_SHOWN = 50


class PartQuery(forms.Form):
    """What the address of a part may say."""

    row = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class LetterForm(forms.Form):
    letter_number = forms.CharField(label=gettext_lazy("Letter number"), max_length=100, required=False)


class SignatureForm(forms.Form):
    """Who signs the paper; left out where nothing is typed."""

    post = forms.CharField(label=gettext_lazy("Post of the signer"), max_length=300, required=False)
    name = forms.CharField(label=gettext_lazy("Initials and surname"), max_length=100, required=False)
    executor = forms.CharField(label=gettext_lazy("Prepared by, telephone"), max_length=200, required=False)


def _part(request: HttpRequest, pk: int) -> Submission:
    parts = request.access.submissions().select_related("report", "report__partner", "department")
    return get_object_or_404(parts, pk=pk)


def _rows(part: Submission, access: Access) -> QuerySet[Entry]:
    findings = Prefetch("findings", Finding.objects.worth_a_look())
    elsewhere = access.entries().filter(event=OuterRef("event")).exclude(report=part.report_id)
    documents = elsewhere.order_by().values("event").annotate(number=Count("report", distinct=True))
    return (
        Entry.objects.of_submission(part)
        .select_related("section", "event")
        .prefetch_related(findings, Prefetch("attachments", Attachment.objects.defer("content")))
        .annotate(elsewhere=Coalesce(Subquery(documents.values("number")), 0))
        .order_by("section__order", "order", "id")
    )


def _page_of_row(rows: QuerySet[Entry], query: PartQuery) -> int | None:
    """Where the row stands that was just saved."""
    wanted = query.cleaned_data.get("row")
    keys = list(rows.values_list("pk", flat=True)) if wanted else []
    return keys.index(wanted) // _ROWS_SHOWN + 1 if wanted in keys else None


def _may_write(request: HttpRequest, part: Submission) -> bool:
    return request.access.writable_departments(part.report).filter(pk=part.department_id).exists()


@require_safe
@writer_required
def part(request: HttpRequest, pk: int) -> HttpResponse:
    submission = _part(request, pk)
    query = PartQuery(request.GET)
    query.is_valid()
    own = _rows(submission, request.access)
    page = Paginator(own, _ROWS_SHOWN).get_page(_page_of_row(own, query) or request.GET.get("page"))
    rows = list(page.object_list)
    kind = Kind(submission.report.kind)
    writable = _may_write(request, submission)
    planned = [] if kind.is_plan else unreported_entries(submission.report, submission.department)
    for row in rows:
        row.remarks = [finding_message(finding) for finding in row.findings.all()]
    context = {
        "part": submission,
        "report": submission.report,
        "rows": rows,
        "page_obj": page,
        "row_count": page.paginator.count,
        "writable": writable,
        "is_plan": kind.is_plan,
        "planned": planned[:_PLANNED_SHOWN],
        "planned_more": len(planned[_PLANNED_SHOWN:]),
        "letter": LetterForm(initial={"letter_number": submission.letter_number}),
        "signature": SignatureForm(),
        "remarks": Entry.objects.of_submission(submission).worth_a_look().count(),
        "may_take_back": submission.state in Submission.TO_ACCEPT
        and submission.report.state == Report.State.COLLECTING,
        "nothing_words": _("No events are planned") if kind.is_plan else _("No events were held"),
        "removed": Entry.with_removed.of_submission(submission)
        .filter(removed_at__isnull=False)
        .order_by("-removed_at")[:5]
        if writable
        else [],
    }
    return render(request, "events/entries/part.html", context)


@require_POST
@writer_required
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, workflow.hand_in, _("Your information has been handed in."))


@require_POST
@writer_required
def answer_nothing(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, workflow.answer_nothing, _("Your answer has been handed in."))


def _answer(request: HttpRequest, pk: int, step: Any, done: str) -> HttpResponse:
    submission = _part(request, pk)
    form = LetterForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["letter_number"]))
    else:
        try:
            step(submission, user=request.user, letter_number=form.cleaned_data["letter_number"])
        except workflow.NotNow as why:
            messages.error(request, str(why))
        else:
            messages.success(request, done)
    return redirect("events:my_part", pk=pk)


@require_POST
@writer_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    submission = _part(request, pk)
    try:
        workflow.take_back(submission)
    except workflow.NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Taken back: you can go on writing."))
    return redirect("events:my_part", pk=pk)


@require_safe
@writer_required
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The part as DOCX with the signature block."""
    submission = _part(request, pk)
    form = SignatureForm(request.GET)
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
        return redirect("events:my_part", pk=pk)
    said = form.cleaned_data
    formalities = Formalities(
        signature=Signature(post=said["post"], name=said["name"]) if said["post"] or said["name"] else None,
        executor=(said["executor"],) if said["executor"] else (),
    )
    out = BytesIO()
    write_docx(part_table(submission.report, submission.department), out, formalities=formalities)
    report, body = submission.report, submission.department
    about = body.short_name or body.name
    partner = report.partner.name if report.partner else ""
    name = file_name(Kind(report.kind), report.period, "docx", about=about, partner=partner)
    return as_download(out.getvalue(), name)


@writer_required
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """A table out of Word or Excel: shown first, added when confirmed."""
    submission = _part(request, pk)
    if not _may_write(request, submission):
        messages.error(request, _("Rows cannot be added to this part now."))
        return redirect("events:my_part", pk=pk)
    report = submission.report
    form = PasteForm(request.POST or None, report=report)
    shown = hashlib.sha256(request.POST.get("table", "").encode()).hexdigest()
    # Choices about rows of a table that was changed since would speak of other rows.
    is_adding = request.POST.get("step") == "add" and request.POST.get("shown") == shown
    choices = None
    if form.is_bound and form.is_valid():
        about = {"report": report, "department": submission.department, "access": request.access}
        choices = RowChoicesForm(
            request.POST if is_adding else None, rows=form.cleaned_data["table"], **about
        )
        if is_adding and choices.is_valid():
            rows = choices.new_entries()
            explain(_("Rows were pasted"))
            with transaction.atomic():
                request.access.hold_open(report)
                saving.add_entries(report, submission.department, rows)
            text = ngettext("%d row was added.", "%d rows were added.", len(rows)) % len(rows)
            messages.success(request, text)
            return redirect("events:my_part", pk=pk)
    columns = [(heading, role) for heading, role in report.headings if role and role != "number"]
    context = {
        "part": submission,
        "report": report,
        "form": form,
        "columns": [" ".join(heading.split()) for heading, _role in columns],
        "choices": choices,
        "shown": shown,
        "rows": [
            (choice, [choice.row.cells.get(role, "") for _heading, role in columns])
            for choice in (choices.choices() if choices else ())
        ],
    }
    return render(request, "events/entries/paste.html", context)
