"""Forms of the pages of plans and reports."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Department, Partner

from . import workflow
from .fate import LABELS as OUTCOME_LABELS
from .letters import LABELS as LETTER_LABELS
from .models import Report, Section
from .models.report import KIND_LABELS
from .period import Period
from .vocabulary import Kind

KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items()]
PARTS = [
    ("Q1", _("1st quarter")),
    ("Q2", _("2nd quarter")),
    ("Q3", _("3rd quarter")),
    ("Q4", _("4th quarter")),
    ("H1", _("1st half-year")),
    ("H2", _("2nd half-year")),
    ("9M", _("nine months")),
    ("Y", _("year")),
]


class DayField(forms.DateField):
    """A date picked in the browser."""

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and not 1990 <= day.year <= 2100:
            raise ValidationError(_("The year must lie between 1990 and 2100."))
        return day


class Several(forms.ModelMultipleChoiceField):
    """Records by key; a key no database can hold is no choice (SQLite would overflow on it)."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, (list, tuple)) else ():
            if not (str(key).isascii() and str(key).isdigit() and len(str(key)) <= 18):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(key)[:20]},
                )
        return super().clean(value)


def any_of(choices: list) -> list:
    return [("", _("any")), *choices]


class PeriodField(forms.CharField):
    """A period by its code."""

    def clean(self, value: Any) -> Period | None:
        code = super().clean(value)
        if not code:
            return None
        try:
            return Period.parse(code)
        except ValueError:
            raise ValidationError(_("There is no such period.")) from None


class PeriodSelect(forms.Select):
    """The periods there are documents of, newest first; asked of the database once for each page."""

    def __init__(self, **kwargs: Any):
        super().__init__(choices=[("", _("any"))], **kwargs)

    def fill(self) -> None:
        codes = Report.objects.order_by("-start", "-end").values_list("period_code", flat=True)
        titles = [(code, Period.parse(code).title) for code in dict.fromkeys(codes)]
        self.choices = [("", _("any")), *titles]


class ReportFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Document"), choices=any_of(KINDS), required=False)
    period = PeriodField(label=_("Period"), required=False, widget=PeriodSelect())
    state = forms.ChoiceField(label=_("State"), choices=any_of(Report.State.choices), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["period"].widget.fill()


class BoardFilter(forms.Form):
    OVERDUE = "overdue"

    period = PeriodField(label=_("Period"), required=False, widget=PeriodSelect())
    report = forms.ModelChoiceField(
        label=_("Document"),
        queryset=Report.objects.none(),
        required=False,
        empty_label=_("all of the period"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=any_of([*workflow.State.choices, (OVERDUE, _("not handed in in time"))]),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["period"].widget.fill()
        self.fields["report"].queryset = (
            Report.objects.select_related("partner")
            .filter(submissions__removed_at=None, submissions__isnull=False)
            .distinct()
        )


_PARTNERS_OF_A_REPORT = (Partner.Kind.COUNTRY, Partner.Kind.SUBJECT)


class OpenReportForm(forms.Form):
    """A new plan or report: what, for when, till when, and who is asked."""

    kind = forms.ChoiceField(label=_("Document"), choices=KINDS)
    part = forms.ChoiceField(label=_("Period"), choices=PARTS)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    partner = forms.ModelChoiceField(
        label=_("About one partner alone"),
        queryset=Partner.objects.filter(kind__in=_PARTNERS_OF_A_REPORT).order_by("kind", "name"),
        required=False,
        empty_label=_("about all partners"),
    )
    deadline = DayField(
        label=_("To be handed in by"),
        required=False,
        help_text=_("If empty: ten days before the period of a plan, five days after that of a report."),
    )
    departments = Several(
        label=_("Executive bodies that are asked"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        # The kind offered first is a plan, and a plan is asked for before its half-year begins.
        self.fields["year"].initial = today.year + (today.month > 6)
        self.fields["part"].initial = "H2" if today.month <= 6 else "H1"
        bodies = workflow.bodies_in_force()
        self.fields["departments"].queryset = bodies
        self.fields["departments"].initial = [body.pk for body in bodies]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"kind", "part", "year", "partner"} <= cleaned.keys():
            kind, partner = Kind(cleaned["kind"]), cleaned["partner"]
            cleaned["period"] = Period(cleaned["year"], cleaned["part"].removesuffix("Y"))
            twin = Report.objects.filter(
                kind=kind.value, period_code=cleaned["period"].code, partner=partner
            ).exists()
            if twin and partner:
                self.add_error("kind", _("There is a document of this kind, period and partner already."))
            elif twin:
                self.add_error("kind", _("There is a document of this kind and period already."))
            if partner and kind.is_international != (partner.kind == Partner.Kind.COUNTRY):
                self.add_error("partner", _("Documents of this kind are not about such a partner."))
        return cleaned

    def save(self) -> Report:
        kind, period = Kind(self.cleaned_data["kind"]), self.cleaned_data["period"]
        return workflow.open_report(
            kind,
            period,
            deadline=self.cleaned_data["deadline"] or workflow.default_term(kind, period),
            departments=self.cleaned_data["departments"],
            partner=self.cleaned_data["partner"],
        )


class AskForm(forms.Form):
    """Bodies not asked yet, and the term of all who have not handed in."""

    deadline = DayField(label=_("To be handed in by"), required=False)
    departments = Several(
        label=_("Ask also"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, initial={"deadline": report.deadline}, **kwargs)
        asked = report.submissions.values("department")
        self.fields["departments"].queryset = workflow.bodies_in_force().exclude(pk__in=asked)


class SendBackForm(forms.Form):
    note = forms.CharField(
        label=_("What is to be corrected"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReceiveForm(forms.Form):
    """What came on paper or by letter."""

    letter_number = forms.CharField(label=_("Number and date of the letter"), max_length=100, required=False)
    nothing = forms.BooleanField(label=_("nothing is planned, nothing was held"), required=False)


class RequestNumberForm(forms.Form):
    request_number = forms.CharField(
        label=_("Number and date of our request"), max_length=100, required=False
    )


class FixForm(forms.Form):
    reason = forms.CharField(label=_("Note on the edition"), max_length=500, required=False)


class ApproveForm(forms.Form):
    approved_by = forms.CharField(label=_("Who approved: post and name"), max_length=300)
    approved_on = DayField(label=_("Date"))
    approval_number = forms.CharField(label=_("Number"), max_length=100, required=False)
    scan = forms.FileField(label=_("Scan of the signed document"), required=False, max_length=255)

    def clean_scan(self) -> Any:
        scan = self.cleaned_data["scan"]
        if scan and scan.size > 20 * 1024 * 1024:
            raise ValidationError(_("The file is larger than 20 MB."))
        return scan


class PublishForm(forms.Form):
    published_on = DayField(label=_("Date"))
    published_at = forms.URLField(label=_("Address of the page"), max_length=500, assume_scheme="https")


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the document is opened for changes"),
        max_length=480,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    collect = forms.BooleanField(label=_("executive bodies go on entering rows"), required=False)


class CellForm(forms.Form):
    """One cell as it is printed; `version` tells whether the row was changed meanwhile."""

    text = forms.CharField(required=False, strip=False, max_length=50_000, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)
    whole = forms.BooleanField(required=False)

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()


class BulkForm(forms.Form):
    """Rows of one report for another body or section."""

    entries = Several(queryset=None, widget=forms.MultipleHiddenInput)
    version = forms.IntegerField(min_value=0, max_value=2**62, widget=forms.HiddenInput)
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


class OrderForm(forms.Form):
    """One move. A button names what it moves, where to and the key; a drag says the section and the place.
    `version` is the arrangement the reader has before him."""

    version = forms.IntegerField(min_value=0, max_value=2**62)

    entry_up = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    entry_down = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    section_up = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    section_down = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    entry = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    section = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    position = forms.IntegerField(min_value=0, max_value=100_000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stepped = any(cleaned.get(f"{what}_{way}") for what in ("entry", "section") for way in ("up", "down"))
        dragged = cleaned.get("position") is not None and (cleaned.get("entry") or cleaned.get("section"))
        if not self.errors and not stepped and not dragged:
            raise ValidationError(_("Say where it goes."))
        return cleaned


class LetterForm(forms.Form):
    """Which letter, to whom, who signs."""

    kind = forms.ChoiceField(
        label=_("Letter"), choices=[(kind.value, name) for kind, name in LETTER_LABELS.items()]
    )
    submissions = Several(
        label=pgettext_lazy("letter", "To"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    post = forms.CharField(label=_("Post of the signatory"), max_length=300, required=False)
    name = forms.CharField(label=_("Name of the signatory"), max_length=100, required=False)
    executor = forms.CharField(
        label=_("Prepared by, telephone"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, submissions: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["submissions"].queryset = submissions
        self.fields["submissions"].label_from_instance = lambda part: str(part.department)


class LetterChoice(forms.Form):
    kind = forms.ChoiceField(choices=LetterForm.base_fields["kind"].choices, required=False)


class FateFilter(forms.Form):
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
