"""Forms of one result: its card, control, a report on execution, an agreement made of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department
from coopregistry.kept_files import check_room
from coopregistry.models import User
from coopregistry.versions import VersionedForm
from events.fields import DayField, OpenFileField
from events.labels import CONTROL_STATE_LABELS
from events.models import ResultCard
from events.vocabulary import ControlState

_LONGEST_TEXT = 20_000


class DetailsForm(forms.Form):
    number = forms.CharField(label=_("Number"), required=False, max_length=100)
    agreement = forms.ModelChoiceField(
        Agreement.objects.none(),
        label=_("Agreement of the register"),
        required=False,
        empty_label=_("none of ours"),
    )

    def __init__(self, *args: Any, agreements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = agreements


class ControlForm(VersionedForm):
    """Takes an arrangement under control, or decides on one that is."""

    state = forms.ChoiceField(
        label=_("Decision"), choices=[(state.value, label) for state, label in CONTROL_STATE_LABELS.items()]
    )
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Responsible body"))
    due = DayField(
        label=_("Term"), required=False, help_text=_("Without a term the arrangement is never overdue.")
    )
    basis = forms.CharField(
        label=_("Basis"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "lang": "ru"}),
        help_text=_("A letter, an instruction, minutes: with number and date."),
    )

    def __init__(self, *args: Any, card: ResultCard | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card if card is not None and card.state else None
        choosable = Department.objects.filter(in_force_to=None)
        if self.card is None:
            del self.fields["state"]
        elif self.card.department_id:
            choosable = choosable | Department.objects.filter(pk=self.card.department_id)
        self.fields["department"].queryset = choosable

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        state = ControlState(cleaned["state"]) if cleaned.get("state") else ControlState.UNDER_WAY
        cleaned["state"] = state
        if state is ControlState.EXTENDED and "due" not in self.errors:
            before = self.card.due if self.card else None
            if not cleaned.get("due"):
                self.add_error("due", _("Say until when the term is extended."))
            elif before and cleaned["due"] <= before:
                self.add_error("due", _("The new term lies after the present one."))
        is_final = not state.is_open or state is ControlState.EXTENDED
        if is_final and not cleaned.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("Say on what basis this is decided."))
        return cleaned


class ExecutionForm(forms.Form):
    text = forms.CharField(
        label=_("What has been done"),
        max_length=_LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5, "lang": "ru"}),
    )
    file = OpenFileField(label=_("File"), required=False, max_length=255)

    def __init__(
        self, *args: Any, card: ResultCard | None = None, user: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.card, self.user = card, user

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None:
            check_room([file], user=self.user, beside=self.card)
        return file
