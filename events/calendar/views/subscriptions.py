"""«Подписки»: private addresses of calendars, and the calendar behind one."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain
from events.access import Access
from events.event_list.active_filters import describe_filter
from events.event_list.shared_filter import filter_from_query, filter_parameters
from events.exports.file_names import disposition
from events.models import CalendarLink

from ..feed import MAX_EVENTS, feed_of, record_use
from ..forms import LONGEST_QUERY, SubscriptionForm

logger = logging.getLogger(__name__)
_LONGEST_TOKEN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def subscription_list(request: HttpRequest) -> HttpResponse:
    """POST subscribes to a filter; its address is shown this once."""
    if request.method != "POST":
        return _render(request)
    form = SubscriptionForm(request.access, data=request.POST)
    if not form.is_valid():
        return _render(request, form=form)
    with transaction.atomic():
        link = CalendarLink(user=request.user, **form.cleaned_data)
        token = link.renew()
        explain("Оформлена подписка на календарь")
        link.save()
    return _render(request, link, token)


@require_POST
def subscription_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives it a new address, or closes it."""
    link = get_object_or_404(request.access.calendar_links(), pk=pk)
    with transaction.atomic():
        if request.POST.get("do") == "renew":
            token = link.renew()
            link.last_used_at = None
            link.save()
            return _render(request, link, token)
        explain("Подписка на календарь закрыта")
        link.revoke()
    messages.success(request, _("The subscription “%(name)s” is closed.") % {"name": link.name})
    return redirect("events:calendar_links")


def _render(
    request: HttpRequest,
    made: CalendarLink | None = None,
    token: str = "",
    form: SubscriptionForm | None = None,
) -> HttpResponse:
    """`token`: of `made`; it is not stored and cannot be shown again."""
    query = form.data.get("query", "") if form else filter_parameters(request.GET)
    event_filter = filter_from_query(QueryDict(query[:LONGEST_QUERY]), request.access)
    is_valid = event_filter.is_valid()
    words = describe_filter(event_filter) if is_valid else ""
    if form is None:
        initial = {"name": words[:200] or _("All events"), "with_vague": True, "query": query}
        form = SubscriptionForm(request.access, initial=initial)
    address = request.build_absolute_uri(reverse("events:calendar_feed", args=[token])) if token else ""
    context = {
        "form": form,
        "words": words,
        "offered_valid": is_valid,
        "made": made,
        "address": address,
        "webcal": address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        "links": [_described(link, request.access) for link in request.access.calendar_links()],
        "query": query,
    }
    return render(request, "events/calendar/links.html", context)


def _described(link: CalendarLink, access: Access) -> dict[str, Any]:
    event_filter = filter_from_query(QueryDict(link.query), access)
    is_valid = event_filter.is_valid()
    return {"link": link, "valid": is_valid, "words": describe_filter(event_filter) if is_valid else ""}


@login_not_required
@require_safe
def subscription_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address. 404 for a closed or unknown address and for an owner who may see
    nothing: they must not be told apart."""
    link = CalendarLink.known_by(token) if len(token) <= _LONGEST_TOKEN else None
    if link is None or not link.user.is_active:
        logger.info(
            "Calendar feed refused: %s", f"link {link.pk}, inactive owner" if link else "no such link"
        )
        raise Http404
    feed = feed_of(link, site=request.build_absolute_uri("/"))
    if feed is None:
        logger.info("Calendar feed refused: link %d, nothing to see or an outdated filter", link.pk)
        raise Http404
    if feed.is_truncated:
        logger.warning("Calendar feed truncated to %d events: link %d", MAX_EVENTS, link.pk)
    record_use(feed)
    modified = link.changed_at.timestamp()
    headers = {
        "ETag": f'"{feed.fingerprint}"',
        "Last-Modified": http_date(modified),
        "Cache-Control": "private, no-cache",
    }
    response = get_conditional_response(request, etag=headers["ETag"], last_modified=int(modified))
    if response is None:
        response = HttpResponse(feed.ics(), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = disposition(f"{link.name}.ics")
    for name, value in headers.items():
        response.headers[name] = value
    return response
