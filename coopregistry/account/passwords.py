"""Changing a password, and setting a new one by a letter."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from events.administration.standing_access import end_access, standing_access
from events.administration.views.setting_up import wants_setting_up

from ..signing_in.attempts import (
    LETTERS_OF,
    LETTERS_TO,
    OLD_PASSWORD,
    Attempt,
    of_address,
    to_account,
)
from .forms import OwnPasswordForm
from .refusal import too_many

logger = logging.getLogger(__name__)


class PasswordChange(views.PasswordChangeView):
    template_name = "account/password_change.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("home")
    is_first = False  # of a password for one use

    def get_success_url(self) -> str:
        """The first sign-in to a new registry leads through its setting up."""
        if self.is_first and wants_setting_up(self.request):
            return reverse("events:setting_up")
        return super().get_success_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "access": standing_access(self.request.user)}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_usable_password():
            return render(request, "account/password_elsewhere.html")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        attempt = Attempt((OLD_PASSWORD, request.user.pk), of_address(request))
        until = attempt.refused_until()
        if until:
            return too_many(request, until)
        form = self.get_form()
        is_valid = form.is_valid()
        if "old_password" not in form.errors:
            attempt.was_right()
        return self.form_valid(form) if is_valid else self.form_invalid(form)

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        self.is_first, form.user.password_is_temporary = form.user.password_is_temporary, False
        messages.success(self.request, _("Your password has been changed."))
        logger.info("user %s changed the password", form.user.pk)
        response = super().form_valid(form)
        if form.cleaned_data.get("end_access"):
            end_access(form.user)
            messages.success(self.request, _("Your access keys and calendar addresses have ended."))
        return response


class PasswordReset(views.PasswordResetView):
    template_name = "account/password_reset.html"
    email_template_name = "account/password_reset_letter.txt"
    subject_template_name = "account/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_sent")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.LETTERS_ARE_SENT:
            return self.get(request, *args, **kwargs)
        until = Attempt(of_address(request, LETTERS_OF)).refused_until()
        return too_many(request, until) if until else super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        email = form.cleaned_data["email"]
        if Attempt(to_account(email, LETTERS_TO)).refused_until():
            logger.warning("password reset: no more letters to one address")
            return redirect(self.get_success_url())  # a stranger is not told how many it had
        accounts = [user.pk for user in form.get_users(email)]
        logger.info("password reset asked: users %s", accounts)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "letters_are_sent": settings.LETTERS_ARE_SENT}


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
