"""The columns of the event list on its page: labels, sorting links and the user's choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from events.exports.event_columns import EventColumn
from events.models import EventListChoice

from .forms import COLUMN_LABELS, ColumnsForm
from .ordering import NEWEST

# The two orders a column header switches between, the first one first.
_ORDERS_OF = {
    "title": ("title", "title-down"),
    "dates": (NEWEST, "oldest"),
    "partners": ("partner", "partner-down"),
    "departments": ("department", "department-down"),
    "figure": ("participants", "participants-up"),
}
_DESCENDING = (NEWEST, "title-down", "participants", "partner-down", "department-down")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeader:
    key: str
    label: Any
    link: str = ""  # the query string that sorts by it; "" if it cannot be sorted by
    sort: str = ""  # the value of aria-sort; "" if it cannot be sorted by


def column_headers(columns: Iterable[EventColumn], query: QueryDict) -> list[ColumnHeader]:
    return [_header(column, query) for column in columns]


def _header(column: EventColumn, query: QueryDict) -> ColumnHeader:
    label = COLUMN_LABELS[column.key]
    if column.key not in _ORDERS_OF:
        return ColumnHeader(key=column.key, label=label)
    order = query.get("order") or NEWEST
    first, second = _ORDERS_OF[column.key]
    link = query.copy()
    link["order"] = second if order == first else first
    sort = "none"
    if order in (first, second):
        sort = "descending" if order in _DESCENDING else "ascending"
    return ColumnHeader(key=column.key, label=label, link=link.urlencode(), sort=sort)


def chosen_columns(query: QueryDict, choice: EventListChoice | None) -> list[str] | None:
    """Column keys from `?columns=`, else the user's saved choice; [] for the default columns, None when the
    query string names unknown ones."""
    if not query.get("columns"):
        return list(choice.columns) if choice else []
    form = ColumnsForm.from_query(query["columns"])
    return form.cleaned_data["column"] if form.is_valid() else None
