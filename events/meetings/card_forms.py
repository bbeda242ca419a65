"""Forms of what people keep of a meeting, and of meetings entered without a row."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.models import Department, Partner
from coopregistry.versions import VersionedForm
from events.fields import DayField, KeptFilesForm, ManyFilesField, RecordsField, any_of
from events.labels import MEETING_FILE_LABELS, NOTICE_LABELS
from events.models import MeetingCard
from events.phrases.meetings.model import MeetingFound

from .cards import DETAILS
from .forms import MeetingForm

_RESTRICTED = {"yes": True, "no": False}


class DetailsForm(VersionedForm, KeptFilesForm):
    """`beside`: the card files are kept with, once there is one."""

    basis = forms.CharField(
        label=_("Basis"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"lang": "ru"}),
        help_text=_("An invitation, an order: with number and date."),
    )
    notice = forms.ChoiceField(
        label=_("Ministry of Foreign Affairs of Russia"),
        required=False,
        choices=[("", _("not said")), *((one.value, label) for one, label in NOTICE_LABELS.items())],
    )
    notice_on = DayField(label=_("Date of the notice"), required=False)
    notice_number = forms.CharField(label=_("Number of the notice"), required=False, max_length=100)
    report_due = DayField(label=_("Term of the trip report"), required=False)
    file_kind = forms.ChoiceField(
        label=_("What the files are"),
        required=False,
        choices=[(one.value, label) for one, label in MEETING_FILE_LABELS.items()],
    )
    files = ManyFilesField(label=_("Add files"), required=False)

    @staticmethod
    def details_of(card: MeetingCard | None) -> dict[str, Any]:
        return {name: getattr(card, name) for name in DETAILS} if card is not None else {}

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("notice_on") or cleaned.get("notice_number")) and not cleaned.get("notice"):
            self.add_error("notice", _("Say whether the ministry was notified or agreed."))
        if cleaned.get("files") and not cleaned.get("file_kind"):
            self.add_error("file_kind", _("Say what the files are."))
        return cleaned


class OutsideForm(DetailsForm, MeetingForm):
    """A meeting no row tells of."""

    partners = RecordsField(label=_("Partners"), model=Partner, key="code", lookup="partner")
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Executive body"), required=False, empty_label=_("not said")
    )
    letter = forms.CharField(
        label=_("Letter it is known from"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"lang": "ru"}),
        help_text=_("Number and date."),
    )
    restricted = forms.ChoiceField(
        label=_("Restricted until it is over"),
        required=False,
        choices=[
            ("", _("by the rule: coming meetings of the head of the region")),
            ("yes", _("yes: only its body and coordinators know of it")),
            ("no", _("no")),
        ],
    )

    field_order = (
        *("kind", "start", "end", "place", "partners", "home", "partner", "third", "size", "subject"),
        *("department", "letter", "restricted", *DETAILS, "file_kind", "files"),
    )

    def __init__(self, *args: Any, departments: QuerySet[Department], only_own: bool, **kwargs: Any) -> None:
        """`only_own`: an editor enters meetings of own departments."""
        super().__init__(*args, **kwargs)
        self.fields["start"].required = True
        chosen = Partner.objects.filter(code__in=self.initial.get("partners", ()))
        self.fields["partners"].widget.choices = [(one.code, str(one)) for one in chosen]
        first_two = list(departments[:2]) if only_own else []
        self.only_department = first_two[0] if len(first_two) == 1 else None
        field = self.fields["department"]
        field.queryset, field.required = departments, only_own
        if self.only_department is not None:  # nothing to choose
            del self.fields["department"]

    @classmethod
    def values_of(cls, card: MeetingCard, found: MeetingFound) -> dict[str, Any]:
        return {
            **cls.initial_of(found),
            **cls.details_of(card),
            "partners": [link.partner.code for link in card.partner_links.select_related("partner")],
            "department": card.department_id,
            "letter": card.letter,
            "restricted": "yes" if card.restricted else "no",
        }

    @property
    def about(self) -> dict[str, Any]:
        """For `cards.enter`, beside what was found and who enters it."""
        cleaned = self.cleaned_data
        return {
            "partners": cleaned["partners"],
            "department": self.only_department or cleaned["department"],
            "letter": cleaned["letter"],
            "restricted": _RESTRICTED.get(cleaned["restricted"]),
            "details": self.details,
        }


class OutsideFilter(forms.Form):
    q = forms.CharField(label=_("Names, questions, letter"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=any_of(
            [
                ("coming", _("coming")),
                ("held", _("held")),
                ("overdue", _("trip report past its term")),
            ]
        ),
    )
