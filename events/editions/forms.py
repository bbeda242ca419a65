"""Forms of the states of a document, its editions, and what became of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coopregistry.kept_files import check_room
from coopregistry.models import User
from events.fields import DayField, OpenFileField, SureForm, any_of
from events.labels import OUTCOME_LABELS
from events.models import Report


class ActionForm(forms.Form):
    """What a step of a document asks of the person who takes it."""

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any):
        self.user = user
        super().__init__(*args, **kwargs)


class CompileForm(SureForm, ActionForm):
    """Asks where a body has not handed in, or what it handed in is not accepted."""


class FixForm(SureForm, ActionForm):
    """Asks as `CompileForm` does."""

    field_order = ["reason"]
    reason = forms.CharField(label=_("Note on the edition"), max_length=500, required=False)


class ApproveForm(ActionForm):
    approved_by = forms.CharField(label=_("Who approved: post and name"), max_length=300)
    approved_on = DayField(label=_("Date"))
    approval_number = forms.CharField(label=_("Number"), max_length=100, required=False)
    scan = OpenFileField(label=_("Scan of the signed document"), required=False, max_length=255)

    def clean_scan(self) -> Any:
        scan = self.cleaned_data["scan"]
        if scan:
            check_room([scan], user=self.user)
        return scan


class PublishForm(ActionForm):
    published_on = DayField(label=_("Date"))
    published_at = forms.URLField(label=_("Address of the page"), max_length=500, assume_scheme="https")


class ReopenForm(ActionForm):
    reason = forms.CharField(
        label=_("Why the document is opened for changes"),
        max_length=480,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    collect = forms.BooleanField(label=_("executive bodies go on entering rows"), required=False)


class OutcomeFilter(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=any_of([(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()]),
        required=False,
    )


class ChangesForm(forms.Form):
    """Two editions of one report; the newer side may be the report as it stands."""

    before = forms.ModelChoiceField(label=_("Was"), queryset=None, empty_label=None)
    after = forms.ModelChoiceField(
        label=_("Is"), queryset=None, required=False, empty_label=_("as it stands now")
    )

    def __init__(self, *args: Any, report: Report, current: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        editions = report.editions.defer("docx")
        self.fields["before"].queryset = self.fields["after"].queryset = editions
        for name in ("before", "after"):
            self.fields[name].label_from_instance = lambda edition: edition.line
        if not current:
            self.fields["after"].required = True
            self.fields["after"].empty_label = None
