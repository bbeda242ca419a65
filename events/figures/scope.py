"""What figures are computed over: a period, counted by dates or by documents, and conditions on events."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from agreements.models import Partner
from events.access import Access
from events.event_list.filter_choices import NO
from events.models import Entry, Event
from events.period import FIRST_YEAR, Period

from .event_facts import EventFacts, documented_in, held_in, read_event_facts
from .filters import BY_DATES, BY_DOCUMENTS, CONDITIONS, FIELDS, FiguresFilter

_QUARTERS = {"H1": ("Q1", "Q2"), "H2": ("Q3", "Q4"), "9M": ("Q1", "Q2", "Q3"), "": ("Q1", "Q2", "Q3", "Q4")}
_WITH_HALF_YEARS = ("Q1", "Q2", "H1", "Q3", "Q4", "H2")


@dataclass(frozen=True)
class Scope:
    """One period of a valid filter. Every number computed here is that of the event list under `query`."""

    access: Access
    filter: FiguresFilter
    period: Period
    by: str

    @classmethod
    def from_query(
        cls, data: QueryDict, access: Access, without: Sequence[str] = ()
    ) -> "tuple[FiguresFilter, Scope | None]":
        """The filter to show, and None for the scope if it is invalid. `without`: fields to leave out."""
        data = data.copy()
        data.pop("exclude", None)
        if not data.get("period"):
            data["period"] = latest_year(access)
        if not data.get("by"):
            data["by"] = BY_DATES
        figures_filter = FiguresFilter(data, access, without)
        if not figures_filter.is_valid():
            return figures_filter, None
        values = figures_filter.form.cleaned_data
        return figures_filter, cls(access, figures_filter, values["period"], values["by"])

    def at(self, period: Period, by: str = "") -> "Scope":
        return Scope(self.access, self.filter, period, by or self.by)

    @cached_property
    def before(self) -> "Scope":
        """The same part of the year before; of several years, as many years before."""
        return self.at(self.period.shifted(-min(self.period.years, self.period.year - FIRST_YEAR)))

    @property
    def parts(self) -> "list[Scope]":
        """Its quarters, none for a month or several years; by documents the half-years of a year as well,
        whose plans lie in no quarter."""
        if self.period.years > 1:
            return []
        codes = _QUARTERS.get(self.period.part, ())
        if self.by == BY_DOCUMENTS and self.period.part == "":
            codes = _WITH_HALF_YEARS
        return [self.at(Period(self.period.year, code)) for code in codes]

    def is_filtered_by(self, name: str) -> bool:
        return bool(self.filter.form.cleaned_data.get(name))

    # --- query strings

    def query(self, **filters: str | Sequence[str]) -> str:
        """The event list of exactly these events; `filters` add conditions or replace those of the scope."""
        data = QueryDict(mutable=True)
        if self.by == BY_DATES:
            data["since"] = f"{self.period.start:%Y-%m-%d}"
            data["until"] = f"{self.period.end:%Y-%m-%d}"
            data["by_plan"] = NO
        else:
            data["period"] = self.period.code
        for name in CONDITIONS:
            values = self.filter.data.getlist(name)
            if any(values):
                data.setlist(name, [value for value in values if value])
        for name, value in filters.items():
            data.setlist(name, [value] if isinstance(value, str) else list(value))
        return data.urlencode()

    @cached_property
    def own_query(self) -> str:
        """The query string of the figures themselves."""
        data = self.filter.data.copy()
        data["period"], data["by"] = self.period.code, self.by
        for name in [name for name in data if name not in FIELDS or not any(data.getlist(name))]:
            del data[name]
        return data.urlencode()

    @property
    def canonical_query(self) -> str:
        """`own_query` with fields and values in a fixed order: the same figures, the same text."""
        pairs = [(name, value) for name, values in QueryDict(self.own_query).lists() for value in values]
        return urlencode(sorted(pairs))

    # --- entries and events

    @cached_property
    def entries(self) -> QuerySet[Entry]:
        """Visible entries that match the conditions; by documents, those of the period."""
        entries = self.access.entries().filter(self.filter.entry_condition)
        if self.by == BY_DOCUMENTS:
            entries = entries.filter(report__start__gte=self.period.start, report__end__lte=self.period.end)
        return entries

    @cached_property
    def events(self) -> QuerySet[Event]:
        events = self.filter.qs.order_by()
        if self.by == BY_DATES:
            events = events.filter(end__gte=self.period.start, start__lte=self.period.end)
        if self.by == BY_DOCUMENTS or self.filter.entry_condition:
            events = events.filter(pk__in=self.entries.order_by().values("event"))
        return events

    @cached_property
    def reported(self) -> QuerySet[Event]:
        """Those a visible report tells of, of chosen partners with one of them."""
        in_report = self.access.entries().of_reports().filter(event=OuterRef("pk"))
        events = self.events.filter(Exists(in_report))
        if self.chosen_partners is None:
            return events
        return events.filter(self.access.held_with(Q(partner__in=self.chosen_partners)))

    @cached_property
    def chosen_partners(self) -> frozenset[int] | None:
        """The partners of the filter with all under them; None where it names none."""
        chosen = self.filter.form.cleaned_data.get("partner")
        if not chosen:
            return None
        return Partner.objects.filter(pk__in=[partner.pk for partner in chosen]).tree_keys()

    @cached_property
    def facts(self) -> tuple[EventFacts, ...]:
        document_period = self.period if self.by == BY_DOCUMENTS else None
        return read_event_facts(
            self.events, self.access, self.filter.entry_condition, document_period, self.chosen_partners
        )

    def facts_in(self, period: Period) -> list[EventFacts]:
        """Those of a part of its period."""
        return (documented_in if self.by == BY_DOCUMENTS else held_in)(self.facts, period)


def latest_year(access: Access) -> str:
    """The latest year of a document that has begun and has entries: a plan for a future year or an empty
    report would show no figures."""
    today = timezone.localdate()
    is_filled = Exists(access.entries().filter(report=OuterRef("pk")))
    reports = access.reports().filter(is_filled, start__lte=today).order_by("-end", "-start")
    code = reports.values_list("period_code", flat=True).first()
    return str(min(Period.parse(code).end.year, today.year) if code else today.year)
