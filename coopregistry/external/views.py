"""Signing in at the OpenID provider: there and back."""

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coopregistry.account.refusal import too_many

from ..models import ExternalIdentity, User
from ..signing_in.attempts import Attempt, of_address
from ..signing_in.second_factor.factors import BY_PROVIDER, PASSED
from .accounts import NotLetIn, account_for, bring_up_to_date, refuse_closed
from .provider import ProviderError, claims_of, lead_to_provider

logger = logging.getLogger(__name__)
_NEXT = "oidc_next"


@login_not_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    _configured()
    asked = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    request.session[_NEXT] = asked if is_own else resolve_url(settings.LOGIN_REDIRECT_URL)
    try:
        return lead_to_provider(request, request.build_absolute_uri(reverse("oidc_callback")))
    except ProviderError as error:
        return _failed(request, error)


@login_not_required
@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    _configured()
    attempt = Attempt(of_address(request))
    until = attempt.refused_until()
    if until:
        return too_many(request, until)
    try:
        claims = claims_of(request)
    except ProviderError as error:
        return _failed(request, error)
    username = str(claims.get(settings.OIDC_USERNAME_CLAIM, ""))[:150]
    try:
        user = _user_of(claims, username)
    except NotLetIn as refused:
        user_login_failed.send(__name__, credentials={"username": username}, request=request)
        messages.error(request, str(refused))
        return redirect("sign_in")
    attempt.was_right()
    next_page = request.session.pop(_NEXT, None) or resolve_url(settings.LOGIN_REDIRECT_URL)
    login(request, user, backend=BY_PROVIDER)
    request.session[PASSED] = True  # a second factor is the provider's to ask for
    return redirect(next_page)


def _user_of(claims: Any, username: str) -> User:
    groups = claims.get(settings.OIDC_GROUPS_CLAIM, ())
    groups = [str(group) for group in groups] if isinstance(groups, list) else []
    issuer = settings.OIDC_ISSUER
    with transaction.atomic():
        known = ExternalIdentity.objects.filter(issuer=issuer, subject=claims["sub"]).first()
        if known is not None:
            user = known.user
            refuse_closed(user)
        else:
            user = account_for(username, groups)
            former = ExternalIdentity.objects.filter(issuer=issuer, user=user) if user.pk else None
            if former and not user.password_is_temporary:
                raise NotLetIn(
                    _("At the provider the account of that name belongs to another. Ask the administrator.")
                )
            if former:  # handed over: whoever had it does not keep it
                former.delete()
        names = {"first_name": "given_name", "last_name": "family_name", "middle_name": "middle_name"}
        told = {field: str(claims.get(claim, "")) for field, claim in {**names, "email": "email"}.items()}
        bring_up_to_date(user, groups, **told)
        ExternalIdentity.objects.get_or_create(issuer=issuer, subject=claims["sub"], defaults={"user": user})
    return user


def _failed(request: HttpRequest, error: ProviderError) -> HttpResponse:
    logger.error("provider of identities: %s", type(error.__cause__ or error).__name__)
    messages.error(request, _("The service you sign in by did not answer as it should. Try once more."))
    return redirect("sign_in")


def _configured() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404
