"""Lines of departments or spheres that followed one another: what figures count as one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agreements.models import Department, Succession

from .sphere import Sphere, SphereSuccession

_SUCCESSIONS = {Department: Succession, Sphere: SphereSuccession}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionLines:
    """Predecessors and successors share a line, named after the last of them. A record without any is a line
    of its own."""

    model: type[Department | Sphere]
    key_of: Mapping[int, int]  # record → its line
    last_of: Mapping[int, frozenset[int]]  # line → those without a successor

    @classmethod
    def of(cls, model: type[Department | Sphere]) -> "SuccessionLines":
        """In one query."""
        pairs = _SUCCESSIONS[model].objects.values_list("predecessor_id", "successor_id")
        chains = succession_chains(pairs)
        return cls(
            model=model,
            key_of={member: min(last) for last, members in chains for member in members},
            last_of={min(last): last for last, _members in chains},
        )

    def line(self, record: int) -> int:
        return self.key_of.get(record, record)

    def lines(self, records: Iterable[int]) -> set[int]:
        return {self.line(record) for record in records}

    def named(self, lines: Iterable[int]) -> dict[int, list[Any]]:
        """The last records of each line; one query."""
        last = {line: sorted(self.last_of.get(line, {line})) for line in lines}
        records = self.model.with_removed.in_bulk({pk for keys in last.values() for pk in keys})
        return {line: [records[pk] for pk in keys] for line, keys in last.items()}


def succession_chains(pairs: Iterable[tuple[int, int]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Records connected by (predecessor, successor): those without a successor, and all of them."""
    pairs = list(pairs)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for old, new in pairs:
        neighbours[old].add(new)
        neighbours[new].add(old)
    followed = {old for old, _new in pairs}
    chains, seen = [], set()
    for first in neighbours:
        if first in seen:
            continue
        members, queue = {first}, [first]
        while queue:
            fresh = neighbours[queue.pop()] - members
            members |= fresh
            queue += fresh
        seen |= members
        last = members - followed or members  # a cycle has no last one
        chains.append((frozenset(last), frozenset(members)))
    return chains
