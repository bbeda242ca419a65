"""Drop-down lists look as Django's own."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from coopregistry.form_rendering import FormRenderer

CHOICES = [
    ("", "any"),
    (7, "<seven> & \"more\" 'so'"),
    ("a<b", mark_safe("safe &amp; sound")),
    ("Group & co", [("x", "one"), ("y", "another")]),
    (None, "nothing"),
]


class _Marked(forms.Select):
    """With attributes of single options."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["attrs"] |= {"data-n": option["value"], "hidden": option["value"] == 7, "lang": False}
        return option


@pytest.mark.parametrize("value", [None, "", 7, "x", ["x", "7"]])
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple, _Marked, forms.RadioSelect])
def test_a_list_is_rendered_as_django_does(kind: type[forms.Select], value: Any) -> None:
    if isinstance(value, list) and kind is not forms.SelectMultiple:
        value = value[0]
    widget = kind(choices=CHOICES, attrs={"class": 'a "b"', "required": True, "hidden": False})
    own, django = (widget.render("na<me", value, renderer=one()) for one in (FormRenderer, DjangoTemplates))
    assert without_empty_lines(own) == without_empty_lines(django)


def test_an_empty_list_is_one() -> None:
    own, django = (
        forms.Select().render("x", None, renderer=one()) for one in (FormRenderer, DjangoTemplates)
    )
    assert own == without_empty_lines(django)


def without_empty_lines(text: str) -> str:
    return text.replace("\n\n", "\n")
