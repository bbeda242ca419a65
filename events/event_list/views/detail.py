"""The page of one event: what the documents say of it, side by side."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, outcome_in_words
from events.vocabulary import Activity, Direction, Outcome

from ..detail import entry_columns, role_rows
from ..history import event_history
from ..rows import dates_in_words, participants_in_words


@require_safe
def event_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visible = request.access.entries()
    # An event whose entries were all removed stays in the database, but has no page.
    events = request.access.events().filter(Exists(visible.filter(event=OuterRef("pk"))))
    event = get_object_or_404(events.with_outcome(request.access.drafts()), pk=pk)
    columns = entry_columns(visible.filter(event=event))
    entries = [column.entry for column in columns]
    context = {
        "event": event,
        "dates": dates_in_words(event),
        "figure": participants_in_words(event),
        "outcome": outcome_in_words(Outcome(event.outcome), event.due),
        "activity": ACTIVITY_LABELS[Activity(event.activity)] if event.activity else "",
        "direction": DIRECTION_LABELS[Direction(event.direction)] if event.direction else "",
        "partners": event.partner_links.select_related("partner", "partner__parent").order_by(
            "role", "partner__name"
        ),
        "agreements": {entry.agreement for entry in entries if entry.agreement},
        "speakers": columns,
        "lines": role_rows(columns),
        "history": event_history(event, request.access.visible_history_since(entries)),
        "editable": set(request.access.editable_entries().filter(event=event).values_list("pk", flat=True)),
    }
    return render(request, "events/event_page/event.html", context)
