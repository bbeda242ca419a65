"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from ..forms import SignInForm
from ..signing_in.attempts import Attempt, of_address, to_account
from ..signing_in.second_factor import factors
from .pending import put_off
from .refusal import too_many


class SignIn(views.LoginView):
    template_name = "account/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._attempt = Attempt(to_account(request.POST.get("username", "")), of_address(request))
        until = self._attempt.refused_until()
        return too_many(request, until) if until else super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        provider = settings.OIDC_NAME or settings.OIDC_ISSUER
        return {**super().get_context_data(**kwargs), "provider": provider}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        self._attempt.was_right()
        user = form.get_user()
        if factors.is_asked_for(user):
            put_off(self.request, user, self.get_success_url())
            return redirect("second_step")
        return super().form_valid(form)


class SignOut(views.LogoutView):
    next_page = reverse_lazy("sign_in")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, _("You have signed out."))
        # Drafts kept by the browser must not stay on a shared computer.
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect the admin's own sign-in page to that of the site, so that there is only one."""
    next_page = request.GET.get("next") or str(reverse_lazy("admin:index"))
    if not request.user.is_authenticated:
        return redirect_to_login(next_page)
    if not request.user.is_staff:
        raise PermissionDenied
    return redirect("admin:index")
