"""What figures are asked of: a period, by dates or by documents, and conditions of the list of events."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Select
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.access import Access
from events.event_list.filter_fields import PeriodFilter
from events.event_list.filters import EventFilter
from events.event_list.periods import newest_first, period_choices
from events.models import Entry, Event
from events.period import Period

from .facts import Fact, held_in, read_facts, told_in

BY_DATES, BY_DOCUMENTS = "dates", "documents"
BASES = [(BY_DATES, _("by the dates of events")), (BY_DOCUMENTS, _("by the periods of documents"))]
_CONDITIONS = ("partner", "department", "sphere", "kind")
_FIELDS = ("period", "by", *_CONDITIONS)
_HALVES = {"H1": ("Q1", "Q2"), "H2": ("Q3", "Q4"), "9M": ("Q1", "Q2", "Q3"), "": ("Q1", "Q2", "Q3", "Q4")}


class FiguresFilter(EventFilter):
    """Those conditions of the list that make sense of a sum, under the same names in the address."""

    period = PeriodFilter(label=_("Period"), widget=Select, method="filter_nothing")
    by = django_filters.ChoiceFilter(
        label=_("Count"), choices=BASES, empty_label=None, null_label=None, method="filter_nothing"
    )

    def __init__(self, data: QueryDict, access: Access, without: Sequence[str] = ()):
        super().__init__(data, access)
        for name in [name for name in self.filters if name not in (*_FIELDS, "exclude") or name in without]:
            del self.filters[name]

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        """What is asked of a row is left to the scope: it is asked together with the document's period."""
        self.entry_conditions.clear()
        return super(EventFilter, self).filter_queryset(queryset)

    @property
    def of_row(self) -> list[Q]:
        self.filter_queryset(self.queryset.all())  # it notes them
        return self.entry_conditions


@dataclass(frozen=True)
class Scope:
    """One period of a valid filter. Every count made here is that of the list under `query`."""

    access: Access
    found: FiguresFilter
    period: Period
    by: str
    told: dict[str, Any] = field(default_factory=dict, repr=False)  # the form's own values

    @classmethod
    def of(
        cls, data: QueryDict, access: Access, without: Sequence[str] = ()
    ) -> "tuple[FiguresFilter, Scope | None]":
        """The form to show, and no scope where a value of it is no value."""
        data = data.copy()
        data.pop("exclude", None)
        if not data.get("period"):
            data["period"] = latest_year(access)
        if not data.get("by"):
            data["by"] = BY_DATES
        found = FiguresFilter(data, access, without)
        found.form.order_fields(_FIELDS)
        found.form.fields["period"].widget.choices = _periods(data["period"])
        valid = found.is_valid()
        del found.form.fields["exclude"]  # the list has it; what is said of it is nothing
        if not valid:
            return found, None
        said = found.form.cleaned_data
        return found, cls(access, found, said["period"], said["by"], said)

    def at(self, period: Period, by: str = "") -> "Scope":
        return Scope(self.access, self.found, period, by or self.by, self.told)

    @cached_property
    def before(self) -> "Scope":
        """The same part of the year before."""
        return self.at(Period(max(1990, self.period.year - 1), self.period.part))

    @property
    def parts(self) -> "list[Scope]":
        """Its quarters; by documents also the half-years, whose plans lie in no quarter."""
        codes = list(_HALVES.get(self.period.part, ()))
        if self.by == BY_DOCUMENTS and self.period.part == "":
            codes = ["Q1", "Q2", "H1", "Q3", "Q4", "H2"]
        return [self.at(Period(self.period.year, code)) for code in codes]

    def chosen(self, name: str) -> bool:
        return bool(self.told.get(name))

    # --- the address of the list

    def query(self, **more: str | Sequence[str]) -> str:
        """The list of exactly these events; what is given more replaces a condition of the same name."""
        data = QueryDict(mutable=True)
        if self.by == BY_DATES:
            data["since"] = f"{self.period.start:%Y-%m-%d}"
            data["until"] = f"{self.period.end:%Y-%m-%d}"
        else:
            data["period"] = self.period.code
        for name in _CONDITIONS:
            values = self.found.data.getlist(name)
            if any(values):
                data.setlist(name, [value for value in values if value])
        for name, value in more.items():
            data.setlist(name, [value] if isinstance(value, str) else list(value))
        return data.urlencode()

    @cached_property
    def own_query(self) -> str:
        """The figures themselves."""
        data = self.found.data.copy()
        data["period"], data["by"] = self.period.code, self.by
        for name in [name for name in data if name not in _FIELDS or not any(data.getlist(name))]:
            del data[name]
        return data.urlencode()

    # --- the rows and events

    @cached_property
    def rows(self) -> QuerySet[Entry]:
        """Visible rows all that is said of a row is true of; by documents with the period."""
        rows = self.access.entries().filter(*self.found.of_row)
        if self.by == BY_DOCUMENTS:
            rows = rows.filter(report__start__gte=self.period.start, report__end__lte=self.period.end)
        return rows

    @cached_property
    def events(self) -> QuerySet[Event]:
        events = self.found.qs.order_by()
        if self.by == BY_DATES:
            events = events.filter(end__gte=self.period.start, start__lte=self.period.end)
        if self.by == BY_DOCUMENTS or self.found.of_row:
            events = events.filter(pk__in=self.rows.order_by().values("event"))
        return events

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        documents_of = self.period if self.by == BY_DOCUMENTS else None
        return read_facts(self.events, self.access.entries(), Q(*self.found.of_row), documents_of)

    def facts_in(self, period: Period) -> list[Fact]:
        """Those of a part of its period."""
        return (told_in if self.by == BY_DOCUMENTS else held_in)(self.facts, period)


def latest_year(access: Access) -> str:
    """The last year with rows in a document that has begun: a plan of a year to come, or a report nobody has
    filled yet, would show empty figures."""
    today = timezone.localdate()
    filled = Exists(access.entries().filter(report=OuterRef("pk")))
    reports = access.reports().filter(filled, start__lte=today).order_by("-end", "-start")
    code = reports.values_list("period_code", flat=True).first()
    return code[:4] if code else str(today.year)


def _periods(chosen: str) -> list[tuple[str, str]]:
    """Those of documents with the quarters of their years; one that was typed stays."""
    codes = {code for code, _title in period_choices() if code}
    for year in {code[:4] for code in codes}:
        codes |= {f"{year}{part}" for part in ("", "-H1", "-H2", "-9M", "-Q1", "-Q2", "-Q3", "-Q4")}
    with suppress(ValueError):
        codes.add(Period.parse(chosen).code)
    return [(period.code, period.title) for period in newest_first({Period.parse(code) for code in codes})]
