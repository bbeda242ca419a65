"""Events that are meetings and delegations: the conditions that find them."""

from collections.abc import Mapping

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from events.entries.visits import DELEGATION, MEETINGS, TRIPS
from events.models import Entry, Event
from events.vocabulary import Activity, Direction, Kind, Visit

VISIT_LABELS = {
    Visit.OUTGOING: _("delegations and trips out"),
    Visit.INCOMING: _("delegations received"),
    Visit.MEETING: _("meetings, receptions, negotiations"),
}


def visit_conditions(visible: QuerySet[Entry]) -> Mapping[Visit, Q]:
    """Conditions on events. Titles and participants of visible entries name a delegation, those of reports
    once one speaks; content does not count, as it mentions future ones. `events.entries.visits` tells the
    same of one event."""
    visible = visible.filter(Q(report__kind__in=Kind.REPORTS) | Q(event__is_reported=False))
    # `search` is cheap and rules out most entries before their cells are read.
    entries = visible.filter(event=OuterRef("pk"), search__contains=DELEGATION)
    entries = entries.annotate(title_cell=KT("cells__title"), participants_cell=KT("cells__participants"))
    # SQLite does not fold the case of Cyrillic: the first letter is left out.
    stem = DELEGATION[1:]
    named = Q(Exists(entries.filter(Q(title_cell__contains=stem) | Q(participants_cell__contains=stem))))
    reception = Q(activity=Activity.RECEPTION)
    trip = Q(activity__in=TRIPS) | named
    return {
        Visit.OUTGOING: Q(direction=Direction.OUTGOING) & ~reception & trip,
        Visit.INCOMING: reception | (Q(direction__in=(Direction.INCOMING, Direction.AT_HOME)) & trip),
        Visit.MEETING: Q(activity__in=MEETINGS),
    }


def visits_told(events: QuerySet[Event], visible: QuerySet[Entry]) -> dict[int, list[Visit]]:
    """Of each event by the conditions above; one query."""
    conditions = visit_conditions(visible)
    flags = {
        f"is_{visit}": Case(When(condition, then=Value(True)), default=Value(False))
        for visit, condition in conditions.items()
    }
    told = events.order_by().annotate(**flags).values_list("pk", *flags)
    return {
        pk: [visit for visit, holds in zip(conditions, holding, strict=True) if holds]
        for pk, *holding in told
    }
