"""The form of one entry: what a person enters, checked and handed on as its content."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.lookup import partners_by_code
from agreements.models import Agreement, Department, Partner
from agreements.partners_in_words import partners_in_words
from coopregistry.kept_files import check_room
from coopregistry.versions import VersionedForm, VersionField
from events.access import Access
from events.fields import (
    LONGEST,
    CodesField,
    ManyFilesField,
    StatedCountField,
    YesNoField,
    choice_field,
    text_field,
)
from events.labels import ACTIVITY_LABELS, DIRECTION_LABELS, MODE_LABELS, ROLE_LABELS
from events.models import Entry, Event, Report, Sphere
from events.phrases.dates import Dates
from events.phrases.house_wording import EnteredValues, compose_cells, dates_typed
from events.vocabulary import Activity, Direction, Mode, Role, SectionBasis

from .content import EntryContent
from .initial import printed_name

CELL_ROWS = {Role.TITLE: 3, Role.CONTENT: 5, Role.PARTICIPANTS: 3}


class PartnersField(forms.Field):
    """Partners by code, in the order chosen; a place of the world is one though it has no record yet."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[Partner]:
        codes = [code for code in value or () if code]
        by_code = partners_by_code(code for code in codes if isinstance(code, str) and "\0" not in code)
        for code in codes:
            if code not in by_code:
                raise forms.ValidationError(
                    forms.ModelMultipleChoiceField.default_error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": code},
                )
        return in_order(by_code.values(), codes)


class EntryForm(VersionedForm):
    """Fields for the values, and for each printed column a cell that may be worded by hand."""

    version = VersionField(required=False)  # a new entry has none
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Executive body"), empty_label=_("choose")
    )
    sphere = forms.ModelChoiceField(
        Sphere.objects.all(), label=_("Sphere of cooperation"), required=False, empty_label=_("choose")
    )
    title = forms.CharField(
        label=_("Title of the event"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
        error_messages={"required": _("Say what takes place.")},
    )
    activity = choice_field(_("Kind of event"), ACTIVITY_LABELS, _("by the title"))
    direction = choice_field(_("Direction"), DIRECTION_LABELS, _("by the place"))
    dates = forms.CharField(label=_("Dates as a phrase"), required=False, max_length=300)
    start = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    partners = PartnersField(label=_("Partners"), required=False)
    partners_text = forms.CharField(
        label=_("Partners in words"), required=False, max_length=500, widget=forms.TextInput({"lang": "ru"})
    )
    as_written = CodesField(label=_("print as it is written"), required=False)
    # Partners the cells name: those a box stood for, and those whose box was ticked.
    named = CodesField(label=_("No partner, though the text names it"), required=False)
    counted = CodesField(required=False)
    agreement = forms.ModelChoiceField(Agreement.objects.all(), label=_("Agreement"), required=False)
    place = text_field(_("Place"))
    mode = choice_field(_("Mode"), MODE_LABELS, _("as the text says"))
    participants = text_field(_("Participants"))
    participants_count = StatedCountField(label=_("Number of participants"), required=False)
    content = text_field(_("Content"), rows=4)
    signed = YesNoField(label=_("Documents signed"))
    agreed = YesNoField(label=_("Arrangements reached"))
    event = forms.ModelChoiceField(Event.objects.none(), required=False)
    apart = forms.BooleanField(label=_("This row speaks of another event: count it apart"), required=False)
    files = ManyFilesField(
        label=_("Attachments"),
        required=False,
        help_text=_("Letters, programmes, photographs: files of any kind, at most 10 at once, 20 MB each."),
    )

    def __init__(self, *args: Any, report: Report, access: Access, entry: Entry | None = None, **kwargs: Any):
        self.report, self.entry, self.access = report, entry, access
        super().__init__(*args, **kwargs)
        self._offer_departments()
        self.fields["event"].queryset = access.events()
        self.headings = {Role(role): heading for heading, role in report.headings if role}
        self.roles = [role for role in self.headings if role != Role.NUMBER]
        self.extra_headings = [heading for heading, role in report.headings if not role]
        self._fit_to_report()
        for role in self.roles:
            rows = CELL_ROWS.get(role, 2)
            self.fields[f"cell_{role}"] = text_field(ROLE_LABELS[role], rows=rows, strip=False)
            self.fields[f"own_{role}"] = forms.BooleanField(label=_("in words of my own"), required=False)
        for number, heading in enumerate(self.extra_headings):
            self.fields[f"extra_{number}"] = text_field(" ".join(heading.split()))

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        check_room(files, user=self.access.user, beside=self.entry)
        return files

    def _offer_departments(self) -> None:
        writable = Q(pk__in=self.access.writable_departments(self.report).values("pk"))
        if self.entry is not None and self.entry.department_id:
            writable |= Q(pk=self.entry.department_id)
        field = self.fields["department"]
        field.queryset = Department.objects.filter(writable)
        first_two = list(field.queryset[:2])
        self.only_department = first_two[0] if len(first_two) == 1 else None
        if self.only_department:  # nothing to choose
            field.widget = forms.HiddenInput()
            self.initial.setdefault("department", self.only_department.pk)

    def _fit_to_report(self) -> None:
        """Drop and reword fields a document of this kind has no use for."""
        is_plan = self.report.is_plan
        self.fields["content"].label = _("Content") if is_plan else _("Content and result")
        if is_plan:
            del self.fields["signed"], self.fields["agreed"]
        if self.report.basis != SectionBasis.SPHERE:
            del self.fields["sphere"]
        elif self.entry is None:
            self.fields["sphere"].required = True
        if Role.AGREEMENT not in self.roles and Role.PARTNER not in self.roles:
            self.fields["partners"].help_text = _(
                "This document has no column of partners: they are also read from the other cells."
            )

    @property
    def extra_fields(self) -> list[forms.BoundField]:
        return [self[f"extra_{number}"] for number in range(len(self.extra_headings))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "partners" in cleaned:
            said, names = self._partners_in_words(cleaned)
            named = [*cleaned["partners"], *said]
            cleaned["partners"] = list({partner.code: partner for partner in named}.values())
            cleaned["partners_as_text"] = names
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The event ends before it begins."))
            cleaned["end"] = None
        if end and not start and "start" not in self.errors:
            self.add_error("start", _("Say when it begins."))
        if "title" in cleaned and not self.as_content().cells.get(Role.TITLE, "").strip():
            self.add_error("title", _("The cell of the title is empty: write it, or leave it to the field."))
        return cleaned

    def _partners_in_words(self, cleaned: Mapping[str, Any]) -> tuple[list[Partner], list[str]]:
        """Partners typed as text, and the names among them that no partner is known by."""
        text = cleaned.get("partners_text") or ""
        if not text.strip():
            return [], []
        read = partners_in_words(text)
        names = [" ".join(text.split())] if read.is_everybody else list(read.unknown)
        if names and Role.PARTNER not in self.roles:
            # Where no column prints them they would be lost.
            words = _("No partner is known as “%(text)s”.")
            self.add_error("partners_text", " ".join(words % {"text": name} for name in names))
            return list(read.partners), []
        return list(read.partners), names

    def as_content(self) -> EntryContent:
        """Of what is valid so far; an unbound form says nothing."""
        cleaned = self.cleaned_data if self.is_bound else {}
        entered = self._entered(cleaned)
        named, counted = cleaned.get("named") or (), cleaned.get("counted") or ()
        as_text = tuple(cleaned.get("partners_as_text") or ())
        return EntryContent(
            entered=entered,
            cells=self._cells(cleaned, entered),
            extra={
                heading: _clean_lines(cleaned.get(f"extra_{number}"))
                for number, heading in enumerate(self.extra_headings)
            },
            partners=tuple(cleaned.get("partners") or ()),
            partners_as_text=as_text,
            as_written=frozenset(as_text) & frozenset(cleaned.get("as_written") or ()),
            left_out=frozenset(named) - frozenset(counted),
            agreement=cleaned.get("agreement"),
            department=cleaned.get("department"),
            is_department_chosen=self.only_department is None,
            sphere=cleaned.get("sphere"),
            event=cleaned.get("event"),
            is_apart=bool(cleaned.get("apart")),
            files=tuple(cleaned.get("files") or ()),
        )

    def _entered(self, cleaned: Mapping[str, Any]) -> EnteredValues:
        get = cleaned.get
        phrase, start = get("dates") or "", get("start")
        dates = dates_typed(phrase, self.report.period) if phrase else None
        if dates is None and not phrase and start:
            dates = Dates.of(start, max(get("end") or start, start))
        agreement = get("agreement")
        return EnteredValues(
            title=_clean_lines(get("title")),
            partners=(
                *(printed_name(partner) for partner in get("partners") or ()),
                *(get("partners_as_text") or ()),
            ),
            agreement=agreement.title if agreement else "",
            dates=dates,
            dates_text=phrase,
            place=_clean_lines(get("place")),
            mode=Mode(get("mode")) if get("mode") else None,
            participants=_clean_lines(get("participants")),
            count=get("participants_count"),
            content=_clean_lines(get("content")),
            activity=Activity(get("activity")) if get("activity") else None,
            direction=Direction(get("direction")) if get("direction") else None,
            signed=get("signed"),
            agreed=get("agreed"),
        )

    def _cells(self, cleaned: Mapping[str, Any], entered: EnteredValues) -> dict[Role, str]:
        composed = compose_cells(entered)
        return {
            role: _clean_lines(cleaned.get(f"cell_{role}")) if cleaned.get(f"own_{role}") else composed[role]
            for role in self.roles
        }


def in_order(partners: Iterable[Partner], codes: Sequence[str]) -> list[Partner]:
    """As they were chosen: they are printed in this order."""
    by_code = {partner.code: partner for partner in partners}
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


def _clean_lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
