"""The registers of meetings, and meetings entered without a row."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from agreements.gazetteer import current_gazetteer
from events.figures.filters import FiguresFilter
from events.figures.registers import RegisterQuery, meetings_of
from events.figures.scope import Scope
from events.figures.views.registers import RegisterFilter
from events.meetings import cards
from events.meetings.card_forms import OutsideForm
from events.meetings.registers import REGISTERS, ToldMeeting

from ..entry_writing import explain_with_key
from ..meeting_writing import posted
from ..meetings_shape import as_record
from ..operations import Operation
from ..parameters import clean_fields, refuse_unknown_parameters, with_page_fields
from ..serializers.meetings import MeetingSerializer, OutsideMeetingSerializer
from ..serializers.requests import MeetingBodySerializer
from .base import RecordListAPIView

_REGISTER = {
    "register": forms.ChoiceField(
        label=gettext_lazy("Register"), choices=[(name, name) for name in REGISTERS]
    )
}
SCOPE_FIELDS = {
    name: FiguresFilter.base_filters[name].field
    for name in ("period", "by", "partner", "department", "sphere", "kind")
}
FIELDS = with_page_fields({**_REGISTER, **SCOPE_FIELDS, **RegisterFilter.base_fields})
_EXAMPLE = {
    "kind": "meeting",
    "start": "2025-03-04",
    "partners": ["by"],
    "home": [{"post": "Губернатор области", "name": "И.И. Иванов"}],
    "partner": [{"post": "Чрезвычайный и Полномочный Посол", "name": "П.П. Петров", "of": "Беларусь"}],
    "subject": "вопросы торговли",
    "letter": "№ 17 от 01.03.2025",
}


class MeetingListAPIView(RecordListAPIView):
    tag = gettext_lazy("Meetings and people")
    serializer_class = MeetingSerializer
    operations = {
        "GET": Operation(
            operation_id="meetings_list",
            summary=gettext_lazy("A register of meetings, receptions, trips or joint participations"),
            description=gettext_lazy(
                "The filter is that of the page: without a period the latest year, by the dates of events."
            ),
            parameters=FIELDS,
            response=MeetingSerializer(many=True),
        ),
        "POST": Operation(
            operation_id="meetings_create",
            summary=gettext_lazy("Enter a meeting that no row tells of"),
            request=MeetingBodySerializer,
            response=OutsideMeetingSerializer,
            status=201,
            headers={"Location": gettext_lazy("Address of its page.")},
            examples={"meeting": _EXAMPLE},
        ),
    }

    def clean_parameters(self, operation: Operation) -> dict[str, Any]:
        if self.request.method == "POST":
            return super().clean_parameters(operation)
        refuse_unknown_parameters(self.request, FIELDS)
        own = clean_fields(self.request, {**_REGISTER, **RegisterFilter.base_fields})
        return {**own, "scope": scope_of(self.request.GET, self.access)}

    def get_queryset(self) -> Any:
        query = RegisterQuery(level=self.parameters["level"], person=self.parameters["person"])
        return _Told(meetings_of(self.parameters["register"], self.parameters["scope"], query))

    def prepare_page(self, records: list[ToldMeeting]) -> list[Any]:
        return list(map(as_record, records))

    def post(self, request: Request) -> Response:
        body = MeetingBodySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        access = self.access
        form = OutsideForm(
            posted(body.validated_data),
            departments=cards.enterable_departments(access),
            only_own=not access.coordinates,
        )
        if not form.is_valid():
            raise ValidationError(dict(form.errors))
        with transaction.atomic():
            explain_with_key(request, _("A meeting outside the reports"))
            card = cards.enter(form.found(None, current_gazetteer()), **form.about, user=request.user)
        card.meeting = as_record(ToldMeeting(meeting=card.meetings.with_what_is_shown().get()))
        address = request.build_absolute_uri(reverse("events:outside_meeting", args=[card.pk]))
        answer = OutsideMeetingSerializer().to_representation(card)
        return Response(answer, status=201, headers={"Location": address})


class _Told(list):
    """What a paginator asks a queryset for."""

    def count(self, *_value: Any) -> int:
        return len(self)


def scope_of(query: QueryDict, access: Any) -> Scope:
    known = QueryDict(mutable=True)
    for name in SCOPE_FIELDS:
        known.setlist(name, query.getlist(name))
    found, scope = Scope.from_query(known, access)
    if scope is None:
        raise ValidationError(dict(found.form.errors))
    return scope
