"""«Ключи доступа»: users create and revoke their own keys, administrators revoke anybody's."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain
from events.access import Access, administrator_required
from events.models import AccessKey

_LONGEST_LIFE = timedelta(days=366)
_USUAL_LIFE = timedelta(days=90)
_MOST_KEYS = 20
_PER_PAGE = 50


def keys_within_reach(access: Access) -> QuerySet[AccessKey]:
    """The user's own keys; all keys for an administrator."""
    keys = AccessKey.objects.select_related("user")
    return keys if access.administers else keys.filter(user=access.user)


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What the key is for"),
        max_length=100,
        help_text=gettext_lazy("The history will name it: for example, “Upload to the open data portal”."),
    )
    scope = forms.ChoiceField(label=gettext_lazy("Allows"), choices=AccessKey.Scope.choices)
    expires_on = forms.DateField(
        label=gettext_lazy("Valid through"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("A year at most."),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.access = access
        if not (access.coordinates or access.edits):
            self.fields["scope"].choices = AccessKey.Scope.choices[:1]
        self.initial.setdefault("scope", AccessKey.Scope.READ)
        self.initial.setdefault("expires_on", timezone.localdate() + _USUAL_LIFE)

    def clean_expires_on(self) -> date:
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if not today <= day <= today + _LONGEST_LIFE:
            raise forms.ValidationError(_("Choose a day from today to a year from now."))
        return day

    def clean(self) -> dict[str, Any]:
        standing = AccessKey.objects.filter(user=self.access.user, revoked_at=None)
        if standing.filter(expires_on__gte=timezone.localdate()).count() >= _MOST_KEYS:
            raise forms.ValidationError(
                _("You have %(number)d keys already: revoke those you do not need.") % {"number": _MOST_KEYS}
            )
        return super().clean() or {}


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    form = KeyForm(request.POST if request.method == "POST" else None, access=request.access)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            explain(_("Access key made"))
            key, text = AccessKey.make(user=request.user, **form.cleaned_data)
        # Not a redirect: the key must not be kept anywhere between two requests.
        return render(request, "events/api/key_made.html", {"key": key, "text": text})
    own = AccessKey.objects.filter(user=request.user)
    page = Paginator(own, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/api/keys.html", {"form": form, "page_obj": page})


@require_safe
@administrator_required
def all_keys(request: HttpRequest) -> HttpResponse:
    page = Paginator(keys_within_reach(request.access), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/api/all_keys.html", {"page_obj": page})


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(keys_within_reach(request.access), pk=pk)
    with transaction.atomic():
        explain(_("Access key revoked"))
        key.revoke()
    messages.success(request, _("The key “%s” has been revoked: it opens nothing any more.") % key.name)
    return redirect("api:keys" if key.user_id == request.user.pk else "api:all_keys")
