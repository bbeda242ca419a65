"""Events as lines of a list, in the language of the moment: a few queries for each five hundred."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _

from agreements.models import Partner
from events.access import Access
from events.exports.event_columns import EventRow, RankedName
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS
from events.labels import OUTCOME_LABELS as OUTCOME_LABELS
from events.models import Entry, Event, EventPartner
from events.models.outcomes import with_outcome
from events.phrases.dates import Dates, write_dates
from events.vocabulary import Activity, Bound, Direction, Kind, Outcome, PartnerRole, Precision

_CHUNK = 500
# Parts before the whole they are shown in place of, cities after both.
KINDS_IN_ORDER = (
    *(Partner.Kind.SUBJECT, Partner.Kind.FOREIGN_REGION, Partner.Kind.COUNTRY),
    *(Partner.Kind.FEDERAL_DISTRICT, Partner.Kind.UNION, Partner.Kind.CITY),
)
_UNITED = (Partner.Kind.COUNTRY, Partner.Kind.FEDERAL_DISTRICT)


def rows_of(keys: Sequence[int], access: Access) -> Iterator[EventRow]:
    """Lines of any number of events in the order of their keys, never more than a few hundred in memory."""
    for first in range(0, len(keys), _CHUNK):
        part = keys[first : first + _CHUNK]
        found = with_outcome(Event.objects.filter(pk__in=part), access.entries()).in_bulk()
        yield from event_rows([found[pk] for pk in part if pk in found], access)


def event_rows(events: Sequence[Event], access: Access) -> list[EventRow]:
    """`events` carry `outcome`. Bodies, spheres and documents are those of rows the reader may see."""
    rows: list[EventRow] = []
    for first in range(0, len(events), _CHUNK):
        part = events[first : first + _CHUNK]
        keys = [event.pk for event in part]
        speaking: dict[int, list[Entry]] = defaultdict(list)
        for entry in (
            access.entries()
            .filter(event__in=keys)
            .select_related("report", "report__partner", "department", "section__sphere", "agreement")
            .only(
                "event_id", "report__kind", "report__period_code", "report__end", "report__partner__name",
                "department__name", "department__order", "section__sphere__name", "section__sphere__order",
                "agreement__title",
            )
        ):  # fmt: skip
            speaking[entry.event_id].append(entry)
        named: dict[int, list[EventPartner]] = defaultdict(list)
        for link in (
            EventPartner.objects.filter(event__in=keys)
            .exclude(role=PartnerRole.MENTIONED)
            .select_related("partner")
        ):
            named[link.event_id].append(link)
        rows += [_row(event, speaking[event.pk], named[event.pk]) for event in part]
    return rows


def _row(event: Event, entries: list[Entry], links: list[EventPartner]) -> EventRow:
    entries.sort(
        key=lambda entry: (Kind(entry.report.kind).is_plan, -entry.report.end.toordinal(), -entry.pk)
    )
    departments = (entry.department for entry in entries if entry.department)
    spheres = (entry.section.sphere for entry in entries if entry.section and entry.section.sphere)
    partners = shown_partners([link.partner for link in links])
    results = [_("documents signed")] if event.signed else []
    results += [_("arrangements reached")] if event.agreed else []
    return EventRow(
        pk=event.pk,
        title=event.title,
        dates=dates_in_words(event),
        start=event.start,
        end=event.end,
        place=event.place,
        partners=(
            *([RankedName(-1, _("all subjects of the Federation"))] if event.all_subjects else []),
            *(RankedName(0, partner.name) for partner in partners),
        ),
        departments=_headings((body.order, body.name) for body in departments),
        spheres=_headings((sphere.order, sphere.name) for sphere in spheres),
        agreements=tuple(dict.fromkeys(entry.agreement.title for entry in entries if entry.agreement)),
        direction=str(DIRECTION_LABELS[Direction(event.direction)]) if event.direction else "",
        activity=str(ACTIVITY_LABELS[Activity(event.activity)]) if event.activity else "",
        mode=str(event.get_mode_display()),
        participants=event.participants_count,
        figure=figure_in_words(event),
        results=tuple(results),
        outcome=str(OUTCOME_LABELS[Outcome(event.outcome)]),
        outcome_code=event.outcome,
        documents=tuple(dict.fromkeys(str(entry.report) for entry in reversed(entries))),
    )


def shown_partners(partners: Iterable[Partner]) -> list[Partner]:
    """The nearest partners: a city is said by its region, a country or a district by what lies in it."""
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
        key=lambda partner: (KINDS_IN_ORDER.index(partner.kind), partner.search),
    )


def dates_in_words(event: Event) -> str:
    """As a document would write them; the columns alone are read, so «по субботам» is not said."""
    if event.start is None:
        return ""
    precision = Precision(event.precision) if event.precision else Precision.DAY
    dates = Dates.of(event.start, event.end, precision)
    if precision is Precision.MONTH and event.start.month != event.end.month:
        # The event keeps the coarser of its two ends: «март – 20 апреля» is no «вторая декада апреля».
        next_day = event.end + timedelta(days=1)
        dates = replace(
            dates,
            start_precision=precision if event.start.day == 1 else Precision.DAY,
            end_precision=precision if next_day.day == 1 else Precision.DAY,
        )
    return write_dates(dates)


def figure_in_words(event: Event) -> str:
    if event.participants_count is None:
        return ""
    if event.participants_bound == Bound.AT_LEAST:
        return _("at least %(number)d") % {"number": event.participants_count}
    if event.participants_bound == Bound.ABOUT:
        return _("about %(number)d") % {"number": event.participants_count}
    return str(event.participants_count)


def _headings(pairs: Iterable[tuple[int, str]]) -> tuple[RankedName, ...]:
    return tuple(RankedName(order, name) for order, name in dict.fromkeys(pairs))
