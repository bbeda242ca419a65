"""What each column of a read table is, offered to a person to say otherwise."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.labels import COLUMN_USE_LABELS, ROLE_LABELS
from importers.documents.columns import Meaning, meaning_of
from importers.documents.document import ColumnHeading, Document, ReadHeader, fault_in, read_as
from importers.documents.issues import UnreadableDocument
from importers.models import PendingImport, SourceDocument

from .document_cache import document_of
from .sandbox import read_unknown_table

_LABELS: dict[Meaning, str | Promise] = {**ROLE_LABELS, **COLUMN_USE_LABELS}
_EXAMPLE = 80  # characters of a cell
_MISTAKES = {
    "column-twice": gettext_lazy(
        "Two columns cannot both be: %(meaning)s. Keep one of them as a further column."
    ),
    "column-lacking": gettext_lazy("No column is: %(meaning)s. A table cannot be read without it."),
}


def columns_form(pending: PendingImport, data: Mapping[str, Any] | None = None) -> "ColumnsForm | None":
    """Also for a table that could not be read for want of known columns; None where there is no table."""
    document: Document | None
    try:
        document = document_of(pending)
    except UnreadableDocument as unreadable:
        if unreadable.issue.code != "unknown-layout":
            return None
        content = SourceDocument.objects.values_list("content", flat=True).get(pk=pending.document_id)
        try:
            document = read_unknown_table(bytes(content), pending.name)
        except UnreadableDocument:
            return None
    return ColumnsForm(data, document=document) if document is not None else None


class Column(NamedTuple):
    heading: str
    example: str
    field: forms.BoundField


class ColumnsForm(forms.Form):
    """One choice for each column of each header of a document."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.document = document
        for name, column in self._columns():
            label = _("The column “%(heading)s” is") % {"heading": " ".join(column.text.split())}
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[
                    ("", _as_read(column, document)),
                    *((meaning.value, capfirst(str(label))) for meaning, label in _LABELS.items()),
                ],
                initial=_stated(column),
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    def _columns(self) -> Iterator[tuple[str, ColumnHeading]]:
        for at, header in enumerate(self.document.headers):
            for index, column in enumerate(header.columns):
                yield f"column_{at}_{index}", column

    @property
    def tables(self) -> list[list[Column]]:
        """The columns of each header with a cell that shows what stands there."""
        return [
            [
                Column(
                    " ".join(column.text.split()),
                    self._example(column),
                    self[f"column_{at}_{index}"],
                )
                for index, column in enumerate(header.columns)
            ]
            for at, header in enumerate(self.document.headers)
        ]

    @property
    def unread(self) -> int:
        """How many columns are kept without being read, and nobody said that they should be."""
        return sum(
            not column.is_stated and read_as(column, self.document) is None
            for _name, column in self._columns()
        )

    def clean(self) -> dict[str, Any]:
        for header, said in self.stated.items():
            if fault := fault_in(header, said):
                code, meaning = fault
                raise forms.ValidationError(str(_MISTAKES[code]) % {"meaning": _LABELS[meaning]})
        return self.cleaned_data

    @property
    def stated(self) -> dict[ReadHeader, tuple[Meaning | None, ...]]:
        return {
            header: tuple(
                meaning_of(value) if (value := self.cleaned_data.get(f"column_{at}_{index}")) else None
                for index in range(len(header.columns))
            )
            for at, header in enumerate(self.document.headers)
        }

    def _example(self, column: ColumnHeading) -> str:
        for row in self.document.rows:
            text = row.cells.get(column.role, "") if column.role else row.extra.get(column.text, "")
            if text.strip():
                shown = " ".join(text.split())
                return shown if len(shown) <= _EXAMPLE else f"{shown[:_EXAMPLE]}…"
        return ""


def _stated(column: ColumnHeading) -> str:
    if not column.is_stated:
        return ""
    meaning = column.role or column.use
    return meaning.value if meaning else ""


def _as_read(column: ColumnHeading, document: Document) -> str:
    if column.is_stated:
        return _("as its heading says")
    meaning = read_as(column, document)
    return _("as read: %(meaning)s") % {"meaning": _LABELS[meaning]} if meaning else _("not read, only kept")
