"""The filter of figures: conditions of the event list that make sense for sums, a period and a basis."""

from collections.abc import Sequence
from contextlib import suppress

import django_filters
from django.db.models import Q, QuerySet
from django.forms import Select
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.access import Access
from events.event_list.filter_fields import PeriodFilter
from events.event_list.filters import EventFilter
from events.event_list.periods import newest_first, period_choices
from events.models import Event
from events.period import Period

BY_DATES, BY_DOCUMENTS = "dates", "documents"
BASES = [(BY_DATES, _("by the dates of events")), (BY_DOCUMENTS, _("by the periods of documents"))]
CONDITIONS = ("partner", "department", "sphere", "kind")
FIELDS = ("period", "by", *CONDITIONS)


class FiguresFilter(EventFilter):
    """Conditions keep the names they have in the event list, so that every figure can link to it."""

    period = PeriodFilter(label=_("Period"), widget=Select, method="filter_nothing")
    by = django_filters.ChoiceFilter(
        label=_("Count"), choices=BASES, empty_label=None, null_label=None, method="filter_nothing"
    )

    def __init__(self, data: QueryDict, access: Access, without: Sequence[str] = ()):
        super().__init__(data, access)
        for name in [name for name in self.filters if name not in (*FIELDS, "exclude") or name in without]:
            del self.filters[name]
        self.form.order_fields(FIELDS)
        self.form.fields["period"].widget.choices = _period_choices(data["period"])
        self.is_valid()
        del self.form.fields["exclude"]  # cleaned for EventFilter, but not offered here

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        """Leaves the conditions on entries to the scope, which combines them with the document's period."""
        self.entry_conditions.clear()
        return super(EventFilter, self).filter_queryset(queryset)

    @property
    def entry_condition(self) -> Q:
        self.filter_queryset(self.queryset.all())  # collects them
        return Q(*self.entry_conditions)


def _period_choices(chosen: str) -> list[tuple[str, str]]:
    """Periods of documents with all parts of their years, and the chosen one even if no document has it."""
    periods = {Period.parse(code) for code, _title in period_choices() if code}
    for year in {period.year for period in periods if period.years == 1}:
        periods |= {Period(year, part) for part in ("", "H1", "H2", "9M", "Q1", "Q2", "Q3", "Q4")}
    with suppress(ValueError):
        periods.add(Period.parse(chosen))
    return [(period.code, period.title) for period in newest_first(periods)]
