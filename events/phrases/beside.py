"""What stands beside a cell in a column of its own: the end of its dates, how many took part, its result."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from agreements.names.folding import fold
from events.vocabulary import ColumnUse, Role

from .units import HOW_MANY, with_unit

_BY_HEADING = (
    (
        ColumnUse.UNTIL,
        re.compile(
            r"(?:срок|дат|период|время).*\b(?:окончан|завершен|конец|конца|по\b)"
            r"|^(?:окончание|завершение|по)$"
        ),
    ),
    (ColumnUse.AUDIENCE, re.compile(rf"{HOW_MANY}(?:зрител|посетител)")),
    (ColumnUse.COUNT, re.compile(rf"{HOW_MANY}(?:участ|челов|чел\b|представит|делегат)")),
)
_PLANNED = re.compile(r"\b(?:план(?:\b|ов|ир)|запланир|намечен)")
_HELD = re.compile(r"\bфакт(?:\b|ич)")
_IS_UNIT = re.compile(r"\s[^\W\d]")
_NO_USES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Texts as written, numbers with the unit of their heading; "" where there is no such column."""

    until: str = ""
    count: str = ""
    audience: str = ""
    result: str = ""
    participants_heading: str = ""  # of the participants' own column: the unit of its bare numbers
    participants_read_as: str = ""  # the cell with the unit of the document it came from (Counts.read_as)

    @classmethod
    def of_columns(
        cls,
        extra: Mapping[str, str],
        headings: Iterable[Sequence[str | None]] = (),
        uses: Mapping[str, str] = _NO_USES,
        *,
        is_plan: bool = False,
    ) -> "Beside":
        """`extra`: columns without a role by heading; `headings`: (text, role) of all; `uses`: what a person
        said of columns in `extra`, which beats their headings."""
        found: dict[ColumnUse, str] = {}
        for heading, text in extra.items():
            use = ColumnUse(uses[heading]) if heading in uses else use_of(heading, is_plan=is_plan)
            if use is not None and text.strip():
                found.setdefault(use, with_unit(text, heading) if use in _NUMBERS else text)
        own = (text or "" for text, role in headings if role == Role.PARTICIPANTS)
        return cls(
            until=found.get(ColumnUse.UNTIL, ""),
            count=found.get(ColumnUse.COUNT, ""),
            audience=found.get(ColumnUse.AUDIENCE, ""),
            result=found.get(ColumnUse.RESULT, ""),
            participants_heading=next(own, ""),
        )

    def with_unit_of_participants(self, text: str) -> str:
        """The cell's bare number with its unit: the one it was read with, while its text stays, else that of
        the heading above it."""
        start = text.rstrip()
        if start and _IS_UNIT.match(self.participants_read_as.removeprefix(start)):
            return self.participants_read_as
        return with_unit(text, self.participants_heading)


_NUMBERS = (ColumnUse.COUNT, ColumnUse.AUDIENCE)
NOTHING_BESIDE = Beside()


@lru_cache(maxsize=1024)
def use_of(heading: str, *, is_plan: bool) -> ColumnUse | None:
    """With which column the one of this heading is read; None for one that is kept unread."""
    if is_of_other_time(heading, is_plan=is_plan):
        return ColumnUse.PLANNED
    folded = fold(heading)
    return next((use for use, pattern in _BY_HEADING if pattern.search(folded)), None)


def says_planned(heading: str) -> bool:
    """«Срок (план)», «Планируемая дата»; not «план/факт»."""
    folded = fold(heading)
    return _PLANNED.search(folded) is not None and _HELD.search(folded) is None


def says_held(heading: str) -> bool:
    folded = fold(heading)
    return _HELD.search(folded) is not None and _PLANNED.search(folded) is None


def says_both(heading: str) -> bool:
    folded = fold(heading)
    return _HELD.search(folded) is not None and _PLANNED.search(folded) is not None


def is_of_other_time(heading: str, *, is_plan: bool) -> bool:
    """Whether a column tells what was planned in a report, or what was held in a plan."""
    return says_held(heading) if is_plan else says_planned(heading)
