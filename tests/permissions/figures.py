"""Figures, registers and groupings: all users read them; coordinators apply a closing note."""

from typing import Any

from events.exports.house_form import HEADINGS, basis
from events.models import Report
from events.vocabulary import Kind
from tests.permissions.roles import Rule, World, coordinators, signed_in


def international(world: World) -> dict[str, Any]:
    kind = Kind.INTERNATIONAL_REPORT
    report, _made = Report.objects.get_or_create(
        kind=kind,
        period_code="2031-Q1",
        defaults={
            "basis": basis(kind),
            "title": "Пробный документ",
            "headings": [[heading, role.value] for heading, role in HEADINGS[kind]],
        },
    )
    return {"pk": report.pk}


RULES = {
    "events:dashboard": Rule(get=signed_in()),
    "events:dashboard_file": Rule(get=signed_in(), post=signed_in()),
    "events:figures_file": (
        Rule(get=signed_in(), kwargs=lambda world: {"slug": "whole", "suffix": "csv"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"slug": "no-such-table", "suffix": "xlsx"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"slug": "whole", "suffix": "exe"}),
    ),
    "events:information_file": Rule(get=signed_in()),
    "events:papers": Rule(get=signed_in()),
    "events:papers_dossier": Rule(get=signed_in(302)),
    "events:coming_file": (
        Rule(get=signed_in(), kwargs=lambda world: {"span": "week"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"span": "century"}),
    ),
    "events:agreements_of_year": (
        Rule(get=signed_in(), kwargs=lambda world: {"year": 2024}),
        Rule(get=signed_in(404), kwargs=lambda world: {"year": 1812}),
    ),
    "events:figures_chart": (
        Rule(get=signed_in(404), kwargs=lambda world: {"slug": "no-such-chart"}),
        Rule(get=signed_in(), kwargs=lambda world: {"slug": "quarter-events"}),
    ),
    "events:groupings": Rule(get=signed_in()),
    "events:groupings_file": (
        Rule(get=signed_in(), kwargs=lambda world: {"suffix": "docx"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"suffix": "exe"}),
    ),
    "events:agreements_and_plans": Rule(get=signed_in()),
    "events:register": (
        Rule(get=signed_in(), kwargs=lambda world: {"slug": "meetings"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"slug": "no-such-register"}),
    ),
    "events:register_file": (
        Rule(get=signed_in(), kwargs=lambda world: {"slug": "delegations-sent", "suffix": "xlsx"}),
        Rule(get=signed_in(404), kwargs=lambda world: {"slug": "delegations-sent", "suffix": "exe"}),
    ),
    "events:closing_note": (
        Rule(
            get=signed_in(),
            post=coordinators(),  # a stale version is said on the page
            kwargs=international,
            data=lambda world: {"text": "Встречи не проводились", "version": 2**40},
        ),
        Rule(get=signed_in(404), post=coordinators(404), kwargs=lambda world: {"pk": world.done.pk}),
    ),
}
