"""A table out of Word or Excel added to a submission: shown first, added when confirmed."""

import hashlib

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopregistry.history import explain
from coopregistry.once import once
from events.access import writer_required
from events.entries import saving
from events.entries.paste_forms import PasteForm, RowChoicesForm
from events.vocabulary import Role

from .department import is_writable, visible_submission


@writer_required
@once
def submission_paste(request: HttpRequest, pk: int) -> HttpResponse:
    submission = visible_submission(request, pk)
    if not is_writable(request, submission):
        messages.error(request, _("Rows cannot be added to this part now."))
        return redirect("events:my_part", pk=pk)
    report = submission.report
    form = PasteForm(request.POST or None, report=report)
    shown = hashlib.sha256(request.POST.get("table", "").encode()).hexdigest()
    # Choices made for a table that was edited since would apply to other rows.
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
                saving.add_entries(report, submission.department, rows, user=request.user)
            done = ngettext("%d row was added.", "%d rows were added.", len(rows)) % len(rows)
            messages.success(request, done)
            return redirect("events:my_part", pk=pk)
    columns = [(heading, role) for heading, role in report.headings if role and role != Role.NUMBER]
    rows = list(choices.choices()) if choices else []
    context = {
        "submission": submission,
        "report": report,
        "form": form,
        "columns": [" ".join(heading.split()) for heading, _role in columns],
        "choices": choices,
        "shown": shown,
        "rows": rows,
        "doubtful": sum(choice.shown.has_remarks for choice in rows),
    }
    return render(request, "events/entries/paste.html", context)
