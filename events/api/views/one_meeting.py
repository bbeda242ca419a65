"""One meeting: read, corrected, confirmed, struck out."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from events.meetings import cards, correcting
from events.models import MeetingCard

from .. import meeting_writing as writing
from ..entry_writing import explain_with_key
from ..examples import CORRECTED_MEETING
from ..exceptions import RecordConflict
from ..operations import Operation
from ..serializers.meetings import MeetingSerializer
from ..serializers.requests import MeetingChangeSerializer, MeetingDecisionSerializer
from .base import Endpoint

_TAG = gettext_lazy("Meetings and people")
_ETAG = {"ETag": gettext_lazy("The version of the row or of what was entered, for If-Match.")}
_REASON = {"reason": forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=300)}


class MeetingDetailAPIView(Endpoint):
    tag = _TAG
    operations = {
        "GET": Operation(
            operation_id="meetings_read",
            summary=gettext_lazy("One meeting as one row, or what was entered without one, tells of it"),
            response=MeetingSerializer,
            headers=_ETAG,
            refusals=frozenset({409}),
        ),
        "PATCH": Operation(
            operation_id="meetings_change",
            summary=gettext_lazy("Correct a meeting"),
            description=gettext_lazy(
                "What is not sent stays. The correction holds as long as the cell of the row stays as it is. "
                "Fields from partners on are those of meetings entered without a row."
            ),
            request=MeetingChangeSerializer,
            response=MeetingSerializer,
            requires_version=True,
            headers=_ETAG,
            refusals=frozenset({409}),
            examples={"head": CORRECTED_MEETING},
        ),
        "DELETE": Operation(
            operation_id="meetings_strike",
            summary=gettext_lazy("Strike a meeting out"),
            description=gettext_lazy(
                "Registers do not count it any more. What a row tells can be taken as read again."
            ),
            parameters=_REASON,
            status=204,
            requires_version=True,
        ),
    }

    def get(self, request: Request, ref: str) -> Response:
        return _answer(writing.source_of(self.access, ref))

    def patch(self, request: Request, ref: str) -> Response:
        source = writing.source_of(self.access, ref)
        writing.may_write_or_403(self.access, source)
        body = MeetingChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        sent = dict(body.validated_data)
        reason = sent.pop("reason", "")
        with transaction.atomic():
            held = writing.hold(request, source)
            explain_with_key(request, _("A meeting was corrected"), reason)
            writing.correct(held, sent, self.access, request)
        return _answer(writing.source_of(self.access, ref))

    def delete(self, request: Request, ref: str) -> Response:
        source = writing.source_of(self.access, ref)
        writing.may_write_or_403(self.access, source)
        with transaction.atomic():
            held = writing.hold(request, source)
            explain_with_key(request, _("A meeting was struck out"), self.parameters["reason"])
            if isinstance(held, MeetingCard):
                cards.remove(held)
            else:
                correcting.strike(held.entry, held.told)
        return Response(status=204)


class MeetingDecisionAPIView(Endpoint):
    tag = _TAG
    operations = {
        "POST": Operation(
            operation_id="meetings_decide",
            summary=gettext_lazy("Confirm what a row tells of a meeting, or take it as read again"),
            request=MeetingDecisionSerializer,
            response=MeetingSerializer,
            requires_version=True,
            headers=_ETAG,
            refusals=frozenset({409}),
            examples={"right": {"decision": "confirm"}},
        )
    }

    def post(self, request: Request, ref: str) -> Response:
        source = writing.source_of(self.access, ref)
        writing.may_write_or_403(self.access, source)
        body = MeetingDecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        if isinstance(source, MeetingCard):
            raise RecordConflict(_("What was entered without a row is confirmed by whoever entered it."))
        with transaction.atomic():
            held = writing.hold(request, source)
            explain_with_key(request, _("Decision on a meeting of a row"))
            self._decide(held, body.validated_data["decision"])
        return _answer(writing.source_of(self.access, ref))

    def _decide(self, held: writing.OfRow, decision: str) -> None:
        if decision == "as_read":
            correcting.as_read(held.entry, held.key)
            if held.key not in correcting.told_of(held.entry):
                raise RecordConflict(_("No cell tells of it: a person added it, and it can be struck out."))
        elif held.told.is_struck:
            raise RecordConflict(writing.STRUCK)
        else:
            correcting.confirm(held.entry, held.told)


def _answer(source: Any) -> Response:
    body = writing.answered(source)
    if body is None:
        raise RecordConflict(writing.STRUCK)
    return Response(body, headers={"ETag": f'"{writing.version_of(source)}"'})
