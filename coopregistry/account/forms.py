"""Forms of the user's own account."""

import time
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from events.administration.standing_access import StandingAccess

from ..signing_in.second_factor import codes


class OwnPasswordForm(PasswordChangeForm):
    """Asks what happens to keys and calendars only where there are any."""

    end_access = forms.BooleanField(
        label=_("End my access keys and calendar addresses too"),
        required=False,
        help_text=_("Choose this if somebody may know the password: keys and calendars work without it."),
    )

    field_order = ["old_password", "new_password1", "new_password2", "end_access"]

    def __init__(self, *args: Any, access: StandingAccess, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.access = access
        if not access:
            del self.fields["end_access"]


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )


_ANSWER = {"required": False, "max_length": 20_000, "widget": forms.HiddenInput}


def _code_field(**options: Any) -> forms.CharField:
    own = {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
    return forms.CharField(max_length=40, widget=forms.TextInput(own), **options)


class AnswerForm(forms.Form):
    """`answer`: of the passkey, filled in by passkeys.js."""

    answer = forms.CharField(**_ANSWER)

    def forget_answer(self) -> None:
        """What is asked next is answered anew."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data.pop("answer", None)


class CodeForm(AnswerForm):
    code = _code_field(
        label=_("Code"),
        required=False,
        help_text=_("Six digits of the application, or a recovery code."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("answer") or cleaned.get("code") or self.errors):
            self.add_error("code", _("Enter the code."))
        return cleaned


class NewCodesForm(forms.Form):
    """The first code shows that the application has read the secret."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        initial=_("Phone"),
        help_text=_("To tell it from others you may add."),
    )
    code = _code_field(label=_("Code the application shows"))

    def __init__(self, *args: Any, secret: bytes, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._secret = secret

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        step = codes.step_of(self._secret, code, now=time.time(), after=0)
        if step is None:
            raise forms.ValidationError(
                _("The code does not fit. Enter the one shown now; the clock of the phone must be right.")
            )
        self.cleaned_data["step"] = step
        return code


class NewPasskeyForm(AnswerForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        initial=_("This computer"),
        help_text=_("To tell it from others you may add."),
    )
