"""Labels of findings, changes and outcomes."""

from django import template
from django.utils.functional import Promise

from events.editions.change_list import DIFFERENCE_LABELS
from events.entries.finding_messages import finding_message
from events.labels import OUTCOME_LABELS
from events.models import Finding

register = template.Library()


@register.filter
def message(finding: Finding) -> str:
    return finding_message(finding)


@register.filter
def change_word(kind: str) -> str | Promise:
    return DIFFERENCE_LABELS[kind]


@register.filter
def outcome_word(outcome: str) -> str | Promise:
    return OUTCOME_LABELS[outcome]
