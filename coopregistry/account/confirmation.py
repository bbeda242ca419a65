"""The password once more, before something that others must not do at a screen left open."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ..signing_in.attempts import OLD_PASSWORD, Attempt, of_address
from .forms import PasswordForm
from .refusal import too_many

_KEY = "confirmed_at"
_SECONDS = 15 * 60

View = Callable[..., HttpResponse]


def offered(view: View) -> View:
    """Without the setting there are no second factors, nor pages about them."""

    @wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SECOND_FACTOR_OFFERED:
            raise Http404
        return view(request, *args, **kwargs)

    return found


def confirmed(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if time.time() - request.session.get(_KEY, 0) > _SECONDS:
            next_page = request.get_full_path() if request.method == "GET" else resolve_url("second_factors")
            request.session["confirm_next"] = next_page
            return redirect("confirm_password")
        return view(request, *args, **kwargs)

    return asked


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@offered
def confirm_password(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "account/confirm_password.html", {"form": PasswordForm()})
    attempt = Attempt((OLD_PASSWORD, request.user.pk), of_address(request))
    until = attempt.refused_until()
    if until:
        return too_many(request, until)
    form = PasswordForm(request.POST)
    if form.is_valid():
        username = request.user.get_username()
        if authenticate(request, username=username, password=form.cleaned_data["password"]) == request.user:
            attempt.was_right()
            request.session[_KEY] = time.time()
            return redirect(_next_page(request))
        form.add_error("password", _("This is not your password."))
    return render(request, "account/confirm_password.html", {"form": form})


def _next_page(request: HttpRequest) -> str:
    return request.session.pop("confirm_next", None) or resolve_url("second_factors")
