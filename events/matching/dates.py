"""What the dates of two rows tell of their being one event."""

from dataclasses import dataclass, replace
from datetime import date

from events.vocabulary import Precision

from .clues import Clue, Evidence
from .rows import Reason, ReasonCode, Row

MONTH, QUARTER, HALF_YEAR = 31, 92, 184  # longest, in days
# An event moved by more is another edition of its series.
ANOTHER_EDITION = 270
_FAR = 120
# Log-odds: (longest gap in days, weight) for a planned event that was moved.
_MOVED = ((3, 0.8), (10, 0.3), (45, -0.5), (_FAR, -1.5), (ANOTHER_EDITION, -3.5))
# What exact days inside a vaguer phrase tell: (longest phrase in days, weight).
_INSIDE = ((MONTH, 1.7), (QUARTER, 1.0), (HALF_YEAR, 0.5))
_SAME_DAYS, _DAYS_OVERLAP, _DAYS_TOUCH = 3.0, 2.0, 1.0
_VAGUE = 0.2
_FAR_LONGER = -0.5  # planned for «март», and told to have lasted since last year
_VAGUELY_NEAR = 0.8  # taken off where «март» is near to a day
_OTHER_SPELL = -3.0
_HELD_NEAR = -0.5
# What was planned is put off, seldom brought forward: by more days than this it is another event.
_BROUGHT_FORWARD, _EARLY = 21, -1.0
_SAID_MOVED = 0.3  # of the strength of a move that a row speaks of
_SLIP = 3  # days by which two reports, or two plans, may differ on one event


@dataclass(frozen=True, slots=True)
class Span:
    start: date
    end: date
    exact: bool
    stated: bool

    @classmethod
    def of(cls, row: Row) -> "Span":
        """Of the row; of its report's period where it has no dates."""
        if row.start is None or row.end is None:
            return cls(row.period.start, row.period.end, exact=False, stated=False)
        return cls(row.start, row.end, exact=row.precision is Precision.DAY, stated=True)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def common(self, other: "Span") -> int:
        """Days of both; 0 or less the gap between them."""
        return (min(self.end, other.end) - max(self.start, other.start)).days + 1


def compare_dates(a: Row, b: Row, span_a: Span, span_b: Span, *, says_moved: bool = False) -> Evidence:
    """Of a planned and a reported row, or of two that both plan or both tell what was held. `says_moved`:
    one of them speaks of a move."""
    common = span_a.common(span_b)
    if common <= 0:
        found = _apart(a, b, -common + 1, span_a, span_b, says_moved=says_moved)
        return replace(found, strength=found.strength * _SAID_MOVED, strong=False) if says_moved else found
    if not span_a.stated or not span_b.stated:
        return Evidence(Clue.DATES)
    if span_a.exact and span_b.exact:
        if (span_a.start, span_a.end) == (span_b.start, span_b.end):
            return Evidence(Clue.DATES, _SAME_DAYS, Reason.of(ReasonCode.SAME_DATES, dates=_cell(a)))
        close = 2 * common >= max(span_a.days, span_b.days)
        weight = _DAYS_OVERLAP if close else _DAYS_TOUCH
        return Evidence(Clue.DATES, weight, Reason.of(ReasonCode.DATES_OVERLAP, a=_cell(a), b=_cell(b)))
    outer, inner = (span_a, span_b) if span_a.days >= span_b.days else (span_b, span_a)
    wide, narrow = (a, b) if outer is span_a else (b, a)
    weight = next((weight for longest, weight in _INSIDE if outer.days <= longest), _VAGUE)
    if (span_a.start, span_a.end) == (span_b.start, span_b.end):
        return Evidence(Clue.DATES, weight, Reason.of(ReasonCode.SAME_DATES, dates=_cell(a)))
    if (
        inner in outer
        and narrow.kind.is_plan
        and not wide.kind.is_plan
        and outer.days > QUARTER >= inner.days
    ):
        weight = _FAR_LONGER
    if inner in outer:
        return Evidence(
            Clue.DATES, weight, Reason.of(ReasonCode.DATES_INSIDE, inner=_cell(narrow), outer=_cell(wide))
        )
    return Evidence(Clue.DATES, weight / 2, Reason.of(ReasonCode.DATES_OVERLAP, a=_cell(a), b=_cell(b)))


def _apart(a: Row, b: Row, gap: int, span_a: Span, span_b: Span, *, says_moved: bool) -> Evidence:
    is_planned_anew = says_moved and a.kind.is_plan and b.kind.is_plan
    is_told_twice = (
        a.kind.is_plan == b.kind.is_plan and span_a.stated and span_b.stated and not is_planned_anew
    )
    if gap > (_SLIP if is_told_twice else ANOTHER_EDITION):
        return Evidence(Clue.DATES, decisive=True)
    reason = Reason.of(ReasonCode.DATES_MOVED, days=gap, a=_cell(a), b=_cell(b))
    if is_told_twice:
        return Evidence(Clue.DATES, _HELD_NEAR, reason, strong=True)
    weight = next(weight for longest, weight in _MOVED if gap <= longest)
    if not (span_a.exact and span_b.exact):
        weight -= _VAGUELY_NEAR
    if weight > 0:
        reason = Reason.of(ReasonCode.DATES_NEAR, days=gap, a=_cell(a), b=_cell(b))
    if _is_before_plan(a, b, span_a, span_b) and gap > _BROUGHT_FORWARD:
        return Evidence(Clue.DATES, weight + _EARLY, reason, strong=True)
    # What goes on for a quarter and for the next are two spells of one activity.
    is_ongoing = min(span_a.days, span_b.days) > MONTH and not span_a.exact and not span_b.exact
    if is_ongoing:
        return Evidence(Clue.DATES, min(weight, _OTHER_SPELL), reason, strong=True)
    return Evidence(Clue.DATES, weight, reason, strong=gap > _FAR)


def _is_before_plan(a: Row, b: Row, span_a: Span, span_b: Span) -> bool:
    planned, told = (span_a, span_b) if a.kind.is_plan else (span_b, span_a)
    return a.kind.is_plan != b.kind.is_plan and told.end < planned.start


def _cell(row: Row) -> str:
    """As written, squeezed; the period's code where nothing is written."""
    return " ".join(row.dates.split()) or row.period.title
