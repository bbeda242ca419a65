"""Reads the meetings, receptions, trips and joint participations of one row."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.dates.model import Dates
from events.phrases.place import PlaceReading
from events.vocabulary import DateFrom, MeetingKind, Role, Side

from .delegations import find_delegations
from .model import MeetingFound, Participant
from .occasions import Occasion, find_occasions, subject_in
from .officials import territory
from .one_meeting import told_once
from .row import TOLD
from .visits import Visits

# Without one of these no row tells of a meeting: most rows are never read further.
_CUE = re.compile(
    r"встреч|встрети|переговор|делегаци|командировк|визит|поездк|беседов|бесед[ауы]|заседани|"
    r"принял[аи]? |подписани|"
    r"губернатор|министр|председател|(?<!\w)посо?л|консул|президент|(?<!\w)глав[аыеу]|митрополит|"
    r"обсудил|при[её]м",
    re.IGNORECASE,
)


def read_meetings(
    cells: Mapping[Role, str],
    dates: Dates | None,
    place: PlaceReading,
    period: Period | None,
    gazetteer: Gazetteer,
) -> tuple[MeetingFound, ...]:
    """Visits, trips and receptions first, then the meetings, each with the key of what it is within."""
    if not any(_CUE.search(cells.get(role, "")) for role in TOLD):
        return ()
    return _Meetings(cells, dates, place, period, gazetteer).meetings()


class _Meetings(Visits):
    def meetings(self) -> tuple[MeetingFound, ...]:
        occasions = self._occasions()
        delegations = [one for cell in self.cells.values() for one in find_delegations(cell, self.gazetteer)]
        frames = [*self._sent(delegations, occasions), *self._received(delegations)]
        met = [self._meeting(one, frames, alone=len(occasions) == 1) for one in occasions]
        held = [one for one in met if one is not None and self._is_official(one)]
        is_visit = bool(frames) and any(one.cell.role is Role.TITLE for one in delegations)
        joint = () if held or is_visit else self._joint()
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
        start, end, date_from = self._when(occasion)
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

    def _within(self, participants: Sequence[Participant], frames: Sequence[MeetingFound]) -> int | None:
        bodies = {one.of for one in participants if one.side is Side.PARTNER}
        for position, frame in enumerate(frames):
            is_out = frame.kind in (MeetingKind.TRIP, MeetingKind.DELEGATION_VISIT)
            if is_out or bodies & {one.of for one in frame.of_side(Side.PARTNER)}:
                return position
        return None

    def _when(self, occasion: Occasion) -> tuple[date | None, date | None, DateFrom]:
        if occasion.dates is not None:
            return occasion.dates.start, occasion.dates.end, DateFrom.OWN
        start, end = self._span()
        return start, end, DateFrom.ROW if start == end else DateFrom.VISIT

    def _is_official(self, meeting: MeetingFound) -> bool:
        """An official on one side at least and somebody on the other, or a meeting with a delegation."""
        home, partner = meeting.of_side(Side.HOME), meeting.of_side(Side.PARTNER)
        if not partner:
            return False
        if any(one.level.is_official for one in (*home, *partner)):
            return True
        return bool(meeting.within) and meeting.date_from is DateFrom.OWN

    # --- joint participation

    def _joint(self) -> list[MeetingFound]:
        named = [
            one
            for role in (Role.PARTICIPANTS, Role.CONTENT)
            for one in self.people.of_cell(role)
            if one.name is not None and self.people.known(one).is_side_said
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
