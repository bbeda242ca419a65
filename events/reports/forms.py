"""Forms of the pages of plans and reports."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.models import Department
from coopregistry.versions import VersionField
from events.exports.sample import SampleError, page_style_of
from events.fields import (
    KIND_CHOICES,
    OpenFileField,
    PeriodField,
    PeriodSelect,
    RecordKeysField,
    any_of,
)
from events.models import PrintedForm, Report, Section


class ReportFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Document"), choices=any_of(KIND_CHOICES), required=False)
    period = PeriodField(label=_("Period"), required=False, widget=PeriodSelect())
    state = forms.ChoiceField(label=_("State"), choices=any_of(Report.State.choices), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["period"].widget.fill()


class MendForm(forms.Form):
    """What was shown of the cells to be corrected; see mending.fingerprint_of."""

    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """The issues to be settled, by fingerprint."""

    fingerprint = forms.TypedMultipleChoiceField()

    def __init__(self, *args: Any, standing: Collection[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["fingerprint"].choices = [(one, one) for one in standing]


class BulkChangeForm(forms.Form):
    """Entries of one report to be moved to another department or section."""

    entries = RecordKeysField(queryset=None, widget=forms.MultipleHiddenInput)
    version = VersionField()
    department = forms.ModelChoiceField(
        label=_("Executive body"), queryset=Department.objects.all(), required=False, empty_label=_("keep")
    )
    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.none(), required=False, empty_label=_("keep")
    )

    def __init__(self, *args: Any, report: Report, entries: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["entries"].queryset = entries
        self.fields["entries"].error_messages["required"] = _("Tick the rows to be changed.")
        self.fields["section"].queryset = report.sections.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        department, section = cleaned.get("department"), cleaned.get("section")
        if not self.errors and department is None and section is None:
            raise ValidationError(_("Choose an executive body or a section."))
        if section and department and section.department_id not in (None, department.pk):
            self.add_error("section", _("This section belongs to another executive body."))
        return cleaned


class MoveForm(forms.Form):
    """One move: a button names what it moves and where to; a drag gives the section and the position.
    `version` is the arrangement the page was rendered with.
    """

    version = VersionField()

    entry_up = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    entry_down = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    section_up = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    section_down = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    entry = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    section = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    position = forms.IntegerField(min_value=0, max_value=100_000, required=False)
    by_date = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stepped = any(cleaned.get(f"{what}_{way}") for what in ("entry", "section") for way in ("up", "down"))
        dragged = cleaned.get("position") is not None and (cleaned.get("entry") or cleaned.get("section"))
        if not self.errors and not stepped and not dragged and not cleaned.get("by_date"):
            raise ValidationError(_("Say where it goes."))
        return cleaned


class PrintedFormForm(forms.ModelForm):
    """The choice is kept for the next document of the kind."""

    file = OpenFileField(
        label=_("Sample: the last approved document, .docx"),
        required=False,
        max_length=255,
        help_text=_("Page, margins, font and column widths are taken from it."),
    )
    forget = forms.BooleanField(label=_("print by the office rules, without the sample"), required=False)

    class Meta:
        model = PrintedForm
        fields = ("stamp", "post", "name", "executor")
        labels = {
            "stamp": _("Top right"),
            "post": _("Post of the signatory"),
            "name": _("Name of the signatory"),
            "executor": _("Prepared by, telephone"),
        }
        help_texts = {"stamp": _("“APPROVED” and who approves, or “Appendix to the letter of … no. …”")}
        widgets = {
            "stamp": forms.Textarea(attrs={"rows": 4}),
            "post": forms.Textarea(attrs={"rows": 2}),
            "executor": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.instance.sample:
            del self.fields["forget"]

    def clean_stamp(self) -> str:
        stamp = self.cleaned_data["stamp"].replace("\r\n", "\n").strip()
        if len(stamp) > 2000:
            raise ValidationError(_("No more than 2,000 characters."))
        return stamp

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None
        try:
            page_style = page_style_of(file.read())
        except SampleError:
            raise ValidationError(_("This is no Word document (.docx) with a table.")) from None
        self.instance.look, self.instance.sample = asdict(page_style), file.name
        return file

    def save(self, commit: bool = True) -> PrintedForm:
        if self.cleaned_data.get("forget") and not self.cleaned_data["file"]:
            self.instance.look, self.instance.sample = {}, ""
        return super().save(commit)
