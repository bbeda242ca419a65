"""Periods to choose from: those the registry has documents of."""

from events.fields import any_of
from events.models import Report
from events.period import Period


def period_choices() -> list[tuple[str, str]]:
    """Periods of all documents with the half-years and years around them, newest first; one query."""
    periods = {Period.parse(code) for code in Report.objects.order_by().values_list("period_code", flat=True)}
    for period in list(periods):
        periods.add(Period(period.year))
        if period.part.startswith("Q"):
            periods.add(Period(period.year, "H1" if period.part in ("Q1", "Q2") else "H2"))
    return any_of([(period.code, period.title) for period in newest_first(periods)])


def newest_first(periods: set[Period]) -> list[Period]:
    """Of one year the longer period before those it contains."""
    return sorted(periods, key=lambda period: (-period.year, -period.months, -period.start.month))
