"""Labels of findings, changes and outcomes."""

from datetime import date

from django import template
from django.utils.functional import Promise

from events.editions.change_list import DIFFERENCE_LABELS
from events.entries.finding_messages import finding_message
from events.labels import OUTCOME_LABELS, outcome_in_words
from events.models import Finding
from events.vocabulary import Outcome

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


@register.simple_tag
def outcome_words(outcome: str, due: date | None) -> str:
    return outcome_in_words(Outcome(outcome), due)
