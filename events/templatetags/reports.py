"""Labels of findings, changes and outcomes."""

from django import template
from django.utils.functional import Promise

from events.editions.editions import CHANGE_LABELS
from events.entries.finding_messages import finding_message
from events.labels import OUTCOME_LABELS
from events.models import Finding

register = template.Library()


@register.filter
def message(finding: Finding) -> str:
    return finding_message(finding)


@register.filter
def change_word(what: str) -> str | Promise:
    return CHANGE_LABELS[what]


@register.filter
def outcome_word(outcome: str) -> str | Promise:
    return OUTCOME_LABELS[outcome]
