"""Rows as documents tell them, for tests of the matcher."""

import itertools
from datetime import date
from typing import Any

from events.matching.rows import Row
from events.period import Period
from events.vocabulary import Kind, Precision

_keys = itertools.count(1)
BELARUS, VITEBSK_REGION, MINSK_REGION = 1, 2, 3
BRYANSK, KALUGA, TVER, TULA, OREL, PSKOV = range(11, 17)
LIES_IN = {VITEBSK_REGION: BELARUS, MINSK_REGION: BELARUS}
CULTURE, SPORT = 101, 102


def days(first: str, last: str = "") -> dict[str, Any]:
    """Exact days: «2024-03-14», «2024-03-16»."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return {
        "start": start,
        "end": end,
        "precision": Precision.DAY,
        "dates": f"{start:%d.%m.%Y}-{end:%d.%m.%Y}",
    }


def within(code: str) -> dict[str, Any]:
    """All days of a period, as «март 2024 года» means them."""
    period = Period.parse(code)
    precision = {1: Precision.MONTH, 3: Precision.QUARTER, 6: Precision.HALF_YEAR}[period.months]
    return {"start": period.start, "end": period.end, "precision": precision, "dates": period.title}


def row(title: str, *partners: int, kind: Kind = Kind.INTERREGIONAL_REPORT, **values: Any) -> Row:
    key = values.pop("key", None) or next(_keys)
    named = frozenset(partners)
    known: dict[str, Any] = {
        "key": key,
        "event": key,
        "period": Period(2024, "H1") if kind.is_plan else Period(2024, "Q1"),
        "report": 1 if kind.is_plan else 2,
        "dates": "",
        "place": "",
        "content": "",
        "people": "",
        "start": None,
        "end": None,
        "precision": None,
        "partners": named,
        "territories": named | {LIES_IN[partner] for partner in named if partner in LIES_IN},
        "departments": frozenset({CULTURE}),
        "spheres": frozenset(),
        "participants": None,
        "agreement": None,
        "number": None,
    }
    return Row(kind=kind, title=title, **{**known, **values})


def plan(title: str, *partners: int, kind: Kind = Kind.INTERREGIONAL_PLAN, **values: Any) -> Row:
    return row(title, *partners, kind=kind, **values)
