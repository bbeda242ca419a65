"""Forms of the import: uploading files, saying what they are about, naming what nobody knows."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import Agreement, Department, Partner
from coopregistry.models import User
from events.access import Access
from events.fields import PARTNERS_OF_A_REPORT, PERIOD_PART_CHOICES, PeriodForm
from events.labels import KIND_LABELS
from events.lessons.forms import PartnerField
from events.models import Report, Sphere, Submission
from events.vocabulary import Kind, SectionBasis
from importers.documents.readers.guard import MAX_FILE
from importers.documents.target import Target
from importers.messages import ISSUES
from importers.models import ImportRun, PendingImport

from .partial import RowsToLoad

MOST_FILES = 20


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files, none of them larger than the registry reads."""

    widget = FilesInput
    default_error_messages = {"empty": ISSUES["empty-file"]}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = [data] if not isinstance(data, list | tuple) else list(data)
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_now("Choose at most %(most)s files at once.") % {"most": MOST_FILES})
        files = [super(FilesField, self).clean(file, initial) for file in (given or [None])]
        for file in files:
            if file.size > MAX_FILE:
                raise forms.ValidationError(
                    _now("“%(name)s” has %(size)s; a file may have %(most)s at most.")
                    % {"name": file.name, "size": filesizeformat(file.size), "most": filesizeformat(MAX_FILE)}
                )
        return files


class TargetForm(PeriodForm):
    """What a file is about, as far as it does not say so itself; for coordinators."""

    field_order = ("kind", "part", "year", "last_year", "department", "partner", "agreement")

    kind = forms.ChoiceField(
        label=_("Document"),
        required=False,
        choices=[
            ("", _("as the document says")),
            *((kind.value, label) for kind, label in KIND_LABELS.items()),
        ],
    )
    part = forms.ChoiceField(
        label=_("Period"), required=False, choices=[("", _("as the document says")), *PERIOD_PART_CHOICES]
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Rows of one body alone"),
        required=False,
        empty_label=_("the whole document"),
        help_text=_("For a table out of a letter: only the rows of this body are replaced."),
    )

    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("About one partner alone"),
        required=False,
        empty_label=_("as the document says"),
        to_field_name="code",
    )
    agreement = forms.ModelChoiceField(
        Agreement.objects.none(),
        label=_("About one agreement alone"),
        required=False,
        empty_label=_("as the document says"),
        help_text=_("For the plan of measures of an agreement and the report on it."),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["year"].required = False
        self.fields["partner"].queryset = Partner.objects.filter(kind__in=PARTNERS_OF_A_REPORT).order_by(
            "kind", "name"
        )
        self.fields["agreement"].queryset = Agreement.objects.all()
        self.fields["department"].queryset = Department.objects.all()

    @property
    def target(self) -> Target:
        cleaned = self.cleaned_data
        return Target(
            kind=Kind(cleaned["kind"]) if cleaned["kind"] else None,
            period=cleaned["period"],
            department=cleaned["department"].name if cleaned["department"] else "",
            partner=cleaned["partner"].code if cleaned["partner"] else "",
            agreement=cleaned["agreement"].title if cleaned["agreement"] else "",
        )


class SubmissionTargetForm(forms.Form):
    """An editor's file goes into a submission of the editor's departments that is under way, nowhere else."""

    submission = forms.ModelChoiceField(
        Submission.objects.none(),
        label=_("Document"),
        empty_label=None,
        help_text=_("The rows of your body in this document are compared with the file."),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["submission"].queryset = open_submissions(access)
        self.fields["submission"].label_from_instance = _submission_label

    @property
    def target(self) -> Target:
        submission = self.cleaned_data["submission"]
        report = submission.report
        return Target(
            kind=Kind(report.kind),
            period=report.period,
            department=submission.department.name,
            partner=report.partner.code if report.partner else "",
            agreement=report.agreement.title if report.agreement else "",
        )


def open_submissions(access: Access) -> QuerySet[Submission]:
    """Submissions under way of the user's departments."""
    return (
        access.submissions()
        .under_way()
        .filter(report__state=Report.State.COLLECTING)
        .select_related("report", "report__partner", "report__agreement", "department")
        .order_by("-report__start", "report", "department__order")
    )


def _submission_label(submission: Submission) -> str:
    return f"{capfirst(str(submission.report))} – {submission.department}"


def target_form(access: Access) -> type[TargetForm] | type[SubmissionTargetForm]:
    return TargetForm if access.coordinates else SubmissionTargetForm


def upload_form(access: Access, *args: Any, **kwargs: Any) -> forms.Form:
    form = target_form(access)(*args, access=access, **kwargs)
    form.fields["files"] = FilesField(
        label=_("Files"),
        help_text=_(
            "Word, Excel, OpenDocument or text: .docx .doc .odt .rtf .xlsx .xls .ods .txt, or a .zip of "
            "several. Scans and other files are kept as they are, unread."
        ),
    )
    form.fields["keep_unread"] = forms.BooleanField(
        label=_("Only keep the files, do not read them (scans, letters)"), required=False
    )
    form.order_fields(["files"])
    return form


class TextForm(forms.Form):
    """A text of the file that something is said of."""

    text = forms.CharField(max_length=5000, widget=forms.HiddenInput)


class SpellingForm(TextForm):
    partner = PartnerField(label=_("Partner"))


class AgreementForm(TextForm):
    """Which agreement the text of a cell means."""

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agreement"] = forms.ModelChoiceField(
            access.agreements(), label=_("Agreement"), empty_label=_("choose")
        )


class HeadingForm(forms.Form):
    """Which department or sphere an unknown heading stands for."""

    text = forms.CharField(max_length=1000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, basis: SectionBasis, **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = Department if basis is SectionBasis.DEPARTMENT else Sphere
        label = _("Executive body") if basis is SectionBasis.DEPARTMENT else _("Sphere")
        self.fields["stands_for"] = forms.ModelChoiceField(
            known.objects.all(), label=label, empty_label=_("choose")
        )


class ListQuery(forms.Form):
    """Which files the list of imports shows."""

    state = forms.ChoiceField(choices=PendingImport.State.choices, required=False)
    q = forms.CharField(label=_("Name of the file"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Document"),
        required=False,
        choices=[("", _("any")), *((kind.value, label) for kind, label in KIND_LABELS.items())],
    )
    who = forms.ModelChoiceField(
        User.objects.none(), label=_("Who gave it"), required=False, empty_label=_("anybody")
    )
    findings = forms.ChoiceField(
        label=_("Remarks"),
        required=False,
        choices=[
            ("", pgettext_lazy("remarks", "any")),
            ("yes", _("with remarks")),
            ("no", _("without remarks")),
        ],
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if access.coordinates:
            given = PendingImport.objects.filter(user=OuterRef("pk"))
            loaded = ImportRun.objects.filter(user=OuterRef("pk"))
            self.fields["who"].queryset = User.objects.filter(Exists(given) | Exists(loaded)).order_by(
                "last_name", "username"
            )
        else:
            del self.fields["who"]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is valid of it."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class LoadForm(forms.Form):
    seen = forms.CharField(max_length=32)
    replace = forms.BooleanField(required=False)
    which = forms.ChoiceField(choices=RowsToLoad.choices, required=False)

    def clean_which(self) -> RowsToLoad:
        return RowsToLoad(self.cleaned_data["which"] or RowsToLoad.ALL)
