"""Spans of dates in a sequence of tokens: one small rule for each form, each told where to begin."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from events.vocabulary import Precision

from .numerals import ordinal, roman_month
from .points import YEARS, DateSpan, Point, day, months, weeks
from .tokens import DateToken
from .words import LAST, MONTHS, PARTS, SEASON_ADJECTIVES, SEASONS, UNITS, WEEKDAYS, YEAR_SHIFTS, YEAR_WORDS

T = TypeVar("T")
_FROM = frozenset(("с", "со", "от"))
_UNTIL = frozenset(("до", "по", "к", "ко"))
_SEPARATORS = frozenset((",", ";", "и", "/", "+", "&", "также", "а", "или", "либо"))
_NOW = (("ныне",), ("настоящее", "время"), ("настоящего", "времени"), ("сегодняшний", "день"))
_CLOCK = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")
_MONTH_PARTS = {  # unit → the days of its first, second… within a month; day 0: the last
    "decade": ((1, 10), (11, 20), (21, 0)),
    "half": ((1, 15), (16, 0)),
    "week": ((1, 7), (8, 14), (15, 21), (22, 28), (29, 0)),
}
_MONTHS_OF = {"quarter": 3, "half_year": 6}
_PRECISIONS = {"quarter": Precision.QUARTER, "half_year": Precision.HALF_YEAR}


class Grammar:
    """Every rule takes the index of a token and returns what it read with the index after it, or None."""

    def __init__(self, tokens: Sequence[DateToken], this_year: int | None):
        self._tokens = tokens
        self._this_year = this_year  # of the document: «т.г.», «текущего года»

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

    def year(self, at: int) -> tuple[int, int] | None:
        """«2024», «2024 года», «24 г.», «т.г.», «текущего года»."""
        if self._text(at) == "," and self._kind(at + 1) == "number" and self._text(at + 2) in YEAR_WORDS:
            at += 1
        text, after = self._text(at), self._text(at + 1)
        if self._kind(at) == "number":
            if len(text) == 4 and int(text) in YEARS:
                return int(text), self._year_word(at + 1)
            if len(text) == 2 and after in YEAR_WORDS:
                return 2000 + int(text), self._year_word(at + 1)
            return None
        if self._this_year is None:
            return None
        if text in ("т", "с") and after == "." and self._text(at + 2) == "г":
            return self._this_year, self._year_word(at + 2)
        if text in YEAR_SHIFTS and after in YEAR_WORDS:
            return self._this_year + YEAR_SHIFTS[text], self._year_word(at + 1)
        return None

    # --- tokens

    def _text(self, at: int) -> str:
        return self._tokens[at].text if at < len(self._tokens) else ""

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if at < len(self._tokens) else ""

    def _skip(self, at: int, *words: str) -> int:
        while self._text(at) in words:
            at += 1
        return at

    def _separators(self, at: int) -> int:
        while self._text(at) in _SEPARATORS:
            at += 1
        return at

    def _year_word(self, at: int) -> int:
        return self._skip(at + 1, ".") if self._text(at) in YEAR_WORDS else at

    # --- spans

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

    def _this_whole_year(self, at: int) -> tuple[Point, int] | None:
        return (months(1, 12, Precision.YEAR), at + 1) if self._text(at) in YEAR_WORDS else None

    def _bare_day(self, at: int) -> tuple[Point, int] | None:
        text = self._text(at)
        if self._kind(at) == "number" and len(text) <= 2 and 1 <= int(text) <= 31:
            return day(0, int(text)), self._skip(at + 1, ".", "число", "числа")
        return None

    # --- points

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

    def _numeric(self, at: int) -> tuple[Point, int] | None:
        kind = self._kind(at)
        parts = [int(part) for part in self._text(at).replace("/", ".").replace("-", ".").split(".")]
        end = self._skip(at + 1, ".")
        if kind == "month_year":
            return replace(months(parts[0], parts[0]), year=parts[1]), self._year_word(end)
        if kind == "day_month":
            found = self.year(end)
            year, end = found if found else (None, end)
            return _real(day(parts[1], parts[0], year), end)
        year, month, number = parts if kind == "iso" else (parts[2], parts[1], parts[0])
        return _real(day(month, number, year + 2000 * (year < 100)), self._year_word(end))

    def _day(self, at: int) -> tuple[Point, int] | None:
        bare = self._bare_day(at)
        if bare is None:
            return None
        found = self._month(self._skip(bare[1], "месяца"))
        if found is None and self._text(bare[1] - 1) == "." == self._text(bare[1] + 1):
            found = self._roman_months(bare[1])  # «12.V.2024»
        if found is None or found[0].start[0] != found[0].end[0]:
            return None
        month, end = found
        return _real(day(month.start[0], bare[0].start[1], month.year), end)

    def _month(self, at: int) -> tuple[Point, int] | None:
        number = MONTHS.get(self._text(at))
        if number is None:
            return None
        end = self._skip(at + 1, ".", "месяц", "месяца", "месяце")
        if self._text(at) == "дек" and self._text(end) in MONTHS:
            return None  # «3-я дек. мая»
        return self._with_year(months(number, number), end)

    def _named_or_numeric_month(self, at: int) -> tuple[Point, int] | None:
        """«май 2024 года», «05.2024»."""
        return self._numeric(at) if self._kind(at) == "month_year" else self._month(at)

    def _numeric_months(self, at: int) -> tuple[Point, int] | None:
        """«05-06.2024»."""
        first = int(self._text(at))
        if self._text(at + 1) != "-" or self._kind(at + 2) != "month_year":
            return None
        last, end = self._numeric(at + 2) or (None, 0)
        if last is None or not 1 <= first < last.start[0]:
            return None
        return replace(last, start=(first, 1)), end

    def _roman_months(self, at: int) -> tuple[Point, int] | None:
        """«V.2024», «V-VI 2024 г.»: without a dot only where the numeral is too great for a quarter."""
        first = last = roman_month(self._text(at))
        at += 1
        if self._text(at) == "-":
            last = roman_month(self._text(at + 1))
            at += 2
        dotted = self._text(at) == "."
        if first is None or last is None or first > last or not (dotted or last > 4):
            return None
        found = self.year(at + dotted)
        return (replace(months(first, last), year=found[0]), found[1]) if found else None

    def _week_of_year(self, at: int) -> tuple[Point, int] | None:
        """«23-я неделя 2024 года»; without a year nobody says when it is."""
        first = last = self._week_number(at)
        at += 1
        if self._text(at) in ("-", "и"):
            last = self._week_number(at + 1)
            at += 2
        if first is None or last is None or first > last or UNITS.get(self._text(at)) != "week":
            return None
        found = self.year(self._skip(at + 1, "."))
        if found is None:
            return None
        point = weeks(first, last, found[0])
        return (point, found[1]) if point else None

    def _week_number(self, at: int) -> int | None:
        text = self._text(at)
        return int(text) if text.isdecimal() and len(text) <= 2 else ordinal(text)

    def _part_behind_month(self, at: int) -> tuple[Point, int] | None:
        """«февраль, вторая декада», «май 2024 года – конец месяца»."""
        month = self._named_or_numeric_month(at)
        if month is None:
            return None
        point, at = month
        at = self._skip(at, ",", "-", ":", ";")
        text, after = self._text(at), self._text(at + 1)
        if text in LAST and after in UNITS:
            unit, number, tail, end = UNITS[after], 0, 7, at + 2
        elif text in PARTS:
            if _CLOCK.fullmatch(self._text(self._skip(at + 1, "в"))):
                return None  # «май 2024 года, начало в 10.00»
            unit, number, tail, end = "decade", PARTS[text] + 1, 0, at + 1
        else:
            unit, number, tail, end = UNITS.get(after, ""), ordinal(text) or 0, 0, at + 2
        parts = _MONTH_PARTS.get(unit, ())
        if not (0 < number <= len(parts) or (tail and parts)):
            return None
        end = self._skip(self._skip(end, "."), "месяца")
        if self._month(end) or self.year(end) or self._text(end) in YEAR_WORDS or self._part_of_year(end):
            return None  # «март, вторая декада апреля», «сентябрь – конец года» are two dates
        first, last = parts[number - 1] if number else (parts[-1][0], 0)
        by_week = bool(tail) and unit == "week"
        month_number = point.start[0]
        start = (month_number, 1 if by_week else first)
        return replace(point, start=start, end=(month_number, last), tail=tail if by_week else 0), end

    def _with_year(self, point: Point, at: int) -> tuple[Point, int]:
        found = self.year(at)
        return (replace(point, year=found[0]), found[1]) if found else (point, at)

    def _whole_year(self, at: int) -> tuple[Point, int] | None:
        found = self.year(at)
        if found is None:
            return None
        return replace(months(1, 12, Precision.YEAR), year=found[0]), found[1]

    def _school_year(self, at: int) -> tuple[Point, int] | None:
        """«2024/2025 учебный год»: from the first of September to the end of August."""
        first, sign, last = (self._text(at + step) for step in range(3))
        if sign not in ("/", "-") or not (first.isdecimal() and last.isdecimal()):
            return None
        if not self._text(at + 3).startswith(("учебн", "уч")) or int(first) not in YEARS:
            return None
        if int(last) not in (int(first) + 1, (int(first) + 1) % 100):
            return None
        point = replace(months(9, 8, Precision.YEAR), wraps=True, year=int(first) + 1)
        return point, self._year_word(self._skip(at + 4, "."))

    def _first_months(self, at: int) -> tuple[Point, int] | None:
        """«9 месяцев 2024 года» are its first nine; without a year they would be a duration."""
        count = int(self._text(at))
        if not (2 <= count <= 12 and self._text(at + 1) in ("месяцев", "месяца", "мес")):
            return None
        found = self.year(self._skip(at + 2, "."))
        if found is None:
            return None
        precision = {3: Precision.QUARTER, 6: Precision.HALF_YEAR, 12: Precision.YEAR}.get(
            count, Precision.MONTH
        )
        return replace(months(1, count, precision), year=found[0]), found[1]

    def _part_of_year(self, at: int) -> tuple[Point, int] | None:
        """«I квартал», «III-IV кварталы», «II полугодие», «первая декада марта», «вторая суббота июня»."""
        numbers: list[int] = []
        while (number := ordinal(self._text(at))) is not None:
            numbers.append(number)
            if len(numbers) > 4:
                return None
            at += 1
            after = self._skip(at, "-", ",", "и", "по", "/")
            if after == at or ordinal(self._text(after)) is None:
                break
            at = after
        if not numbers or numbers != sorted(set(numbers)):
            return None
        first, last = numbers[0], numbers[-1]
        if first == last and (weekday := WEEKDAYS.get(self._text(at))) is not None:
            return self._weekday(first, weekday, at + 1)
        unit = UNITS.get(self._text(at), "")
        at = self._skip(at + 1, ".")
        if unit == "п" and (self._text(at), self._text(at + 1)) == ("/", "г"):
            unit, at = "half_year", self._skip(at + 2, ".")
        if unit == "пол":
            unit = "half" if self._text(self._skip(at, "месяца")) in MONTHS else "half_year"
        if unit in _MONTHS_OF:
            length = _MONTHS_OF[unit]
            if last * length > 12:
                return None
            return self._with_year(months(first * length - length + 1, last * length, _PRECISIONS[unit]), at)
        if unit == "half":
            year = self.year(at) or (self._this_whole_year(at) and (None, at + 1))
            if year and last <= 2:
                return replace(months(first * 6 - 5, last * 6, Precision.HALF_YEAR), year=year[0]), year[1]
        parts = _MONTH_PARTS.get(unit, ())
        if last > len(parts):
            return None
        return self._within_month(at, parts[first - 1][0], parts[last - 1][1])

    def _within_month(self, at: int, first: int, last: int, *, tail: int = 0) -> tuple[Point, int] | None:
        found = self._named_or_numeric_month(self._skip(at, "месяца"))
        if found is None:
            return None
        point, at = found
        month = point.start[0]
        return replace(point, start=(month, first), end=(month, last), tail=tail), at

    def _weekday(self, nth: int, weekday: int, at: int) -> tuple[Point, int] | None:
        found = self._month(at)
        if found is None or nth > 4:
            return None
        return replace(found[0], precision=Precision.DAY, weekday=(nth, weekday)), found[1]

    def _last(self, at: int) -> tuple[Point, int] | None:
        """«последняя неделя мая», «последнее воскресенье июля»."""
        if self._text(at) not in LAST:
            return None
        noun = self._text(at + 1)
        if noun in WEEKDAYS:
            return self._weekday(0, WEEKDAYS[noun], at + 2)
        unit, end = UNITS.get(noun), self._skip(at + 2, ".")
        if unit == "week":
            return self._within_month(end, 1, 0, tail=7)
        return self._within_month(end, 21, 0) if unit == "decade" or noun in ("числа", "числах") else None

    def _third(self, at: int) -> tuple[Point, int] | None:
        """«начало мая», «середина 2024 года», «конец I квартала»."""
        part = PARTS.get(self._text(at))
        if part is None:
            return None
        at += 1
        last_part = PARTS.get(self._text(at + 1), part) if self._text(at) == "-" else part
        if last_part > part:  # «середина – конец апреля»
            at += 2
        if self._text(at) in MONTHS or self._text(at) == "месяца" or self._kind(at) == "month_year":
            days = _MONTH_PARTS["decade"]
            return self._within_month(at, days[part][0], days[last_part][1])
        year = self.year(at) or (self._this_whole_year(at) and (None, at + 1))
        if year:
            first, last = ((1, 3), (4, 9), (10, 12))[part]
            return replace(months(first, last, Precision.QUARTER), year=year[0]), year[1]
        found = self._part_of_year(at)
        if found is None or found[0].precision not in (Precision.QUARTER, Precision.HALF_YEAR):
            return None
        whole, at = found
        length = (whole.end[0] - whole.start[0] + 1) // 3
        first = whole.start[0] + part * length
        return replace(months(first, first + length - 1), year=whole.year), at

    def _season(self, at: int) -> tuple[Point, int] | None:
        """«весна 2024 года», «зима 2023-2024 годов», «летний период 2024 года»."""
        first = SEASONS.get(self._text(at))
        if first is None:
            first = SEASON_ADJECTIVES.get(self._text(at))
            at += self._text(at + 1).startswith("школьн")
            if first is None or not self._text(at + 1).startswith(("период", "сезон", "месяц", "каникул")):
                return None
            at += 1
        at += 1
        winter = first == 12
        season = replace(months(first, 2 if winter else first + 2, Precision.QUARTER), wraps=winter)
        begun, sign, ended = (self._text(at + step) for step in range(3))
        if winter and sign in ("-", "/") and begun.isdecimal() and ended.isdecimal():
            if int(begun) not in YEARS or int(ended) not in (int(begun) + 1, (int(begun) + 1) % 100):
                return None
            return replace(season, year=int(begun) + 1), self._year_word(at + 3)
        point, at = self._with_year(season, at)
        return replace(point, either_year=winter and point.year is not None), at


def _real(point: Point, end: int) -> tuple[Point, int] | None:
    """None for days that never exist («31 июня»); 29 February without a year is checked later."""
    return (point, end) if point.span(point.year or 2024) else None


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
