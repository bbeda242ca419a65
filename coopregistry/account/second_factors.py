"""The user's own second factors: what there is, adding, removing, recovery codes."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..models import SecondFactor
from ..signing_in.second_factor import codes, factors, passkeys
from ..signing_in.second_factor.recovery import new_recovery_codes
from ..signing_in.second_factor.sealing import seal, unseal
from .confirmation import confirmed, offered
from .forms import NewCodesForm, NewPasskeyForm

_MOST = 10
_SECRET = "codes_secret"  # in the session, sealed: of the application that is being added
_ASKED = "new_passkey_asked"


@never_cache
@require_safe
def second_factors(request: HttpRequest) -> HttpResponse:
    """Where none is offered, it is said who could."""
    context = {
        "is_offered": settings.SECOND_FACTOR_OFFERED,
        "factors": request.user.second_factors.all(),
        "codes_left": request.user.recovery_codes.filter(used_at=None).count(),
        "is_needed": factors.is_needed(request.user),
        "is_the_providers": factors.is_the_providers(request),
    }
    return render(request, "account/second_factors.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@offered
@confirmed
def codes_add(request: HttpRequest) -> HttpResponse:
    kept = request.session.get(_SECRET)
    secret = unseal(kept) if kept else None
    if secret is None or request.method != "POST":
        secret = codes.new_secret()
        request.session[_SECRET] = seal(secret)
    form = NewCodesForm(request.POST if request.method == "POST" else None, secret=secret)
    if form.is_valid() and _has_room(request):
        factor = SecondFactor(
            user=request.user,
            kind=SecondFactor.Kind.CODES,
            name=form.cleaned_data["name"],
            secret=seal(secret),
            counter=form.cleaned_data["step"],
        )
        del request.session[_SECRET]
        return _added(request, factor)
    address = codes.address(secret, request.user.get_username())
    picture = segno.make(address, micro=False).svg_data_uri(scale=4, border=2)
    context = {"form": form, "picture": picture, "secret": codes.readable(secret)}
    return render(request, "account/codes_add.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@offered
@confirmed
def passkey_add(request: HttpRequest) -> HttpResponse:
    form = NewPasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _has_room(request):
        asked = request.session.pop(_ASKED, None)
        name, answer = form.cleaned_data["name"], form.cleaned_data["answer"]
        try:
            factor = passkeys.new_passkey(request, request.user, name, asked, answer)
        except passkeys.WrongPasskey:
            form.add_error(None, _("The passkey could not be added. Try once more."))
        else:
            return _added(request, factor)
    options, request.session[_ASKED] = passkeys.ask_for_new(request, request.user)
    form.forget_answer()
    return render(request, "account/passkey_add.html", {"form": form, "options": options})


@require_POST
@offered
@confirmed
def factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    factor = get_object_or_404(request.user.second_factors, pk=pk)
    factors.remove(request, factor)
    messages.success(request, _("Removed: %s.") % factor)
    return redirect("second_factors")


@never_cache
@require_POST
@offered
@confirmed
def recovery_codes_new(request: HttpRequest) -> HttpResponse:
    if not request.user.second_factors.exists():
        return redirect("second_factors")
    return _codes_page(request)


def _added(request: HttpRequest, factor: SecondFactor) -> HttpResponse:
    factors.add(request, factor)
    messages.success(request, _("Added: %s. It is asked for at the next sign-in.") % factor)
    if request.user.recovery_codes.filter(used_at=None).exists():
        return redirect("second_factors")
    return _codes_page(request)


def _codes_page(request: HttpRequest) -> HttpResponse:
    """Renders instead of redirecting: the codes must not be kept anywhere between two requests."""
    return render(request, "account/recovery_codes.html", {"codes": new_recovery_codes(request.user)})


def _has_room(request: HttpRequest) -> bool:
    has_room = request.user.second_factors.count() < _MOST
    if not has_room:
        messages.error(request, _("You have %d already: remove those you do not need.") % _MOST)
    return has_room
