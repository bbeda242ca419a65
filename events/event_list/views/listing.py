"""«Мероприятия»: the list by any filter, its files, and what its drop-downs ask for."""

from collections.abc import Sequence
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agreements.lookup import meant_by
from agreements.models import Department
from agreements.names.folding import fold
from events.access import Access
from events.exports.event_columns import CHOOSABLE, EventColumn, page_columns, sheet_columns
from events.exports.event_files import (
    GROUPINGS,
    ListFacts,
    write_event_csv,
    write_event_docx,
    write_event_xlsx,
)
from events.models import Event, EventListChoice, SavedFilter
from events.models.outcomes import with_outcome
from events.web import TYPES, Listing, download, download_headers

from ..active_filters import canonical, chips, filter_in_words
from ..calendar_file import calendar_file
from ..filters import EXCEPT, NEWEST, EventFilter, periods_of_documents
from ..forms import HEADINGS, ColumnsForm
from ..rows import event_rows, rows_of

# A press on a heading sorts by it, a second press the other way round.
_SORTED_BY = {
    "title": ("title", "title-down"),
    "dates": (NEWEST, "oldest"),
    "partners": ("partner", "partner-down"),
    "departments": ("department", "department-down"),
    "figure": ("participants", "participants-up"),
}
_FALLING = (NEWEST, "title-down", "participants", "partner-down", "department-down")
_ALWAYS_SHOWN = ("text", "partner", "department", "period", "kind", "outcome", "since", "until")
_NO_FIELDS = ("order", "exclude")
_ALL = "all"  # in the address: not the filter the list opens with
_MOST_IN = {"docx": 20_000, "ics": 2_000}  # events: a calendar is taken in as a whole by its reader
_LOOKUP_MOST = 20
_IN_MEMORY = 4 * 1024 * 1024  # bytes; a longer file goes to the disk
_FILES = {"docx": write_event_docx, "xlsx": write_event_xlsx, "csv": write_event_csv}


class EventList(Listing):
    template_name = "events/event_list/list.html"
    paginate_by = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        first = self._choice and self._choice.opens_with_id
        if first and not request.GET:
            one = next((one for one in self._saved if one.pk == first), None)
            if one is not None:
                return redirect(f"{reverse('events:events')}?{one.query}")
        return super().get(request, *args, **kwargs)

    @cached_property
    def _choice(self) -> EventListChoice | None:
        return EventListChoice.objects.filter(user=self.request.user).first()

    @cached_property
    def _saved(self) -> list[SavedFilter]:
        return list(self.request.access.saved_filters().select_related("owner"))

    def get_queryset(self) -> QuerySet[Event]:
        self.found = EventFilter(self.request.GET, self.request.access)
        return self.found.events

    def paginate_queryset(self, queryset: QuerySet[Event], page_size: int) -> tuple:
        """Only the fifty events of the page are asked what became of them."""
        keys = queryset.values_list("pk", flat=True)
        if self.found.is_valid() and any(self.found.form.cleaned_data[name] for name in self._asked()):
            keys = list(keys)  # a condition that is dear to count is asked once, not to count and to show
        page = Paginator(keys, page_size).get_page(self.request.GET.get("page"))
        keys = list(page.object_list)
        shown = Event.objects.filter(pk__in=keys).select_related("agreement")
        found = with_outcome(shown, self.request.access.entries()).in_bulk()
        page.object_list = [found[pk] for pk in keys if pk in found]
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = self.found.form
        form.fields["period"].widget.choices = periods_of_documents()
        valid = self.found.is_valid()
        query = self.request.GET.copy()
        query.pop("page", None)
        columns = _chosen_columns(self.request, self._choice)
        count = context["paginator"].count
        own = canonical(self.found) if valid else ""
        everything = f"{_ALL}=yes" if self._choice and self._choice.opens_with_id else ""
        return {
            **context,
            **self._fields(),
            "form": form,
            "valid": valid,
            "chips": [replace(chip, query=chip.query or everything) for chip in chips(self.found)]
            if valid
            else [],
            "rows": event_rows(context["object_list"], self.request.access),
            "columns": self._columns(query, page_columns(columns or ())),
            "columns_known": columns is not None,
            "columns_shown": ",".join(column.key for column in page_columns(columns or ())),
            "column_boxes": [
                (column.key, HEADINGS[column.key], column in page_columns(columns or ()))
                for column in CHOOSABLE
            ],
            "count": count,
            "query": query.urlencode(),
            "saved_query": own,
            "saved": self._saved,
            "is_saved": any(one.query == own for one in self._saved),
            "everything": f"?{everything}" if everything else "",
            "order": form.cleaned_data.get("order") or "",
            "groupings": [
                ("department", _("by bodies")),
                ("sphere", _("by spheres")),
                ("partner", _("by partners")),
            ],
            "fits": {suffix for suffix, most in _MOST_IN.items() if count <= most},
            "most_in": {suffix: most for suffix, most in _MOST_IN.items() if count > most},
        }

    def _asked(self) -> list[str]:
        return [name for name in self.found.form.fields if name not in _NO_FIELDS]

    def _fields(self) -> dict[str, Any]:
        """Each field with whether it may be turned to «except», and whether it is."""
        form, given = self.found.form, self.request.GET
        turned = set(given.getlist("exclude"))
        fields = {name: (form[name], name in EXCEPT, name in turned) for name in self._asked()}
        more = [field for name, field in fields.items() if name not in _ALWAYS_SHOWN]
        return {
            "always": [fields[name] for name in _ALWAYS_SHOWN],
            "more": more,
            "more_open": any(given.get(field.name) or field.errors for field, _may, _is in more),
        }

    def _columns(self, query: QueryDict, shown: Sequence[EventColumn]) -> list[dict[str, Any]]:
        order = query.get("order") or NEWEST
        columns = []
        for column in shown:
            ways = _SORTED_BY.get(column.key)
            link = sort = ""
            if ways:
                other = query.copy()
                other["order"] = ways[1] if order == ways[0] else ways[0]
                link = other.urlencode()
                sort = ("descending" if order in _FALLING else "ascending") if order in ways else "none"
            columns.append(
                {
                    "key": column.key,
                    "template": f"events/event_list/columns/{column.key}.html",
                    "label": HEADINGS[column.key],
                    "link": link,
                    "sort": sort,
                }
            )
        return columns


def _chosen_columns(request: HttpRequest, choice: EventListChoice | None) -> list[str] | None:
    """Keys of the columns the address names, else of those the user keeps; None where the address names none
    there is, [] where nothing was chosen."""
    named = request.GET.get("columns")
    if not named:
        return list(choice.columns) if choice else []
    form = ColumnsForm.of_address(named)
    return form.cleaned_data["column"] if form.is_valid() else None


@require_safe
def event_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Exactly the events of the list under the same address, all pages of them; the file is Russian."""
    if suffix not in (*_FILES, "ics"):
        raise Http404
    group = request.GET.get("group") or "department"
    found = EventFilter(request.GET, request.access)
    back = f"{reverse('events:events')}?{request.GET.urlencode()}"
    if not found.is_valid() or group not in GROUPINGS:
        return redirect(back)
    keys = list(found.events.values_list("pk", flat=True))
    if len(keys) > _MOST_IN.get(suffix, len(keys)):
        return redirect(back)
    choice = EventListChoice.objects.filter(user=request.user).first()
    chosen = _chosen_columns(request, choice) or ()
    with translation.override("ru"):
        facts = ListFacts(
            chosen=filter_in_words(found),
            moment=f"{timezone.localtime():%d.%m.%Y %H:%M}",
            count=len(keys),
        )
        out = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 # the answer closes it
        if suffix == "ics":
            out.write(_calendar(keys, request.access, facts, request.build_absolute_uri("/")))
        elif suffix == "docx":
            write_event_docx(rows_of(keys, request.access), facts, page_columns(chosen), out, group=group)
        else:
            _FILES[suffix](rows_of(keys, request.access), facts, sheet_columns(chosen), out)
    name = f"Перечень мероприятий {timezone.localdate():%d.%m.%Y}.{suffix}"
    short = out.tell() <= _IN_MEMORY
    out.seek(0)
    if not short:
        return FileResponse(out, content_type=TYPES[suffix], headers=download_headers(name))
    with out:
        return download(out.read(), name)


def _calendar(keys: Sequence[int], access: Access, facts: ListFacts, site: str) -> bytes:
    found: dict[int, Event] = {}
    for first in range(0, len(keys), 500):
        part = Event.objects.filter(pk__in=keys[first : first + 500])
        found.update(with_outcome(part, access.entries()).in_bulk())
    events = [found[pk] for pk in keys if pk in found]
    return calendar_file(events, access, site=site, name="Перечень мероприятий", about="\n".join(facts.lines))


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
        known: QuerySet = Department.objects.all() if what == "department" else request.access.agreements()
        records = known.filter(search__contains=fold(text))[:_LOOKUP_MOST]
        found = [{"value": str(record.pk), "text": str(record), "about": ""} for record in records]
    return JsonResponse({"found": found})
