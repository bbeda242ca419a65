"""Reads the meetings, receptions, trips and joint participations of one row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.dates.model import Dates
from events.phrases.partners import is_home
from events.phrases.place import PlaceReading
from events.vocabulary import DateFrom, Level, MeetingKind, Role, Side

from .delegations import Delegation, find_delegations, is_of_home, size_said
from .model import MeetingFound, Participant
from .occasions import Occasion, find_occasions, subject_in
from .officials import Cell, Official, People, territory
from .one_meeting import told_once
from .trips import Trip, find_trip, lone_traveller

_TOLD = (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS)
# Without one of these no row tells of a meeting: most rows are never read further.
_CUE = re.compile(
    r"встреч|встрети|переговор|делегаци|командировк|визит|поездк|беседов|бесед[ауы]|заседани|"
    r"принял[аи]? |подписани|"
    r"губернатор|министр|председател|(?<!\w)посо?л|консул|президент|(?<!\w)глав[аыеу]|митрополит|"
    r"обсудил|при[её]м",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<!\w)(?:для|в целях|с целью|цель[юи]?(?: мероприятия)?:)\s+(?P<said>[^.;]{4,300})", re.IGNORECASE
)


def read_meetings(
    cells: Mapping[Role, str],
    dates: Dates | None,
    place: PlaceReading,
    period: Period | None,
    gazetteer: Gazetteer,
) -> tuple[MeetingFound, ...]:
    """Visits, trips and receptions first, then the meetings, each with the position of what it is within."""
    if not any(_CUE.search(cells.get(role, "")) for role in _TOLD):
        return ()
    return _Row(cells, dates, place, period, gazetteer).meetings()


class _Row:
    def __init__(
        self,
        cells: Mapping[Role, str],
        dates: Dates | None,
        place: PlaceReading,
        period: Period | None,
        gazetteer: Gazetteer,
    ) -> None:
        self.cells = {role: Cell(role, cells[role], gazetteer) for role in _TOLD if cells.get(role)}
        self.dates, self.period, self.gazetteer = dates, period, gazetteer
        self.place = " ".join(cells.get(Role.PLACE, "").split())
        self.is_away = bool(place.codes) and not any(is_home(code, gazetteer) for code in place.codes)
        self.is_at_home = any(is_home(code, gazetteer) for code in place.codes)
        self.people = People(self.cells)

    def meetings(self) -> tuple[MeetingFound, ...]:
        occasions = self._occasions()
        delegations = [one for cell in self.cells.values() for one in find_delegations(cell, self.gazetteer)]
        frames = [*self._sent(delegations, occasions), *self._received(delegations)]
        met = [self._meeting(one, frames, alone=len(occasions) == 1) for one in occasions]
        held = [one for one in met if one is not None and self._is_official(one, frames)]
        is_visit = any(one.cell is Role.TITLE for one in frames)
        joint = () if held or is_visit else self._joint(occasions)
        return (*frames, *held, *joint)

    # --- meetings

    def _occasions(self) -> list[Occasion]:
        found = {
            role: find_occasions(cell, self.dates, self.period, self.gazetteer)
            for role, cell in self.cells.items()
        }
        told = told_once(found, self.cells.get(Role.CONTENT), self.people)
        if len(told) == 1 and not told[0].subject and Role.CONTENT in self.cells:
            told[0].subject = subject_in(self.cells[Role.CONTENT])  # «В ходе встречи обсуждались …»
        return told

    def _meeting(
        self, occasion: Occasion, frames: Sequence[MeetingFound], *, alone: bool
    ) -> MeetingFound | None:
        participants = self._met(occasion)
        sides = {one.side for one in participants}
        if alone:
            listed = self.people.participants(self.people.of_cell(Role.PARTICIPANTS))
            participants += [
                one
                for one in listed
                if one.side not in sides
                and one.level.is_official
                and (one.side is not Side.PARTNER or self._may_be_met(one, occasion))
            ]
        if not any(one.side is Side.PARTNER for one in participants):
            participants += self._nameless(occasion, frames)
        certain = occasion.certain
        if not alone and not any(one.side is Side.HOME for one in participants):
            hosts = self._only_official(frames)
            participants, certain = [*hosts, *participants], certain and not hosts
        within = self._within(participants, frames)
        start, end, date_from = self._when(occasion, frames[within] if within is not None else None)
        return MeetingFound(
            kind=MeetingKind.MEETING,
            start=start,
            end=end,
            date_from=date_from,
            place=occasion.place or self.place,
            participants=tuple(participants),
            subject=occasion.subject,
            cell=occasion.cell.role,
            phrase=occasion.phrase,
            certain=certain,
            within=frames[within].key if within is not None else "",
        )

    def _met(self, occasion: Occasion) -> list[Participant]:
        """Those it names. Whoever is met and has no territory in the post is the partner's."""
        met: dict[tuple[str, str], Participant] = {}
        for one in occasion.officials:
            for told in self.people.participants([one]):
                if not self.people.known(one).is_side_said and occasion.is_met(one):
                    told = replace(told, side=Side.PARTNER)
                met.setdefault((told.name, "" if told.name else told.post.lower()), told)
        return sorted(met.values(), key=lambda told: told.level.rank)

    def _only_official(self, frames: Sequence[MeetingFound]) -> list[Participant]:
        """Who else can have met them: the one who travelled, or the region's only official in the row."""
        travelled = [one for frame in frames[:1] for one in frame.of_side(Side.HOME)]
        if not frames:
            everybody = [one for cell in self.cells.values() for one in cell.officials if one.post]
            travelled = [one for one in self.people.participants(everybody) if one.side is Side.HOME]
        named = [one for one in travelled if one.name and one.level.is_official]
        return named if len(named) == 1 else []

    def _may_be_met(self, participant: Participant, occasion: Occasion) -> bool:
        if occasion.body:
            return False
        return not occasion.with_whom or participant.of == territory(occasion.with_whom, self.gazetteer)

    def _nameless(self, occasion: Occasion, frames: Sequence[MeetingFound]) -> list[Participant]:
        """Whom they met where no post is told: a body, a territory, the delegation received."""
        if occasion.body:
            return [Participant(side=Side.PARTNER, of=occasion.body, level=Level.ORGANISATION)]
        if occasion.with_whom:
            return [Participant(side=Side.PARTNER, of=territory(occasion.with_whom, self.gazetteer))]
        for frame in frames:
            if frame.kind is MeetingKind.RECEPTION:
                return [
                    replace(one, post="", name="", level=Level.UNNAMED)
                    for one in frame.of_side(Side.PARTNER)[:1]
                ]
        return []

    def _within(self, participants: Sequence[Participant], frames: Sequence[MeetingFound]) -> int | None:
        bodies = {one.of for one in participants if one.side is Side.PARTNER}
        for position, frame in enumerate(frames):
            is_out = frame.kind in (MeetingKind.TRIP, MeetingKind.DELEGATION_VISIT)
            if is_out or bodies & {one.of for one in frame.of_side(Side.PARTNER)}:
                return position
        return None

    def _when(
        self, occasion: Occasion, frame: MeetingFound | None
    ) -> tuple[date | None, date | None, DateFrom]:
        if occasion.dates is not None:
            return occasion.dates.start, occasion.dates.end, DateFrom.OWN
        start, end = self._span()
        return start, end, DateFrom.ROW if start == end else DateFrom.VISIT

    def _is_official(self, meeting: MeetingFound, frames: Sequence[MeetingFound]) -> bool:
        """An official on one side at least and somebody on the other, or a meeting with a delegation."""
        home, partner = meeting.of_side(Side.HOME), meeting.of_side(Side.PARTNER)
        if not partner:
            return False
        if any(one.level.is_official for one in (*home, *partner)):
            return True
        return bool(meeting.within) and meeting.date_from is DateFrom.OWN

    # --- visits, trips and receptions

    def _sent(self, delegations: Sequence[Delegation], occasions: Sequence[Occasion]) -> list[MeetingFound]:
        ours = [one for one in delegations if is_of_home(one, self.gazetteer)]
        trip = find_trip(self.cells, self.people)
        if self.is_at_home or (not self.is_away and trip is None):
            return []
        met = [one for occasion in occasions for one in self._whom(occasion)]
        if ours:
            heads = [one.head for one in ours if one.head is not None]
            if trip is not None:
                heads += trip.travellers
            first = self._first_named(ours)
            return [
                self._frame(
                    MeetingKind.DELEGATION_VISIT, first.cell, self._whole(first, trip), heads, met, ours
                )
            ]
        if trip is None and not occasions:
            trip = lone_traveller(self.cells, self.people)
        if trip is None:
            return []
        frame = self._frame(MeetingKind.TRIP, trip.cell, trip.phrase, trip.travellers, met, ())
        return [replace(frame, certain=trip.certain)]

    def _whom(self, occasion: Occasion) -> list[Participant]:
        """Those of the partner it names, else the body they met."""
        named = [one for one in self._met(occasion) if one.side is Side.PARTNER]
        return named or (self._nameless(occasion, ()) if occasion.body else [])

    def _whole(self, delegation: Delegation, trip: Trip | None) -> str:
        """The title of a visit rather than the bare word in it."""
        if trip is not None and trip.cell is delegation.cell and trip.start <= delegation.start < trip.end:
            return trip.phrase
        return delegation.phrase

    @staticmethod
    def _first_named(delegations: Sequence[Delegation]) -> Delegation:
        """The fullest words: with a head or a size, else of the title."""
        order = (Role.TITLE, Role.PARTICIPANTS, Role.CONTENT)
        return min(
            delegations, key=lambda one: (one.head is None and one.size is None, order.index(one.cell.role))
        )

    def _frame(
        self,
        kind: MeetingKind,
        cell: Cell,
        phrase: str,
        heads: Iterable[Official],
        met: Sequence[Participant],
        delegations: Sequence[Delegation],
    ) -> MeetingFound:
        start, end = self._span()
        ours = [one for one in self.people.participants(heads) if one.side is Side.HOME]
        listed = self.people.participants(self.people.of_cell(Role.PARTICIPANTS))
        theirs = [one for one in listed if one.side is Side.PARTNER]
        theirs += [one for one in met if not any(_is_one(one, other) for other in theirs)]
        return MeetingFound(
            kind=kind,
            start=start,
            end=end,
            date_from=DateFrom.ROW,
            place=self.place,
            participants=(*ours, *theirs),
            size=_size_of(delegations) or (size_said(self.cells.values()) if delegations else None),
            subject=self._purpose(),
            cell=cell.role,
            phrase=phrase,
            certain=all(one.certain for one in delegations),
        )

    def _received(self, delegations: Sequence[Delegation]) -> list[MeetingFound]:
        if self.is_away:
            return []
        by_owner: dict[str, list[Delegation]] = {}
        for one in delegations:
            if not is_home(one.owner, self.gazetteer) if one.owner else one.body:
                by_owner.setdefault(self._owner_of(one, by_owner), []).append(one)
        start, end = self._span()
        listed = self.people.participants(self.people.of_cell(Role.PARTICIPANTS))
        hosts = [one for one in listed if one.side is Side.HOME and one.level.is_official and one.name]
        frames = []
        for owner, parts in by_owner.items():
            heads = [one.head for one in parts if one.head is not None]
            guests = [
                replace(one, side=Side.PARTNER)
                for one in self.people.participants(heads)
                if one.side is not Side.THIRD
            ] or [self._guest(owner, parts[0])]
            first = self._first_named(parts)
            frames.append(
                MeetingFound(
                    kind=MeetingKind.RECEPTION,
                    start=start,
                    end=end,
                    place=self.place,
                    participants=(*hosts, *guests),
                    size=_size_of(parts) or (size_said(self.cells.values()) if len(by_owner) == 1 else None),
                    subject=self._purpose(),
                    cell=first.cell.role,
                    phrase=first.phrase,
                    certain=all(one.certain for one in parts),
                )
            )
        return frames

    def _owner_of(self, delegation: Delegation, known: Mapping[str, object]) -> str:
        """A region and its country are one delegation's."""
        owner = delegation.owner or delegation.body
        if not delegation.owner:
            return next(iter(known), owner)
        above = {place.code for place in self.gazetteer.ancestors(owner)}
        for other in known:
            if other in above or (
                self.gazetteer.knows(other)
                and owner in {place.code for place in self.gazetteer.ancestors(other)}
            ):
                return other
        return owner

    def _guest(self, owner: str, delegation: Delegation) -> Participant:
        of = delegation.body or territory(owner, self.gazetteer)
        return Participant(side=Side.PARTNER, of=of)

    # --- joint participation

    def _joint(self, occasions: Sequence[Occasion]) -> list[MeetingFound]:
        named = [
            one
            for role in (Role.PARTICIPANTS, Role.CONTENT)
            for one in self.people.of_cell(role)
            if one.name is not None
        ]
        participants = self.people.participants(named)
        officials = {one.side for one in participants if one.level.is_official}
        if Side.PARTNER not in officials or not officials & {Side.HOME, Side.THIRD}:
            return []
        cell = self.cells.get(Role.TITLE) or next(iter(self.cells.values()))
        start, end = self._span()
        return [
            MeetingFound(
                kind=MeetingKind.JOINT_PARTICIPATION,
                start=start,
                end=end,
                place=self.place,
                participants=participants,
                subject=self._purpose(),
                cell=cell.role,
                phrase=cell.written(0, len(cell.text)),
            )
        ]

    # --- what they share

    def _span(self) -> tuple[date | None, date | None]:
        return (self.dates.start, self.dates.end) if self.dates else (None, None)

    def _purpose(self) -> str:
        for role in (Role.TITLE, Role.CONTENT):
            if (cell := self.cells.get(role)) and (said := _PURPOSE.search(cell.text)):
                return cell.written(*said.span("said"))
        return ""


def _size_of(delegations: Iterable[Delegation]) -> int | None:
    return next((one.size for one in delegations if one.size is not None), None)


def _is_one(one: Participant, other: Participant) -> bool:
    return (one.name, one.post, one.of) == (other.name, other.post, other.of) or bool(
        one.name and one.name == other.name
    )
