"""The people a reader may see, with what visible meetings tell of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Q, QuerySet

from events.access import Access
from events.meetings.registers import ToldMeeting, each_once
from events.models import Meeting, MeetingParticipant, Person
from events.words.stems import wanted_stems


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """`post`: the last one told; `count`: meetings and visits, one within another once."""

    person: Person
    post: str
    of: str
    last: date | None
    count: int


def people_met(access: Access) -> QuerySet[Person]:
    """Visible ones with `last`, the day of the last meeting."""
    visible = Q(participations__meeting__in=access.meetings())
    return access.people().annotate(last=Max("participations__meeting__end", filter=visible))


def named(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those with a name, post or body of such words, in any form."""
    for stem in wanted_stems(words):
        word = stem.strip()
        told = Q(participations__search__contains=word) | Q(name_key__contains=word)
        people = people.filter(pk__in=Person.objects.filter(told).values("pk"))
    return people


def namesakes(person: Person, access: Access) -> QuerySet[Person]:
    """Others with this surname and initials that do not contradict."""
    surname, _space, initials = person.name_key.partition(" ")
    others = people_met(access).filter(name_key__startswith=surname).exclude(pk=person.pk)
    alike = [
        one.pk
        for one in others
        if (parts := one.name_key.partition(" "))[0] == surname
        and (initials.startswith(parts[2]) or parts[2].startswith(initials))
    ]
    return others.filter(pk__in=alike)


def meetings_of(people: Iterable[Person], access: Access) -> dict[int, list[ToldMeeting]]:
    """{person: visible meetings, the newest first, one told by two rows once}. In three queries."""
    keys = [person.pk for person in people]
    if not keys:
        return {}
    meetings = access.meetings().filter(participants__person__in=keys).distinct().with_what_is_shown()
    ordered = meetings.order_by(F("start").desc(nulls_last=True), "-end", "entry__order", "pk")
    of_person: dict[int, list[Meeting]] = {key: [] for key in keys}
    for meeting in ordered:
        for key in {one.person_id for one in meeting.participants.all()} & of_person.keys():
            of_person[key].append(meeting)
    return {key: each_once(told) for key, told in of_person.items()}


def person_lines(people: Iterable[Person], access: Access) -> list[PersonLine]:
    people = list(people)
    told = meetings_of(people, access)
    return [_line(person, told[person.pk]) for person in people]


def occasions(told: Sequence[ToldMeeting]) -> int:
    """Meetings and visits; a meeting within a visit of the list is not added to it."""
    frames = {(one.meeting.source, one.meeting.key) for one in told}
    return sum((one.meeting.source, one.meeting.within) not in frames for one in told)


def participation(meeting: Meeting, person: Person) -> MeetingParticipant:
    return next(one for one in meeting.participants.all() if one.person_id == person.pk)


def _line(person: Person, told: Sequence[ToldMeeting]) -> PersonLine:
    newest = participation(told[0].meeting, person)
    return PersonLine(
        person=person,
        post=newest.post,
        of=newest.of,
        last=max((one.meeting.end for one in told if one.meeting.end), default=None),
        count=occasions(told),
    )


def named_people(words: str, access: Access) -> QuerySet[Person]:
    """For the search: by surname; nobody where no word is given."""
    people = people_met(access)
    return named(people, words).order_by("name_key", "pk") if wanted_stems(words) else people.none()
