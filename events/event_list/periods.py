"""Periods to choose from: those the registry has documents of."""

from events.fields import any_of
from events.models import Report
from events.period import Period

_AROUND = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")


def period_choices() -> list[tuple[str, str]]:
    """Periods of all documents with the quarters, half-years and years around them; one query."""
    periods = {Period.parse(code) for code in Report.objects.order_by().values_list("period_code", flat=True)}
    for period in list(periods):
        periods |= {Period(year) for year in range(period.year, period.year + period.years)}
        periods |= {around for part in _AROUND if period in (around := Period(period.year, part))}
    return any_of([(period.code, period.title) for period in newest_first(periods)])


def newest_first(periods: set[Period]) -> list[Period]:
    """Of one year the longer period before those it contains."""
    return sorted(periods, key=lambda period: (-period.end.year, -period.months, -period.start.month))
