"""Events as rows of the list and its files, in the active language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.utils.translation import gettext as _

from agreements.models import Partner
from events.access import Access
from events.exports.event_columns import EventRow, RankedName
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS, outcome_in_words
from events.models import Entry, Event, EventPartner, Result
from events.phrases.dates import Dates, write_dates
from events.vocabulary import Activity, Bound, Direction, Mode, Outcome, Precision, ResultKind

_CHUNK = 500
_UNITED = (Partner.Kind.COUNTRY, Partner.Kind.FEDERAL_DISTRICT)


def events_by_key(keys: Sequence[int], access: Access) -> Iterator[list[Event]]:
    """Events with `outcome` in the order of their keys, five hundred at a time; one query each."""
    for first in range(0, len(keys), _CHUNK):
        chunk = keys[first : first + _CHUNK]
        events = Event.objects.filter(pk__in=chunk).with_outcome(access.drafts()).in_bulk()
        yield [events[pk] for pk in chunk if pk in events]


def iter_event_rows(keys: Sequence[int], access: Access) -> Iterator[EventRow]:
    """Rows of any number of events in the order of their keys, with at most five hundred in memory."""
    for events in events_by_key(keys, access):
        yield from event_rows(events, access)


def event_rows(events: Sequence[Event], access: Access) -> list[EventRow]:
    """`events` carry `outcome`. Three queries for each five hundred: their visible entries, their partners,
    what came of them."""
    rows: list[EventRow] = []
    for first in range(0, len(events), _CHUNK):
        chunk = events[first : first + _CHUNK]
        keys = [event.pk for event in chunk]
        entries, partners = _entries_of(keys, access), _partners_of(keys)
        results = _results_of(keys, access)
        rows += [_row(event, entries[event.pk], partners[event.pk], results[event.pk]) for event in chunk]
    return rows


def _entries_of(keys: Sequence[int], access: Access) -> dict[int, list[Entry]]:
    entries = (
        access.entries()
        .filter(event__in=keys)
        .select_related(
            "report", "report__partner", "report__agreement", "department", "section__sphere", "agreement"
        )
        .only(
            "event_id", "report__kind", "report__period_code", "report__end", "report__partner__name",
            "report__agreement__title",
            "department__name", "department__order", "section__sphere__name", "section__sphere__order",
            "agreement__title", "start", "end", "precision", "mode",
        )
    )  # fmt: skip
    by_event: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_event[entry.event_id].append(entry)
    return by_event


@dataclass(slots=True)
class _Partners:
    """`by_plan`: those the plan of a reported event alone names."""

    named: list[Partner] = field(default_factory=list)
    by_plan: list[Partner] = field(default_factory=list)


def _partners_of(keys: Sequence[int]) -> dict[int, _Partners]:
    links = EventPartner.objects.named().filter(event__in=keys)
    by_event: dict[int, _Partners] = defaultdict(_Partners)
    for link in links.select_related("partner"):
        partners = by_event[link.event_id]
        (partners.by_plan if link.by_plan else partners.named).append(link.partner)
    return by_event


def _results_of(keys: Sequence[int], access: Access) -> dict[int, dict[str, list[str]]]:
    """Titles by kind, of all rows of the event, equal ones once."""
    told = Result.objects.filter(entry__in=access.entries().of_reports().filter(event__in=keys).values("pk"))
    by_event: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for event, kind, title in told.order_by("pk").values_list("entry__event", "kind", "title"):
        if title not in by_event[event][kind]:
            by_event[event][kind].append(title)
    return by_event


def _results(event: Event, told: dict[str, list[str]]) -> tuple[str, ...]:
    """Titles, or the bare fact where it was ticked by hand; a signing that lies ahead is told apart."""
    results: list[str] = []
    for happened, kind, words in (
        (event.signed, ResultKind.SIGNED, _("documents signed")),
        (event.agreed, ResultKind.AGREED, _("arrangements reached")),
    ):
        if happened:
            results += told.get(kind) or [words]
    planned = told.get(ResultKind.PLANNED, ())
    return (*results, *(_("to be signed: %(title)s") % {"title": title} for title in planned))


def _row(event: Event, entries: list[Entry], partners: _Partners, told: dict[str, list[str]]) -> EventRow:
    entries.sort(key=lambda entry: (entry.report.is_plan, -entry.report.end.toordinal(), -entry.pk))
    departments = (entry.department for entry in entries if entry.department)
    spheres = (entry.section.sphere for entry in entries if entry.section and entry.section.sphere)
    return EventRow(
        pk=event.pk,
        title=event.title,
        dates=_with_planned(dates_in_words(event), _moved_from(event, entries)),
        start=event.start,
        end=event.end,
        place=event.place,
        partners=(
            *([RankedName(-1, _("all subjects of the Federation"))] if event.all_subjects else []),
            *(RankedName(0, partner.name) for partner in shown_partners(partners.named)),
            *(
                RankedName(1, _("%(value)s (by the plan)") % {"value": partner.name})
                for partner in shown_partners(partners.by_plan)
            ),
        ),
        departments=_ranked((department.order, department.name) for department in departments),
        spheres=_ranked((sphere.order, sphere.name) for sphere in spheres),
        agreements=tuple(dict.fromkeys(entry.agreement.title for entry in entries if entry.agreement)),
        direction=str(DIRECTION_LABELS[Direction(event.direction)]) if event.direction else "",
        activity=str(ACTIVITY_LABELS[Activity(event.activity)]) if event.activity else "",
        mode=_with_planned(mode_in_words(event), _planned_mode(event, entries)),
        participants=event.participants_count,
        figure=participants_in_words(event),
        results=_results(event, told),
        outcome=outcome_in_words(Outcome(event.outcome), event.due, is_early=event.is_told_early),
        outcome_code=event.outcome,
        documents=tuple(dict.fromkeys(str(entry.report) for entry in reversed(entries))),
    )


def _with_planned(told: str, planned: str) -> str:
    if not planned:
        return told
    by_plan = _("%(value)s (by the plan)") % {"value": planned}
    return f"{told}; {by_plan}" if told else by_plan


def _moved_from(event: Event, entries: Sequence[Entry]) -> str:
    """The days a held event was planned for, where none of them is a day of it (`events.models.MOVED`)."""
    planned = next((entry for entry in entries if entry.report.is_plan and entry.start), None)
    if planned is None or event.start is None or not event.is_reported:
        return ""
    is_moved = planned.start > event.end or planned.end < event.start
    return dates_in_words(planned) if is_moved else ""


def _planned_mode(event: Event, entries: Sequence[Entry]) -> str:
    planned = next((entry for entry in entries if entry.report.is_plan and entry.mode), None)
    if planned is None or planned.mode == event.mode or not event.is_reported:
        return ""
    return mode_in_words(planned)


def shown_partners(partners: Collection[Partner]) -> list[Partner]:
    """Without cities whose region is among them, and without countries and districts whose parts are."""
    partners = list(partners)
    present = {partner.pk for partner in partners}
    parents = {partner.parent_id for partner in partners}
    return sorted(
        (
            partner
            for partner in partners
            if not (partner.kind == Partner.Kind.CITY and partner.parent_id in present)
            and not (partner.kind in _UNITED and partner.pk in parents)
        ),
        key=lambda partner: (Partner.KINDS_IN_ORDER.index(partner.kind), partner.search),
    )


def dates_in_words(event: Event | Entry) -> str:
    """As a document would write them, from the date columns alone: «по субботам» is lost."""
    if event.start is None:
        return ""
    precision = Precision(event.precision) if event.precision else Precision.DAY
    dates = Dates.of(event.start, event.end, precision)
    if precision is Precision.MONTH and event.start.month != event.end.month:
        # `precision` is the coarser of the two ends: «март – 20 апреля» ends on a day, not in a month.
        next_day = event.end + timedelta(days=1)
        dates = replace(
            dates,
            start_precision=precision if event.start.day == 1 else Precision.DAY,
            end_precision=precision if next_day.day == 1 else Precision.DAY,
        )
    return write_dates(dates)


def mode_in_words(event: Event | Entry) -> str:
    # get_mode_display() hashes all labels each time: a tenth of the page.
    return str(MODE_LABELS[Mode(event.mode)]) if event.mode else ""


def participants_in_words(event: Event) -> str:
    if event.participants_count is None:
        return ""
    if event.participants_bound == Bound.AT_LEAST:
        return _("at least %(number)d") % {"number": event.participants_count}
    if event.participants_bound == Bound.AT_MOST:
        return _("at most %(number)d") % {"number": event.participants_count}
    if event.participants_bound == Bound.ABOUT:
        return _("about %(number)d") % {"number": event.participants_count}
    return str(event.participants_count)


def _ranked(pairs: Iterable[tuple[int, str]]) -> tuple[RankedName, ...]:
    return tuple(RankedName(order, name) for order, name in dict.fromkeys(pairs))
