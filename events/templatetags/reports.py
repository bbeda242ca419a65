"""Labels of findings, changes and outcomes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from events.editions.change_list import DIFFERENCE_LABELS
from events.entries.finding_messages import finding_message
from events.entries.grid.cures import Cure, cures_of
from events.labels import OUTCOME_LABELS, outcome_in_words
from events.models import Entry, Finding
from events.reports.markup import RowMarkup
from events.reports.page import PageRow
from events.vocabulary import Outcome

register = template.Library()


@register.filter
def message(finding: Finding) -> str:
    return finding_message(finding)


@register.filter
def cures_in_row(finding: Finding) -> list[Cure]:
    return cures_of(finding, finding.entry.cells.get(finding.role, "")) if finding.entry_id else []


@register.filter
def change_word(kind: str) -> str | Promise:
    return DIFFERENCE_LABELS[kind]


@register.filter
def outcome_word(outcome: str) -> str | Promise:
    return OUTCOME_LABELS[outcome]


@register.simple_tag
def outcome_words(outcome: str, due: date | None) -> str:
    return outcome_in_words(Outcome(outcome), due)


@register.simple_tag(takes_context=True)
def printed_rows(context: Context, rows: Sequence[PageRow], versions: Mapping[int, int]) -> SafeString:
    return _markup(context).rows(rows, versions)


def _markup(context: Context) -> RowMarkup:
    form = context.template.engine.get_template("events/reports/_cures.html")

    def write_cures(entry: Entry, finding: Finding, cures: list[Cure]) -> str:
        with context.push(entry=entry, finding=finding, cures=cures):
            return form.render(context)

    return RowMarkup(editable=context["editable"], asking=context.get("asking", {}), write_cures=write_cures)
