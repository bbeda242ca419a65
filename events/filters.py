"""The filter of events: for the list, its files, and whatever else shows events by the same address."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.forms import Select
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner

from .access import Access
from .fate import LABELS as OUTCOME_LABELS
from .filter_fields import EveryRecordField, RecordsField
from .labels import ACTIVITY_LABELS, DIRECTION_LABELS
from .models import Event, EventPartner, Finding, Report, Sphere
from .models.recognised import MODE_LABELS
from .outcomes import PLANS, REPORTS, with_outcome
from .period import Period
from .report_forms import KINDS, DayField, PeriodField, any_of
from .stems import wanted_stems
from .vocabulary import PartnerRole

PLANNED, REPORTED = "planned", "reported"
STANDINGS = [(PLANNED, _("stands in a plan")), (REPORTED, _("stands in a report"))]
SIGNED, AGREED = "signed", "agreed"
RESULTS = [(SIGNED, _("documents signed")), (AGREED, _("arrangements reached"))]
YES, NO = "yes", "no"
MISSING: dict[str, tuple[Any, Q]] = {
    "dates": (_("no dates"), Q(start=None)),
    "partner": (_("no partner"), ~Q(Exists(EventPartner.objects.filter(event=OuterRef("pk"))))),
    "mode": (_("no mode"), Q(mode="")),
    "participants": (_("no number of participants"), Q(participants_count=None)),
}
NEWEST = "newest"
_BY_END = F("start").desc(nulls_last=True)
ORDERS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    NEWEST: (_("newest first"), (_BY_END, "-id")),
    "oldest": (_("oldest first"), (F("start").asc(nulls_last=True), "id")),
    "title": (_("by title"), ("search", "id")),
    "title-down": (_("by title, backwards"), ("-search", "-id")),
    "participants": (_("most participants first"), (F("participants_count").desc(nulls_last=True), "-id")),
    "participants-up": (_("fewest participants first"), (F("participants_count").asc(nulls_last=True), "id")),
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
    kind = _Several(label=_("Document"), choices=KINDS, method="by_kind")
    outcome = _Several(
        label=_("Outcome"),
        choices=[*STANDINGS, *_labelled(OUTCOME_LABELS)],
        method="by_outcome",
    )
    since = _Day(label=_("Held from"), method="by_since")
    until = _Day(label=_("Held until"), method="by_until")
    partner_kind = _Several(
        label=_("Kind of partner"), choices=Partner.Kind.choices, method="by_partner_kind"
    )
    sphere = _EveryRecord(label=_("Sphere"), model=Sphere, method="by_sphere")
    agreement = _Records(label=_("Agreement"), model=Agreement, lookup="agreement", method="by_agreement")
    activity = _Several(label=_("Kind of event"), choices=_labelled(ACTIVITY_LABELS), method="by_values")
    direction = _Several(label=_("Direction"), choices=_labelled(DIRECTION_LABELS), method="by_values")
    mode = _Several(label=_("Mode"), choices=_labelled(MODE_LABELS), method="by_values")
    result = _Several(label=_("Results"), choices=RESULTS, method="by_result")
    missing = _Several(
        label=_("Not said"),
        choices=[(key, label) for key, (label, _q) in MISSING.items()],
        method="by_missing",
    )
    findings = django_filters.ChoiceFilter(
        label=_("Remarks"),
        choices=[(YES, _("with remarks")), (NO, _("without remarks"))],
        empty_label=_("any"),
        method="by_findings",
    )
    order = django_filters.ChoiceFilter(
        label=_("Order"), choices=[(key, label) for key, (label, _o) in ORDERS.items()], method="by_order"
    )

    def __init__(self, data: QueryDict, access: Access):
        super().__init__(data, access.events())
        self.access = access
        self._of_row: list[Q] = []

    @cached_property
    def events(self) -> QuerySet[Event]:
        """In the chosen order; none where a value is no value: a list of everything would mislead."""
        if not self.is_valid():
            return Event.objects.none()
        return self.qs.order_by(*ORDERS[self.form.cleaned_data["order"] or NEWEST][1])

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
        events = super().filter_queryset(queryset)
        if self._of_row:
            rows = self.access.entries().filter(*self._of_row, event=OuterRef("pk"))
            events = events.filter(Exists(rows))
        return events

    # --- of one row

    def by_text(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        stems = wanted_stems(value)
        if not stems:
            return events.none()  # signs alone: nothing is said with them
        self._of_row += [Q(stems__contains=stem) for stem in stems]
        return events

    def by_kind(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        self._of_row.append(Q(report__kind__in=value))
        return events

    def by_period(self, events: QuerySet[Event], name: str, value: Period) -> QuerySet[Event]:
        """A year takes its half-years and quarters, a half-year its quarters."""
        self._of_row.append(Q(report__start__gte=value.start, report__end__lte=value.end))
        return events

    def by_department(self, events: QuerySet[Event], name: str, value: list[Department]) -> QuerySet[Event]:
        keys = set().union(*(department.chain() for department in value))
        self._of_row.append(Q(department__in=keys))
        return events

    def by_sphere(self, events: QuerySet[Event], name: str, value: list[Sphere]) -> QuerySet[Event]:
        self._of_row.append(Q(section__sphere__in=value))
        return events

    def by_agreement(self, events: QuerySet[Event], name: str, value: list[Agreement]) -> QuerySet[Event]:
        self._of_row.append(Q(agreement__in=value))
        return events

    # --- of the event

    def by_partner(self, events: QuerySet[Event], name: str, value: list[Partner]) -> QuerySet[Event]:
        keys = Partner.objects.filter(pk__in=[partner.pk for partner in value]).tree_keys()
        return events.filter(Exists(self._links().filter(partner__in=keys)))

    def by_partner_kind(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return events.filter(Exists(self._links().filter(partner__kind__in=value)))

    def _links(self) -> QuerySet[EventPartner]:
        return EventPartner.objects.filter(event=OuterRef("pk")).exclude(role=PartnerRole.MENTIONED)

    def by_since(self, events: QuerySet[Event], name: str, value: Any) -> QuerySet[Event]:
        return events.filter(end__gte=value)

    def by_until(self, events: QuerySet[Event], name: str, value: Any) -> QuerySet[Event]:
        return events.filter(start__lte=value)

    def by_values(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        return events.filter(**{f"{name}__in": value})

    def by_result(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        wanted = Q()
        for field in value:
            wanted |= Q(**{field: True})
        return events.filter(wanted)

    def by_missing(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        wanted = Q()
        for key in value:
            wanted |= MISSING[key][1]
        return events.filter(wanted)

    def by_outcome(self, events: QuerySet[Event], name: str, value: list[str]) -> QuerySet[Event]:
        rows = self.access.entries().filter(event=OuterRef("pk"))
        wanted = Q(outcome__in=value)
        if PLANNED in value:
            wanted |= Q(Exists(rows.filter(report__kind__in=PLANS)))
        if REPORTED in value:
            wanted |= Q(Exists(rows.filter(report__kind__in=REPORTS)))
        return with_outcome(events, self.access.entries()).filter(wanted)

    def by_findings(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        doubted = Finding.objects.filter(entry=OuterRef("pk")).exclude(severity="info")
        rows = Exists(self.access.entries().filter(Exists(doubted), event=OuterRef("pk")))
        return events.filter(rows if value == YES else ~rows)

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
