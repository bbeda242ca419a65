"""The report on events with foreign countries and regions, or with one of them."""

from events.vocabulary import Kind

from .international_plan import InternationalPlan


class InternationalReport(InternationalPlan):
    name = "international_report"
    kind = Kind.INTERNATIONAL_REPORT
