"""Saved filters of the event list: saved, shared, changed, removed and restored; the user's columns."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coopregistry.history import explain
from coopregistry.once import once
from events.models import EventListChoice, SavedFilter

from ..active_filters import canonical_query, describe_filter
from ..filters import EventFilter
from ..forms import ColumnsForm, SavedFilterForm

_REMOVED_SHOWN = 20
_MAX_QUERY = 20_000  # characters


@require_safe
def saved_filter_list(request: HttpRequest) -> HttpResponse:
    access = request.access
    editable = set(access.editable_filters().values_list("pk", flat=True))
    saved_filters = access.saved_filters().select_related("owner").order_by("name", "pk")
    choice = EventListChoice.objects.filter(user=request.user).first()
    context = {
        "rows": [(saved_filter, saved_filter.pk in editable) for saved_filter in saved_filters],
        "removed": _removed_filters(request).order_by("-removed_at")[:_REMOVED_SHOWN],
        "opens_with": choice.opens_with_id if choice else None,
    }
    return render(request, "events/event_list/saved_filters.html", context)


def _removed_filters(request: HttpRequest) -> QuerySet[SavedFilter]:
    return SavedFilter.with_removed.filter(owner=request.user, removed_at__isnull=False)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def saved_filter_create(request: HttpRequest) -> HttpResponse:
    """Saves the filter of its own query string."""
    event_filter = EventFilter(request.GET, request.access)
    if not event_filter.is_valid() or not canonical_query(event_filter):
        return redirect(f"{reverse('events:events')}?{request.GET.urlencode()}")
    saved_filter = SavedFilter(
        owner=request.user, query=canonical_query(event_filter), words=_describe_in_russian(event_filter)
    )
    list_url = f"{reverse('events:events')}?{saved_filter.query}"
    form = SavedFilterForm(request.POST or None, instance=saved_filter, access=request.access)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            explain(_("Filter saved"))
            form.save()
            if form.cleaned_data["opens"]:
                _open_with(request, saved_filter)
        messages.success(request, _("The filter “%s” is saved.") % saved_filter.name)
        return redirect(list_url)
    context = {"form": form, "words": saved_filter.words, "back": list_url}
    return render(request, "events/event_list/saved_filter.html", context)


def _describe_in_russian(event_filter: EventFilter) -> str:
    with translation.override("ru"):
        return describe_filter(event_filter) or "все мероприятия"


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    saved_filter = get_object_or_404(request.access.editable_filters(), pk=pk)
    opens = EventListChoice.objects.filter(user=request.user, opens_with=saved_filter).exists()
    form = SavedFilterForm(
        request.POST or None, instance=saved_filter, access=request.access, initial={"opens": opens}
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            explain(_("Filter changed"))
            form.save()
            if form.cleaned_data["opens"] != opens:
                _open_with(request, saved_filter if form.cleaned_data["opens"] else None)
        messages.success(request, _("The filter “%s” is saved.") % saved_filter.name)
        return redirect("events:saved_filters")
    context = {
        "form": form,
        "words": saved_filter.words,
        "back": reverse("events:saved_filters"),
        "filter": saved_filter,
    }
    return render(request, "events/event_list/saved_filter.html", context)


@require_POST
def saved_filter_open_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Toggles whether the list opens with this filter."""
    saved_filter = get_object_or_404(request.access.saved_filters(), pk=pk)
    opens = EventListChoice.objects.filter(user=request.user, opens_with=saved_filter).exists()
    _open_with(request, None if opens else saved_filter)
    return redirect("events:saved_filters")


def _open_with(request: HttpRequest, saved_filter: SavedFilter | None) -> None:
    EventListChoice.objects.update_or_create(user=request.user, defaults={"opens_with": saved_filter})


@require_POST
def saved_filter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    saved_filter = get_object_or_404(request.access.editable_filters(), pk=pk)
    explain(_("Filter removed"))
    saved_filter.remove()
    messages.success(request, _("Removed: %s") % saved_filter.name)
    return redirect("events:saved_filters")


@require_POST
@transaction.atomic
def saved_filter_restore(request: HttpRequest, pk: int) -> HttpResponse:
    saved_filter = get_object_or_404(_removed_filters(request).select_for_update(), pk=pk)
    if SavedFilter.objects.filter(owner=request.user, name=saved_filter.name).exists():
        messages.error(request, _("There is another filter “%s” now: rename it first.") % saved_filter.name)
    else:
        explain(_("Filter put back"))
        saved_filter.restore()
        messages.success(request, _("Put back: %s") % saved_filter.name)
    return redirect("events:saved_filters")


@require_POST
def columns_save(request: HttpRequest) -> HttpResponse:
    """Saves the user's columns and returns to the list."""
    form = ColumnsForm(request.POST)
    if form.is_valid():
        EventListChoice.objects.update_or_create(
            user=request.user, defaults={"columns": form.cleaned_data["column"]}
        )
    else:
        messages.error(request, _("These columns are not known."))
    query = QueryDict(request.POST.get("query", "")[:_MAX_QUERY], mutable=True)
    query.pop("columns", None)
    return redirect(f"{reverse('events:events')}?{query.urlencode()}")
