"""Entries: listed by the filter of events, and written with the checks of the entry form."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from events.access import Access
from events.entries import saving
from events.models import Entry, Report

from ..entry_writing import check_version, explain_with_key, record_outcome, write_entry
from ..examples import CHANGED_ROW, NEW_ROW, POSTPONED_ROW
from ..filters import ENTRY_FILTER_FIELDS, FILTER_DESCRIPTION, entry_filter
from ..operations import Operation
from ..parameters import with_page_fields
from ..serializers.entries import EntryCheckSerializer, EntrySerializer, with_related
from ..serializers.requests import EntryCreateSerializer, EntryUpdateSerializer, OutcomeSerializer
from .base import Endpoint, RecordDetailAPIView, RecordListAPIView

_JOINED = ("report", "report__partner", "report__agreement", "section", "department", "agreement", "event")
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
# The second with `?check=true`.
ENTRY_OR_CHECK = PolymorphicProxySerializer(
    component_name="RowOrCheck",
    serializers=[EntrySerializer, EntryCheckSerializer],
    resource_type_field_name=None,
)
_ETAG = {"ETag": gettext_lazy("The version of the row, for If-Match.")}


class EntryListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = EntrySerializer
    operations = {
        "GET": Operation(
            operation_id="rows_list",
            summary=gettext_lazy("Rows by any filter"),
            description=FILTER_DESCRIPTION,
            parameters=with_page_fields(ENTRY_FILTER_FIELDS),
            response=EntrySerializer(many=True),
        ),
        "POST": Operation(
            operation_id="rows_create",
            summary=gettext_lazy("Enter a row"),
            description=gettext_lazy(
                "Cells are written from the values in the words of the house, and the values are read back "
                "from them, as the form of the site does it. An editor writes rows of its own bodies while "
                "the document collects and the part is not handed in."
            ),
            parameters=_CHECK,
            request=EntryCreateSerializer,
            response=EntrySerializer,
            status=201,
            other_responses={200: EntryCheckSerializer},
            headers={**_ETAG, "Location": gettext_lazy("Address of the row.")},
            examples={"row": NEW_ROW},
        ),
    }

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        if self.request.method == "POST":
            return super().clean_parameters(operation)
        return {"filter": entry_filter(self.request)}

    def get_queryset(self) -> QuerySet[Entry]:
        return with_related(self.parameters["filter"].entries)

    def post(self, request: Request) -> Response:
        body = EntryCreateSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        report = report_to_write(self.access, body.validated_data["report"])
        return write_entry(request, body.validated_data, report, None, check=self.parameters["check"])


class EntryDetailAPIView(RecordDetailAPIView):
    tag = _TAG
    serializer_class = EntrySerializer
    operations = {
        "GET": Operation(
            operation_id="rows_read", summary=gettext_lazy("One row"), response=EntrySerializer, headers=_ETAG
        ),
        "PATCH": Operation(
            operation_id="rows_change",
            summary=gettext_lazy("Change a row"),
            description=gettext_lazy(
                "What is not sent stays. A value that is sent writes its cell anew. If somebody changed the "
                "row since you read it, nothing is written and the answer (412) holds the row as it is now."
            ),
            parameters=_CHECK,
            request=EntryUpdateSerializer,
            response=ENTRY_OR_CHECK,
            requires_version=True,
            headers=_ETAG,
            examples={"change": CHANGED_ROW},
        ),
        "DELETE": Operation(
            operation_id="rows_remove",
            summary=gettext_lazy("Remove a row"),
            description=gettext_lazy("The row is marked as removed and can be put back."),
            parameters=_REASON,
            status=204,
            requires_version=True,
        ),
    }

    def get_queryset(self) -> QuerySet[Entry]:
        return with_related(self.access.entries())

    def get(self, request: Request, **kwargs: Any) -> Response:
        response = super().get(request, **kwargs)
        response["ETag"] = f'"{response.data["version"]}"'
        return response

    def patch(self, request: Request, pk: int) -> Response:
        entry = writable_entry(self.access, pk)
        body = EntryUpdateSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return write_entry(request, body.validated_data, entry.report, entry, check=self.parameters["check"])

    def delete(self, request: Request, pk: int) -> Response:
        entry = writable_entry(self.access, pk)
        with transaction.atomic():
            self.access.hold_row(entry)
            check_version(request, entry)
            explain_with_key(request, _("Row removed"), self.parameters["reason"])
            saving.remove(entry)
        return Response(status=204)


def report_to_write(access: Access, pk: int) -> Report:
    report = access.reports().select_related("partner", "agreement").filter(pk=pk).first()
    if report is None:
        raise ValidationError({"report": [_("There is no such document.")]})
    if not access.writable_departments(report).exists():
        raise PermissionDenied(_("No rows can be added to this document by you now."))
    return report


def writable_entry(access: Access, pk: int) -> Entry:
    """403 for an entry the user sees but cannot write now, 404 for one the user does not see."""
    entry = access.editable_entries().select_related(*_JOINED).filter(pk=pk).first()
    if entry is None:
        get_object_or_404(access.entries(), pk=pk)
        raise PermissionDenied(_("This row cannot be changed by you now: see the state of the document."))
    return entry


class EntryRestoreAPIView(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            operation_id="rows_restore",
            summary=gettext_lazy("Put a removed row back"),
            response=EntrySerializer,
            headers=_ETAG,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        entry = get_object_or_404(self.access.removed_entries().select_related(*_JOINED), pk=pk)
        with transaction.atomic():
            self.access.hold_open(entry.report)
            explain_with_key(request, _("Row put back"))
            saving.put_back(entry)
        return _entry_response(entry.pk)


class EntryOutcomeAPIView(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            operation_id="rows_fate",
            summary=gettext_lazy("Say what became of a planned row"),
            description=gettext_lazy(
                "Also after the plan is approved: held, postponed to other dates, cancelled."
            ),
            request=OutcomeSerializer,
            response=EntrySerializer,
            requires_version=True,
            headers=_ETAG,
            examples={"postponed": POSTPONED_ROW},
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        entry = self.access.followed_entries().select_related(*_JOINED).filter(pk=pk).first()
        if entry is None:
            get_object_or_404(self.access.entries(), pk=pk)
            raise PermissionDenied(_("Only rows of plans of your own bodies are followed by you."))
        body = OutcomeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            check_version(request, entry)
            record_outcome(request, entry, body.validated_data)
        return _entry_response(entry.pk)


def _entry_response(pk: int) -> Response:
    entry = with_related(Entry.objects.filter(pk=pk)).get()
    return Response(EntrySerializer().to_representation(entry), headers={"ETag": f'"{entry.version}"'})
