"""The page of one event: what the documents say of it, side by side."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, outcome_in_words
from events.matching.deciding import partable
from events.meetings.correcting import correctable
from events.meetings.shown import told_by
from events.models import Entry, Event
from events.vocabulary import Activity, Direction, Outcome

from ..detail import entry_columns, role_rows
from ..history import event_history
from ..rows import dates_in_words, participants_in_words
from ..sums import planned_dates, told_differently


@require_safe
def event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visible = request.access.entries()
    # An event whose entries were all removed stays in the database, but has no page.
    events = request.access.events().filter(Exists(visible.filter(event=OuterRef("pk"))))
    event = events.with_outcome(request.access.drafts()).filter(pk=pk).first()
    if event is None:
        told_in = request.access.event_told_in(pk)
        if told_in is None:
            raise Http404
        return redirect("events:event", pk=told_in)  # for a time: taking the rows apart restores the address
    columns = entry_columns(visible.filter(event=event))
    entries = [column.entry for column in columns]
    context = {
        "event": event,
        "dates": dates_in_words(event),
        "figure": participants_in_words(event),
        "outcome": outcome_in_words(Outcome(event.outcome), event.due, is_early=event.is_told_early),
        "activity": ACTIVITY_LABELS[Activity(event.activity)] if event.activity else "",
        "direction": DIRECTION_LABELS[Direction(event.direction)] if event.direction else "",
        "partners": event.partner_links.select_related("partner", "partner__parent").order_by(
            "role", "partner__name"
        ),
        "agreements": {entry.agreement for entry in entries if entry.agreement},
        "speakers": columns,
        "lines": role_rows(columns),
        "planned_dates": planned_dates(event, columns),
        "told_differently": told_differently(event, columns),
        "partable": partable(request.access, event),
        "history": event_history(event, request.access.visible_history_since(entries)),
        "told": told_by(entries, _keys(correctable(request.access), event)),
        "restrictable": _keys(request.access.restrictable_entries(), event),
        "restricted": _keys(visible.restricted(), event),
        "editable": _keys(request.access.editable_entries(), event),
    }
    return render(request, "events/event_page/event.html", context)


def _keys(entries: QuerySet[Entry], event: Event) -> set[int]:
    return set(entries.filter(event=event).values_list("pk", flat=True))
