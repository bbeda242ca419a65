"""Coordinators say who is who."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.access import coordinator_required
from events.models import Person

from .. import deciding
from .people import get_person_or_404


@require_POST
@coordinator_required
def person_join(request: HttpRequest, key: str) -> HttpResponse:
    person = get_person_or_404(request, key)
    other = request.access.people().filter(key=request.POST.get("other", "")).first()
    try:
        if other is None:
            raise deciding.NotSoNow
        deciding.join(person, other)
    except deciding.NotSoNow:
        _say_stale(request)
    else:
        messages.success(request, _("Joined: the meetings of both stand here. It can be taken apart again."))
    return redirect("events:person_met", key)


@require_POST
@coordinator_required
def person_part(request: HttpRequest, key: str) -> HttpResponse:
    person = get_person_or_404(request, key)
    try:
        deciding.take_apart(person, request.POST.get("identity", ""))
    except deciding.NotSoNow:
        _say_stale(request)
    else:
        messages.success(request, _("Taken apart: each of the two has a page of their own."))
    # Where the person's own name was taken apart, nobody may be left under this address.
    if Person.objects.filter(pk=person.pk).exists():
        return redirect("events:person_met", key)
    return redirect("events:people_met")


def _say_stale(request: HttpRequest) -> None:
    messages.error(request, _("This changed meanwhile: look at the page as it stands now and decide again."))
