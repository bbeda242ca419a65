"""Forms of what can be done with a planned entry without opening it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coopregistry.versions import VersionedForm
from events.models import Entry, Report
from events.phrases.dates import read_dates

_REQUIRED_BY = {
    Entry.Fate.POSTPONED: "fate_dates",
    Entry.Fate.CANCELLED: "fate_note",
    Entry.Fate.NOT_HELD: "fate_note",
}


class ReportChoice(forms.Form):
    report = forms.ModelChoiceField(
        Report.objects.none(),
        label=_("Report"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, reports: QuerySet[Report], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["report"].queryset = reports


class OutcomeQuery(forms.Form):
    """What the address may propose."""

    fate = forms.ChoiceField(choices=Entry.Fate.choices, required=False)
    part = forms.IntegerField(min_value=0, max_value=2**62, required=False)  # whose page asks


class OutcomeForm(VersionedForm):
    """Postponed to other dates, cancelled for a reason, or nothing of the kind."""

    use_required_attribute = False  # which field is required depends on the choice

    fate = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("", _("as planned")), *Entry.Fate.choices[1:]],
        required=False,
        widget=forms.RadioSelect,
    )
    fate_dates = forms.CharField(
        label=_("New dates"),
        max_length=300,
        required=False,
    )
    fate_note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "lang": "ru"}),
    )
    fate_letter = forms.CharField(
        label=_("Number and date of the letter"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"lang": "ru"}),
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.entry = entry
        year = {"year": entry.report.end.year}
        self.fields["fate_dates"].help_text = (
            _("For example: 26-28 September %(year)s, or: IV quarter %(year)s.") % year
        )
        name = _REQUIRED_BY.get(self["fate"].value() or "")
        if name:
            self.fields[name].widget.attrs["autofocus"] = True
            self.fields[name].required = not self.is_bound  # so that it is not called optional

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        fate, dates = cleaned.get("fate"), cleaned.get("fate_dates", "")
        if fate == Entry.Fate.POSTPONED and not self.errors.get("fate_dates"):
            if not dates:
                self.add_error("fate_dates", _("Say to what dates it is postponed."))
            elif read_dates(dates, self.entry.report.period.next()) is None:
                self.add_error(
                    "fate_dates",
                    _("The dates “%(dates)s” could not be read; write e.g. 26-28.09.%(year)s.")
                    % {"dates": dates, "year": self.entry.report.end.year},
                )
        if fate == Entry.Fate.CANCELLED and not cleaned.get("fate_note"):
            self.add_error("fate_note", _("Say why it is cancelled."))
        if fate == Entry.Fate.NOT_HELD and not cleaned.get("fate_note"):
            self.add_error("fate_note", _("Say why it was not held."))
        return cleaned
