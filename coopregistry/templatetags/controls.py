"""Form controls with Bootstrap's classes, and the page numbers of a list."""

from collections.abc import Iterator

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_LONGEST_NUMBER, _LONGEST_NAME = 40, 150  # characters

_CLASSES = (
    ((forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple), "form-check-input"),
    ((forms.Select,), "form-select"),
)


@register.filter
def control(field: BoundField) -> SafeString:
    widget = field.field.widget
    look = next((name for kinds, name in _CLASSES if isinstance(widget, kinds)), "form-control")
    classes = [widget.attrs.get("class", ""), look, _width(field.field), "is-invalid" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


def _width(field: forms.Field) -> str:
    """A field is as wide as what it holds: a day, a number, a name; a text has the whole line."""
    if isinstance(field.widget, forms.DateInput | forms.NumberInput):
        return "holds-day"
    longest = getattr(field, "max_length", None)
    if isinstance(field.widget, forms.Textarea) or not longest or longest > _LONGEST_NAME:
        return ""
    return "holds-name" if longest > _LONGEST_NUMBER else "holds-number"


@register.filter
def is_tick(field: BoundField) -> bool:
    """A single checkbox, whose label comes after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def page_numbers(page: Page) -> Iterator[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
