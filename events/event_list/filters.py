"""The filter of events: for the list, its files, and whatever else shows events by the same address."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import BaseExpression
from django.forms import Select
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from events.access import Access
from events.fields import KIND_CHOICES, DayField, EveryRecordField, PeriodField, RecordsField, any_of
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS
from events.labels import OUTCOME_LABELS as OUTCOME_LABELS
from events.meetings.visits import VISIT_LABELS, visits
from events.models import Entry, Event, EventPartner, Finding, Report, Sphere
from events.models.outcomes import PLANS, REPORTS, became
from events.period import Period
from events.vocabulary import PartnerRole
from events.words.index import saying
from events.words.stems import wanted_stems

from .rows import KINDS_IN_ORDER

PLANNED, REPORTED = "planned", "reported"
STANDINGS = [(PLANNED, _("stands in a plan")), (REPORTED, _("stands in a report"))]
SIGNED, AGREED = "signed", "agreed"
RESULTS = [(SIGNED, _("documents signed")), (AGREED, _("arrangements reached"))]
YES, NO = "yes", "no"
AHEAD = [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]
# What may be asked the other way round: all but these.
EXCEPT = {
    "partner": _("Partner"),
    "district": _("Federal district"),
    "partner_kind": _("Kind of partner"),
    "department": _("Executive body"),
    "sphere": _("Sphere"),
    "agreement": _("Agreement"),
    "kind": _("Document"),
    "activity": _("Kind of event"),
    "direction": _("Direction"),
    "mode": _("Mode"),
    "missing": _("Not said"),
}


def _no_row(**condition: Any) -> Callable[[QuerySet[Entry]], Q]:
    return lambda rows: ~Q(Exists(rows.filter(**condition)))


# What nothing says; asked of the rows of the event the reader may see.
MISSING: dict[str, tuple[Any, Callable[[QuerySet[Entry]], Q]]] = {
    "dates": (_("no dates"), lambda rows: Q(start=None)),
    "place": (_("no place"), lambda rows: Q(place="")),
    "partner": (_("no partner"), lambda rows: ~Q(Exists(_links()))),
    "department": (_("no executive body"), _no_row(department__isnull=False)),
    "sphere": (_("no sphere"), _no_row(section__sphere__isnull=False)),
    "agreement": (_("no agreement"), _no_row(agreement__isnull=False)),
    "activity": (_("no kind of event"), lambda rows: Q(activity="")),
    "direction": (_("no direction"), lambda rows: Q(direction="")),
    "mode": (_("no mode"), lambda rows: Q(mode="")),
    "participants": (_("no number of participants"), lambda rows: Q(participants_count=None)),
}
NEWEST = "newest"
_BY_END = F("start").desc(nulls_last=True)


def _links_of_all() -> QuerySet[EventPartner]:
    return EventPartner.objects.exclude(role=PartnerRole.MENTIONED)


def _links(event: str = "pk") -> QuerySet[EventPartner]:
    return _links_of_all().filter(event=OuterRef(event))


def _first_partner(access: Access, event: str) -> BaseExpression:
    """The name of the partner the list shows first."""
    rank = Case(
        *(When(partner__kind=kind, then=Value(place)) for place, kind in enumerate(KINDS_IN_ORDER)),
        default=Value(len(KINDS_IN_ORDER)),
    )
    return Subquery(_links(event).order_by(rank, "partner__search").values("partner__search")[:1])


def _first_body(access: Access, event: str) -> BaseExpression:
    """Of several bodies the first by its name."""
    rows = access.entries().filter(event=OuterRef(event), department__isnull=False)
    return Subquery(rows.order_by("department__search").values("department__search")[:1])


_Order = tuple[Any, tuple[Any, ...], Callable[[Access, str], BaseExpression] | None]
_KEY_UP, _KEY_DOWN = F("key").asc(nulls_last=True), F("key").desc(nulls_last=True)
ORDERS: dict[str, _Order] = {
    NEWEST: (_("newest first"), (_BY_END, "-id"), None),
    "oldest": (_("oldest first"), (F("start").asc(nulls_last=True), "id"), None),
    "title": (_("by title"), ("search", "id"), None),
    "title-down": (_("by title, backwards"), ("-search", "-id"), None),
    "partner": (_("by partner"), (_KEY_UP, _BY_END, "-id"), _first_partner),
    "partner-down": (_("by partner, backwards"), (_KEY_DOWN, _BY_END, "-id"), _first_partner),
    "department": (_("by executive body"), (_KEY_UP, _BY_END, "-id"), _first_body),
    "department-down": (_("by executive body, backwards"), (_KEY_DOWN, _BY_END, "-id"), _first_body),
    "participants": (
        _("most participants first"),
        (F("participants_count").desc(nulls_last=True), "-id"),
        None,
    ),
    "participants-up": (
        _("fewest participants first"),
        (F("participants_count").asc(nulls_last=True), "id"),
        None,
    ),
}


def _labelled(labels: dict) -> list[tuple[str, Any]]:
    return [(key.value, label) for key, label in labels.items()]


class _Records(django_filters.Filter):
    field_class = RecordsField


class _EveryRecord(django_filters.Filter):
    field_class = EveryRecordField


class _Day(django_filters.Filter):
    field_class = DayField


class _Period(django_filters.Filter):
    field_class = PeriodField


class _Several(django_filters.MultipleChoiceFilter):
    """Any of the values."""


class EventFilter(django_filters.FilterSet):
    """What is said of a row (document, period, body, sphere, words) must be true of one and the same row the
    reader may see; everything else is asked of the event."""

    text = django_filters.CharFilter(label=_("Words"), max_length=200, method="by_text")
    partner = _Records(label=_("Partner"), model=Partner, key="code", lookup="partner", method="by_partner")
    department = _Records(
        label=_("Executive body"), model=Department, lookup="department", method="by_department"
    )
    period = _Period(label=_("Period of the document"), widget=Select, method="by_period")
    kind = _Several(label=_("Document"), choices=KIND_CHOICES, method="by_kind")
    outcome = _Several(
        label=_("Outcome"),
        choices=[*STANDINGS, *_labelled(OUTCOME_LABELS)],
        method="by_outcome",
    )
    ahead = django_filters.ChoiceFilter(
        label=_("In the days ahead"), choices=AHEAD, empty_label=_("any"), method="by_ahead"
    )
    since = _Day(label=_("Held from"), method="by_since")
    until = _Day(label=_("Held until"), method="by_until")
    district = _EveryRecord(
        label=_("Federal district"),
        model=Partner,
        key="code",
        choices_from={"kind": Partner.Kind.FEDERAL_DISTRICT},
        method="by_partner",
    )
    partner_kind = _Several(
        label=_("Kind of partner"), choices=Partner.Kind.choices, method="by_partner_kind"
    )
    sphere = _EveryRecord(label=_("Sphere"), model=Sphere, method="by_sphere")
    agreement = _Records(label=_("Agreement"), model=Agreement, lookup="agreement", method="by_agreement")
    activity = _Several(label=_("Kind of event"), choices=_labelled(ACTIVITY_LABELS), method="by_values")
    direction = _Several(label=_("Direction"), choices=_labelled(DIRECTION_LABELS), method="by_values")
    visit = _Several(label=_("Meetings and delegations"), choices=_labelled(VISIT_LABELS), method="by_visit")
    mode = _Several(label=_("Mode"), choices=_labelled(MODE_LABELS), method="by_values")
    result = _Several(label=_("Results"), choices=RESULTS, method="by_result")
    missing = _Several(
        label=_("Not said"),
        choices=[(key, label) for key, (label, _q) in MISSING.items()],
        method="by_missing",
    )
    exclude = _Several(label=_("All except"), choices=list(EXCEPT.items()), method="by_exclude")
    findings = django_filters.ChoiceFilter(
        label=_("Remarks"),
        choices=[(YES, _("with remarks")), (NO, _("without remarks"))],
        empty_label=_("any"),
        method="by_findings",
    )
    order = django_filters.ChoiceFilter(
        label=_("Order"), choices=[(key, order[0]) for key, order in ORDERS.items()], method="by_order"
    )

    def __init__(self, data: QueryDict, access: Access):
        super().__init__(data, access.events())
        self.access = access
        self._of_row: list[Q] = []
        self._turned: frozenset[str] = frozenset()

    @cached_property
    def events(self) -> QuerySet[Event]:
        """In the chosen order; none where a value is no value: a list of everything would mislead."""
        if not self.is_valid():
            return Event.objects.none()
        return self.in_order(self.qs)

    def in_order(self, records: QuerySet, event: str = "pk") -> QuerySet:
        """`event`: the field of the records that leads to the event."""
        _label, order, key = ORDERS[self.form.cleaned_data["order"] or NEWEST]
        if key is not None:
            records = records.alias(key=key(self.access, event))
        return records.order_by(*order)

    def get_form_class(self) -> type:
        form = super().get_form_class()

        def clean(own: Any) -> dict[str, Any]:
            since, until = own.cleaned_data.get("since"), own.cleaned_data.get("until")
            if since and until and since > until:
                own.add_error("until", ValidationError(_("The end is before the beginning.")))
            return own.cleaned_data

        return type("EventFilterForm", (form,), {"clean": clean})

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        self._of_row.clear()
        self._turned = frozenset(self.form.cleaned_data["exclude"])
        events = super().filter_queryset(queryset)
        if self._of_row:
            rows = self.access.entries().filter(*self._of_row)
            if self.form.cleaned_data["text"]:
                # The index finds few rows: better to begin with them than to ask every event.
                return events.filter(pk__in=rows.values("event"))
            events = events.filter(Exists(rows.filter(event=OuterRef("pk"))))
        return events

    def _rows(self) -> QuerySet[Entry]:
        return self.access.entries().filter(event=OuterRef("pk"))

    # --- of one row

    def _in_row(self, events: QuerySet[Event], name: str, condition: Q) -> QuerySet[Event]:
        """«Except» asks that no row says it, whatever the rows say besides."""
        if name in self._turned:
            return events.filter(~Exists(self._rows().filter(condition)))
        self._of_row.append(condition)
        return events

    def by_text(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        stems = wanted_stems(value)
        if not stems:
            return events.none()  # signs alone: nothing is said with them
        self._of_row.append(saying(stems))
        return events

    def by_kind(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return self._in_row(events, name, Q(report__kind__in=value))

    def by_period(self, events: QuerySet[Event], name: str, value: Period) -> QuerySet[Event]:
        """A year takes its half-years and quarters, a half-year its quarters."""
        self._of_row.append(Q(report__start__gte=value.start, report__end__lte=value.end))
        return events

    def by_department(self, events: QuerySet[Event], name: str, value: list[Department]) -> QuerySet[Event]:
        keys = set().union(*(department.chain() for department in value))
        return self._in_row(events, name, Q(department__in=keys))

    def by_sphere(self, events: QuerySet[Event], name: str, value: list[Sphere]) -> QuerySet[Event]:
        return self._in_row(events, name, Q(section__sphere__in=value))

    def by_agreement(self, events: QuerySet[Event], name: str, value: list[Agreement]) -> QuerySet[Event]:
        return self._in_row(events, name, Q(agreement__in=value))

    # --- of the event

    def by_partner(self, events: QuerySet[Event], name: str, value: list[Partner]) -> QuerySet[Event]:
        keys = Partner.objects.filter(pk__in=[partner.pk for partner in value]).tree_keys()
        return self._with_link(events, name, Q(partner__in=keys))

    def by_partner_kind(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return self._with_link(events, name, Q(partner__kind__in=value))

    def _with_link(self, events: QuerySet[Event], name: str, condition: Q) -> QuerySet[Event]:
        found = Q(pk__in=_links_of_all().filter(condition).values("event"))
        return events.filter(~found if name in self._turned else found)

    def by_ahead(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        today = timezone.localdate()
        return events.filter(end__gte=today, start__lte=today + timedelta(days=int(value)))

    def by_since(self, events: QuerySet[Event], name: str, value: Any) -> QuerySet[Event]:
        return events.filter(end__gte=value)

    def by_until(self, events: QuerySet[Event], name: str, value: Any) -> QuerySet[Event]:
        return events.filter(start__lte=value)

    def by_values(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        found = Q(**{f"{name}__in": value})
        return events.filter(~found if name in self._turned else found)

    def by_visit(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        conditions = visits(self.access.entries())
        wanted = Q()
        for visit in value:
            wanted |= conditions[visit]
        return events.filter(wanted)

    def by_result(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        wanted = Q()
        for field in value:
            wanted |= Q(**{field: True})
        return events.filter(wanted)

    def by_missing(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        wanted = Q()
        for key in value:
            wanted |= MISSING[key][1](self._rows())
        return events.filter(~wanted if name in self._turned else wanted)

    def by_outcome(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        rows = self._rows()
        wanted = became([one for one in value if one not in (PLANNED, REPORTED)], self.access.entries())
        if PLANNED in value:
            wanted |= Q(Exists(rows.filter(report__kind__in=PLANS)))
        if REPORTED in value:
            wanted |= Q(Exists(rows.filter(report__kind__in=REPORTS)))
        return events.filter(wanted)

    def by_findings(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        doubted = Finding.objects.filter(entry=OuterRef("pk")).exclude(severity="info")
        rows = Exists(self.access.entries().filter(Exists(doubted), event=OuterRef("pk")))
        return events.filter(rows if value == YES else ~rows)

    def by_exclude(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return events  # each condition asks whether it is turned

    def by_order(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        return events


def periods_of_documents() -> list[tuple[str, str]]:
    """Periods there are documents of, with the half-years and years they lie in, newest first."""
    periods = {Period.parse(code) for code in Report.objects.order_by().values_list("period_code", flat=True)}
    for period in list(periods):
        periods.add(Period(period.year))
        if period.part.startswith("Q"):
            periods.add(Period(period.year, "H1" if period.part in ("Q1", "Q2") else "H2"))
    ordered = sorted(periods, key=lambda period: (-period.year, -period.months, -period.start.month))
    return [("", str(any_of([])[0][1])), *((period.code, period.title) for period in ordered)]
