"""Keeps two rows of one document from becoming one event by way of the rows they are linked with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .rows import MatchClass, Proposal, ReasonCode, Role, Row


def without_clashes(proposals: Sequence[Proposal], rows: Iterable[Row]) -> list[Proposal]:
    """The proposals, those only likely that would join events told apart by one document.

    Parts of a whole, a row that stands twice and what people decided are what they say; the best pairs of the
    others come first. `rows`: all that the proposals are made of.
    """
    joined = _Joined(rows)
    doubtful: list[Proposal] = []
    for one in sorted(proposals, key=_place):
        if one.klass is not MatchClass.SURE:
            continue
        if _is_plain(one) or joined.is_of_one_document(one) or not joined.clash(one):
            joined.join(one)
        else:
            doubtful.append(one)
    refused = {(one.a, one.b) for one in doubtful if not joined.are_one(one)}
    return [
        replace(one, klass=MatchClass.LIKELY)
        if one.klass is MatchClass.SURE and (one.a, one.b) in refused
        else one
        for one in proposals
    ]


def _place(one: Proposal) -> tuple[bool, bool, float, int, int]:
    """What people decided first, parts after the wholes they belong to."""
    return not _is_decided(one), one.role is not Role.ONE_TO_ONE, -one.score, one.a, one.b


def _is_plain(one: Proposal) -> bool:
    return one.role is not Role.ONE_TO_ONE or _is_decided(one)


def _is_decided(one: Proposal) -> bool:
    return any(reason.code is ReasonCode.DECIDED for reason in one.reasons)


class _Joined:
    """Events as they would be, with the documents that tell them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._row = {row.key: row for row in rows}
        self._documents: dict[int, set[int]] = defaultdict(set)
        for row in self._row.values():
            self._documents[row.event].add(row.report)
        self._parent: dict[int, int] = {}

    def _event(self, key: int) -> int:
        event = self._row[key].event
        while event in self._parent:
            event = self._parent[event]
        return event

    def are_one(self, one: Proposal) -> bool:
        return self._event(one.a) == self._event(one.b)

    def is_of_one_document(self, one: Proposal) -> bool:
        return self._row[one.a].report == self._row[one.b].report

    def clash(self, one: Proposal) -> bool:
        first, second = self._event(one.a), self._event(one.b)
        return first != second and not self._documents[first].isdisjoint(self._documents[second])

    def join(self, one: Proposal) -> None:
        first, second = self._event(one.a), self._event(one.b)
        if first != second:
            self._parent[second] = first
            self._documents[first] |= self._documents[second]
