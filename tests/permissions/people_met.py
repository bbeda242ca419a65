"""People met: whoever sees one of their meetings; coordinators say who is who."""

from datetime import date
from typing import Any

from events.entries.told_people import identify
from events.models import Meeting, MeetingParticipant
from events.phrases.meetings.identity import Identity
from events.vocabulary import Level, MeetingKind, Side
from tests.permissions.roles import Rule, World, coordinators, signed_in

_KEY, _OTHER = "b0b0b0b0b0b0b0b0", "c0c0c0c0c0c0c0c0"


def met(world: World) -> None:
    """Told by the approved report: everybody reads it."""
    meeting = Meeting.objects.create(
        entry=world.done_entry,
        key=_KEY,
        digest=_KEY,
        kind=MeetingKind.MEETING,
        start=date(2030, 11, 5),
        end=date(2030, 11, 5),
        date_from="own",
    )
    for order, key in enumerate((_KEY, _OTHER)):
        one = MeetingParticipant(
            meeting=meeting,
            order=order,
            side=Side.PARTNER,
            post="министр",
            name="В.В. Выдумов",
            level=Level.GOVERNMENT,
        )
        identify([one], [Identity("В.В. Выдумов", "выдумов вв", key, f"{key[:8]}00000000")])
        one.save()


def person(**more: str) -> Any:
    return lambda world: {"key": _KEY, **more}


RULES = {
    "events:people_met": Rule(get=signed_in()),
    "events:person_met": (
        Rule(get=signed_in(), kwargs=person(), prepare=met),
        Rule(get=signed_in(404), kwargs=person()),
    ),
    "events:person_met_file": (
        Rule(get=signed_in(), kwargs=person(suffix="docx"), prepare=met),
        Rule(get=signed_in(404), kwargs=person(suffix="exe"), prepare=met),
    ),
    "events:person_met_join": Rule(
        get=signed_in(405),
        post=coordinators(302),
        kwargs=person(),
        data=lambda world: {"other": _OTHER},
        prepare=met,
    ),
    "events:person_met_part": Rule(
        get=signed_in(405),
        post=coordinators(302),
        kwargs=person(),
        data=lambda world: {"identity": _KEY},
        prepare=met,
    ),
}
