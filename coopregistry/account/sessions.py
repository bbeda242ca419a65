"""Where the user signed in of late, and ending what was left open elsewhere."""

import logging

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ..models import SignIn
from ..signing_in.attempts import OLD_PASSWORD, Attempt, of_address
from ..signing_in.second_factor.factors import is_the_providers
from ..signing_in.sessions import end_sessions
from .forms import PasswordForm
from .refusal import too_many

logger = logging.getLogger(__name__)

_SHOWN = 20


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Others at a screen left open cannot end the sessions of its user: the password is asked for."""
    form = None if is_the_providers(request) else PasswordForm(request.POST or None)
    if request.method == "POST":
        attempt = Attempt((OLD_PASSWORD, request.user.pk), of_address(request))
        until = attempt.refused_until()
        if until:
            return too_many(request, until)
        if form is None or (form.is_valid() and _is_password(request, form)):
            attempt.was_right()
            end_sessions(request.user, but=request)
            logger.info("user %s ended the other sessions", request.user.pk)
            messages.success(request, _("On all other computers you have to sign in again."))
            return redirect("sessions")
    sign_ins = SignIn.objects.filter(account=request.user.pk)[:_SHOWN]
    return render(request, "account/sessions.html", {"form": form, "sign_ins": sign_ins})


def _is_password(request: HttpRequest, form: PasswordForm) -> bool:
    username = request.user.get_username()
    if authenticate(request, username=username, password=form.cleaned_data["password"]) == request.user:
        return True
    form.add_error("password", _("This is not your password."))
    return False
