"""The event filter: read from a query string by the list, its files, the calendar, map, figures and API."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Form, Select
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Agreement, Department, Partner
from events.access import Access
from events.fields import KIND_CHOICES
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, LEVEL_LABELS, MODE_LABELS, OUTCOME_LABELS
from events.models import MOVED, TOLD_BY_REPORTS, Entry, Event, Finding, Sphere
from events.models.sphere import chains_of
from events.period import Period
from events.vocabulary import Mode, Outcome
from events.words.index import saying
from events.words.stems import wanted_stems

from .conditions import at_level, held_in, outside_period, took_part, with_partners_at_least, with_visits
from .filter_choices import (
    AHEAD,
    ALL_OF_THEM,
    EXCLUDABLE,
    MISSING,
    NO,
    OUTSIDE,
    PLANNED,
    REMARKS,
    REPORTED,
    RESULTS,
    SEVERAL,
    STANDINGS,
    VISITS,
    YES,
    choices_of,
)
from .filter_fields import (
    AnyOfFilter,
    DayFilter,
    EveryRecordFilter,
    PeriodFilter,
    PlacesFilter,
    RecordsFilter,
)
from .ordering import NEWEST, ORDERS, in_order

_NO_CONDITIONS = ("order", "exclude", "by_plan")


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _within(start: str, end: str, first: date | None, last: date | None) -> Q:
    """Whether the days between two columns meet those asked for."""
    return Q(**({f"{end}__gte": first} if first else {}), **({f"{start}__lte": last} if last else {}))


class EventFilterForm(Form):
    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError(_("The end is before the beginning.")))
        return self.cleaned_data


class EventFilter(django_filters.FilterSet):
    """Conditions on entries (document, period, department, sphere, agreement, words) must all hold for one
    visible entry of an event; the others are about the event itself."""

    text = django_filters.CharFilter(label=_("Words"), max_length=200, method="filter_text")
    partner = RecordsFilter(
        label=_("Partner"), model=Partner, key="code", lookup="partner", method="filter_partner"
    )
    together = django_filters.ChoiceFilter(
        label=_("Of several partners"),
        choices=[(ALL_OF_THEM, _("all of them together"))],
        empty_label=_("any of them"),
        method="filter_nothing",
    )
    partners_at_least = django_filters.ChoiceFilter(
        label=_("Number of partners"),
        choices=SEVERAL,
        empty_label=_("any"),
        method="filter_partners_at_least",
    )
    department = RecordsFilter(
        label=_("Executive body"), model=Department, lookup="department", method="filter_department"
    )
    period = PeriodFilter(label=_("Period of the document"), widget=Select, method="filter_period")
    kind = AnyOfFilter(label=_("Document"), choices=KIND_CHOICES, method="filter_kind")
    outcome = AnyOfFilter(
        label=_("Outcome"),
        choices=[*STANDINGS, *choices_of(OUTCOME_LABELS)],
        method="filter_outcome",
    )
    ahead = django_filters.ChoiceFilter(
        label=_("In the days ahead"), choices=AHEAD, empty_label=_("any"), method="filter_ahead"
    )
    since = DayFilter(label=_("Held from"), method="filter_days")
    until = DayFilter(label=_("Held until"), method="filter_days")
    district = EveryRecordFilter(
        label=_("Federal district"),
        model=Partner,
        key="code",
        choices_from={"kind": Partner.Kind.FEDERAL_DISTRICT},
        method="filter_partner",
    )
    partner_kind = AnyOfFilter(
        label=_("Kind of partner"), choices=Partner.Kind.choices, method="filter_partner_kind"
    )
    sphere = EveryRecordFilter(label=_("Sphere"), model=Sphere, method="filter_sphere")
    agreement = RecordsFilter(
        label=_("Agreement"), model=Agreement, lookup="agreement", method="filter_agreement"
    )
    activity = AnyOfFilter(
        label=_("Kind of event"), choices=choices_of(ACTIVITY_LABELS), method="filter_values"
    )
    direction = AnyOfFilter(
        label=_("Direction"), choices=choices_of(DIRECTION_LABELS), method="filter_values"
    )
    visit = AnyOfFilter(label=_("Meetings and delegations"), choices=VISITS, method="filter_visit")
    level = AnyOfFilter(
        label=_("Level of a meeting"), choices=choices_of(LEVEL_LABELS), method="filter_level"
    )
    held_in = PlacesFilter(label=_("Held in"), method="filter_held_in")
    took_part = django_filters.CharFilter(label=_("Who took part"), max_length=200, method="filter_took_part")
    mode = AnyOfFilter(label=_("Mode"), choices=choices_of(MODE_LABELS), method="filter_mode")
    result = AnyOfFilter(label=_("Results"), choices=RESULTS, method="filter_result")
    missing = AnyOfFilter(
        label=_("Not said"),
        choices=[(key, missing.label) for key, missing in MISSING.items()],
        method="filter_missing",
    )
    exclude = AnyOfFilter(label=_("All except"), choices=list(EXCLUDABLE.items()), method="filter_nothing")
    outside = AnyOfFilter(
        label=_("Dates and the document’s period"), choices=OUTSIDE, method="filter_outside"
    )
    findings = AnyOfFilter(label=_("Remarks"), choices=REMARKS, method="filter_findings")
    by_plan = django_filters.ChoiceFilter(
        label=_("Find by the plan’s dates and mode"),
        choices=[(NO, _("no"))],
        empty_label=_("yes"),
        method="filter_nothing",
    )
    order = django_filters.ChoiceFilter(
        label=_("Order"),
        choices=[(key, order.label) for key, order in ORDERS.items()],
        method="filter_nothing",
    )

    class Meta:
        form = EventFilterForm

    def __init__(self, data: QueryDict, access: Access):
        super().__init__(data, access.events())
        self.access = access
        self.entry_conditions: list[Q] = []  # collected while `qs` is evaluated
        self._excluded: frozenset[str] = frozenset()

    @cached_property
    def events(self) -> QuerySet[Event]:
        """In the chosen order. Empty when the filter is invalid: showing every event would mislead."""
        if not self.is_valid():
            return Event.objects.none()
        return self.in_order(self.qs)

    @property
    def has_conditions(self) -> bool:
        """Whether any event may be left out. Requires a validated form."""
        values = self.form.cleaned_data.items()
        return any(value for name, value in values if name not in _NO_CONDITIONS)

    def in_order(self, records: QuerySet, event: str = "") -> QuerySet:
        """`event`: the field of the records that is their event, if they are none."""
        return in_order(records, self.form.cleaned_data["order"] or NEWEST, event)

    def found_with(self, name: str, value: Any) -> QuerySet[Event]:
        """What would be found with another value of one field, not inverted. Requires a validated form."""
        asked = self.form.cleaned_data
        kept = [other for other in asked["exclude"] if other != name]
        self.form.cleaned_data = {**asked, name: value, "exclude": kept}
        try:
            return self.filter_queryset(self.queryset.all())
        finally:
            self.form.cleaned_data = asked

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        self.entry_conditions.clear()
        self._excluded = frozenset(self.form.cleaned_data["exclude"])
        events = super().filter_queryset(queryset)
        if not self.entry_conditions:
            return events
        entries = self.access.entries().filter(*self.entry_conditions)
        if self.form.cleaned_data["text"]:
            # The word index finds few entries: starting from them is cheaper than a subquery per event.
            return events.filter(pk__in=entries.values("event"))
        return events.filter(Exists(entries.filter(event=OuterRef("pk"))))

    def _entries(self) -> QuerySet[Entry]:
        return self.access.entries().filter(event=OuterRef("pk"))

    # --- conditions on one entry

    def _where_entry(self, events: QuerySet[Event], name: str, condition: Q) -> QuerySet[Event]:
        """Excluding a value drops every event with such an entry, whatever its other entries are."""
        if name in self._excluded:
            return events.filter(~Exists(self._entries().filter(condition)))
        self.entry_conditions.append(condition)
        return events

    def filter_text(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        stems = wanted_stems(value)
        if not stems:
            return events.none()  # punctuation only
        self.entry_conditions.append(saying(stems))
        return events

    def filter_kind(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return self._where_entry(events, name, Q(report__kind__in=value))

    def filter_period(self, events: QuerySet[Event], name: str, value: Period) -> QuerySet[Event]:
        """A year includes its half-years and quarters, a half-year its quarters."""
        self.entry_conditions.append(Q(report__start__gte=value.start, report__end__lte=value.end))
        return events

    def filter_department(
        self, events: QuerySet[Event], name: str, value: list[Department]
    ) -> QuerySet[Event]:
        keys = set().union(*(department.chain() for department in value))
        return self._where_entry(events, name, Q(department__in=keys))

    def filter_sphere(self, events: QuerySet[Event], name: str, value: list[Sphere]) -> QuerySet[Event]:
        return self._where_entry(events, name, Q(section__sphere__in=chains_of(value)))

    def filter_agreement(self, events: QuerySet[Event], name: str, value: list[Agreement]) -> QuerySet[Event]:
        return self._where_entry(events, name, Q(agreement__in=value))

    # --- conditions on the event

    def _where(self, events: QuerySet[Event], name: str, condition: Q) -> QuerySet[Event]:
        return events.filter(~condition if name in self._excluded else condition)

    def _where_partner(self, events: QuerySet[Event], name: str, condition: Q) -> QuerySet[Event]:
        """By what any visible entry says, the plan included; of held events by what their reports say."""
        found = self.access.held_with if self.asks_for_held else self.access.naming
        return self._where(events, name, found(condition))

    @property
    def asks_for_held(self) -> bool:
        """Whether only events that reports tell of are asked for. Requires a validated form."""
        outcomes = self.form.cleaned_data.get("outcome")
        return bool(outcomes) and all(
            outcome == REPORTED or (outcome != PLANNED and Outcome(outcome).is_held) for outcome in outcomes
        )

    def filter_partner(self, events: QuerySet[Event], name: str, value: list[Partner]) -> QuerySet[Event]:
        """Those below a partner count as it."""
        if self._asks_together(name):
            for partner in value:
                below = Partner.objects.filter(pk=partner.pk).tree_keys()
                events = self._where_partner(events, name, Q(partner__in=below))
            return events
        keys = Partner.objects.filter(pk__in=[partner.pk for partner in value]).tree_keys()
        return self._where_partner(events, name, Q(partner__in=keys))

    def partners_found(self, events: Collection[int]) -> dict[int, list[Partner]] | None:
        """Of the chosen partners those each event was found by, in the order they were chosen; None where the
        filter chooses none or leaves out the chosen. Requires a validated form."""
        chosen = self.form.cleaned_data["partner"]
        if not chosen or "partner" in self._excluded:
            return None
        found: dict[int, list[Partner]] = {event: [] for event in events}
        for partner in chosen:
            below = Partner.objects.filter(pk=partner.pk).tree_keys()
            named = self._where_partner(self.access.events(), "partner", Q(partner__in=below))
            for event in named.order_by().values_list("pk", flat=True):
                if event in found:
                    found[event].append(partner)
        return found

    def _asks_together(self, name: str) -> bool:
        together = self.form.cleaned_data.get("together") == ALL_OF_THEM
        return together and name == "partner" and name not in self._excluded

    def filter_partners_at_least(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        return events.filter(with_partners_at_least(int(value), self.access))

    def filter_partner_kind(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return self._where_partner(events, name, Q(partner__kind__in=value))

    def filter_ahead(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        today = timezone.localdate()
        return events.filter(end__gte=today, start__lte=today + timedelta(days=int(value)))

    @property
    def _finds_by_plan(self) -> bool:
        """Whether what a plan said of a held event finds it too. The rows are marked «by the plan»."""
        return not self.asks_for_held and self.form.cleaned_data.get("by_plan") != NO

    def filter_days(self, events: QuerySet[Event], name: str, value: date) -> QuerySet[Event]:
        """Both ends at once: both met by the days of the event, or both by those it was moved from."""
        first, last = self.form.cleaned_data.get("since"), self.form.cleaned_data.get("until")
        if name == "until" and first:
            return events  # done with the first day
        found = _within("start", "end", first, last)
        if self._finds_by_plan:
            found |= MOVED & _within("planned_start", "planned_end", first, last)
        return events.filter(found)

    def filter_mode(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        """An event is held in person unless something else is said."""
        found = Q(mode__in=value)
        if Mode.IN_PERSON in value:
            found |= Q(mode="")
        if self._finds_by_plan:
            found |= Q(Exists(self._entries().of_plans().filter(mode__in=value)))
        return self._where(events, name, found)

    def filter_held_in(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return self._where(events, name, held_in(value, current_gazetteer()))

    def filter_values(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        """For filters named like the field of Event."""
        return self._where(events, name, Q(**{f"{name}__in": value}))

    def filter_visit(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return events.filter(with_visits(value, self.access.entries()))

    def filter_level(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return events.filter(at_level(value, self.access.entries()))

    def filter_took_part(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        stems = wanted_stems(value)
        if not stems:
            return events.none()  # punctuation only
        self.entry_conditions.append(took_part(stems))
        return events

    def filter_outside(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        self.entry_conditions.append(outside_period(value))
        return events

    def filter_result(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        found = _any(Q(**{field: True}) for field in value)
        return events.filter(found & TOLD_BY_REPORTS if self.asks_for_held else found)

    def filter_missing(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        entries = self._entries()
        missing = _any(MISSING[key].condition(entries) for key in value)
        if self.asks_for_held and "participants" in value:
            missing |= ~TOLD_BY_REPORTS
        return self._where(events, name, missing)

    def filter_outcome(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        standings = [name for name in (PLANNED, REPORTED) if name in value]
        condition = _any([Q(pk__in=[]), *(Q(**{name: True}) for name in standings)])
        outcomes = [outcome for outcome in value if outcome not in standings]
        if Outcome.HELD in outcomes:
            outcomes.append(Outcome.RESCHEDULED)
        if not outcomes:
            return events.with_standing(self.access.drafts()).filter(condition)
        return events.became(outcomes, self.access.drafts(), or_where=condition)

    def filter_findings(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        entries = self._entries()
        found = Q(pk__in=[])
        if YES in value:
            found |= Q(Exists(entries.worth_a_look()))
        if NO in value:
            found |= ~Q(Exists(entries.worth_a_look()))
        if cells := [cell for cell in value if cell not in (YES, NO)]:
            about = Finding.objects.worth_a_look().filter(role__in=cells, entry=OuterRef("pk"))
            found |= Q(Exists(entries.filter(Exists(about))))
        return events.filter(found)

    def filter_nothing(self, events: QuerySet[Event], name: str, value: object) -> QuerySet[Event]:
        """For parameters that other methods read from the form."""
        return events
