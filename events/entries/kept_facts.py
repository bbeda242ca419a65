"""What figures ask of an event, as its finished rows tell it: kept with the event, and where it counts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from events.models.figure_count import COUNTERS
from events.vocabulary import Bound

# Field, key, first and last month: `events.models.figure_count.PLACE`.
Place = tuple[bool, str, str, int, int]
Counters = tuple[int, ...]
NOTHING: Counters = (0,) * len(COUNTERS)
NO_DATES = "u"
OF_NO_PLACE = 0  # a district alone, or the like
NAMED = {"department": "d", "sphere": "s", "partner": "p"}


class KeptFacts(NamedTuple):
    """The value of `Event.facts`, as JSON has it. Values that count of events held alone are empty of others.
    Months are counted since the year 0."""

    start: int | None
    end: int | None
    planned: bool
    reported: bool
    signed: bool
    agreed: bool
    documents: int
    participants: int | None
    bound: str
    # Of finished rows: department, sphere, first and last month of the document.
    rows: Sequence[Sequence[Any]]
    # Subject, state or union that figures count by, or OF_NO_PLACE; whether a report names it or one of its
    # parts.
    partners: Sequence[Sequence[Any]]


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def counters_of(facts: Any, *, reported: bool, documents: int = 0) -> Counters:
    """What one event counts; `reported`: in this place. `facts`: KeptFacts, or others with the same names."""
    bound, number = facts.bound, facts.participants
    if not reported:
        return (1, int(facts.planned), *NOTHING[2:])
    return (
        1,
        int(facts.planned),
        1,
        int(number is not None),
        number or 0,
        int(bound == Bound.AT_LEAST),
        int(bound == Bound.AT_MOST),
        int(bound == Bound.ABOUT),
        int(facts.signed),
        int(facts.agreed),
        documents,
    )


def named_in(*, department: bool, sphere: bool, partner: bool, dated: bool) -> str:
    """The key of a place of all events: what rows of the event say at all."""
    flags = zip(NAMED.values(), (department, sphere, partner), strict=True)
    return "".join(flag for flag, holds in flags if holds) + ("" if dated else NO_DATES)


def places_of(facts: KeptFacts) -> Iterator[tuple[Place, Counters]]:
    """Where an event counts, and what: by its own months and by the periods of its documents, once among all,
    once for each set of departments and of spheres, and once for each partner."""
    whole = counters_of(facts, reported=facts.reported, documents=facts.documents)
    departments = _spans_by(facts.rows, 0)
    spheres = _spans_by(facts.rows, 1)
    named = named_in(
        department=bool(departments),
        sphere=bool(spheres),
        partner=bool(facts.partners),
        dated=facts.start is not None,
    )
    partners = [
        (str(key), whole if held or not facts.reported else counters_of(facts, reported=False))
        for key, held in facts.partners
        if key != OF_NO_PLACE
    ]
    if facts.start is not None and facts.end is not None:
        span = (facts.start, facts.end)
        yield (False, "", named, *span), whole
        for field, keys in (("department", departments), ("sphere", spheres)):
            if keys:
                yield (False, field, ",".join(map(str, sorted(keys))), *span), whole
        for key, counters in partners:
            yield (False, "partner", key, *span), counters
    spans = {(first, last) for *_row, first, last in facts.rows}
    if not spans:
        return
    ends = (min(first for first, _last in spans), max(last for _first, last in spans))
    written = _written(spans)
    yield (True, "", f"{named}:{written}", *ends), whole
    for field, by_key in (("department", departments), ("sphere", spheres)):
        if by_key:
            keys = ";".join(f"{key}:{_written(by_key[key])}" for key in sorted(by_key))
            yield (True, field, keys, *ends), whole
    for key, counters in partners:
        yield (True, "partner", f"{key}:{written}", *ends), counters


def documented(key: str, first: int, last: int) -> set[str]:
    """Of a key of a place by documents, the values whose documents lie between two months."""
    return {
        value
        for value, _colon, spans in (part.partition(":") for part in key.split(";"))
        if any(_lies_in(span, first, last) for span in spans.split(","))
    }


def _lies_in(span: str, first: int, last: int) -> bool:
    begin, _dash, end = span.partition("-")
    return int(begin) >= first and int(end) <= last


def _spans_by(rows: Sequence[Sequence[Any]], column: int) -> dict[int, set[tuple[int, int]]]:
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for row in rows:
        if row[column] is not None:
            found[row[column]].add((row[2], row[3]))
    return found


def _written(spans: set[tuple[int, int]]) -> str:
    return ",".join(f"{first}-{last}" for first, last in sorted(spans))
