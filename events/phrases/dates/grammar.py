"""Spans of dates in a sequence of tokens: one small rule for each form, each told where to begin."""

from collections.abc import Callable

from .part_rules import PartRules
from .points import DateSpan, Point, day
from .words import PARTS

_FROM = frozenset(("с", "со", "от"))
_UNTIL = frozenset(("до", "по", "к", "ко"))
_NOW = (("ныне",), ("настоящее", "время"), ("настоящего", "времени"), ("сегодняшний", "день"))


class Grammar(PartRules):
    """What a cell may say in one go: a list of spans, each with one or two ends."""

    def spans(self, at: int) -> tuple[list[DateSpan], int] | None:
        """A list of spans; days without a month take that of the next («3, 5 и 7 февраля»)."""
        spans: list[DateSpan] = []
        complete, end = 0, at
        found = self._span(at)
        while found is not None:
            span, at = found
            spans.append(span)
            if not _waits(span):
                complete, end = len(spans), at
            after = self._separators(at)
            found = self._span(after) if after > at else None
        return (_fill(spans[:complete]), end) if complete else None

    def _span(self, at: int) -> tuple[DateSpan, int] | None:
        two = (self._text(at), self._text(at + 1))
        if two in (("не", "позднее"), ("не", "позже")):
            return self._open(self._skip(at + 2, "чем"), until=True)
        if two in (("не", "ранее"), ("не", "раньше")):
            return self._open(self._skip(at + 2, "чем"), until=False)
        if two[0] == "после":
            return self._open(at + 1, until=False)
        if two[0] in _UNTIL:
            return self._open(at + 1, until=True)
        if two[0] == "начиная":
            at += 1
        begins = self._text(at) in _FROM
        left = self._end(at + begins)
        if left is None:
            return None
        opened, (first, at) = at, left
        joint = self._skip(at, "и", ",") if self._text(self._skip(at, "и", ",")) in ("по", "до") else at
        if self._text(joint) in ("-", "по", "до") or (begins and self._text(joint) == "на"):
            closed = self._end_of_period(self._skip(joint + 1, "по", "до"))
            if closed and not first.bare:
                return DateSpan(first=first, last=None), closed
            if first.bare and self._kind(joint + 1) == "month_year":
                return None  # «15-06.2024»
            right = self._end(self._skip(joint + 1, "-"), closing=True)
            if right is not None:
                return DateSpan(first=first, last=right[0]), self._skip(right[1], "включительно")
        if begins and not any(
            token.text == "по" for token in self._tokens[opened:at]
        ):  # «с I по III квартал»
            return None if first.bare else (DateSpan(first=first, last=None), at)
        return DateSpan(first=first, last=first), at

    def _open(self, at: int, *, until: bool) -> tuple[DateSpan, int] | None:
        if until and (closed := self._end_of_period(at)):
            return DateSpan(first=None, last=None), closed
        found = self._end(at, closing=until)
        if found is None or found[0].bare or found[0].wraps:
            return None
        point, at = found
        at = self._skip(at, "включительно")
        return (DateSpan(first=None, last=point) if until else DateSpan(first=point, last=None)), at

    def _end_of_period(self, at: int) -> int:
        """Behind «до конца периода», «по настоящее время»: the end of the document's own; else 0."""
        if PARTS.get(self._text(at)) == 2 and self._text(at + 1) in (
            *("периода", "квартала", "полугодия", "месяца"),
        ):
            return at + 2
        for words in _NOW:
            if all(self._text(at + step) == word for step, word in enumerate(words)):
                return at + len(words)
        return 0

    def _end(self, at: int, *, closing: bool = False) -> tuple[Point, int] | None:
        """One end of a span. «до конца мая» closes with May itself, not with its last ten days."""
        if closing and PARTS.get(self._text(at)) == 2:
            whole = self._point(at + 1) or self._this_whole_year(at + 1)
            if whole is not None:
                return whole
        return self._point(at) or self._bare_day(at)

    def _point(self, at: int) -> tuple[Point, int] | None:
        at = self._skip(at, "в", "во", "на", "период", "дни", "месяц", "месяца", "месяце")
        rules: dict[str, tuple[Callable[[int], tuple[Point, int] | None], ...]] = {
            "number": (
                self._numeric_months,
                self._day,
                self._week_of_year,
                self._part_of_year,
                self._first_months,
                self._school_year,
                self._whole_year,
            ),
            "word": (
                self._part_behind_month,
                self._month,
                self._roman_months,
                self._week_of_year,
                self._part_of_year,
                self._third,
                self._last,
                self._season,
                self._whole_year,
            ),
            "iso": (self._numeric,),
            "date": (self._numeric,),
            "month_year": (self._part_behind_month, self._numeric),
            "day_month": (self._numeric,),
        }
        for rule in rules.get(self._kind(at), ()):
            found = rule(at)
            if found is not None:
                return found
        return None


def _waits(span: DateSpan) -> bool:
    """Its days still lack the month that a later span gives."""
    return span.last is not None and span.last.bare


def _fill(spans: list[DateSpan]) -> list[DateSpan]:
    filled: list[DateSpan] = []
    month: tuple[int, int | None] = (0, None)
    for span in reversed(spans):
        first, last = span.first, span.last
        if last is not None and last.bare:
            last = day(month[0], last.start[1], month[1])
        if first is not None and first.bare:
            source = last if last is not None else first
            first = last if span.first is span.last else day(source.start[0], first.start[1], source.year)
        filled.append(DateSpan(first=first, last=last))
        begin = first or last
        if begin is not None:
            month = begin.start[0], begin.year
    return filled[::-1]
