"""Labels of findings, changes and outcomes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.functional import Promise

from events.editions.change_list import DIFFERENCE_LABELS
from events.entries.finding_messages import finding_message
from events.entries.grid.cures import Cure, cures_of
from events.labels import OUTCOME_LABELS, outcome_in_words
from events.models import Finding
from events.vocabulary import Outcome

register = template.Library()


@register.filter
def message(finding: Finding) -> str:
    return finding_message(finding)


@register.filter
def cures(finding: Finding, text: str) -> list[Cure]:
    """What a click can write into the cell that says `text`."""
    return cures_of(finding, text)


@register.filter
def cures_in_row(finding: Finding) -> list[Cure]:
    return cures_of(finding, finding.entry.cells.get(finding.role, "")) if finding.entry_id else []


@register.filter
def of_key(records: Mapping[int, Any], key: int) -> Any:
    return records[key]


@register.filter
def change_word(kind: str) -> str | Promise:
    return DIFFERENCE_LABELS[kind]


@register.filter
def outcome_word(outcome: str) -> str | Promise:
    return OUTCOME_LABELS[outcome]


@register.simple_tag
def outcome_words(outcome: str, due: date | None) -> str:
    return outcome_in_words(Outcome(outcome), due)
