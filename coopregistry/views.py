"""Signing in and out, passwords, and error pages."""

import logging
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
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .forms import SignInForm

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
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
