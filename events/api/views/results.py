"""Results and the control of arrangements, with the filter and the checks of the site."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from coopregistry.versions import current_version, is_stale
from events.models import ResultCard
from events.results import control
from events.results.agreements_like import agreements_of
from events.results.cards import keep_details, may_keep
from events.results.filters import ResultFilter
from events.results.forms import ControlForm, DetailsForm
from events.results.lines import Heads, ResultLine, line_of
from events.vocabulary import ControlState

from ..entry_writing import explain_with_key
from ..examples import CARRIED_OUT, EXECUTION, UNDER_CONTROL
from ..exceptions import RecordConflict, StaleVersion, VersionMissing
from ..operations import Operation
from ..parameters import refuse_unknown_parameters, with_page_fields
from ..results_shape import as_record
from ..serializers.results import (
    ControlBodySerializer,
    ExecutionBodySerializer,
    ResultChangeSerializer,
    ResultSerializer,
    ResultWithDecisionsSerializer,
)
from .base import Endpoint, RecordListAPIView

_TAG = gettext_lazy("Arrangements and signed documents")
_ETAG = {"ETag": gettext_lazy("The version of what is kept of it, for If-Match.")}
_VERSION = re.compile(r'(?:W/)?"([0-9]{1,18})"')
_FIELDS = with_page_fields(ResultFilter.base_fields)


class ResultListAPIView(RecordListAPIView):
    tag = _TAG
    serializer_class = ResultSerializer
    operations = {
        "GET": Operation(
            operation_id="results_list",
            summary=gettext_lazy("Documents signed and arrangements reached"),
            description=gettext_lazy("The filter is that of the page, and its address may be used here."),
            parameters=_FIELDS,
            response=ResultSerializer(many=True),
        )
    }

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        refuse_unknown_parameters(self.request, _FIELDS)
        found = ResultFilter(self.request.GET, self.access)
        if not found.is_valid():
            raise ValidationError(dict(found.errors))
        return {"filter": found}

    def get_queryset(self) -> Heads:
        return self.parameters["filter"].heads()

    def prepare_page(self, records: list[ResultLine]) -> list[Any]:
        return [as_record(line) for line in records]


class ResultDetailAPIView(Endpoint):
    tag = _TAG
    operations = {
        "GET": Operation(
            operation_id="results_read",
            summary=gettext_lazy("One document or arrangement"),
            description=gettext_lazy(
                "Once something is kept of it, its card is its address: the address of the row leads there."
            ),
            response=ResultWithDecisionsSerializer,
            headers=_ETAG,
        ),
        "PATCH": Operation(
            operation_id="results_change",
            summary=gettext_lazy("Keep the number of a document, or the agreement of the register it is"),
            request=ResultChangeSerializer,
            response=ResultWithDecisionsSerializer,
            requires_version=True,
            headers=_ETAG,
            examples={"number": {"number": "17-С"}},
        ),
    }

    def get(self, request: Request, ref: str) -> Response:
        return _answer(line_of(self.access, ref))

    def patch(self, request: Request, ref: str) -> Response:
        line = line_of(self.access, ref)
        if not may_keep(self.access, line):
            raise PermissionDenied(_("Coordinators and the bodies that told of it keep its details."))
        body = ResultChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            line = line_of(self.access, ref)
            _check_version(request, line)
            kept = {"number": line.number, "agreement": line.card.agreement_id if line.card else None}
            form = DetailsForm({**kept, **body.validated_data}, agreements=agreements_of(line))
            if not form.is_valid():
                raise ValidationError(dict(form.errors))
            explain_with_key(request, _("Number or agreement of a result"))
            card = keep_details(line, **form.cleaned_data)
        return _answer(line_of(self.access, f"c{card.pk}"))


class ResultControlAPIView(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            operation_id="results_control",
            summary=gettext_lazy("Take an arrangement under control, or decide on it"),
            request=ControlBodySerializer,
            response=ResultWithDecisionsSerializer,
            requires_version=True,
            headers=_ETAG,
            refusals=frozenset({409}),
            examples={"taken": UNDER_CONTROL, "carried out": CARRIED_OUT},
        )
    }

    def post(self, request: Request, ref: str) -> Response:
        if not self.access.coordinates:
            raise PermissionDenied(_("Coordinators decide on arrangements."))
        body = ControlBodySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            line = line_of(self.access, ref)
            if not line.may_be_controlled:
                raise RecordConflict(_("A document that is signed is not taken under control."))
            _check_version(request, line)
            sent = dict(body.validated_data)
            if line.is_controlled:
                sent.setdefault("state", ControlState.UNDER_WAY.value)
            form = ControlForm({**sent, "version": "0"}, card=line.card)
            if not form.is_valid():
                raise ValidationError(dict(form.errors))
            chosen = form.cleaned_data
            explain_with_key(request, _("Decision on an arrangement under control"))
            decision = control.decide(
                line,
                chosen["state"],
                department=chosen["department"],
                due=chosen["due"],
                basis=chosen["basis"],
                user=request.user,
            )
        return _answer(line_of(self.access, f"c{decision.card_id}"))


class ResultReportAPIView(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            operation_id="results_report",
            summary=gettext_lazy("Report on the execution of an arrangement"),
            description=gettext_lazy("The responsible body reports while the arrangement is under way."),
            request=ExecutionBodySerializer,
            response=ResultWithDecisionsSerializer,
            headers=_ETAG,
            examples={"report": EXECUTION},
        )
    }

    def post(self, request: Request, ref: str) -> Response:
        line = line_of(self.access, ref)
        if not control.may_report(self.access, line.card):
            raise PermissionDenied(_("Only the responsible body reports, while it is under way."))
        body = ExecutionBodySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with transaction.atomic():
            explain_with_key(request, _("Report on the execution of an arrangement"))
            control.report_execution(line.card, body.validated_data["text"], None, request.user)
        return _answer(line_of(self.access, line.ref))


def _answer(line: ResultLine) -> Response:
    body = ResultWithDecisionsSerializer().to_representation(as_record(line, whole=True))
    return Response(body, headers={"ETag": f'"{current_version(line.card)}"'})


def _check_version(request: Request, line: ResultLine) -> None:
    """Lock the card and compare it with If-Match; 0 where nothing is kept yet."""
    if_match = request.headers.get("If-Match")
    if if_match is None:
        raise VersionMissing
    card = ResultCard.objects.select_for_update().get(pk=line.card.pk) if line.card else None
    version = _VERSION.fullmatch(if_match.strip())
    if is_stale(card, int(version[1]) if version else None):
        raise StaleVersion(ResultWithDecisionsSerializer().to_representation(as_record(line, whole=True)))
