"""Texts put together from what is there."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def joined(separator: str, *parts: object) -> SafeString:
    """The parts that say something, with the separator between them."""
    said = (part for part in parts if part not in (None, ""))
    return format_html_join(separator, "{}", ((part,) for part in said))
