"""Keeps events in step with their entries; the one writer of events."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agreements.models import Department, Partner
from agreements.partner_tree import counted_partner
from coopregistry import bulk
from events.models import Entry, EntryPartner, Event, EventPartner, EventPlace, Report, Section
from events.models.recognised import RECOGNISED_FIELDS
from events.vocabulary import PartnerRole

from .counting import count, partners_counted
from .kept_facts import OF_NO_PLACE, KeptFacts, month_of
from .recognition import in_chunks
from .signed_documents import documents_signed_in
from .summing import EventSum, Link, PartnerSaid, Telling, sum_of
from .tallying import facts_kept, tally

KEPT = (
    *("title", "place", "agreement", "differences", "is_planned", "is_reported", "plan", "report"),
    *("planned_start", "planned_end", "fate", "department", "partner_key", "department_key"),
    *("search", "facts", "removed_at", "opens_on", "computed_by", *RECOGNISED_FIELDS),
)
_REPORT, _DEPARTMENT = map(Telling._fields.index, ("report_id", "department_id"))
# Raised with each change of what is computed: `migrate` computes the events of earlier versions anew.
VERSION = 2
_AT_ONCE = 500
_LONGEST_KEY = Event._meta.get_field("partner_key").max_length
_NO_ORDER = (0, "")


def govern(events: Iterable[Event]) -> None:
    """Compute events anew from their entries. One no entry speaks of any more is marked as removed."""
    # Rows told as one event may come with an instance of it each.
    for part in in_chunks(list({event.pk: event for event in events}.values())):
        _govern(part)


def govern_outdated() -> int:
    """Compute the events of earlier versions of the rules anew; how many there were."""
    outdated = Event.with_removed.exclude(computed_by=VERSION).order_by("pk")
    computed_now = 0
    while part := list(outdated[:_AT_ONCE]):
        _govern(part)
        computed_now += len(part)
    return computed_now


def govern_events_of(entries: QuerySet[Entry]) -> None:
    """After entries became finished or unfinished, or what they refer to changed."""
    govern(Event.with_removed.filter(pk__in=entries.order_by().values("event")))


def govern_opened() -> int:
    """Compute events anew whose restricted entries are over; how many there were."""
    opened = list(Event.with_removed.filter(opens_on__lte=timezone.localdate()))
    govern(opened)
    return len(opened)


def computed(events: Sequence[Event]) -> list[tuple[Event, EventSum]]:
    """Set the columns of events to what their entries say, in memory alone. Those that keep what they have
    (see `_stays`) and those without entries, marked as removed, are not among the result."""
    entries_of = _entries_of(events)
    links = _links_of([entry for entries in entries_of.values() for entry in entries])
    sums: list[tuple[Event, EventSum]] = []
    for event in events:
        event.computed_by = VERSION
        entries = entries_of[event.pk]
        event.opens_on = _opens_on(entries)
        if not entries:
            event.removed_at = event.removed_at or timezone.now()
            event.facts = None
        elif not _stays(event, entries):
            event.removed_at = None
            sums.append((event, sum_of(entries, links)))
    keys = _partner_keys(sums)
    spheres = _spheres_of(entries_of.values())
    documents = documents_signed_in([entry for entries in entries_of.values() for entry in entries])
    for event, told in sums:
        for name, value in told.columns.items():
            setattr(event, name, value)
        event.partner_key = min(
            (keys[pk].order for pk, said in told.partners.items() if _is_shown(said)), default=_NO_ORDER
        )[1]
        event.department_key = min(_department_names(entries_of[event.pk]), default="")[:_LONGEST_KEY]
        event.prepare()
        finished = [entry for entry in entries_of[event.pk] if entry.is_finished]
        event.facts = _facts(event, finished, told, keys, spheres, documents) if finished else None
    return sums


def new_events(count: int) -> list[Event]:
    """Events for entries about to be stored; they have their keys, and `govern` stores them."""
    return [Event(pk=key) for key in bulk.new_keys(Event, count)]


@transaction.atomic
def _govern(events: Sequence[Event]) -> None:
    new = [event for event in events if event._state.adding]
    standing = [event for event in events if not event._state.adding]
    facts = facts_kept(standing)
    counted = partners_counted(standing)
    sums = computed(events)
    bulk.insert(new)
    bulk.update(standing, KEPT)
    _keep_partners(sums, standing)
    _keep_places(sums, standing)
    count(counted, partners_counted(events))
    tally(facts, {event.pk: event.facts for event in events})


def _entries_of(events: Sequence[Event]) -> dict[int, list[Telling]]:
    entries = Entry.objects.filter(event__in=events, report__removed_at=None).with_is_finished().order_by()
    found = list(entries.values_list(*Telling._fields[:-2]))
    # Many entries are of a few documents, whose headings need not be read with each of them.
    reports = Report.objects.in_bulk({row[_REPORT] for row in found})
    departments = Department.objects.filter(pk__in={row[_DEPARTMENT] for row in found})
    names = dict(departments.values_list("pk", "search"))
    entries_of: dict[int, list[Telling]] = defaultdict(list)
    for row in found:
        entry = Telling(*row, reports[row[_REPORT]], names.get(row[_DEPARTMENT]))
        entries_of[entry.event_id].append(entry)
    return entries_of


def _links_of(entries: Sequence[Telling]) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = defaultdict(list)
    for part in in_chunks([entry.pk for entry in entries]):
        for entry, *link in EntryPartner.objects.filter(entry__in=part).values_list(
            "entry", "partner", "role"
        ):
            links[entry].append(Link(*link))
    return links


def _opens_on(entries: Sequence[Telling]) -> date | None:
    """The day after the first restricted entry."""
    today = timezone.localdate()
    ends = [entry.end for entry in entries if entry.restricted and entry.end and entry.end >= today]
    return min(ends) + timedelta(days=1) if ends else None


def _stays(event: Event, entries: Sequence[Telling]) -> bool:
    """Whether the event keeps its values: while several departments all still write, none may read in it what
    another is about to say."""
    writing = {entry.department_id for entry in entries}
    return event.removed_at is None and len(writing) > 1 and not any(entry.is_finished for entry in entries)


def _department_names(entries: Sequence[Telling]) -> list[str]:
    """Folded; of finished entries as far as there are any."""
    telling = [entry for entry in entries if entry.is_finished] or entries
    return [entry.department for entry in telling if entry.department is not None]


def _is_shown(said: PartnerSaid) -> bool:
    return not said.by_plan and PartnerRole(said.role).is_counted


class _PartnerKeys(NamedTuple):
    """`order`: what lists sort by, first kinds, then names; `counted`: what figures count it with."""

    order: tuple[int, str]
    counted: int | None


def _partner_keys(sums: Sequence[tuple[Event, EventSum]]) -> dict[int, _PartnerKeys]:
    order = list(Partner.KINDS_IN_ORDER)
    wanted = {partner for _event, told in sums for partner in told.partners}
    keys: dict[int, _PartnerKeys] = {}
    for part in in_chunks(sorted(wanted)):
        partners = Partner.with_removed.filter(pk__in=part).annotate(counted=counted_partner())
        for pk, kind, search, counted in partners.values_list("pk", "kind", "search", "counted"):
            place = order.index(kind) if kind in order else len(order)
            keys[pk] = _PartnerKeys((place, search[:_LONGEST_KEY]), counted)
    return keys


def _spheres_of(entries: Iterable[Sequence[Telling]]) -> dict[int, int | None]:
    """By section."""
    sections = {entry.section_id for told in entries for entry in told} - {None}
    return dict(Section.with_removed.filter(pk__in=sections).values_list("pk", "sphere"))


def _facts(
    event: Event,
    finished: Sequence[Telling],
    told: EventSum,
    keys: Mapping[int, _PartnerKeys],
    spheres: Mapping[int, int | None],
    documents: Mapping[int, int],
) -> list[Any]:
    """As JSON has them, so that what is kept and what is computed compare."""
    held = event.is_reported
    rows = {
        (
            entry.department_id,
            spheres.get(entry.section_id),
            month_of(entry.report.start),
            month_of(entry.report.end),
        )
        for entry in finished
    }
    partners: dict[int, bool] = {}
    for pk, said in told.partners.items():
        if PartnerRole(said.role).is_counted:
            counted = keys[pk].counted or OF_NO_PLACE
            partners[counted] = partners.get(counted, False) or (held and not said.by_plan)
    facts = KeptFacts(
        start=month_of(event.start) if event.start else None,
        end=month_of(event.end) if event.end else None,
        planned=event.is_planned,
        reported=held,
        signed=held and event.signed,
        agreed=held and event.agreed,
        documents=documents.get(event.pk, 1) if held and event.signed else 0,
        participants=event.participants_count if held else None,
        bound=event.participants_bound if held else "",
        rows=sorted(map(list, rows), key=str),
        partners=[list(pair) for pair in sorted(partners.items())],
    )
    return list(facts)


def _keep_partners(sums: Sequence[tuple[Event, EventSum]], standing: Sequence[Event]) -> None:
    """Rewrite the partner links of events where they differ; only standing events can have any."""
    links_of: dict[int, dict[int, EventPartner]] = defaultdict(dict)
    for link in EventPartner.objects.filter(event__in=standing):
        links_of[link.event_id][link.partner_id] = link
    new, changed, gone = [], [], []
    for event, told in sums:
        links = links_of[event.pk]
        for partner, said in told.partners.items():
            wanted = (said.role, said.entry, said.by_plan)
            link = links.pop(partner, None)
            if link is None:
                new.append((event.pk, partner, *wanted))
            elif (link.role, link.entry_id, link.by_plan) != wanted:
                link.role, link.entry_id, link.by_plan = wanted
                changed.append(link)
        gone.extend(link.pk for link in links.values())
    bulk.insert_rows(EventPartner, ("event", "partner", "role", "entry", "by_plan"), new)
    bulk.update(changed, ("role", "entry", "by_plan"))
    for part in in_chunks(gone):
        EventPartner.objects.filter(pk__in=part).delete()


def _keep_places(sums: Sequence[tuple[Event, EventSum]], standing: Sequence[Event]) -> None:
    """Rewrite the places of events where they differ; only standing events can have any."""
    kept: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, event, code in EventPlace.objects.filter(event__in=standing).values_list("pk", "event", "code"):
        kept[event][code] = pk
    new, gone = [], []
    for event, told in sums:
        there = kept[event.pk]
        new += [(event.pk, code) for code in sorted(told.places - there.keys())]
        gone += [pk for code, pk in there.items() if code not in told.places]
    bulk.insert_rows(EventPlace, ("event", "code"), new)
    for part in in_chunks(gone):
        EventPlace.objects.filter(pk__in=part).delete()
