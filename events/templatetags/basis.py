"""What figures rest on, in words."""

from collections.abc import Iterable

from django import template

from events.basis.documents import Basis, Gap
from events.basis.wording import documents_in_words, gaps_in_words

register = template.Library()


@register.filter
def in_words(gaps: Iterable[Gap]) -> list[str]:
    return gaps_in_words(gaps)


@register.filter
def documents_told(basis: Basis) -> list[str]:
    return documents_in_words(basis.documents)
