"""Forms of partners and agreements: filters, the dossier, hand-written facts, an agreement and its files."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, AgreementParty, Department, Partner
from agreements.reference.world import ensure_partners
from coopregistry.versions import VersionedForm
from events.fields import DayField, RecordsField, any_of
from events.models import PartnerFacts
from events.phrases.results import DocumentKind
from events.results.lines import ResultLine

_LONGEST_FACTS = 20_000  # characters
_KINDS = {
    DocumentKind.AGREEMENT: Agreement.Kind.AGREEMENT,
    DocumentKind.MEMORANDUM: Agreement.Kind.MEMORANDUM,
    DocumentKind.CONTRACT: Agreement.Kind.CONTRACT,
    DocumentKind.PROTOCOL: Agreement.Kind.PROTOCOL,
    DocumentKind.DECLARATION: Agreement.Kind.DECLARATION,
    DocumentKind.ROAD_MAP: Agreement.Kind.ACTION_PLAN,
    DocumentKind.PLAN: Agreement.Kind.ACTION_PLAN,
}
EXPIRING = [
    ("90", _("within 90 days")),
    ("60", _("within 60 days")),
    ("30", _("within 30 days")),
    ("15", _("within 15 days")),
]


class SpanForm(forms.Form):
    """Either end may be open."""

    start = DayField(label=_("From"), required=False)
    end = DayField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("start") and cleaned.get("end") and cleaned["start"] > cleaned["end"]:
            raise ValidationError(_("The period ends before it begins."))
        return cleaned


class PartnerFilter(forms.Form):
    q = forms.CharField(label=_("Name, any word of it"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(Partner.Kind.choices), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("most events of its own first")), ("name", _("by name"))],
        required=False,
    )


class DossierForm(SpanForm):
    """The period of a dossier, whether it must fit on one page, and who answers for it."""

    short = forms.BooleanField(label=_("On one page"), required=False)
    prepared_by = forms.CharField(label=_("Prepared by, telephone"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["start"].required = self.fields["end"].required = True

    @staticmethod
    def default() -> dict[str, Any]:
        """This year and the two before."""
        year = timezone.localdate().year
        return {"start": date(year - 2, 1, 1), "end": date(year, 12, 31)}


class FactsForm(forms.ModelForm, VersionedForm):
    as_of = DayField(label=_("As of"))

    class Meta:
        model = PartnerFacts
        fields = ["text", "as_of", "source"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12, "lang": "ru", "maxlength": _LONGEST_FACTS})}
        help_texts = {
            "text": _("Printed in every dossier, one paragraph for each line."),
            "source": _("A document, a body, a site: printed beside the day."),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(text) > _LONGEST_FACTS:
            raise ValidationError(_("No more than 20,000 characters."))
        return text

    def clean_as_of(self) -> date:
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies ahead."))
        return day


class AgreementFilter(forms.Form):
    q = forms.CharField(label=_("Title or number"), required=False, max_length=200)
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("Party"), required=False, empty_label=_("any")
    )
    state = forms.ChoiceField(label=_("State"), choices=any_of(Agreement.State.choices), required=False)
    expiring = forms.ChoiceField(label=_("Expires"), choices=any_of(EXPIRING), required=False)
    idle = forms.BooleanField(label=_("without events for four quarters"), required=False)
    unconfirmed = forms.BooleanField(label=_("to be confirmed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        parties = Partner.objects.partners().filter(agreements__removed_at=None, agreements__isnull=False)
        self.fields["partner"].queryset = parties.distinct()


class PartiesField(RecordsField):
    """A place of the world gets its record when it is chosen."""

    def clean(self, value: Sequence[str] | None) -> list[Model]:
        ensure_partners([code for code in value or () if "\0" not in code])
        return super().clean(value)


class AgreementForm(forms.ModelForm, VersionedForm):
    """The home region stays a party whatever is chosen. Each party has a field for the organ that signed."""

    parties = PartiesField(label=_("Parties beside our region"), model=Partner, key="code", lookup="place")

    signed_on = DayField(label=_("Signed on"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    terminated_on = DayField(label=_("Terminated on"), required=False)
    reason = forms.CharField(label=_("Why it is changed"), required=False, max_length=300)

    class Meta:
        model = Agreement
        widgets = {"title": forms.Textarea(attrs={"rows": 3, "lang": "ru"})}
        fields = [
            *("title", "kind", "level", "state", "number", "signed_on", "valid_until", "prolongation"),
            *("terminated_on", "registration_number", "department", "place_of_original", "confirmed"),
        ]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # A dissolved department may still be responsible for the agreement it signed.
        choosable = Q(in_force_to=None) | Q(pk=self.instance.department_id)
        self.fields["department"].queryset = Department.objects.filter(choosable)
        stored = self.instance.parties.select_related("partner") if self.instance.pk else ()
        self._parties = list(stored)
        others = [party.partner for party in self._parties if party.partner.code != settings.HOME_SUBJECT]
        self.fields["parties"].initial = [partner.code for partner in others]
        self.fields["parties"].widget.choices = [(partner.code, partner.name) for partner in others]
        for party in self._parties:
            self.fields[f"organ_{party.pk}"] = forms.CharField(
                label=_("Signed for %s by") % party.partner.name,
                initial=party.organ,
                max_length=500,
                required=False,
            )
        self.order_fields(["title", "parties", *(f"organ_{party.pk}" for party in self._parties)])

    def save(self, commit: bool = True) -> Agreement:
        agreement: Agreement = super().save(commit)
        chosen = self.cleaned_data["parties"]
        for party in self._parties:
            if party.partner not in chosen and party.partner.code != settings.HOME_SUBJECT:
                party.delete()
            else:
                party.organ = self.cleaned_data[f"organ_{party.pk}"]
                party.save()
        existing = {party.partner_id for party in self._parties}
        last = max((party.order for party in self._parties), default=-1)
        for order, partner in enumerate((new for new in chosen if new.pk not in existing), start=last + 1):
            AgreementParty.objects.create(agreement=agreement, partner=partner, order=order)
        return agreement


class AgreementEntryForm(AgreementForm):
    """A new agreement: the home region is its first party."""

    def save(self, commit: bool = True) -> Agreement:
        self.instance.save()
        home = Partner.objects.get(code=settings.HOME_SUBJECT)
        self._parties = [AgreementParty.objects.create(agreement=self.instance, partner=home, order=0)]
        self.cleaned_data[f"organ_{self._parties[0].pk}"] = ""
        return super().save(commit)


class NewAgreementForm(AgreementEntryForm):
    """An agreement made of a document a row tells of."""

    class Meta(AgreementForm.Meta):
        fields = [name for name in AgreementForm.Meta.fields if name != "confirmed"]

    @staticmethod
    def initial_of(line: ResultLine) -> dict[str, Any]:
        partners = list(line.result.partners.all()) if line.told else []
        # Of a region and its country the region is the party.
        around = {partner.parent_id for partner in partners}
        parties = [partner for partner in partners if partner.pk not in around]
        abroad = any(not partner.code.startswith("ru") for partner in parties)
        level = Agreement.Level.INTERNATIONAL if abroad else Agreement.Level.INTERREGIONAL
        return {
            "title": line.title,
            "kind": _KINDS.get(line.result.document if line.told else "", Agreement.Kind.AGREEMENT),
            "level": level,
            "number": line.number,
            "signed_on": line.start if line.start == line.end else None,  # some day of a visit
            "parties": [partner.code for partner in parties],
            "department": line.department,
        }

    def __init__(self, *args: Any, line: ResultLine, **kwargs: Any):
        initial = self.initial_of(line)
        super().__init__(*args, initial=initial | {"version": 0}, **kwargs)
        chosen = Partner.objects.filter(code__in=initial["parties"])
        self.fields["parties"].initial = initial["parties"]
        self.fields["parties"].widget.choices = [(partner.code, partner.name) for partner in chosen]


class EventsWithoutAgreementFilter(forms.Form):
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=_("Partner"), required=False, empty_label=_("any")
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)

    def __init__(self, *args: Any, partners: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners
