"""Forms of importing: giving files, saying where they belong, correcting what was read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Department, Partner
from events.access import UNFINISHED, Access
from events.labels import ROLE_LABELS
from events.models import Report, Sphere, Submission
from events.models.recognised import MODE_LABELS
from events.models.report import KIND_LABELS
from events.period import Period
from events.recognition import columns_of
from events.vocabulary import Kind, Precision, Role, SectionBasis

from .readers.guard import MAX_FILE, megabytes
from .resolve import ResolvedRow
from .target import Target

_PARTS = [
    ("", _("as the document says")),
    ("H1", "I полугодие"),
    ("H2", "II полугодие"),
    ("Q1", "I квартал"),
    ("Q2", "II квартал"),
    ("Q3", "III квартал"),
    ("Q4", "IV квартал"),
    ("9M", "9 месяцев"),
    ("year", _("the whole year")),
]
MOST_FILES = 20
LONGEST_CELL = 20_000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files, none of them larger than the registry reads."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = [data] if not isinstance(data, list | tuple) else list(data)
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_now("Choose at most %(most)s files at once.") % {"most": MOST_FILES})
        files = [super(FilesField, self).clean(one, initial) for one in (given or [None])]
        for one in files:
            if one.size > MAX_FILE:
                raise forms.ValidationError(
                    _now("“%(name)s” has %(size)s; a file may have %(most)s at most.")
                    % {"name": one.name, "size": megabytes(one.size), "most": megabytes(MAX_FILE)}
                )
        return files


class TargetForm(forms.Form):
    """Where a file belongs, as far as it does not say so itself; for those who see all documents."""

    kind = forms.ChoiceField(
        label=_("Document"),
        required=False,
        choices=[
            ("", _("as the document says")),
            *((kind.value, label) for kind, label in KIND_LABELS.items()),
        ],
    )
    part = forms.ChoiceField(label=_("Period"), required=False, choices=_PARTS)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Rows of one body alone"),
        required=False,
        empty_label=_("the whole document"),
        help_text=_("For a table out of a letter: only the rows of this body are replaced."),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "part" in cleaned and "year" in cleaned and bool(cleaned["part"]) != bool(cleaned["year"]):
            field = "part" if cleaned["year"] else "year"
            self.add_error(field, _now("State the period together with its year."))
        return cleaned

    @property
    def target(self) -> Target:
        cleaned = self.cleaned_data
        part, year = cleaned["part"], cleaned["year"]
        return Target(
            kind=Kind(cleaned["kind"]) if cleaned["kind"] else None,
            period=Period(year, "" if part == "year" else part) if part else None,
            department=cleaned["department"].name if cleaned["department"] else "",
        )


class OwnTargetForm(forms.Form):
    """An editor's file goes into its own part of a document that is open to it, and nowhere else."""

    submission = forms.ModelChoiceField(
        Submission.objects.none(),
        label=_("Document"),
        empty_label=None,
        help_text=_("The rows of your body in this document are compared with the file."),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["submission"].queryset = open_parts(access)
        self.fields["submission"].label_from_instance = _part_label

    @property
    def target(self) -> Target:
        submission = self.cleaned_data["submission"]
        report = submission.report
        return Target(
            kind=Kind(report.kind),
            period=report.period,
            department=submission.department.name,
            partner=report.partner.code if report.partner else "",
        )


def open_parts(access: Access) -> QuerySet[Submission]:
    """Parts the user's bodies write now."""
    return (
        access.submissions()
        .filter(state__in=UNFINISHED, report__state=Report.State.COLLECTING)
        .select_related("report", "report__partner", "department")
        .order_by("-report__start", "report", "department__order")
    )


def _part_label(submission: Submission) -> str:
    return f"{capfirst(str(submission.report))} – {submission.department}"


def target_form(access: Access) -> type[TargetForm] | type[OwnTargetForm]:
    return TargetForm if access.coordinates else OwnTargetForm


def upload_form(access: Access, *args: Any, **kwargs: Any) -> forms.Form:
    form = target_form(access)(*args, access=access, **kwargs)
    form.fields["files"] = FilesField(
        label=_("Files"),
        help_text=_("Word, Excel, OpenDocument or text: .docx .doc .odt .rtf .xlsx .xls .ods .txt"),
    )
    form.fields["keep_unread"] = forms.BooleanField(
        label=_("Only keep the files, do not read them (scans, letters)"), required=False
    )
    form.order_fields(["files"])
    return form


class PartnerField(forms.CharField):
    """A partner by its name in any case, an abbreviation, or its code."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> Partner:
        text = super().clean(value)
        known = Partner.objects.partners()
        partner = known.filter(code=text).first()
        if partner is not None:
            return partner
        gazetteer = current_gazetteer()
        codes = {mention.code for mention in gazetteer.find(text)}
        partner = known.filter(code__in=codes).first() if len(codes) == 1 else None
        if partner is None:
            close = ", ".join(gazetteer.place(code).name for code in gazetteer.close(text))
            words = _now("There is no partner “%(text)s”.") % {"text": text}
            if close:
                words += " " + _now("Did you mean: %(names)s?") % {"names": close}
            raise forms.ValidationError(words)
        return partner


class SpellingForm(forms.Form):
    text = forms.CharField(max_length=5000, widget=forms.HiddenInput)
    partner = PartnerField(label=_("Partner"))


class HeadingForm(forms.Form):
    """Which body or sphere a heading nobody knows stands for."""

    text = forms.CharField(max_length=1000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, basis: SectionBasis, **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = Department if basis is SectionBasis.DEPARTMENT else Sphere
        label = _("Executive body") if basis is SectionBasis.DEPARTMENT else _("Sphere")
        self.fields["stands_for"] = forms.ModelChoiceField(
            known.objects.all(), label=label, empty_label=_("choose")
        )


class RowForm(forms.Form):
    """The cells of one row as written, and the values read from them."""

    start = forms.DateField(label=_("Begins"), required=False)
    end = forms.DateField(label=_("Ends"), required=False)
    mode = forms.ChoiceField(
        label=_("Mode"),
        required=False,
        choices=[("", _("not stated")), *((mode.value, label) for mode, label in MODE_LABELS.items())],
    )
    participants_count = forms.IntegerField(
        label=_("Participants"), required=False, min_value=0, max_value=100_000_000
    )
    audience_count = forms.IntegerField(
        label=_("Spectators, visitors"), required=False, min_value=0, max_value=100_000_000
    )

    value_names = ("start", "end", "mode", "participants_count", "audience_count")

    def __init__(self, *args: Any, row: ResolvedRow, corrected: Mapping[str, Any], **kwargs: Any):
        self.row = row
        shown = {**columns_of(row.values), **corrected}
        initial = {name: shown[name] for name in self.value_names}
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
        """The values a person changed, now or before, as JSON; what belongs to them comes along."""
        own = dict(self.corrected)
        for name in self.value_names:
            if name in self.changed_data:
                value = self.cleaned_data[name]
                own[name] = value.isoformat() if isinstance(value, date) else value
        if {"start", "end"} & set(self.changed_data):
            start, end = self.cleaned_data["start"], self.cleaned_data["end"]
            own["start"] = start.isoformat() if start else None
            own["end"] = (end or start).isoformat() if start else None
            own["precision"] = Precision.DAY.value if start else ""
        if "participants_count" in own:
            own["participants_bound"] = "" if own["participants_count"] is None else "exact"
        return own
