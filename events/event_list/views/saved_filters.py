"""Filters of the list of events under a name: saved, shared, renamed, removed and put back; the columns."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain
from events.models import EventListChoice, SavedFilter

from ..active_filters import canonical, filter_in_words
from ..filters import EventFilter
from ..forms import ColumnsForm, SavedFilterForm

_REMOVED_SHOWN = 20


@require_safe
def saved_filters(request: HttpRequest) -> HttpResponse:
    access = request.access
    own = SavedFilter.with_removed.filter(owner=request.user, removed_at__isnull=False)
    changed = set(access.editable_filters().values_list("pk", flat=True))
    context = {
        "rows": [
            (one, one.pk in changed)
            for one in access.saved_filters().select_related("owner").order_by("name", "pk")
        ],
        "removed": own.order_by("-removed_at")[:_REMOVED_SHOWN],
        "opens_with": EventListChoice.objects.filter(user=request.user)
        .values_list("opens_with", flat=True)
        .first(),
    }
    return render(request, "events/event_list/saved_filters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filter_new(request: HttpRequest) -> HttpResponse:
    """The address says what is saved: that of the list with the same parameters."""
    found = EventFilter(request.GET, request.access)
    if not found.is_valid() or not canonical(found):
        return redirect(f"{reverse('events:events')}?{request.GET.urlencode()}")
    one = SavedFilter(owner=request.user, query=canonical(found), words=_words(request.GET, request))
    form = SavedFilterForm(request.POST or None, instance=one, access=request.access)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            explain(_("Filter saved"))
            form.save()
            if form.cleaned_data["opens"]:
                _open_with(request, one)
        messages.success(request, _("The filter “%s” is saved.") % one.name)
        return redirect(f"{reverse('events:events')}?{one.query}")
    context = {"form": form, "words": one.words, "back": f"{reverse('events:events')}?{one.query}"}
    return render(request, "events/event_list/saved_filter.html", context)


def _words(query: QueryDict, request: HttpRequest) -> str:
    with translation.override("ru"):
        found = EventFilter(query, request.access)
        found.is_valid()
        return filter_in_words(found) or "все мероприятия"


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filter(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(request.access.editable_filters(), pk=pk)
    opens = EventListChoice.objects.filter(user=request.user, opens_with=one).exists()
    form = SavedFilterForm(
        request.POST or None, instance=one, access=request.access, initial={"opens": opens}
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            explain(_("Filter changed"))
            form.save()
            if form.cleaned_data["opens"] != opens:
                _open_with(request, one if form.cleaned_data["opens"] else None)
        messages.success(request, _("The filter “%s” is saved.") % one.name)
        return redirect("events:saved_filters")
    context = {"form": form, "words": one.words, "back": reverse("events:saved_filters"), "filter": one}
    return render(request, "events/event_list/saved_filter.html", context)


@require_POST
def saved_filter_opens(request: HttpRequest, pk: int) -> HttpResponse:
    """The list opens with this filter, or, asked for again, without any."""
    one = get_object_or_404(request.access.saved_filters(), pk=pk)
    standing = EventListChoice.objects.filter(user=request.user, opens_with=one).exists()
    _open_with(request, None if standing else one)
    return redirect("events:saved_filters")


def _open_with(request: HttpRequest, one: SavedFilter | None) -> None:
    EventListChoice.objects.update_or_create(user=request.user, defaults={"opens_with": one})


@require_POST
def saved_filter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(request.access.editable_filters(), pk=pk)
    explain(_("Filter removed"))
    one.remove()
    messages.success(request, _("Removed: %s") % one.name)
    return redirect("events:saved_filters")


@require_POST
@transaction.atomic
def saved_filter_restore(request: HttpRequest, pk: int) -> HttpResponse:
    own = SavedFilter.with_removed.filter(owner=request.user, removed_at__isnull=False)
    one = get_object_or_404(own.select_for_update(), pk=pk)
    if SavedFilter.objects.filter(owner=request.user, name=one.name).exists():
        messages.error(request, _("There is another filter “%s” now: rename it first.") % one.name)
    else:
        explain(_("Filter put back"))
        one.restore()
        messages.success(request, _("Put back: %s") % one.name)
    return redirect("events:saved_filters")


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Keep the chosen columns for this user and show the same list again."""
    form = ColumnsForm(request.POST)
    if form.is_valid():
        EventListChoice.objects.update_or_create(
            user=request.user, defaults={"columns": form.cleaned_data["column"]}
        )
    else:
        messages.error(request, _("These columns are not known."))
    query = QueryDict(request.POST.get("query", "")[:20_000], mutable=True)
    query.pop("columns", None)
    return redirect(f"{reverse('events:events')}?{query.urlencode()}")
