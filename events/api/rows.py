"""Rows: read by the filter of events, entered, changed, removed and put back as the form does it."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from events.entries import saving
from events.event_list.filter_fields import RecordsFilter
from events.event_list.filters import EventFilter
from events.models import Entry, Report

from .event_shapes import RowShape, rows_to_show
from .events import FILTER_FIELDS, FILTER_WORDS
from .operations import Operation
from .paging import PAGE_FIELDS, refuse_unknown
from .row_bodies import FateBody, NewRowBody, RowChangeBody
from .row_examples import CHANGED, ENTERED, POSTPONED
from .row_shapes import RowCheckShape
from .row_writing import check_version, explain_by_key, tell_fate, write_row
from .views import Endpoint, Listing, Single, listed

_JOINED = ("report", "report__partner", "section", "department", "agreement", "event")
_TAG = gettext_lazy("Rows of plans and reports")
_CHECK = {
    "check": forms.BooleanField(
        label=gettext_lazy("true: nothing is written, the answer says what would be"), required=False
    )
}
_REASON = {
    "reason": forms.CharField(
        label=gettext_lazy("Why it is removed; kept in the history"), required=False, max_length=300
    )
}
# With `check` the answer has the second form.
ROW_OR_CHECK = PolymorphicProxySerializer(
    component_name="RowOrCheck", serializers=[RowShape, RowCheckShape], resource_type_field_name=None
)
_ETAG = {"ETag": gettext_lazy("The version of the row, for If-Match.")}


class RowFilter(EventFilter):
    """The rows themselves, where EventFilter gives their events."""

    report = RecordsFilter(label=gettext_lazy("Plan or report, by key"), model=Report, method="by_report")

    def by_report(self, events: QuerySet, name: str, value: list[Report]) -> QuerySet:
        self.entry_conditions.append(Q(report__in=value))
        return events

    @property
    def rows(self) -> QuerySet[Entry]:
        events = self.qs.order_by().values("pk")
        rows = self.access.entries().filter(*self.entry_conditions, event__in=events)
        return self.in_order(rows, event="event")


ROW_FIELDS = {**FILTER_FIELDS, "report": RowFilter.base_filters["report"].field}


def filtered_rows(request: Request, *, pages: bool = True) -> RowFilter:
    found = RowFilter(request.GET, request._request.access)
    refuse_unknown(request, {**ROW_FIELDS, **(PAGE_FIELDS if pages else {})})
    if not found.is_valid():
        raise ValidationError(dict(found.form.errors))
    return found


class Rows(Listing):
    tag = _TAG
    shape = RowShape
    operations = {
        "GET": Operation(
            name="rows_list",
            summary=gettext_lazy("Rows by any filter"),
            text=FILTER_WORDS,
            question=listed(ROW_FIELDS),
            answer=RowShape(many=True),
        ),
        "POST": Operation(
            name="rows_create",
            summary=gettext_lazy("Enter a row"),
            text=gettext_lazy(
                "Cells are written from the values in the words of the house, and the values are read back "
                "from them, as the form of the site does it. An editor writes rows of its own bodies while "
                "the document collects and the part is not handed in."
            ),
            question=_CHECK,
            body=NewRowBody,
            answer=RowShape,
            status=201,
            also={200: RowCheckShape},
            headers={**_ETAG, "Location": gettext_lazy("Address of the row.")},
            examples={"row": ENTERED},
        ),
    }

    def question(self, request: Request) -> dict[str, Any]:
        return {"found": filtered_rows(request)} if request.method != "POST" else super().question(request)

    def records(self, request: Request, chosen: dict[str, Any]) -> QuerySet[Entry]:
        return rows_to_show(chosen["found"].rows)

    def post(self, request: Request) -> Response:
        check = self.question(request)["check"]
        body = NewRowBody(data=request.data)
        body.is_valid(raise_exception=True)
        access = self.access(request)
        report = access.reports().select_related("partner").filter(pk=body.validated_data["report"]).first()
        if report is None:
            raise ValidationError({"report": [_("There is no such document.")]})
        if not access.writable_departments(report).exists():
            raise PermissionDenied(_("No rows can be added to this document by you now."))
        return write_row(request, body.validated_data, report, None, check=check)


class Row(Single):
    tag = _TAG
    shape = RowShape
    operations = {
        "GET": Operation(name="rows_read", summary=gettext_lazy("One row"), answer=RowShape, headers=_ETAG),
        "PATCH": Operation(
            name="rows_change",
            summary=gettext_lazy("Change a row"),
            text=gettext_lazy(
                "What is not sent stays. A value that is sent writes its cell anew. If somebody changed the "
                "row since you read it, nothing is written and the answer (412) holds the row as it is now."
            ),
            question=_CHECK,
            body=RowChangeBody,
            answer=ROW_OR_CHECK,
            versioned=True,
            headers=_ETAG,
            examples={"change": CHANGED},
        ),
        "DELETE": Operation(
            name="rows_remove",
            summary=gettext_lazy("Remove a row"),
            text=gettext_lazy("The row is marked as removed and can be put back."),
            question=_REASON,
            status=204,
            versioned=True,
        ),
    }

    def records(self, request: Request) -> QuerySet[Entry]:
        return rows_to_show(self.access(request).entries())

    def get(self, request: Request, **kwargs: Any) -> Response:
        response = super().get(request, **kwargs)
        response["ETag"] = f'"{response.data["version"]}"'
        return response

    def patch(self, request: Request, pk: int) -> Response:
        check = self.question(request)["check"]
        entry = _writable(self, request, pk)
        body = RowChangeBody(data=request.data)
        body.is_valid(raise_exception=True)
        return write_row(request, body.validated_data, entry.report, entry, check=check)

    def delete(self, request: Request, pk: int) -> Response:
        reason = self.question(request)["reason"]
        entry = _writable(self, request, pk)
        with transaction.atomic():
            self.access(request).hold_row(entry)
            check_version(request, entry)
            explain_by_key(request, _("Row removed"), reason)
            saving.remove(entry)
        return Response(status=204)


class RowBack(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            name="rows_restore",
            summary=gettext_lazy("Put a removed row back"),
            answer=RowShape,
            headers=_ETAG,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        self.question(request)
        access = self.access(request)
        entry = get_object_or_404(access.removed_entries().select_related(*_JOINED), pk=pk)
        with transaction.atomic():
            access.hold_open(entry.report)
            explain_by_key(request, _("Row put back"))
            saving.put_back(entry)
        return as_it_is(request, entry.pk)


class RowFate(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            name="rows_fate",
            summary=gettext_lazy("Say what became of a planned row"),
            text=gettext_lazy("Also after the plan is approved: held, postponed to other dates, cancelled."),
            body=FateBody,
            answer=RowShape,
            versioned=True,
            headers=_ETAG,
            examples={"postponed": POSTPONED},
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        self.question(request)
        followed = self.access(request).followed_entries().select_related(*_JOINED)
        entry = followed.filter(pk=pk).first()
        if entry is None:
            get_object_or_404(self.access(request).entries(), pk=pk)
            raise PermissionDenied(_("Only rows of plans of your own bodies are followed by you."))
        body = FateBody(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(request, entry)
            tell_fate(request, entry, body.validated_data)
        return as_it_is(request, entry.pk)


def as_it_is(request: Request, pk: int) -> Response:
    row = rows_to_show(Entry.objects.filter(pk=pk)).get()
    return Response(RowShape().to_representation(row), headers={"ETag": f'"{row.version}"'})


def _writable(view: Endpoint, request: Request, pk: int) -> Entry:
    """403 where the row is shown but cannot be written now, 404 where it is not shown."""
    access = view.access(request)
    entry = access.editable_entries().select_related(*_JOINED).filter(pk=pk).first()
    if entry is None:
        get_object_or_404(access.entries(), pk=pk)
        raise PermissionDenied(_("This row cannot be changed by you now: see the state of the document."))
    return entry
