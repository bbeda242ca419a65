"""What the grid sends: a step, a half-typed cell, the token of a step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coopregistry.versions import LARGEST
from events.fields import LONGEST
from events.models import Report
from events.vocabulary import Role

from .steps import CellsChange

MOST_ROWS = 300
_KEY = forms.IntegerField(min_value=1, max_value=LARGEST)
_VERSION = forms.IntegerField(min_value=0, max_value=LARGEST)
_TEXT = forms.CharField(required=False, max_length=LONGEST, strip=False)


class _JsonField(forms.JSONField):
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):  # a number of 5000 digits, brackets without end
            raise forms.ValidationError(self.error_messages["invalid"], params={"value": "…"}) from None


class StepForm(forms.Form):
    """`rows`: JSON, [{"entry": key, "version": …, "cells": {place of the column: text}}]."""

    rows = _JsonField()

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.report = report

    def clean_rows(self) -> list[CellsChange]:
        rows = self.cleaned_data["rows"]
        if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
            raise forms.ValidationError(_("At most %(most)s rows at once.") % {"most": MOST_ROWS})
        changes = [self._change(row) for row in rows]
        if len({change.entry for change in changes}) != len(changes):
            raise forms.ValidationError(_("A row comes twice."))
        return changes

    def _change(self, row: Any) -> CellsChange:
        if not isinstance(row, dict) or not isinstance(row.get("cells"), dict):
            raise forms.ValidationError(_("A row is not as expected."))
        texts: dict[Role, str] = {}
        extra: dict[str, str] = {}
        for place, text in row["cells"].items():
            heading, role = column_at(self.report, place)
            written = clean_text(text)
            if role is Role.TITLE and not written:
                raise forms.ValidationError(_("Say what takes place."))
            if role is None:
                extra[heading] = written
            else:
                texts[role] = written
        return CellsChange(
            entry=_KEY.clean(row.get("entry")),
            version=_VERSION.clean(row.get("version")),
            texts=texts,
            extra=extra,
        )


class DraftForm(forms.Form):
    """`given_up`: the cell is as it was saved again."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST)
    column = forms.IntegerField(min_value=0, max_value=100)
    text = forms.CharField(required=False, max_length=LONGEST, strip=False)
    given_up = forms.BooleanField(required=False)


class TokenForm(forms.Form):
    step = forms.CharField(max_length=200)


def column_at(report: Report, place: Any) -> tuple[str, Role | None]:
    """Heading and role of a column that can be written in."""
    text = str(place)
    if text.isascii() and text.isdecimal() and len(text) < 4 and int(text) < len(report.headings):
        heading, role = report.headings[int(text)]
        if role != Role.NUMBER:
            return heading, Role(role) if role else None
    raise forms.ValidationError(_("The document has no such column."))


def clean_text(text: Any) -> str:
    if not isinstance(text, str):
        raise forms.ValidationError(_("A cell is not as expected."))
    return _TEXT.clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()
