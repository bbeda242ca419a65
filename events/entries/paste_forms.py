"""The forms of a pasted table: the table itself, then a decision about each of its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from agreements.names.folding import fold
from events.access import Access
from events.models import Entry, Report, Sphere, SphereWording
from events.phrases.values import Values
from events.vocabulary import SectionBasis

from .clipboard import MOST_ROWS, PastedRow, as_rows, read_pasted
from .grid.rows import GridRow, pasted_row
from .saving import NewEntry, read_cells
from .similar import EventSketch, SimilarEvent, similar_events


class PasteForm(forms.Form):
    table = forms.CharField(
        label=_("Table"),
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea({"rows": 10, "lang": "ru", "autofocus": True}),
        help_text=_("Copy the rows in Word or Excel (Ctrl+C) and paste them here (Ctrl+V)."),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.report = report
        self.left_out = 0  # rows that name no event

    def clean_table(self) -> list[PastedRow]:
        rows = as_rows(read_pasted(self.cleaned_data["table"]), self.report.headings)
        if len(rows) > MOST_ROWS:
            raise forms.ValidationError(_too_many())
        with_title = [row for row in rows if row.cells.get("title")]
        if not with_title:
            raise forms.ValidationError(
                _("No rows of events were found. Copy whole rows, in the order of the document's columns.")
            )
        self.left_out = len(rows) - len(with_title)
        return with_title


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice:
    """One pasted row as the page shows it."""

    row: PastedRow
    shown: GridRow  # as it will be stored and read
    take: forms.BoundField
    sphere: forms.BoundField | None
    event: forms.BoundField | None
    is_here: bool  # the document has an entry that says the same


class RowChoicesForm(forms.Form):
    """Which rows are added, under which sphere, and which speak of an event that is known already."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[PastedRow],
        report: Report,
        department: Department,
        access: Access,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.rows, self.report, self.department = rows, report, department
        self.gazetteer = current_gazetteer()
        self.values = [read_cells(report, row.cells, gazetteer=self.gazetteer) for row in rows]
        self.similar = similar_events(access.events(), access.entries(), self._sketches())
        for number, row in enumerate(rows):
            self._add_fields(number, row)

    def _sketches(self) -> list[EventSketch]:
        codes = {code for values in self.values for code in _partner_codes(values)}
        keys = dict(Partner.objects.filter(code__in=codes).values_list("code", "pk"))
        return [
            EventSketch(
                title=row.cells["title"],
                start=values.dates.start if values.dates else self.report.start,
                end=values.dates.end if values.dates else self.report.end,
                partners={keys[code] for code in _partner_codes(values) if code in keys},
            )
            for row, values in zip(self.rows, self.values, strict=True)
        ]

    def _add_fields(self, number: int, row: PastedRow) -> None:
        take = forms.BooleanField(label=_("add"), required=False, initial=not self._is_here(number))
        self.fields[f"take_{number}"] = take
        if self.report.basis == SectionBasis.SPHERE:
            self.fields[f"sphere_{number}"] = forms.ChoiceField(
                label=_("Sphere of cooperation"),
                choices=[("", _("choose")), *((pk, sphere.name) for pk, sphere in self.spheres.items())],
                required=False,
                initial=self._sphere_by_wording.get(fold(row.section)),
            )
        if self.similar[number]:
            self.fields[f"event_{number}"] = forms.ChoiceField(
                label=_("There are similar events in the registry"),
                choices=[("", _("Another event")), *map(_event_choice, self.similar[number])],
                required=False,
            )

    @cached_property
    def spheres(self) -> dict[int, Sphere]:
        return {sphere.pk: sphere for sphere in Sphere.objects.all()}

    @cached_property
    def _sphere_by_wording(self) -> dict[str, int]:
        wordings = SphereWording.objects.filter(sphere__in=self.spheres).values_list("folded", "sphere_id")
        return {**dict(wordings), **{sphere.search: pk for pk, sphere in self.spheres.items()}}

    def _is_here(self, number: int) -> bool:
        """Pasting the same rows twice is the likeliest slip."""
        pasted = self.rows[number].cells
        return any(
            _says_the_same(entry, pasted)
            for similar in self.similar[number]
            for entry in similar.entries
            if entry.report_id == self.report.pk and entry.department_id == self.department.pk
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(len(self.rows)):
            name = f"sphere_{number}"
            if name in self.fields and cleaned.get(f"take_{number}") and not cleaned.get(name):
                self.add_error(name, _("Choose the sphere of this row."))
        return cleaned

    def choices(self) -> Iterator[RowChoice]:
        for number, row in enumerate(self.rows):
            sphere, event = f"sphere_{number}", f"event_{number}"
            yield RowChoice(
                row=row,
                shown=pasted_row(
                    Entry(report=self.report, cells=dict(row.cells)), self.values[number], self.gazetteer
                ),
                take=self[f"take_{number}"],
                sphere=self[sphere] if sphere in self.fields else None,
                event=self[event] if event in self.fields else None,
                is_here=self._is_here(number),
            )

    def new_entries(self) -> list[NewEntry]:
        """Of the rows that were taken."""
        cleaned = self.cleaned_data
        events = {similar.event.pk: similar.event for found in self.similar for similar in found}
        return [
            NewEntry(
                cells=row.cells,
                values=self.values[number],
                sphere=_chosen(self.spheres, cleaned.get(f"sphere_{number}")),
                event=_chosen(events, cleaned.get(f"event_{number}")),
            )
            for number, row in enumerate(self.rows)
            if cleaned[f"take_{number}"]
        ]


def _too_many() -> SafeString:
    words = _("More than %(most)s rows at once.") % {"most": MOST_ROWS}
    return format_html(
        '{} <a href="{}">{}</a>', words, reverse("importers:imports"), _("Load the document instead")
    )


def _chosen(records: Mapping[int, Any], key: str | None) -> Any:
    return records[int(key)] if key else None


def _partner_codes(values: Values) -> set[str]:
    return {found.code for found in values.partners.found if found.role.is_counted}


def _says_the_same(entry: Entry, pasted: Mapping[str, str]) -> bool:
    return all(fold(entry.cells.get(role, "")) == fold(pasted.get(role, "")) for role in ("title", "dates"))


def _event_choice(similar: SimilarEvent) -> tuple[int, str]:
    event = similar.event
    where = "; ".join(dict.fromkeys(str(entry.report) for entry in similar.entries))
    facts = f"; {similar.facts}" if similar.facts else ""
    return event.pk, _("The same event:") + f" {event.title}{facts} ({where})"
