"""A table out of Word or Excel added to a submission: shown first, added when confirmed."""

import hashlib
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coopregistry.answers import done
from coopregistry.history import change_set
from coopregistry.once import once
from events.access import writer_required
from events.entries import saving
from events.entries.grid.steps import take_back
from events.entries.paste_forms import PasteForm, RowChoicesForm
from events.entries.undo_tokens import NotUndoable, token_of
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
            reason = _("Rows were pasted")
            with transaction.atomic(), change_set(user=request.user, reason=reason) as added:
                request.access.hold_open(report)
                saving.add_entries(report, submission.department, rows, user=request.user)
            query = urlencode({"step": token_of(added.written, request.user)})
            text = ngettext("%d row was added.", "%d rows were added.", len(rows)) % len(rows)
            done(request, text, undo=f"{reverse('events:my_part_paste_undo', args=[pk])}?{query}")
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


@require_POST
@writer_required
def submission_paste_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows of one paste, or none: where one was changed since, they stay."""
    submission = visible_submission(request, pk)
    try:
        step = take_back(submission.report, request.GET.get("step", ""), request.access)
    except NotUndoable:
        text = _("This step cannot be undone any more: the rows were changed since.")
        messages.error(request, text)
    else:
        number = len(step.entries)
        text = ngettext("%d row was taken back.", "%d rows were taken back.", number) % number
        messages.success(request, text)
    return redirect("events:my_part", pk=pk)
