"""Form fields shared by the rooms: files, codes, records by key, days, periods, a doubt."""

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner
from coopregistry.kept_files import check_room
from coopregistry.models import User
from coopregistry.refused_files import REFUSALS, refusal_of

from .labels import KIND_LABELS
from .models import Report
from .period import FIRST_YEAR, LAST_YEAR, MONTH_PARTS, MONTHS_NOMINATIVE, Period
from .phrases.house_wording import StatedCount, count_typed

logger = logging.getLogger(__name__)

LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_FILES = 10
_MOST_PEOPLE = 10_000_000
LONGEST = 20_000  # characters of a cell
_MOST_CODES = 200
_MOST_RECORDS = 30
_KEYS = {"pk": re.compile(r"[0-9]{1,18}"), "code": re.compile(r"[-\w]{1,100}", re.ASCII)}

KIND_CHOICES = [(kind.value, label) for kind, label in KIND_LABELS.items()]
# A document may be about one of these alone.
PARTNERS_OF_A_REPORT = (Partner.Kind.COUNTRY, Partner.Kind.SUBJECT, Partner.Kind.FOREIGN_REGION)
WHOLE_YEAR = "Y"
PERIOD_PART_CHOICES = [
    ("Q1", _("1st quarter")),
    ("Q2", _("2nd quarter")),
    ("Q3", _("3rd quarter")),
    ("Q4", _("4th quarter")),
    ("H1", _("1st half-year")),
    ("H2", _("2nd half-year")),
    ("9M", _("nine months")),
    (WHOLE_YEAR, _("year or several years")),
    (_("Month"), list(zip(MONTH_PARTS, MONTHS_NOMINATIVE, strict=True))),
]


def any_of(choices: list) -> list:
    """Choices of a filter, with «any» in front."""
    return [("", _("any")), *choices]


class _ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class OpenFileField(forms.FileField):
    """A file of 20 MB at most. Nothing is stored of one that is refused (coopregistry/refused_files.py)."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            if (file.size or 0) > LARGEST_FILE:
                logger.info("Refused a file of %s bytes", file.size)
                size = filesizeformat(file.size)
                raise ValidationError(
                    _("“%(name)s” (%(size)s) is larger than 20 MB.") % {"name": file.name, "size": size}
                )
            content = file.read()
            file.seek(0)
            if refusal := refusal_of(file.name or "", content):
                logger.info("Refused a file: %s", refusal)
                raise ValidationError(REFUSALS[refusal], code=refusal)
        return file


class ManyFilesField(OpenFileField):
    """Several files at once."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        cleaned = [super(ManyFilesField, self).clean(file, initial) for file in files if file]
        if len(cleaned) > MOST_FILES:
            logger.info("Refused %s files at once", len(cleaned))
            raise ValidationError(_("At most %(most)s files at once.") % {"most": MOST_FILES})
        if self.required and not cleaned:
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned


class KeptFilesForm(forms.Form):
    """Files to be kept beside a record, as far as there is room for them."""

    files = ManyFilesField(label=_("Add files"))

    def __init__(
        self,
        *args: Any,
        user: User | None = None,
        beside: models.Model | None = None,
        **kwargs: Any,
    ):
        self.user, self.beside = user, beside
        super().__init__(*args, **kwargs)

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        check_room(files, user=self.user, beside=self.beside)
        return files


class CodesField(forms.Field):
    """Codes the page itself sent along; not checked: those the registry does not know match nothing."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[str, ...]:
        codes = value if isinstance(value, (list, tuple)) else []
        return tuple(dict.fromkeys(str(code) for code in codes[:_MOST_CODES]))


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or as the text says."""

    def __init__(self, **kwargs: Any):
        choices = [("", _("as the text says")), ("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            choices=choices,
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            **kwargs,
        )


class StatedCountField(forms.CharField):
    """People by number, or with what is said of it: «около 120», «более 1 600»."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            max_length=40, widget=forms.TextInput({"class": "holds-day", "lang": "ru"}), **kwargs
        )

    def clean(self, value: Any) -> StatedCount | None:
        phrase = " ".join(super().clean(value).split())
        if not phrase:
            return None
        count = count_typed(phrase)
        if count is None or not count.number <= _MOST_PEOPLE:
            raise forms.ValidationError(_("Write a number, or a number with “about”, “more than”, “up to”."))
        return count


def text_field(label: Any, rows: int = 2, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "ru"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget, **kwargs)


def choice_field(label: Any, labels: Mapping[Any, Any], empty: Any) -> forms.ChoiceField:
    choices = [("", empty), *((key.value, text) for key, text in labels.items())]
    return forms.ChoiceField(label=label, choices=choices, required=False)


class RecordsField(forms.Field):
    """Records of one model by key or code, in the order chosen; the drop-down asks `lookup` for more."""

    widget = forms.SelectMultiple

    def __init__(self, *, model: type[models.Model], key: str = "pk", lookup: str = "", **kwargs: Any):
        self.model, self.key, self.lookup = model, key, lookup
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        if not self.lookup:
            return {}
        return {"data-lookup": reverse_lazy("events:event_lookup", args=[self.lookup])}

    def clean(self, value: Sequence[str] | None) -> list[models.Model]:
        texts = list(dict.fromkeys(text for text in value or () if text))
        if self.required and not texts:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(texts) > _MOST_RECORDS:
            raise ValidationError(_("Choose %(number)s values at most.") % {"number": _MOST_RECORDS})
        keys = [text for text in texts if _KEYS[self.key].fullmatch(text)]
        found = self.model._default_manager.in_bulk(keys, field_name=self.key) if keys else {}
        by_text = {str(key): record for key, record in found.items()}
        chosen = [by_text[text] for text in texts if text in by_text]
        self.widget.choices = [(getattr(record, self.key), str(record)) for record in chosen]
        if len(chosen) < len(texts):
            raise ValidationError(_("One of the chosen values is not in the registry."))
        return chosen


class PlacesField(forms.Field):
    """Places of the gazetteer by code, the home region's among them; the drop-down asks for more."""

    widget = forms.SelectMultiple

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.choices: list[tuple[str, str]] = []  # those chosen

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"data-lookup": reverse_lazy("events:event_lookup", args=["held"])}

    def clean(self, value: Sequence[str] | None) -> list[str]:
        codes = list(dict.fromkeys(code for code in value or () if code))
        if len(codes) > _MOST_RECORDS:
            raise ValidationError(_("Choose %(number)s values at most.") % {"number": _MOST_RECORDS})
        gazetteer = current_gazetteer()
        if not all(map(gazetteer.knows, codes)):
            raise ValidationError(_("One of the chosen places is not known."))
        self.choices = self.widget.choices = [(code, gazetteer.place(code).name) for code in codes]
        return codes


class EveryRecordField(RecordsField):
    """Of few records: all that `choices_from` selects are on the page."""

    def __init__(self, *, choices_from: dict[str, Any] | None = None, **kwargs: Any):
        self.choices_from = choices_from or {}
        super().__init__(**kwargs)

    def clean(self, value: Sequence[str] | None) -> list[models.Model]:
        records = list(self.model._default_manager.filter(**self.choices_from))
        offered = {getattr(record, self.key) for record in records}
        try:
            chosen = super().clean(value)
            if any(getattr(record, self.key) not in offered for record in chosen):
                raise ValidationError(_("One of the chosen values is not in the registry."))
            return chosen
        finally:
            self.widget.choices = [(getattr(record, self.key), str(record)) for record in records]


class DayField(forms.DateField):
    """A day picked in the browser, or typed as people here write it."""

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("The year must lie between 1990 and 2100."))
        return day


class RecordKeysField(forms.ModelMultipleChoiceField):
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


class PeriodForm(forms.Form):
    """A period put together from a part of a year, the year and, of several years, the last one.

    The cleaned `period` is None where neither part nor year is given, which a subclass may allow.
    """

    part = forms.ChoiceField(label=_("Period"), choices=PERIOD_PART_CHOICES)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(
        label=_("Until the year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Of a document about several years."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"part", "year", "last_year"} <= cleaned.keys():
            cleaned["period"] = self._period(cleaned["part"], cleaned["year"], cleaned["last_year"])
        return cleaned

    def _period(self, part: str, year: int | None, last_year: int | None) -> Period | None:
        if bool(part) != bool(year) or (last_year and not year):
            self.add_error("part" if year else "year", _("State the period together with its year."))
            return None
        if not year:
            return None
        if last_year and last_year != year and part != WHOLE_YEAR:
            self.add_error("last_year", _("Only whole years can be several."))
            return None
        if last_year and last_year < year:
            self.add_error("last_year", _("The last year is before the first."))
            return None
        if last_year and last_year > year:
            return Period(year, last_year=last_year)
        return Period(year, "" if part == WHOLE_YEAR else part)

    @staticmethod
    def initial_of(period: Period | None) -> dict[str, Any]:
        if period is None:
            return {}
        return {
            "part": period.part or WHOLE_YEAR,
            "year": period.year,
            "last_year": period.last_year,
        }


class PeriodSelect(forms.Select):
    """Periods that have documents, newest first. Call `fill` once per page: it queries."""

    def __init__(self, **kwargs: Any):
        super().__init__(choices=[("", _("any"))], **kwargs)

    def fill(self, *, with_years: bool = False) -> None:
        """`with_years`: a year is offered before its parts, be there a document of it or not."""
        codes = Report.objects.order_by("-start", "-end").values_list("period_code", flat=True)
        periods = [Period.parse(code) for code in dict.fromkeys(codes)]
        if with_years:
            periods = [
                part
                for period in periods
                for part in ((Period(period.end.year), period) if period.part else (period,))
            ]
        titles = {period.code: period.title for period in periods}
        self.choices = [("", _("any")), *titles.items()]


class SureForm(forms.Form):
    """Asks once more before a step; `doubt` says of what, and there is nothing to tick where it is empty."""

    sure = forms.BooleanField(
        error_messages={"required": _("Something is missing: complete it, or confirm by the tick.")}
    )

    def __init__(self, *args: Any, doubt: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = doubt
        if not doubt:
            del self.fields["sure"]
