"""Many rows written in one transaction: all of them or none, with an answer for each."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from events.entries import saving

from ..entry_writing import explain_with_key, hold_version, save_entry
from ..examples import NEW_ROW
from ..exceptions import ItemsRefused, as_problem
from ..operations import Operation
from ..serializers.bulk import RowAnswersSerializer
from ..serializers.entries import EntrySerializer
from ..serializers.requests import EntriesBodySerializer, EntryCreateSerializer, EntryUpdateSerializer
from .base import Endpoint
from .entries import report_to_write, writable_entry

_OWN = ("id", "version", "remove")


class EntryBulkAPIView(Endpoint):
    tag = gettext_lazy("Rows of plans and reports")
    operations = {
        "POST": Operation(
            operation_id="rows_bulk",
            summary=gettext_lazy("Write many rows at once"),
            description=gettext_lazy(
                "New rows, changes and removals in one transaction, at most 200. The answer says what became "
                "of each, in the order sent. If one is refused nothing is written (400), and `items` says of "
                "each what is the matter, or that it would have been right."
            ),
            request=EntriesBodySerializer,
            response=RowAnswersSerializer,
            examples={"rows": {"rows": [NEW_ROW, {"id": 17, "version": 481, "dates": "октябрь"}]}},
        )
    }

    def post(self, request: Request) -> Response:
        body = EntriesBodySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        answers: list[dict[str, Any]] = []
        with transaction.atomic():
            explain_with_key(request, _("Rows written at once"))
            for sent in body.validated_data["rows"]:
                try:
                    with transaction.atomic():
                        answers.append(self._write(request, sent))
                except (APIException, Http404) as refusal:
                    answers.append(as_problem(refusal))
            if any(answer["status"] >= 400 for answer in answers):
                raise ItemsRefused(answers)
        return Response({"items": answers})

    def _write(self, request: Request, sent: dict[str, Any]) -> dict[str, Any]:
        own = {name: sent[name] for name in _OWN if name in sent}
        rest = {name: value for name, value in sent.items() if name not in _OWN}
        if "id" not in own:
            created = _valid(EntryCreateSerializer, {**rest, **own})  # a version or removal is unknown there
            report = report_to_write(self.access, created["report"])
            entry = save_entry(request, created, report, None)
            return {"status": 201, "row": EntrySerializer().to_representation(entry)}
        entry = writable_entry(self.access, _key(own["id"]))
        self.access.hold_row(entry)
        hold_version(entry, _key(own.get("version")))
        if own.get("remove") is True:
            _valid(EntryUpdateSerializer, rest)
            saving.remove(entry)
            return {"status": 204, "row": None}
        changed = _valid(EntryUpdateSerializer, rest)
        entry = save_entry(request, changed, entry.report, entry)
        return {"status": 200, "row": EntrySerializer().to_representation(entry)}


def _valid(serializer: type[EntryUpdateSerializer | EntryCreateSerializer], sent: dict[str, Any]) -> Any:
    body = serializer(data=sent)
    body.is_valid(raise_exception=True)
    return body.validated_data


def _key(sent: Any) -> int:
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 <= sent < 2**62:
        raise ValidationError({"id": [_("Keys and versions are whole numbers.")]})
    return sent
