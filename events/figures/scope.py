"""What figures are computed over: a period, counted by dates or by documents, and conditions on events."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from agreements.models import Partner
from agreements.partner_tree import counted_partners
from coopregistry.keys import by_keys
from events.access import Access
from events.event_list.filter_choices import NO
from events.models import Entry, Event
from events.period import FIRST_YEAR, Period

from .event_facts import EventFacts, documented_in, held_in
from .filters import BY_DATES, BY_DOCUMENTS, CONDITIONS, FIELDS, FiguresFilter
from .selection import Selection
from .tallies import Tallies, Tally, kept_totals, tally_of

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
        return urlencode({**self._conditions, **filters}, doseq=True)

    @cached_property
    def _conditions(self) -> dict[str, str | Sequence[str]]:
        conditions: dict[str, str | Sequence[str]] = {"period": self.period.code}
        if self.by == BY_DATES:
            since, until = (f"{day:%Y-%m-%d}" for day in (self.period.start, self.period.end))
            conditions = {"since": since, "until": until, "by_plan": NO}
        for name in CONDITIONS:
            if values := [value for value in self.filter.data.getlist(name) if value]:
                conditions[name] = values
        return conditions

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

    def _in_period(self, access: Access) -> QuerySet[Event]:
        """As another reader sees it, of a scope without conditions."""
        first, last = self.period.start, self.period.end
        if self.by == BY_DATES:
            return access.events().filter(end__gte=first, start__lte=last)
        entries = access.entries().filter(report__start__gte=first, report__end__lte=last)
        return access.events().filter(pk__in=entries.order_by().values("event"))

    @property
    def reported(self) -> QuerySet[Event]:
        """Those a visible report tells of, of chosen partners with one of them."""
        return self.selection.reported

    @cached_property
    def chosen_partners(self) -> frozenset[int] | None:
        """The partners of the filter with all under them; None where it names none."""
        chosen = self.filter.form.cleaned_data.get("partner")
        if not chosen:
            return None
        return Partner.objects.filter(pk__in=[partner.pk for partner in chosen]).tree_keys()

    @cached_property
    def selection(self) -> Selection:
        return self._selection(self.access, self.events)

    def _selection(self, access: Access, events: QuerySet[Event]) -> Selection:
        return Selection(
            access=access,
            events=events,
            condition=self.filter.entry_condition,
            document_period=self.period if self.by == BY_DOCUMENTS else None,
            chosen=self.chosen_partners,
        )

    @property
    def facts(self) -> tuple[EventFacts, ...]:
        return self.selection.facts

    # --- what is kept

    @cached_property
    def is_kept(self) -> bool:
        """Whether kept numbers tell of all its events but those the reader's own drafts speak of."""
        return self.access.reads and not any(self.is_filtered_by(name) for name in CONDITIONS)

    @cached_property
    def kept(self) -> Tallies:
        return Tallies.kept(self.period, by_documents=self.by == BY_DOCUMENTS)

    @cached_property
    def differing(self) -> tuple[tuple[Selection, int], ...]:
        """Of events the reader's drafts speak of: as the reader sees them, to be added to what is kept; and
        as every reader does, to be taken from it."""
        drafts = self.access.drafts()
        if drafts.query.is_empty():
            return ()
        everybody = self.access.of_everybody()
        touched = Q(pk__in=drafts.order_by().values("event"))
        told = [
            (access, by_keys(self._in_period(access).filter(touched)), step)
            for access, step in ((self.access, 1), (everybody, -1))
        ]
        return tuple(
            (self._selection(access, events), step)
            for access, events, step in told
            if not events.query.is_empty()
        )

    def totals_of(self, parts: "Sequence[Scope]") -> list[Tally]:
        """Of parts of its period."""
        periods = [part.period for part in parts]
        if not self.is_kept:
            return [tally_of(self._within(self.facts, period)) for period in periods]
        totals = kept_totals(periods, by_documents=self.by == BY_DOCUMENTS)
        for selection, step in self.differing:
            for total, period in zip(totals, periods, strict=True):
                total.add(tally_of(self._within(selection.facts, period)).counters, step)
        return totals

    @cached_property
    def tallies(self) -> Tallies:
        if not self.is_kept:
            tallies = Tallies()
            tallies.add(self.facts, counted_partners())
            return tallies
        for selection, step in self.differing:
            self.kept.add(selection.facts, counted_partners(), step)
        return self.kept

    def _within(self, facts: Sequence[EventFacts], period: Period) -> Sequence[EventFacts]:
        if period == self.period:
            return facts
        return (documented_in if self.by == BY_DOCUMENTS else held_in)(facts, period)


def latest_year(access: Access) -> str:
    """The latest year of a document that has begun and has entries: a plan for a future year or an empty
    report would show no figures."""
    today = timezone.localdate()
    is_filled = Exists(access.entries().filter(report=OuterRef("pk")))
    reports = access.reports().filter(is_filled, start__lte=today).order_by("-end", "-start")
    code = reports.values_list("period_code", flat=True).first()
    return str(min(Period.parse(code).end.year, today.year) if code else today.year)
