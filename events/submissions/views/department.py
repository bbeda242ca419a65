"""A department's own page of a report: its entries, what is missing, submitting it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from coopregistry.answers import done
from events.access import Access, writer_required
from events.entries.carry_over import unreported_entries
from events.entries.grid.rows import grid_rows
from events.exports.docx import write_docx
from events.exports.file_names import file_name
from events.exports.page_style import Formalities, Signature
from events.fields import SureForm
from events.models import Attachment, Entry, Finding, Question, Submission
from events.reports.printed_form import column_shares
from events.reports.transitions import NotNow, SubmissionAction, submission_actions
from events.vocabulary import Kind
from events.web import download

from .. import workflow
from ..table import submission_table

_ENTRIES_PER_PAGE = 50
_PLANNED_SHOWN = 50
_REMOVED_SHOWN = 5


class PageQuery(forms.Form):
    row = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class LetterNumberForm(forms.Form):
    letter_number = forms.CharField(label=gettext_lazy("Letter number"), max_length=100, required=False)


class SubmitForm(SureForm, LetterNumberForm):
    """Asks where a question of the coordinator has no answer."""

    def __init__(self, *args: Any, unanswered: int, **kwargs: Any):
        words = ngettext(
            "Hand in without an answer to the question about %d row",
            "Hand in without answers to the questions about %d rows",
            unanswered,
        )
        super().__init__(*args, doubt=words % unanswered if unanswered else "", **kwargs)


class NothingForm(SureForm, LetterNumberForm):
    """That nothing is planned or was held: asks where the plan says otherwise."""

    def __init__(self, *args: Any, planned: int, **kwargs: Any):
        words = ngettext(
            "%d planned event above is not reported. It was not held, and that is my answer.",
            "%d planned events above are not reported. They were not held, and that is my answer.",
            planned,
        )
        super().__init__(*args, doubt=words % planned if planned else "", **kwargs)


class SignatureForm(forms.Form):
    """Who signs the paper; left out if empty."""

    post = forms.CharField(label=gettext_lazy("Post of the signer"), max_length=300, required=False)
    name = forms.CharField(label=gettext_lazy("Initials and surname"), max_length=100, required=False)
    executor = forms.CharField(label=gettext_lazy("Prepared by, telephone"), max_length=200, required=False)


def visible_submission(request: HttpRequest, pk: int) -> Submission:
    submissions = request.access.submissions().select_related(
        "report", "report__partner", "report__agreement", "department"
    )
    return get_object_or_404(submissions, pk=pk)


def is_writable(request: HttpRequest, submission: Submission) -> bool:
    writable = request.access.writable_departments(submission.report)
    return writable.filter(pk=submission.department_id).exists()


def _entries(submission: Submission, access: Access) -> QuerySet[Entry]:
    """With `elsewhere`, the number of other reports that speak of the same event."""
    others = access.entries().filter(event=OuterRef("event")).exclude(report=submission.report_id)
    reports = others.order_by().values("event").annotate(number=Count("report", distinct=True))
    return (
        Entry.objects.of_submission(submission)
        .select_related("section", "event")
        .prefetch_related(Prefetch("attachments", Attachment.objects.defer("content")))
        .annotate(elsewhere=Coalesce(Subquery(reports.values("number")), 0))
        .in_printed_order()
    )


def _page_of(entries: QuerySet[Entry], wanted: int | None) -> int | None:
    """The page on which an entry stands, so that whoever saved it is shown it."""
    keys = list(entries.values_list("pk", flat=True)) if wanted else []
    return keys.index(wanted) // _ENTRIES_PER_PAGE + 1 if wanted in keys else None


def _unanswered(submission: Submission) -> int:
    """Rows the coordinator waits for an answer about."""
    return Entry.objects.of_submission(submission).with_open_questions().count()


@require_safe
@writer_required
def submission_detail(request: HttpRequest, pk: int) -> HttpResponse:
    submission = visible_submission(request, pk)
    report = submission.report
    query = PageQuery(request.GET)
    wanted = query.cleaned_data["row"] if query.is_valid() else None
    entries = _entries(submission, request.access)
    page = Paginator(entries, _ENTRIES_PER_PAGE).get_page(
        _page_of(entries, wanted) or request.GET.get("page")
    )
    shown = list(page.object_list)
    is_plan = report.is_plan
    planned = [] if is_plan else unreported_entries(report, submission.department)
    has_entries = page.paginator.count > 0
    number = {"letter_number": submission.letter_number}
    writable = is_writable(request, submission)
    asked = list(entries.filter(questions__in=Question.objects.open()).distinct())
    removed = Entry.with_removed.of_submission(submission).filter(removed_at__isnull=False)
    context = {
        "submission": submission,
        "report": report,
        "rows": grid_rows(shown, report, request.user),
        "widths": column_shares(report),
        "page_obj": page,
        "row_count": page.paginator.count,
        "writable": writable,
        "is_plan": is_plan,
        "planned": planned[:_PLANNED_SHOWN],
        "planned_more": len(planned[_PLANNED_SHOWN:]),
        "letter": SubmitForm(initial=number, unanswered=len(asked))
        if has_entries
        else NothingForm(initial=number, planned=len(planned)),
        "signature": SignatureForm(),
        "asked": asked,
        "remarks": Finding.objects.worth_a_look().of_submission(submission).count(),
        "may_take_back": SubmissionAction.WITHDRAW in submission_actions(submission, has_entries=has_entries),
        "nothing_words": _("No events are planned") if is_plan else _("No events were held"),
        "removed": removed.order_by("-removed_at")[:_REMOVED_SHOWN] if writable else [],
    }
    return render(request, "events/entries/submission.html", context)


@require_POST
@writer_required
def submission_submit(request: HttpRequest, pk: int) -> HttpResponse:
    submission = visible_submission(request, pk)
    form = SubmitForm(request.POST, unanswered=_unanswered(submission))
    return _answer(request, submission, form, workflow.submit, _("Your information has been handed in."))


@require_POST
@writer_required
def submission_answer_nothing(request: HttpRequest, pk: int) -> HttpResponse:
    submission = visible_submission(request, pk)
    report = submission.report
    planned = [] if report.is_plan else unreported_entries(report, submission.department)
    form = NothingForm(request.POST, planned=len(planned))
    return _answer(request, submission, form, workflow.answer_nothing, _("Your answer has been handed in."))


def _answer(
    request: HttpRequest,
    submission: Submission,
    form: LetterNumberForm,
    step: Callable[..., Any],
    words: str,
) -> HttpResponse:
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
    else:
        try:
            step(submission, user=request.user, letter_number=form.cleaned_data["letter_number"])
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            done(request, words, undo=reverse("events:my_part_take_back", args=[submission.pk]))
    return redirect("events:my_part", pk=submission.pk)


@require_POST
@writer_required
def submission_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    submission = visible_submission(request, pk)
    try:
        workflow.withdraw(submission)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back: you can go on writing."))
    return redirect("events:my_part", pk=pk)


@require_safe
@writer_required
def submission_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's entries as DOCX with the signature block."""
    submission = visible_submission(request, pk)
    form = SignatureForm(request.GET)
    if not form.is_valid():
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
        return redirect("events:my_part", pk=pk)
    signed = form.cleaned_data
    signature = Signature(post=signed["post"], name=signed["name"])
    formalities = Formalities(
        signature=signature if signed["post"] or signed["name"] else None,
        executor=(signed["executor"],) if signed["executor"] else (),
    )
    report, department = submission.report, submission.department
    out = BytesIO()
    write_docx(submission_table(report, department), out, formalities=formalities)
    partner = report.partner.name if report.partner else ""
    about = department.short_name or department.name
    name = file_name(Kind(report.kind), report.period, "docx", about=about, partner=partner)
    return download(out.getvalue(), name)
