"""What the page of a person shows: posts over time, meetings, and whom the person met."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from agreements.names.folding import fold
from events.access import Access
from events.meetings.registers import ToldMeeting
from events.meetings.shown import dates_of
from events.models import Meeting, MeetingParticipant, Person

from .queries import meetings_of, occasions, participation


@dataclass(slots=True, kw_only=True)
class PostHeld:
    """A post, between the first and the last meeting it was told at. `identities`: of those meetings."""

    post: str
    of: str
    post_identity: str
    identity: str
    first: date | None = None
    last: date | None = None
    is_to_confirm: bool = False
    is_of_the_person: bool = True  # told in the organisation the person is known by

    @property
    def taken_apart_by(self) -> str:
        """What is somebody else's: this post, or the whole organisation that was joined."""
        return self.post_identity if self.is_of_the_person else self.identity

    def met_on(self, meeting: Meeting) -> None:
        days = [day for day in (self.first, self.last, meeting.start, meeting.end) if day]
        self.first, self.last = min(days, default=None), max(days, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMeeting:
    """One meeting as the person's page lists it. `own` side first, then those met."""

    told: ToldMeeting
    dates: str
    own: list[MeetingParticipant]
    met: list[MeetingParticipant]
    is_within: bool  # of a visit that is listed too

    @property
    def meeting(self) -> Meeting:
        return self.told.meeting


@dataclass(slots=True, kw_only=True)
class Acquaintance:
    """Somebody the person met, by the newest meeting."""

    participant: MeetingParticipant
    meetings: list[ToldMeeting] = field(default_factory=list)

    @property
    def count(self) -> int:
        return occasions(self.meetings)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetail:
    person: Person
    posts: list[PostHeld]
    meetings: list[PersonMeeting]
    met: list[Acquaintance]
    count: int


def person_detail(person: Person, access: Access) -> PersonDetail:
    told = meetings_of([person], access)[person.pk]
    frames = {(one.meeting.source, one.meeting.key) for one in told}
    meetings = [
        PersonMeeting(
            told=one,
            dates=dates_of(one.meeting),
            own=[other for other in one.meeting.participants.all() if _is_own(other, one.meeting, person)],
            met=[
                other for other in one.meeting.participants.all() if not _is_own(other, one.meeting, person)
            ],
            is_within=(one.meeting.source, one.meeting.within) in frames,
        )
        for one in told
    ]
    return PersonDetail(
        person=person,
        posts=_posts(person, told),
        meetings=meetings,
        met=_met(meetings),
        count=occasions(told),
    )


def _is_own(other: MeetingParticipant, meeting: Meeting, person: Person) -> bool:
    return other.side == participation(meeting, person).side


def _posts(person: Person, told: Sequence[ToldMeeting]) -> list[PostHeld]:
    """The newest first."""
    posts: dict[tuple[str, str], PostHeld] = {}
    for one in told:
        here = participation(one.meeting, person)
        held = posts.setdefault(
            (here.identity, fold(here.post)),
            PostHeld(
                post=here.post,
                of=here.of,
                post_identity=here.post_identity,
                identity=here.identity,
                is_of_the_person=here.identity == person.key,
            ),
        )
        held.met_on(one.meeting)
        held.is_to_confirm = held.is_to_confirm or not here.confirmed
    return list(posts.values())


def _met(meetings: Sequence[PersonMeeting]) -> list[Acquaintance]:
    """Who sat opposite, the oftenest first; bodies without anybody named are left to the list of meetings."""
    met: dict[int, Acquaintance] = {}
    for one in meetings:
        for other in one.met:
            if other.person_id is not None:
                known = met.setdefault(other.person_id, Acquaintance(participant=other))
                known.meetings.append(one.told)
    return sorted(met.values(), key=lambda one: -one.count)
