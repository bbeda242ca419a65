"""The form that opens a plan or report."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from events.fields import (
    KIND_CHOICES,
    PARTNERS_OF_A_REPORT,
    WHOLE_YEAR,
    DayField,
    PeriodForm,
    RecordKeysField,
)
from events.models import Report
from events.period import Period
from events.vocabulary import Kind

from .opening import customary_parts, default_deadline, departments_in_period, open_report


def first_period(kind: Kind) -> dict[str, Any]:
    """The period offered first: the half-year to come of a plan, the quarter that ends next of a report."""
    today = timezone.localdate()
    if kind.is_plan:
        return {"part": "H2" if today.month <= 6 else "H1", "year": today.year + (today.month > 6)}
    return {"part": f"Q{(today.month + 2) // 3}", "year": today.year}


def _stands_at_the_end(department: Department, period: Period) -> bool:
    return department.in_force_to is None or department.in_force_to >= period.end


def _with_its_end(department: Department, period: Period) -> str:
    """One that ends within the period says so: its successor stands in the list too."""
    if _stands_at_the_end(department, period):
        return str(department)
    return _now("%(body)s (until %(day)s)") % {
        "body": department,
        "day": f"{department.in_force_to:%d.%m.%Y}",
    }


class OpenReportForm(PeriodForm):
    """A new plan or report: kind, period, deadline, and the departments it is requested from."""

    kind = forms.ChoiceField(label=_("Document"), choices=KIND_CHOICES)
    partner = forms.ModelChoiceField(
        label=_("About one partner alone"),
        queryset=Partner.objects.filter(kind__in=PARTNERS_OF_A_REPORT).order_by("kind", "name"),
        required=False,
        empty_label=_("about all partners"),
    )
    agreement = forms.ModelChoiceField(
        label=_("About one agreement alone"),
        queryset=Agreement.objects.filter(state=Agreement.State.IN_FORCE),
        required=False,
        empty_label=_("about no single agreement"),
        help_text=_(
            "The plan of measures of an agreement, or the report on it. Its other party is the partner."
        ),
    )
    deadline = DayField(
        label=_("To be handed in by"),
        required=False,
    )
    departments = RecordKeysField(
        label=_("Executive bodies that are asked"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    other_period = forms.BooleanField(label=_("The office has decided on this period"), required=False)
    # Keys of the departments on the page, to know which of them were unticked
    offered = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kind, period = self._chosen()
        self._offer_departments(period)
        self.fields["deadline"].help_text = _("If empty: %(day)s.") % {
            "day": f"{default_deadline(kind, period):%d.%m.%Y}"
        }

    @classmethod
    def of_choice(cls, chosen: QueryDict) -> "OpenReportForm":
        """The form while somebody chooses: a period that goes with the kind, the departments of its time.
        Those unticked before stay so."""
        kind = chosen.get("kind", "")
        if kind not in {*Kind}:
            return cls()
        names = ("kind", "part", "year", "last_year", "deadline", "partner", "agreement")
        initial: dict[str, Any] = {name: chosen[name] for name in names if name in chosen}
        alone = chosen.get("partner") or chosen.get("agreement")
        if not alone and initial.get("part") not in customary_parts(Kind(kind)):
            initial |= first_period(Kind(kind))
        left_out = {*chosen.get("offered", "").split()} - {*chosen.getlist("departments")}
        return cls(initial=initial | {"left_out": left_out})

    def _chosen(self) -> tuple[Kind, Period]:
        """What is chosen so far; what is wrong with it is said elsewhere."""
        values = {name: self._given(name) for name in ("kind", "part", "year")}
        kind = Kind(values["kind"]) if values["kind"] in {*Kind} else Kind.INTERREGIONAL_PLAN
        code = f"{values['year']}" if values["part"] == WHOLE_YEAR else f"{values['year']}-{values['part']}"
        try:
            return kind, Period.parse(code)
        except ValueError:
            first = first_period(kind)
            self.initial.update(first)
            return kind, Period(first["year"], first["part"])

    def _given(self, name: str) -> Any:
        return self.data.get(name) if self.is_bound else self.initial.get(name)

    def _offer_departments(self, period: Period) -> None:
        departments = departments_in_period(period)
        field = self.fields["departments"]
        field.queryset = departments
        field.label_from_instance = lambda department: _with_its_end(department, period)
        left_out = self.initial.pop("left_out", ())
        field.initial = [
            department.pk
            for department in departments
            if str(department.pk) not in left_out and _stands_at_the_end(department, period)
        ]
        self.initial["offered"] = " ".join(str(department.pk) for department in departments)

    @property
    def asks_about_period(self) -> bool:
        return self.is_bound and ("part" in self.errors or bool(self["other_period"].value()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_period(cleaned)
        if self.data.get("then") == "ask" and not cleaned.get("departments"):
            self.add_error("departments", _("Tick the bodies that are asked, or only open the document."))
        if {"kind", "partner", "agreement"} <= cleaned.keys() and cleaned.get("period"):
            kind, partner, agreement = Kind(cleaned["kind"]), cleaned["partner"], cleaned["agreement"]
            if agreement is not None:
                self._check_agreement(kind, cleaned["period"], agreement)
                return cleaned
            taken = Report.objects.filter(
                kind=kind.value, period_code=cleaned["period"].code, partner=partner, agreement=None
            ).first()
            if taken and partner:
                self._refuse(taken, _("There is a document of this kind, period and partner already."))
            elif taken:
                self._refuse(taken, _("There is a document of this kind and period already."))
            if partner and kind.is_international == (partner.kind == Partner.Kind.SUBJECT):
                self.add_error("partner", _("Documents of this kind are not about such a partner."))
        return cleaned

    def _refuse(self, taken: Report, words: str) -> None:
        address = reverse("events:report", args=[taken.pk])
        self.add_error("kind", format_html('{} <a href="{}">{}</a>', words, address, _("To the document")))

    def _check_period(self, cleaned: dict[str, Any]) -> None:
        """Documents about one partner or agreement alone have periods of their own."""
        period = cleaned.get("period")
        if period is None or "kind" not in cleaned or cleaned.get("other_period"):
            return
        if cleaned.get("partner") or cleaned.get("agreement"):
            return
        kind = Kind(cleaned["kind"])
        if period.last_year is None and period.part in customary_parts(kind):
            return
        self.add_error(
            "part",
            _("A plan is for a half-year. Choose one, or tick that the office has decided otherwise.")
            if kind.is_plan
            else _("A report is of a quarter. Choose one, or tick that the office has decided otherwise."),
        )

    def _check_agreement(self, kind: Kind, period: Period, agreement: Agreement) -> None:
        taken = Report.objects.filter(kind=kind.value, period_code=period.code, agreement=agreement).first()
        if taken:
            self._refuse(taken, _("There is a document of this kind, period and agreement already."))
        if kind.is_international != (agreement.level == Agreement.Level.INTERNATIONAL):
            self.add_error("agreement", _("Documents of this kind are not about such an agreement."))

    def save(self) -> Report:
        kind, period = Kind(self.cleaned_data["kind"]), self.cleaned_data["period"]
        return open_report(
            kind,
            period,
            deadline=self.cleaned_data["deadline"] or default_deadline(kind, period),
            departments=() if self.data.get("then") == "only" else self.cleaned_data["departments"],
            partner=self.cleaned_data["partner"],
            agreement=self.cleaned_data["agreement"],
        )
