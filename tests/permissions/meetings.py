"""Meetings and results of a row: coordinators correct what any report tells, departments rows they write."""

from typing import Any

from events.entries.told_records import correction_name, correction_value
from events.models import Entry
from events.phrases.meetings.model import MeetingFound
from events.vocabulary import MeetingKind
from tests.permissions.roles import Expected, Rule, Who, World, coordinators, signed_in, writers

_KEY = "a0a0a0a0a0a0a0a0"


def told(status: int = 200) -> Expected:
    """The report is approved: its departments write it no more."""
    return {**coordinators(status), Who.EDITOR_A: 404, Who.EDITOR_B: 404}


def with_meeting(world: World) -> None:
    found = MeetingFound(kind=MeetingKind.MEETING, phrase="Встреча")
    entry = Entry.with_removed.get(pk=world.done_entry.pk)
    entry.corrections = {correction_name(_KEY): {"value": correction_value(found)}}
    entry.save()


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
}
