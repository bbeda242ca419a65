"""The report on events with other subjects of the Federation."""

from events.vocabulary import Kind

from .interregional_plan import InterregionalPlan


class InterregionalReport(InterregionalPlan):
    name = "interregional_report"
    kind = Kind.INTERREGIONAL_REPORT
    unless = ("соглашени*",)
