"""«Подписки»: private addresses of calendars, and the calendar that is read under one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain
from events.access import Access
from events.event_list.active_filters import describe_filter
from events.event_list.calendar_file import calendar_events, fingerprint
from events.event_list.shared_filter import filter_from_query, filter_parameters
from events.exports.file_names import disposition
from events.exports.ics import write_ics
from events.models import CalendarLink
from events.vocabulary import Precision

_MOST = 20  # subscriptions of one user
_EVENTS_MOST = 2_000  # the latest ones of a calendar
_LONGEST_QUERY = 2_000
_LONGEST_TOKEN = 100


class LinkForm(forms.Form):
    """A new subscription to a filter."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    with_vague = forms.BooleanField(
        label=gettext_lazy("With events whose day is not known"),
        help_text=gettext_lazy(
            "Such an event lies on all days of its month or quarter, its title says so first."
        ),
        required=False,
    )
    query = forms.CharField(max_length=_LONGEST_QUERY, required=False, widget=forms.HiddenInput)

    def __init__(self, access: Access, **kwargs: Any):
        super().__init__(**kwargs)
        self.access = access

    def clean_query(self) -> str:
        query = filter_parameters(QueryDict(self.cleaned_data["query"]))
        if not filter_from_query(QueryDict(query), self.access).is_valid():
            raise ValidationError(_("This filter holds a value the registry does not know."))
        return query

    def clean(self) -> dict[str, Any]:
        if self.access.calendar_links().count() >= _MOST:
            raise ValidationError(
                _("You have %(number)s subscriptions: close one you do not need.") % {"number": _MOST}
            )
        return self.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = LinkForm(request.access, data=request.POST)
        if form.is_valid():
            with transaction.atomic():
                made = CalendarLink(user=request.user, **form.cleaned_data)
                token = made.renew()
                explain("Оформлена подписка на календарь")
                made.save()
            return _page(request, made, token)
        return _page(request, form=form)
    return _page(request)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(request.access.calendar_links(), pk=pk)
    with transaction.atomic():
        if request.POST.get("do") == "renew":
            token = own.renew()
            own.last_used_at = None
            own.save()
            return _page(request, own, token)
        explain("Подписка на календарь закрыта")
        own.revoke()
    messages.success(request, _("The subscription “%(name)s” is closed.") % {"name": own.name})
    return redirect("events:calendar_links")


def _page(
    request: HttpRequest, made: CalendarLink | None = None, token: str = "", form: LinkForm | None = None
) -> HttpResponse:
    """With `token`: the one time its address is shown."""
    query = form.data.get("query", "") if form else filter_parameters(request.GET)
    offered = filter_from_query(QueryDict(query[:_LONGEST_QUERY]), request.access)
    words = describe_filter(offered) if offered.is_valid() else ""
    if form is None:
        form = LinkForm(
            request.access,
            initial={"name": words[:200] or _("All events"), "with_vague": True, "query": query},
        )
    address = request.build_absolute_uri(reverse("events:calendar_feed", args=[token])) if token else ""
    context = {
        "form": form,
        "words": words,
        "offered_valid": offered.is_valid(),
        "made": made,
        "address": address,
        "webcal": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        "links": [_with_words(one, request.access) for one in request.access.calendar_links()],
        "query": query,
    }
    return render(request, "events/calendar/links.html", context)


def _with_words(own: CalendarLink, access: Access) -> dict[str, Any]:
    found = filter_from_query(QueryDict(own.query), access)
    valid = found.is_valid()
    return {"link": own, "valid": valid, "words": describe_filter(found) if valid else ""}


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address, as its owner may see it now; 404 for an address that was closed,
    never was, or whose owner may see nothing any more: they are not to be told apart."""
    own = CalendarLink.known_by(token) if len(token) <= _LONGEST_TOKEN else None
    if own is None or not own.user.is_active:
        raise Http404
    access = Access.of(own.user)
    found = filter_from_query(QueryDict(own.query), access)
    if not access.reads or not found.is_valid():
        raise Http404
    exact = Q() if own.with_vague else Q(precision__in=("", Precision.DAY))
    dated = found.events.filter(exact).exclude(start=None).with_outcome(access.entries())
    events = list(dated[: _EVENTS_MOST + 1])
    entries = calendar_events(events[:_EVENTS_MOST], access, site=request.build_absolute_uri("/"))
    with translation.override("ru"):
        about = describe_filter(found)
    if len(events) > _EVENTS_MOST:
        about = "\n".join([*([about] if about else []), f"Показаны последние мероприятия: {_EVENTS_MOST}"])
    digest = fingerprint(entries, f"{own.name}\n{about}")
    _note_use(own, digest)
    headers = {
        "ETag": f'"{digest}"',
        "Last-Modified": http_date(own.changed_at.timestamp()),
        "Cache-Control": "private, no-cache",
    }
    answer = get_conditional_response(
        request, etag=headers["ETag"], last_modified=int(own.changed_at.timestamp())
    )
    if answer is None:
        data = write_ics(entries, name=own.name, about=about, stamp=own.changed_at)
        answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = disposition(f"{own.name}.ics")
    for name, value in headers.items():
        answer.headers[name] = value
    return answer


def _note_use(own: CalendarLink, digest: str) -> None:
    now = timezone.now().replace(microsecond=0)
    own.last_used_at = now
    if digest != own.content_digest:
        own.content_digest, own.changed_at = digest, now
    CalendarLink.objects.filter(pk=own.pk).update(
        last_used_at=own.last_used_at, content_digest=own.content_digest, changed_at=own.changed_at
    )
