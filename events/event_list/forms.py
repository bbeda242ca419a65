"""Forms of the event list: its columns and saved filters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.access import Access
from events.exports.event_columns import CHOOSABLE, PAGE_COLUMNS
from events.models import SavedFilter

COLUMN_LABELS = {
    "title": _("Event"),
    "dates": _("Dates"),
    "place": _("Place"),
    "partners": _("Partners"),
    "departments": _("Executive body"),
    "spheres": _("Sphere"),
    "agreements": _("Agreement"),
    "activity": _("Kind of event"),
    "direction": _("Direction"),
    "mode": _("Mode"),
    "figure": _("Participants"),
    "outcome": _("Outcome"),
    "results": _("Results"),
    "documents": _("Documents"),
}


class ColumnsForm(forms.Form):
    """Column keys: checkboxes on the page, comma-separated in a query string."""

    column = forms.MultipleChoiceField(
        choices=[(column.key, COLUMN_LABELS[column.key]) for column in CHOOSABLE], required=False
    )

    def clean_column(self) -> list[str]:
        """In the order of the list; [] for the default columns."""
        chosen = set(self.cleaned_data["column"]) | {"title"}
        keys = [column.key for column in CHOOSABLE if column.key in chosen]
        return [] if keys == [column.key for column in PAGE_COLUMNS] or keys == ["title"] else keys

    @classmethod
    def from_query(cls, value: str) -> "ColumnsForm":
        return cls({"column": value.split(",")[: len(CHOOSABLE)]})


class SavedFilterForm(forms.ModelForm):
    opens = forms.BooleanField(label=_("Open the list with this filter"), required=False)

    class Meta:
        model = SavedFilter
        fields = ["name", "is_shared"]

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["lang"] = "ru"
        if not access.coordinates:
            del self.fields["is_shared"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = SavedFilter.objects.filter(owner=self.instance.owner, name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise ValidationError(_("You have a filter of this name already."))
        return name
