"""The page of one event: everything the documents say of it, side by side."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS
from events.labels import OUTCOME_LABELS as OUTCOME_LABELS
from events.models.outcomes import with_outcome
from events.vocabulary import Activity, Direction, Outcome

from ..detail import lines, speakers
from ..history import event_history
from ..rows import dates_in_words, figure_in_words


@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    visible = request.access.entries()
    # A removed row leaves an event behind that nothing speaks of: it is no page for anybody.
    events = with_outcome(request.access.events(), visible).filter(
        Exists(visible.filter(event=OuterRef("pk")))
    )
    own = get_object_or_404(events, pk=pk)
    rows = visible.filter(event=own)
    columns = speakers(rows)
    context = {
        "event": own,
        "dates": dates_in_words(own),
        "figure": figure_in_words(own),
        "outcome": OUTCOME_LABELS[Outcome(own.outcome)],
        "activity": ACTIVITY_LABELS[Activity(own.activity)] if own.activity else "",
        "direction": DIRECTION_LABELS[Direction(own.direction)] if own.direction else "",
        "partners": own.partner_links.select_related("partner", "partner__parent").order_by(
            "role", "partner__name"
        ),
        "agreements": {column.entry.agreement for column in columns if column.entry.agreement},
        "speakers": columns,
        "lines": lines(columns),
        "history": event_history(own, request.access.told_from([column.entry for column in columns])),
        "editable": set(request.access.editable_entries().filter(event=own).values_list("pk", flat=True)),
    }
    return render(request, "events/event_page/event.html", context)
