"""Asking about a row, answering, settling: posts that lead back to the page they came from.

The form of a question opens below its row (ask.js), and is a page of its own without a script.
"""

import json

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coopregistry.once import once
from events.access import coordinator_required, writer_required
from events.models import Entry, Question

from .. import questions
from ..forms import AnswerForm, QuestionForm


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator_required
@once
def question_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The thread of a row and the form of a further question, about the cell at `column` of the query."""
    entries = request.access.editable_entries().select_related("report", "department")
    entry = get_object_or_404(entries, pk=pk)
    if request.method == "POST":
        form = QuestionForm(request.POST, report=entry.report, auto_id="question-%s")
        if form.is_valid():
            questions.ask(
                entry, role=form.cleaned_data["role"], text=form.cleaned_data["text"], user=request.user
            )
            return _asked(request, entry)
    else:
        form = QuestionForm.about_column(request.GET.get("column", ""), report=entry.report)
    document = reverse("events:report", args=[entry.report_id])
    columns = dict(form.fields["role"].choices)
    context = {
        "entry": entry,
        "form": form,
        "thread": [(columns.get(one.role, ""), one) for one in entry.questions.in_thread()],
        # The page the form opened on.
        "back": (request.htmx.current_url_abs_path or document).partition("#")[0],
    }
    name = "_asking.html" if request.htmx else "asking.html"
    return render(request, f"events/board/{name}", context)


def _asked(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The document is read on where it stands; the page of a body is drawn anew, with the question in it."""
    words = _("The question stands at the row; its body sees it there.")
    if request.htmx and "in_place" in request.GET:
        told = {
            "toast": {"level": "success", "text": words},
            "asked": {"words": _("A question to the body has no answer yet")},
        }
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(told)})
    messages.success(request, words)
    return HttpResponse(headers={"HX-Refresh": "true"}) if request.htmx else _back(request, entry)


@require_POST
@writer_required
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    form = AnswerForm(request.POST)
    with transaction.atomic():
        question = _held(request, pk)
        if not form.is_valid():
            _say_errors(request, form)
        elif not question.is_open:
            messages.warning(request, _("This question is settled already."))
        else:
            questions.answer(question, text=form.cleaned_data["answer"], user=request.user)
            messages.success(request, _("The answer was given."))
    return _back(request, question.entry)


@require_POST
@coordinator_required
def question_settle(request: HttpRequest, pk: int) -> HttpResponse:
    with transaction.atomic():
        question = _held(request, pk)
        if question.is_open:
            questions.settle(question, user=request.user)
        messages.success(request, _("The question is settled."))
    return _back(request, question.entry)


def _held(request: HttpRequest, pk: int) -> Question:
    """Locked until the transaction ends: the body may answer while the coordinator settles."""
    return get_object_or_404(request.access.answerable_questions().select_for_update(of=("self",)), pk=pk)


def _say_errors(request: HttpRequest, form: Form) -> None:
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)


def _back(request: HttpRequest, entry: Entry) -> HttpResponse:
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        own = request.access.submissions().filter(report=entry.report_id, department=entry.department_id)
        submission = own.values_list("pk", flat=True).first()
        page = "events:part" if request.access.coordinates else "events:my_part"
        address = reverse(page, args=[submission]) if submission else reverse("home")
    return redirect(f"{address}#row-{entry.pk}")
