"""Charts of a page, drawn for a wide and for a narrow place; the style sheet shows the one that fits."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from events.exports.bar_chart import BarChart, draw

register = template.Library()

_WIDTHS = {"wide": 720, "narrow": 340}  # px


@register.filter
def drawn(chart: BarChart, place: str) -> SafeString:
    return mark_safe(draw(chart, _WIDTHS[place]))  # every text in it is escaped
