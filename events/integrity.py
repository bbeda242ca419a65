"""What the registry keeps of events against what it is computed from."""

from collections.abc import Iterator, Sequence

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Partner
from coopregistry.integrity.checks import Fault, integrity_check, name_of
from events.entries.counting import counted_anew
from events.entries.governing import KEPT, computed, govern_opened
from events.entries.kept_facts import NOTHING
from events.entries.tallying import counted_anew as figures_counted_anew
from events.entries.tallying import kept_figures
from events.models import Event, EventCount, EventPartner, EventPlace, FigureCount
from events.models.figure_count import COUNTERS
from events.words import index

_AT_ONCE = 500
_COLUMNS = sorted({Event._meta.get_field(name).attname for name in KEPT} - {"removed_at"})


@integrity_check("events", gettext_lazy("Events against their rows"))
def check_events() -> Iterator[Fault]:
    govern_opened()  # what became due since the last page was asked for
    stored = Event.with_removed.order_by("pk")
    events = list(stored[:_AT_ONCE])
    while events:
        yield from _check(events)
        events = list(stored.filter(pk__gt=events[-1].pk)[:_AT_ONCE])


def _check(events: Sequence[Event]) -> Iterator[Fault]:
    kept = {event.pk: _state(event) for event in events}
    partners: dict[int, dict[int, tuple[str, int | None, bool]]] = {event.pk: {} for event in events}
    links = EventPartner.objects.filter(event__in=events)
    for event, *link in links.values_list("event_id", "partner_id", "role", "entry_id", "by_plan"):
        partners[event][link[0]] = tuple(link[1:])
    sums = {event.pk: told for event, told in computed(events)}
    places: dict[int, set[str]] = {event.pk: set() for event in events}
    for event, code in EventPlace.objects.filter(event__in=events).values_list("event_id", "code"):
        places[event].add(code)
    for event in events:
        now = _state(event)
        differ = [name for name in now if now[name] != kept[event.pk][name]]
        if event.pk in sums:
            told = sums[event.pk].partners
            if partners[event.pk] != {pk: (one.role, one.entry, one.by_plan) for pk, one in told.items()}:
                differ.append("partners")
            if places[event.pk] != sums[event.pk].places:
                differ.append("places")
        if differ:
            what = _("Its rows say something else of %(columns)s.") % {"columns": ", ".join(differ)}
            yield Fault(record=name_of(Event, event.pk), what=what)


def _state(event: Event) -> dict[str, object]:
    return {**{name: getattr(event, name) for name in _COLUMNS}, "removed": event.removed_at is not None}


@integrity_check("event_counts", gettext_lazy("Numbers of events of partners"))
def check_event_counts() -> Iterator[Fault]:
    summed = EventCount.objects.summed().values_list("partner", "own_sum", "tree_sum")
    kept = {partner: (own, in_tree) for partner, own, in_tree in summed if own or in_tree}
    now = counted_anew()
    for partner in sorted(kept.keys() | now.keys()):
        if kept.get(partner, (0, 0)) != now.get(partner, (0, 0)):
            what = _("%(kept)s events are kept, there are %(now)s.") % {
                "kept": "/".join(map(str, kept.get(partner, (0, 0)))),
                "now": "/".join(map(str, now.get(partner, (0, 0)))),
            }
            yield Fault(record=name_of(Partner, partner), what=what)


@integrity_check("figure_counts", gettext_lazy("Kept figures"))
def check_figure_counts() -> Iterator[Fault]:
    kept, now = kept_figures(), figures_counted_anew()
    for place in sorted(kept.keys() | now.keys()):
        sides = zip(COUNTERS, kept.get(place, NOTHING), now.get(place, NOTHING), strict=True)
        differ = [f"{name} {was}/{is_now}" for name, was, is_now in sides if was != is_now]
        if differ:
            what = _("Kept and counted anew differ: %(numbers)s.") % {"numbers": ", ".join(differ)}
            yield Fault(record=f"{FigureCount._meta.label_lower} {place}", what=what)


@integrity_check("words", gettext_lazy("The index of words"))
def check_words() -> Iterator[Fault]:
    missing = index.missing()
    if missing:
        yield Fault(record="events_entry_words", what=_("It lacks %(what)s.") % {"what": ", ".join(missing)})
    elif connection.vendor == "sqlite":
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO events_entry_words(events_entry_words, rank) VALUES ('integrity-check', 1)"
                )
        except DatabaseError as error:
            yield Fault(record="events_entry_words", what=str(error))
