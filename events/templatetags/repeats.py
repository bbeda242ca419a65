"""«Возможны повторы: N», with the way to decide."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from events.matching.undecided import Undecided

register = template.Library()
# The page of matching. Nothing is linked where the site has none.
MATCHES = "events:matching"


@register.inclusion_tag("events/basis/_repeats.html")
def possible_repeats(undecided: Undecided | None, *, before_download: bool = False) -> dict[str, Any]:
    """`before_download`: on the page a paper is downloaded from, which itself never says so."""
    return {"undecided": undecided, "address": _address(undecided), "before_download": before_download}


def _address(undecided: Undecided | None) -> str:
    if not undecided:
        return ""
    try:
        page = reverse(MATCHES)
    except NoReverseMatch:
        return ""
    return f"{page}?report={undecided.report}" if undecided.report else page
