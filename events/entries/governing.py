"""Which of its entries governs the values and partners of an event."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from events.models import Entry, EntryPartner, Event, EventPartner
from events.models.recognised import RECOGNISED_FIELDS
from events.vocabulary import Role

from .recognition import in_chunks


def govern(events: Iterable[Event]) -> None:
    """Give each event the values and partners of its governing entry: a finished one before one its
    department still writes, a report before a plan, a later period before an earlier one. An event no entry
    speaks of any more is removed."""
    events = list(events)
    entries_of: dict[int, list[Entry]] = defaultdict(list)
    for part in in_chunks(events):
        entries = Entry.objects.filter(event__in=part, report__removed_at=None)
        for entry in entries.with_is_finished().select_related("report"):
            entries_of[entry.event_id].append(entry)
    alive = [event for event in events if entries_of[event.pk]]
    moved = [event for event in alive if not _stays(event, entries_of[event.pk])]
    governed = [(event, max(entries_of[event.pk], key=_weight)) for event in moved]
    for event, entry in governed:
        fill_event(event, entry)
    fields = ["title", "place", "agreement", "removed_at", *RECOGNISED_FIELDS]
    Event.with_removed.bulk_update(moved, fields)
    _copy_partners(governed)
    for event in events:
        if not entries_of[event.pk] and event.removed_at is None:
            event.remove()


def govern_shared(entries: QuerySet[Entry]) -> None:
    """After entries became finished or unfinished. An event of one entry is governed by it either way."""
    others = Entry.objects.filter(event=OuterRef("event"), report__removed_at=None).exclude(pk=OuterRef("pk"))
    govern(Event.with_removed.filter(pk__in=entries.filter(Exists(others)).order_by().values("event")))


def _stays(event: Event, entries: Sequence[Entry]) -> bool:
    """Whether the event keeps its values: while several departments all still write, none may read in it what
    another is about to say."""
    writing = {entry.department_id for entry in entries}
    return event.removed_at is None and len(writing) > 1 and not any(entry.is_finished for entry in entries)


def fill_event(event: Event, entry: Entry) -> None:
    """Copy an entry's values to its event (unsaved)."""
    event.removed_at = None
    event.title = " ".join(entry.cells.get(Role.TITLE, "").split())
    event.place = " ".join(entry.cells.get(Role.PLACE, "").split())
    event.agreement_id = entry.agreement_id
    for name in RECOGNISED_FIELDS:
        setattr(event, name, getattr(entry, name))


def _weight(entry: Entry) -> tuple[bool, bool, object, int]:
    return (entry.is_finished, not entry.report.is_plan, entry.report.end, entry.pk)


def _copy_partners(pairs: Sequence[tuple[Event, Entry]]) -> None:
    wanted: dict[int, dict[int, str]] = defaultdict(dict)
    standing: dict[int, dict[int, EventPartner]] = defaultdict(dict)
    event_of = {entry.pk: event.pk for event, entry in pairs}
    for part in in_chunks([entry for _event, entry in pairs]):
        for link in EntryPartner.objects.filter(entry__in=part):
            wanted[event_of[link.entry_id]][link.partner_id] = link.role
    for part in in_chunks([event for event, _entry in pairs]):
        for link in EventPartner.objects.filter(event__in=part):
            standing[link.event_id][link.partner_id] = link
    new, changed, gone = [], [], []
    for event, _entry in pairs:
        links = standing[event.pk]
        for partner, role in wanted[event.pk].items():
            link = links.pop(partner, None)
            if link is None:
                new.append(EventPartner(event=event, partner_id=partner, role=role))
            elif link.role != role:
                link.role = role
                changed.append(link)
        gone.extend(link.pk for link in links.values())
    EventPartner.objects.bulk_create(new)
    EventPartner.objects.bulk_update(changed, ["role"])
    EventPartner.objects.filter(pk__in=gone).delete()
