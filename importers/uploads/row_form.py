"""The form that corrects one row before loading: its cells, values and partners."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.lookup import partners_by_code
from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from events.entries.form import PartnersField
from events.entries.recognition import cell_hash, columns_of
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS, ROLE_LABELS
from events.models import Entry
from events.vocabulary import Precision, Role
from importers.resolving.resolution import ResolvedRow

from .corrections import COUNTED, PARTNERS, partner_codes, standing_values

LONGEST_CELL = 20_000


def _choices(labels: Mapping[Any, Any], empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((key.value, label) for key, label in labels.items())]


class RowForm(forms.Form):
    """The cells of one row as written, and the values read from them."""

    start = forms.DateField(label=_("Begins"), required=False)
    end = forms.DateField(label=_("Ends"), required=False)
    mode = forms.ChoiceField(label=_("Mode"), required=False, choices=_choices(MODE_LABELS, _("not stated")))
    participants_count = forms.IntegerField(
        label=_("Participants"), required=False, min_value=0, max_value=100_000_000
    )
    audience_count = forms.IntegerField(
        label=_("Spectators, visitors"), required=False, min_value=0, max_value=100_000_000
    )

    to_be_specified = forms.BooleanField(label=_("Dates to be specified"), required=False)
    activity = forms.ChoiceField(
        label=_("Kind of event"), required=False, choices=_choices(ACTIVITY_LABELS, _("not stated"))
    )
    direction = forms.ChoiceField(
        label=_("Direction"), required=False, choices=_choices(DIRECTION_LABELS, _("not stated"))
    )
    signed = forms.BooleanField(label=_("Documents signed"), required=False)
    agreed = forms.BooleanField(label=_("Arrangements reached"), required=False)
    partners = PartnersField(label=_("Partners"), required=False)

    value_names = (
        *("start", "end", "to_be_specified", "mode", "activity", "direction"),
        *("participants_count", "audience_count", "signed", "agreed"),
    )

    def __init__(
        self,
        *args: Any,
        row: ResolvedRow,
        corrected: Mapping[str, Any],
        gazetteer: Gazetteer,
        **kwargs: Any,
    ):
        self.row = row
        shown = {**standing_columns(row), **corrected}
        initial = {name: shown[name] for name in self.value_names}
        is_said = not corrected.keys().isdisjoint((PARTNERS, COUNTED))
        codes = partner_codes(row.values if is_said else standing_values(row), gazetteer)
        known = partners_by_code(codes)
        initial[PARTNERS] = [code for code in codes if code in known]
        self.roles = [role for role in row.row.cells if role is not Role.NUMBER]
        initial |= {f"cell_{role}": row.row.cells[role] for role in self.roles}
        super().__init__(*args, initial=initial, **kwargs)
        self.corrected = dict(corrected)
        for role in self.roles:
            self.fields[f"cell_{role}"] = forms.CharField(
                label=capfirst(ROLE_LABELS[role]),
                required=False,
                strip=False,
                max_length=LONGEST_CELL,
                widget=forms.Textarea({"rows": min(8, 1 + len(row.row.cells[role]) // 60), "lang": "ru"}),
            )
        for name in ("start", "end"):
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.order_fields([f"cell_{role}" for role in self.roles])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if end and not start:
            self.add_error("start", _now("State the first day, too."))
        if start and end and end < start:
            self.add_error("end", _now("The event ends before it begins."))
        return cleaned

    @property
    def cells(self) -> dict[Role, str]:
        """The texts that a person changed."""
        given = {role: self.cleaned_data[f"cell_{role}"].replace("\r\n", "\n") for role in self.roles}
        return {role: text for role, text in given.items() if text != self.row.row.cells[role]}

    @property
    def values(self) -> dict[str, Any]:
        """The values a person changed, now or before, as JSON, with the columns that depend on them."""
        values = dict(self.corrected)
        codes = [partner.code for partner in self.cleaned_data[PARTNERS]]
        if set(codes) != set(self.initial[PARTNERS]):
            values[PARTNERS] = sorted(codes)
        for name in self.value_names:
            if name in self.changed_data:
                value = self.cleaned_data[name]
                values[name] = value.isoformat() if isinstance(value, date) else value
        if {"start", "end"} & set(self.changed_data):
            start, end = self.cleaned_data["start"], self.cleaned_data["end"]
            values["start"] = start.isoformat() if start else None
            values["end"] = (end or start).isoformat() if start else None
            values["precision"] = Precision.DAY.value if start else ""
        if "participants_count" in values:
            values["participants_bound"] = "" if values["participants_count"] is None else "exact"
        return values

    @property
    def chosen_partners(self) -> list[Partner]:
        codes = [code for code in self[PARTNERS].value() or [] if isinstance(code, str) and "\0" not in code]
        return list(partners_by_code(codes[:200]).values())


def standing_columns(row: ResolvedRow) -> dict[str, Any]:
    """The values the row would have: corrections made in the registry hold as long as their cells do."""
    columns: dict[str, Any] = dict(columns_of(row.values))
    if row.entry is None:
        return columns
    then = Entry(cells={**row.entry.cells, **row.row.cells})
    for name, correction in row.entry.corrections.items():
        if name in columns and correction["cell"] == cell_hash(then, name):
            columns[name] = correction["value"]
    return columns
