"""«Мероприятия»: the list by any filter."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agreements.gazetteer import current_gazetteer
from events.exports.event_columns import CHOOSABLE, page_columns
from events.matching.undecided import undecided
from events.models import Event, EventListChoice, SavedFilter
from events.web import MOST_COUNTED, BoundedPaginator, Listing

from ..active_filters import ActiveFilter, active_filters, canonical_query
from ..columns import chosen_columns, column_headers
from ..facets import facets
from ..files import MAX_EVENTS
from ..filter_choices import EXCLUDABLE
from ..filters import EventFilter
from ..forms import COLUMN_LABELS
from ..markup import row_markup
from ..ordered_keys import OrderedKeys
from ..periods import period_choices
from ..rows import event_rows

_ALWAYS_SHOWN = ("text", "partner", "period")
_NO_FIELDS = ("order", "exclude")
_ALL = "all=yes"  # in the query string: every event, not the saved filter the list opens with
_GROUPINGS = [("department", _("by bodies")), ("sphere", _("by spheres")), ("partner", _("by partners"))]


@require_safe
def event_facets(request: HttpRequest) -> JsonResponse:
    """What the values of the filter's fields would find, asked for when its conditions are opened."""
    counts = facets(request.GET, request.access) or {}
    gazetteer = current_gazetteer()
    names = {code: gazetteer.place(code).name for code in counts.get("held_in", ())}
    return JsonResponse({"facets": counts, "offered": {"held_in": names}})


class EventListView(Listing):
    template_name = "events/event_list/list.html"
    paginate_by = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self._opens_with is not None and not request.GET:
            for saved_filter in self._saved_filters:
                if saved_filter.pk == self._opens_with:
                    return redirect(f"{reverse('events:events')}?{saved_filter.query}")
        return super().get(request, *args, **kwargs)

    @cached_property
    def _choice(self) -> EventListChoice | None:
        return EventListChoice.objects.filter(user=self.request.user).first()

    @property
    def _opens_with(self) -> int | None:
        return self._choice.opens_with_id if self._choice else None

    @cached_property
    def _saved_filters(self) -> list[SavedFilter]:
        return list(self.request.access.saved_filters().select_related("owner"))

    def get_queryset(self) -> QuerySet[Event]:
        self.event_filter = EventFilter(self.request.GET, self.request.access)
        return self.event_filter.events

    def paginate_queryset(self, queryset: QuerySet[Event], page_size: int) -> tuple:
        """Outcomes are computed for the events of the page alone."""
        keys: QuerySet | OrderedKeys = queryset.values_list("pk", flat=True)
        counted = None
        if self.event_filter.is_valid() and self.event_filter.has_conditions:
            # A condition that finds few is evaluated once: not once to count, and once to sort.
            found = list(keys.order_by()[: MOST_COUNTED + 1])
            counted = len(found)
            if counted <= MOST_COUNTED:
                keys = OrderedKeys(found, self.event_filter.in_order)
        page = BoundedPaginator(keys, page_size, counted=counted).get_page(self.request.GET.get("page"))
        on_page = list(page.object_list)
        events = Event.objects.filter(pk__in=on_page).select_related("agreement")
        by_key = events.with_outcome(self.request.access.drafts()).in_bulk()
        page.object_list = [by_key[pk] for pk in on_page if pk in by_key]
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        columns = self._columns()
        shown = [column.key for column in columns["columns"]]
        rows = event_rows(context["object_list"], self.request.access)
        form = self.event_filter.form
        form.fields["period"].widget.choices = period_choices()
        is_valid = self.event_filter.is_valid()
        saved_query = canonical_query(self.event_filter) if is_valid else ""
        return {
            **context,
            **self._fields(),
            **columns,
            **self._files(context["paginator"]),
            "form": form,
            "valid": is_valid,
            "active_filters": self._active_filters() if is_valid else [],
            "undecided": undecided(self.event_filter.qs, self.request.access) if is_valid else None,
            "rows": rows,
            "lines": [row_markup(row, shown) for row in rows],
            "saved_query": saved_query,
            "saved": self._saved_filters,
            "is_saved": any(saved_filter.query == saved_query for saved_filter in self._saved_filters),
            "everything": f"?{self._everything}" if self._everything else "",
            "order": form.cleaned_data.get("order") or "",
        }

    @property
    def _everything(self) -> str:
        """The query string of the unfiltered list; "" unless the list opens with a saved filter."""
        return _ALL if self._opens_with else ""

    def _active_filters(self) -> list[ActiveFilter]:
        """Removing the last one leads to the unfiltered list."""
        return [
            replace(active, query=active.query or self._everything)
            for active in active_filters(self.event_filter)
        ]

    def _field_names(self) -> list[str]:
        return [name for name in self.event_filter.form.fields if name not in _NO_FIELDS]

    def _fields(self) -> dict[str, Any]:
        """Each field with whether it can be inverted, and whether it is."""
        form, query = self.event_filter.form, self.request.GET
        inverted = set(query.getlist("exclude"))
        fields = {name: (form[name], name in EXCLUDABLE, name in inverted) for name in self._field_names()}
        more = [field for name, field in fields.items() if name not in _ALWAYS_SHOWN]
        return {
            "always": [fields[name] for name in _ALWAYS_SHOWN],
            "more": more,
            # What is set stands below it in words: rows shall begin on the first screen.
            "more_open": any(field.errors for field, _can, _is in more),
        }

    def _columns(self) -> dict[str, Any]:
        query = self.request.GET.copy()
        query.pop("page", None)
        chosen = chosen_columns(self.request.GET, self._choice)
        columns = page_columns(chosen or ())
        return {
            "columns": column_headers(columns, query),
            "columns_known": chosen is not None,
            "columns_shown": ",".join(column.key for column in columns),
            "column_boxes": [
                (column.key, COLUMN_LABELS[column.key], column in columns) for column in CHOOSABLE
            ],
            "query": query.urlencode(),
        }

    def _files(self, paginator: BoundedPaginator) -> dict[str, Any]:
        """The formats that can hold so many events, and the limits of those that cannot. Of a list that is
        counted in part the file itself refuses what it cannot hold."""
        count = paginator.count
        return {
            "count": count,
            "is_bounded": paginator.is_bounded,
            "groupings": _GROUPINGS,
            "fits": {suffix for suffix, most in MAX_EVENTS.items() if count <= most},
            "most_in": {suffix: most for suffix, most in MAX_EVENTS.items() if count > most},
        }
