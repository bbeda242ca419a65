"""What can be done with an entry without opening it: report, postpone, cancel, move, remove."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coopregistry.answers import done
from coopregistry.history import change_set, explain
from coopregistry.models import Change
from coopregistry.undo import AlreadyUndone, undo
from coopregistry.versions import current_version
from events.access import writer_required
from events.models import Entry, Report

from .. import saving
from ..action_forms import OutcomeForm, OutcomeQuery, ReportChoice
from ..addresses import page_of, row_of
from ..carry_over import copy_to, move_to, next_document, open_reports_for
from ..governing import govern
from ..recognition import refresh_findings
from ..restriction import open_to_all, restrict
from ..undo_tokens import NotUndoable, change_set_of, token_of

_JOINED = ("report", "report__partner", "report__agreement", "section", "department", "event", "agreement")
_OUTCOME_FIELDS = ("fate", "fate_dates", "fate_note", "fate_letter")


@writer_required
def entry_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the form of a report with what the plan says; nothing is written before that is saved."""
    entry = _followed_or_404(request, pk)
    reports = open_reports_for(entry, request.access)
    if request.method == "POST":
        first_two = list(reports[:2])
        is_clear = len(first_two) == 1 and not request.POST.get("report")
        form = ReportChoice({"report": first_two[0].pk} if is_clear else request.POST, reports=reports)
        if form.is_valid():
            new = reverse("events:entry_new", args=[form.cleaned_data["report"].pk])
            return redirect(f"{new}?{urlencode({'planned': entry.pk, 'department': entry.department_id})}")
    else:
        form = ReportChoice(reports=reports)
    context = {"entry": entry, "form": form, "reports": reports, "back": row_of(request.access, entry)}
    return render(request, "events/entries/report.html", context)


@writer_required
def entry_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    entry = _followed_or_404(request, pk)
    query = OutcomeQuery(request.GET)
    proposed = query.cleaned_data if query.is_valid() else {}
    initial = {name: getattr(entry, name) for name in _OUTCOME_FIELDS}
    initial |= {"version": current_version(entry), "fate": proposed.get("fate") or entry.fate}
    form = OutcomeForm(request.POST or None, entry=entry, initial=initial)
    asking = request.access.submissions().filter(pk=proposed.get("part")).first()
    back = reverse("events:my_part", args=[asking.pk]) if asking else row_of(request.access, entry)
    if request.method == "POST" and form.is_valid():
        if _save_outcome(entry, form):
            messages.success(request, _("Saved: %s") % str(entry)[:120])
            return redirect(back)
        entry.refresh_from_db()
        form.add_error(
            None,
            _("Somebody changed this row meanwhile: look at what it says now and decide again."),
        )
        form.renew_version(entry)
    context = {"entry": entry, "form": form, "back": back}
    return render(request, "events/entries/fate.html", context)


@transaction.atomic
def _save_outcome(entry: Entry, form: OutcomeForm) -> bool:
    """False where somebody wrote the entry since the form was opened."""
    get_object_or_404(Entry.objects.select_for_update(of=("self",)), pk=entry.pk)
    if form.is_stale(entry):
        return False
    for name in _OUTCOME_FIELDS:
        setattr(entry, name, form.cleaned_data[name])
    explain(_("What became of a planned row"))
    entry.save(update_fields=_OUTCOME_FIELDS)
    govern([entry.event])
    return True


@require_POST
@writer_required
def entry_restrict(request: HttpRequest, pk: int) -> HttpResponse:
    """Restrict access to a coming row, or open it; closed documents as well."""
    entry = get_object_or_404(request.access.restrictable_entries().select_related("event"), pk=pk)
    if request.POST.get("restricted"):
        restrict(entry)
        messages.success(
            request, _("Until it is over, only the executive body and the coordinator see this row.")
        )
    else:
        open_to_all(entry)
        messages.success(request, _("The row is open to everybody."))
    return redirect("events:event", pk=entry.event_id)


@require_POST
@writer_required
def entry_move(request: HttpRequest, pk: int) -> HttpResponse:
    """To the next period: the entry itself while its document is open, else a new one of the same event."""
    entry = request.access.editable_entries().filter(pk=pk).select_related(*_JOINED).first()
    is_editable = entry is not None
    entry = entry or _followed_or_404(request, pk)
    following = next_document(entry, request.access)
    if following is None:
        messages.error(request, _("There is no open document for the next period yet."))
        return redirect(row_of(request.access, entry))
    origin = page_of(request.access, entry.report, entry.department_id)  # before the entry leaves it
    reason = _("Moved to the next period")
    with transaction.atomic(), change_set(user=request.user, reason=reason) as moved:
        request.access.hold_open(following)
        if is_editable:
            request.access.hold_row(entry)
            move_to(following, entry)
        else:
            copy_to(following, entry, user=request.user)
            entry.fate, entry.fate_dates = Entry.Fate.POSTPONED, following.period.title
            entry.save(update_fields=["fate", "fate_dates"])
            govern([entry.event])
    undo_address = reverse("events:entry_move_back", args=[pk])
    query = urlencode({"step": token_of(moved.written, request.user)})
    text = _("The row stands in the document for the next period now.")
    done(request, text, undo=f"{undo_address}?{query}")
    return redirect(origin)


@require_POST
@writer_required
def entry_move_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a move to the next period, wholly or not at all."""
    entry = get_object_or_404(_own(request).select_related(*_JOINED), pk=pk)
    try:
        _move_back(request, entry)
    except (AlreadyUndone, NotUndoable):
        text = _("This step cannot be undone any more: the rows were changed since.")
        messages.error(request, text)
    else:
        entry.refresh_from_db()
        messages.success(request, _("Put back: %s") % str(entry)[:120])
    return redirect(row_of(request.access, entry))


@transaction.atomic
def _move_back(request: HttpRequest, entry: Entry) -> None:
    moved = change_set_of(request.GET.get("step", ""), request.user)
    rows = Change.objects.filter(change_set=moved, model=Entry._meta.label_lower)
    keys = list(rows.values_list("record", flat=True).distinct())
    writable = request.access.editable_entries().filter(pk__in=keys)
    for document in Report.objects.filter(pk__in=writable.order_by().values("report")).order_by("pk"):
        request.access.hold_open(document)
    if undo(moved, user=request.user).refused:
        raise NotUndoable
    # The document it came from may be closed by now.
    if not _own(request).filter(pk=entry.pk).exists():
        raise NotUndoable
    refresh_findings(Entry.objects.filter(pk__in=keys))


def _own(request: HttpRequest) -> QuerySet[Entry]:
    """Entries the user may change or say the outcome of."""
    writable = Q(pk__in=request.access.editable_entries().order_by().values("pk"))
    return Entry.objects.filter(
        writable | Q(pk__in=request.access.followed_entries().order_by().values("pk"))
    )


@require_POST
@writer_required
def entry_remove(request: HttpRequest, pk: int) -> HttpResponse:
    editable = request.access.editable_entries().select_related(*_JOINED)
    entry = get_object_or_404(editable, pk=pk)
    explain(_("Row removed"))
    with transaction.atomic():
        request.access.hold_row(entry)
        saving.remove(entry)
    done(
        request,
        _("Removed: %s") % str(entry)[:120],
        undo=reverse("events:entry_put_back", args=[entry.pk]),
    )
    return redirect(page_of(request.access, entry.report, entry.department_id))


@require_POST
@writer_required
def entry_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    removed = request.access.removed_entries().select_related(*_JOINED)
    entry = get_object_or_404(removed, pk=pk)
    explain(_("Row put back"))
    with transaction.atomic():
        request.access.hold_open(entry.report)
        saving.put_back(entry)
    messages.success(request, _("Put back: %s") % str(entry)[:120])
    return redirect(row_of(request.access, entry))


def _followed_or_404(request: HttpRequest, pk: int) -> Entry:
    return get_object_or_404(request.access.followed_entries().select_related(*_JOINED), pk=pk)
