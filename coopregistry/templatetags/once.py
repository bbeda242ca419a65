"""A key for forms that create, so that one sent twice is done once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coopregistry.once import FIELD, new_key

register = template.Library()


@register.simple_tag
def form_key() -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
