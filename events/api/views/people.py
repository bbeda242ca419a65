"""The people met, with their posts and meetings."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from events.meetings.registers import ToldMeeting
from events.models import Person
from events.people.detail import person_detail
from events.people.queries import named, people_met, person_lines

from ..meetings_shape import as_record
from ..operations import Operation
from ..parameters import with_page_fields
from ..serializers.meetings import PersonSerializer, PersonWithMeetingsSerializer
from .base import RecordDetailAPIView, RecordListAPIView

_FIELDS = with_page_fields(
    {"q": forms.CharField(label=_("Name, post or body"), required=False, max_length=200)}
)


class PersonListAPIView(RecordListAPIView):
    tag = _("Meetings and people")
    serializer_class = PersonSerializer
    operations = {
        "GET": Operation(
            operation_id="people_list",
            summary=_("People met, by surname"),
            parameters=_FIELDS,
            response=PersonSerializer(many=True),
        )
    }

    def get_queryset(self) -> QuerySet[Person]:
        return named(people_met(self.access), self.parameters["q"]).order_by("name_key", "pk")

    def prepare_page(self, records: list[Person]) -> list[Any]:
        return [_line(line) for line in person_lines(records, self.access)]


class PersonDetailAPIView(RecordDetailAPIView):
    tag = _("Meetings and people")
    serializer_class = PersonWithMeetingsSerializer
    lookup_field = "key"
    operations = {
        "GET": Operation(
            operation_id="people_read",
            summary=_("One person with posts and meetings"),
            response=PersonWithMeetingsSerializer,
        )
    }

    def get_queryset(self) -> QuerySet[Person]:
        return self.access.people()

    def prepare(self, record: Person) -> Any:
        detail = person_detail(record, self.access)
        [line] = person_lines([record], self.access)
        told: list[ToldMeeting] = [one.told for one in detail.meetings]
        return SimpleNamespace(**vars(_line(line)), posts=detail.posts, meetings=list(map(as_record, told)))


def _line(line: Any) -> SimpleNamespace:
    person = line.person
    return SimpleNamespace(
        key=person.key, name=person.name, post=line.post, of=line.of, last=line.last, count=line.count
    )
