"""What people have said of pairs of rows."""

from collections.abc import Iterable, Mapping

from .rows import Row


class Decisions:
    """Words of people on pairs of rows, by key; they bind the events of those rows."""

    def __init__(self, rows: Iterable[Row], decided: Mapping[frozenset[int], bool]) -> None:
        events = {row.key: row.event for row in rows}
        self.joined = [pair for pair, same in decided.items() if same and len(pair) == 2]
        self._refused = {
            frozenset(events[key] for key in pair)
            for pair, same in decided.items()
            if not same and all(key in events for key in pair)
        }

    def refuse(self, one: Row, other: Row) -> bool:
        return frozenset((one.event, other.event)) in self._refused
