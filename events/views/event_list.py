"""«Мероприятия»: the list by any filter, its files, and what its drop-downs ask for."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agreements.models import Agreement, Department
from agreements.names.folding import fold

from ..event_rows import event_rows
from ..exports.event_columns import PAGE_COLUMNS
from ..exports.event_files import (
    GROUPINGS,
    ListFacts,
    write_event_csv,
    write_event_docx,
    write_event_xlsx,
)
from ..filter_chips import chips, filter_in_words
from ..filters import EventFilter, periods_of_documents
from ..meant import meant_by
from ..models import Event
from ..outcomes import with_outcome
from .listing import Listing, download

HEADINGS = {
    "title": _("Event"),
    "dates": _("Dates"),
    "place": _("Place"),
    "partners": _("Partners"),
    "departments": _("Executive body"),
    "figure": _("Participants"),
    "outcome": _("Outcome"),
}
# A press on a heading sorts by it, a second press the other way round.
_SORTED_BY = {
    "title": ("title", "title-down"),
    "dates": ("newest", "oldest"),
    "figure": ("participants", "participants-up"),
}
_ALWAYS_SHOWN = ("text", "partner", "department", "period", "kind", "outcome", "since", "until")
_FILE_MOST = 20_000  # events in one file
_LOOKUP_MOST = 20


class EventList(Listing):
    template_name = "events/event_list/list.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Event]:
        self.found = EventFilter(self.request.GET, self.request.access)
        return self.found.events

    def paginate_queryset(self, queryset: QuerySet[Event], page_size: int) -> tuple:
        """Only the fifty events of the page are asked what became of them."""
        paginator, page, _events, several = super().paginate_queryset(queryset, page_size)
        page.object_list = list(with_outcome(page.object_list, self.request.access.entries()))
        return paginator, page, page.object_list, several

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = self.found
        form = found.form
        form.fields["period"].widget.choices = periods_of_documents()
        valid = found.is_valid()
        more = [form[name] for name in form.fields if name not in (*_ALWAYS_SHOWN, "order")]
        query = self.request.GET.copy()
        query.pop("page", None)
        return {
            **context,
            "form": form,
            "valid": valid,
            "always": [form[name] for name in _ALWAYS_SHOWN],
            "more": more,
            "more_open": any(self.request.GET.get(field.name) or field.errors for field in more),
            "chips": chips(found) if valid else [],
            "rows": event_rows(context["object_list"], self.request.access),
            "columns": self._columns(query),
            "count": context["paginator"].count,
            "query": query.urlencode(),
            "order": form.cleaned_data.get("order") or "",
            "groupings": [
                ("department", _("by bodies")),
                ("sphere", _("by spheres")),
                ("partner", _("by partners")),
            ],
            "too_many": context["paginator"].count > _FILE_MOST,
        }

    def _columns(self, query: Any) -> list[dict[str, Any]]:
        order = query.get("order") or "newest"
        columns = []
        for column in PAGE_COLUMNS:
            ways = _SORTED_BY.get(column.key)
            link = sort = ""
            if ways:
                other = query.copy()
                other["order"] = ways[1] if order == ways[0] else ways[0]
                link = other.urlencode()
                falling = order in ("newest", "title-down", "participants")
                sort = ("descending" if falling else "ascending") if order in ways else "none"
            columns.append({"key": column.key, "label": HEADINGS[column.key], "link": link, "sort": sort})
        return columns


@require_safe
def event_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Exactly the events of the list under the same address, all pages of them; the file is Russian."""
    if suffix not in ("docx", "xlsx", "csv"):
        raise Http404
    group = request.GET.get("group") or "department"
    found = EventFilter(request.GET, request.access)
    if not found.is_valid() or group not in GROUPINGS or found.events.count() > _FILE_MOST:
        return redirect(f"{reverse('events:events')}?{request.GET.urlencode()}")
    with translation.override("ru"):
        rows = event_rows(list(with_outcome(found.events, request.access.entries())), request.access)
        facts = ListFacts(
            chosen=filter_in_words(found),
            moment=f"{timezone.localtime():%d.%m.%Y %H:%M}",
            count=len(rows),
        )
    if suffix == "docx":
        data = write_event_docx(rows, facts, group)
    else:
        data = (write_event_xlsx if suffix == "xlsx" else write_event_csv)(rows, facts)
    return download(data, f"Перечень мероприятий {timezone.localtime():%d.%m.%Y}.{suffix}")


class LookupQuery(forms.Form):
    q = forms.CharField(max_length=100, required=False)


@require_safe
def lookup(request: HttpRequest, what: str) -> JsonResponse:
    """JSON: values a drop-down of the filter may take for the text typed so far."""
    if what not in ("partner", "department", "agreement"):
        raise Http404
    form = LookupQuery(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if what == "partner":
        found = [
            {"value": partner.code, "text": partner.name, "about": partner.get_kind_display()}
            for partner in (meant_by(text) if text else [])
        ]
    else:
        model: type[Model] = Department if what == "department" else Agreement
        records = model._default_manager.filter(search__contains=fold(text))[:_LOOKUP_MOST]
        found = [{"value": str(record.pk), "text": str(record), "about": ""} for record in records]
    return JsonResponse({"found": found})
