"""Signing in and out, passwords, and error pages."""

import logging
import sys
from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.api.exceptions import problem

from .forms import SignInForm
from .outages import ADVICE, RETRY_AFTER, TITLES, outage_of

logger = logging.getLogger(__name__)


class SignIn(views.LoginView):
    template_name = "account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(views.LogoutView):
    next_page = reverse_lazy("sign_in")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You have signed out."))
        # Drafts kept by the browser must not stay on a shared computer.
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


class PasswordChange(views.PasswordChangeView):
    template_name = "account/password_change.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        form.user.password_is_temporary = False
        messages.success(self.request, _("Your password has been changed."))
        logger.info("user %s changed the password", form.user.pk)
        return super().form_valid(form)


class PasswordReset(views.PasswordResetView):
    template_name = "account/password_reset.html"
    email_template_name = "account/password_reset_letter.txt"
    subject_template_name = "account/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_sent")

    def form_valid(self, form: Any) -> HttpResponse:
        accounts = [user.pk for user in form.get_users(form.cleaned_data["email"])]
        logger.info("password reset asked: users %s", accounts)
        return super().form_valid(form)


class PasswordResetSent(views.PasswordResetDoneView):
    template_name = "account/password_reset_sent.html"


class PasswordResetConfirm(views.PasswordResetConfirmView):
    template_name = "account/password_reset_confirm.html"
    success_url = reverse_lazy("sign_in")

    def form_valid(self, form: Any) -> HttpResponse:
        form.user.password_is_temporary = False
        messages.success(self.request, _("Your password has been changed. Sign in with the new one."))
        logger.info("user %s set a new password by a reset letter", form.user.pk)
        return super().form_valid(form)


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect the admin's own sign-in page to that of the site, so that there is only one."""
    next_page = request.GET.get("next") or str(reverse_lazy("admin:index"))
    if not request.user.is_authenticated:
        return redirect_to_login(next_page)
    if not request.user.is_staff:
        raise PermissionDenied
    return redirect("admin:index")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    status = 413 if too_large else 400
    if _is_api(request):
        return problem(status, _("The request is larger than the registry accepts.") if too_large else "")
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls it while the exception is being handled."""
    error = sys.exc_info()[1]
    outage = outage_of(error)
    if outage is None:
        return problem(500) if _is_api(request) else render(request, "500.html", status=500)
    if not hasattr(request, "outage"):  # what surrounds the page may fail of the same cause
        logger.error("database %s: %s", outage, type(error).__name__)
    request.outage = outage
    if _is_api(request):
        response = problem(503, str(ADVICE[outage]))
    else:
        # A form that was sent is not sent again by a link.
        again = request.get_full_path() if request.method == "GET" else reverse("home")
        context = {"title": TITLES[outage], "advice": ADVICE[outage], "again": again}
        response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER[outage])
    response.headers["Cache-Control"] = "no-store"
    response._has_been_logged = True  # in one line; Django would add a traceback
    return response


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
