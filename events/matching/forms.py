"""Forms of the pages of matching: what is shown, a decision, a search for the counterpart of a row."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Department
from coopregistry.versions import LARGEST, VersionField
from events.access import Access
from events.models import Report


def _key(**kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=LARGEST, **kwargs)


class ScopeForm(forms.Form):
    """One plan or report, or all that waits; of one executive body, or of all."""

    report = forms.ModelChoiceField(
        Report.objects.none(), label=_("Document"), required=False, empty_label=_("all documents")
    )
    department = forms.ModelChoiceField(
        Department.objects.all(), label=_("Executive body"), required=False, empty_label=_("all bodies")
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["report"].queryset = access.reports().select_related("partner", "agreement")


class PlaceForm(forms.Form):
    """What the address of the page says: a proposal to begin with, or any two rows to compare."""

    at = _key(required=False)
    place = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    a = _key(required=False)
    b = _key(required=False)


class DecisionForm(forms.Form):
    """What a person says of two rows. `seen`: the state of both the page was rendered from."""

    SAME, OTHER, NONE = "same", "other", "none"

    answer = forms.ChoiceField(choices=[(SAME, SAME), (OTHER, OTHER), (NONE, NONE)])
    a = _key()
    b = _key()
    seen = forms.CharField(max_length=100)
    proposal = _key(required=False)
    place = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    upcoming = _key(required=False)  # the proposal that is shown next


class PartForm(forms.Form):
    """A row to be counted apart from those it is told with."""

    entry = _key()
    seen = VersionField()


class UndoForm(forms.Form):
    change_set = _key()


class CounterpartForm(forms.Form):
    """Words of the row that is looked for."""

    q = forms.CharField(
        label=_("Words of the title, the place or the partner"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"lang": "ru", "type": "search"}),
    )
