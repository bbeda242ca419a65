"""Meetings and results of a row: coordinators correct what any report tells, departments rows they write."""

from datetime import date
from typing import Any

from agreements.models import Partner
from events.entries.told_records import correction_name, correction_value, save_told, told_values
from events.meetings.cards import enter
from events.models import Entry, MeetingCard, MeetingFile
from events.phrases.meetings.model import MeetingFound, Participant
from events.vocabulary import Level, MeetingKind, Side
from tests.permissions.roles import (
    Expected,
    Rule,
    Who,
    World,
    coordinators,
    department_a,
    signed_in,
    writers,
)

_KEY = "a0a0a0a0a0a0a0a0"


def told(status: int = 200) -> Expected:
    """The report is approved: its departments write it no more."""
    return {**coordinators(status), Who.EDITOR_A: 404, Who.EDITOR_B: 404}


def with_meeting(world: World) -> None:
    found = MeetingFound(kind=MeetingKind.MEETING, phrase="Встреча")
    entry = Entry.with_removed.get(pk=world.done_entry.pk)
    entry.corrections = {correction_name(_KEY): {"value": correction_value(found)}}
    entry.save()
    save_told([(entry, told_values(entry))])


def outside_of_a(world: World | None = None, **more: Any) -> MeetingCard:
    """Entered without a row for department A; open to all unless `restricted`."""
    day = more.pop("day", date(2024, 5, 6))
    found = MeetingFound(
        kind=MeetingKind.MEETING,
        start=day,
        end=day,
        subject="вопросы пробного обмена",
        participants=(
            Participant(side=Side.HOME, post="министр"),
            Participant(
                side=Side.PARTNER,
                post="Посол Пробной Республики",
                name="П.П. Пробный",
                level=Level.AMBASSADOR,
            ),
        ),
    )
    about = {
        "partners": [Partner.objects.get(code="am")],
        "department": world.department_a if world else None,
        "letter": "№ 7 от 01.05.2024",
        "restricted": False,
        "details": {
            "basis": "приглашение № 1",
            "notice": "",
            "notice_on": None,
            "notice_number": "",
            "report_due": None,
        },
        "user": world.users[Who.EDITOR_A] if world else None,
    }
    return enter(found, **{**about, **more})


def outside(world: World) -> dict[str, Any]:
    return {"pk": outside_of_a(world).pk}


def hidden(world: World) -> dict[str, Any]:
    return {"pk": outside_of_a(world, restricted=True, day=date(2031, 3, 3)).pk}


def outside_file(world: World) -> dict[str, Any]:
    card = outside_of_a(world)
    return {
        "pk": MeetingFile.objects.create(
            card=card, kind="programme", name="Программа.pdf", content=b"%PDF", size=4
        ).pk
    }


_WRITERS_OF_A = {**department_a(), Who.VIEWER: 403}


def _leading(expected: Expected) -> Expected:
    """Done, and led on."""
    return {who: 302 if status == 200 else status for who, status in expected.items()}


def of_done(**more: str) -> Any:
    return lambda world: {"pk": world.done_entry.pk, **more}


RULES = {
    "events:told_add": (
        Rule(get=told(), post=told(), kwargs=of_done(what="meeting")),
        Rule(get=told(404), post=told(404), kwargs=of_done(what="party")),
        # A plan tells of nothing that was held.
        Rule(get=writers(404), kwargs=lambda world: {"pk": world.entry_a.pk, "what": "meeting"}),
    ),
    "events:told_edit": (
        Rule(get=told(), post=told(), kwargs=of_done(key=_KEY), prepare=with_meeting),
        Rule(get=told(404), post=told(404), kwargs=of_done(key="nowhere")),
    ),
    "events:told_decide": Rule(
        get=signed_in(405),
        post=told(302),
        kwargs=of_done(key=_KEY),
        data=lambda world: {"decision": "confirm"},
        prepare=with_meeting,
    ),
    "events:meeting_details": Rule(
        get={**coordinators(), Who.EDITOR_A: 404, Who.EDITOR_B: 200},
        post={**coordinators(), Who.EDITOR_A: 404, Who.EDITOR_B: 200},  # of another version: said on the page
        kwargs=of_done(key=_KEY),
        data=lambda world: {"version": 2**40},
        prepare=with_meeting,
    ),
    "events:outside_meetings": Rule(get=signed_in()),
    "events:outside_meeting_new": Rule(get=writers(), post=writers()),  # nothing is filled in
    "events:outside_meeting": (
        Rule(get=signed_in(), kwargs=outside),
        Rule(get=department_a(), kwargs=hidden),
    ),
    "events:outside_meeting_edit": (
        Rule(get=_WRITERS_OF_A, post=_WRITERS_OF_A, kwargs=outside),
        Rule(get=_WRITERS_OF_A, post=_WRITERS_OF_A, kwargs=hidden),
    ),
    "events:outside_meeting_remove": Rule(get=signed_in(405), post=_leading(_WRITERS_OF_A), kwargs=outside),
    "events:outside_meeting_undo": Rule(
        get=signed_in(405), post=_leading(_WRITERS_OF_A), kwargs=outside, data=lambda world: {"change": "0"}
    ),
    "events:meeting_file": Rule(get=signed_in(), kwargs=outside_file),
    "events:meeting_file_remove": Rule(get=signed_in(405), post=_leading(_WRITERS_OF_A), kwargs=outside_file),
}
