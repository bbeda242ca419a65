"""The sign-in form."""

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _(
            "The user name or the password is wrong. Check the keyboard layout and Caps Lock and try again."
        ),
    }

    def get_invalid_login_error(self) -> ValidationError:
        """Whom the directory knows and the registry does not, learns why."""
        why = getattr(self.request, "not_let_in", "")
        return ValidationError(why, code="not_let_in") if why else super().get_invalid_login_error()
