"""Visits, trips and receptions of one row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from events.phrases.counted_partners import is_home
from events.vocabulary import DateFrom, MeetingKind, Role, Side

from .delegations import Delegation, heads_said, is_of_home, size_said
from .model import MeetingFound, Participant
from .occasions import Occasion
from .officials import Cell, Official, territory
from .row import Row
from .trips import Trip, find_trip, lone_traveller


class Visits(Row):
    def _sent(self, delegations: Sequence[Delegation], occasions: Sequence[Occasion]) -> list[MeetingFound]:
        ours = [one for one in delegations if is_of_home(one, self.gazetteer)]
        trip = find_trip(self.cells, self.people)
        if self.is_at_home or (not self.is_away and trip is None):
            return []
        met = [one for occasion in occasions for one in self._whom(occasion)]
        if ours:
            heads = [one.head for one in ours if one.head is not None] or self._heads(Side.HOME)
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
            if not heads and len(by_owner) == 1:
                heads = self._heads(Side.PARTNER)
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

    def _heads(self, side: Side) -> list[Official]:
        return [one for one in heads_said(self.cells.values()) if one.participant.side is side]

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


def _size_of(delegations: Iterable[Delegation]) -> int | None:
    return next((one.size for one in delegations if one.size is not None), None)


def _is_one(one: Participant, other: Participant) -> bool:
    return (one.name, one.post, one.of) == (other.name, other.post, other.of) or bool(
        one.name and one.name == other.name
    )
