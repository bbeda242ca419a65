"""Parts of months and years: decades, halves, quarters, seasons, the n-th Sunday."""

import re
from dataclasses import replace

from events.vocabulary import Precision

from .month_rules import MonthRules
from .numerals import ordinal
from .points import YEARS, Point, months
from .words import LAST, MONTHS, PARTS, SEASON_ADJECTIVES, SEASONS, UNITS, WEEKDAYS, YEAR_WORDS

_CLOCK = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")
_MONTH_PARTS = {  # unit → the days of its first, second… within a month; day 0: the last
    "decade": ((1, 10), (11, 20), (21, 0)),
    "half": ((1, 15), (16, 0)),
    "week": ((1, 7), (8, 14), (15, 21), (22, 28), (29, 0)),
}
_MONTHS_OF = {"quarter": 3, "half_year": 6}
_PRECISIONS = {"quarter": Precision.QUARTER, "half_year": Precision.HALF_YEAR}


class PartRules(MonthRules):
    def _this_whole_year(self, at: int) -> tuple[Point, int] | None:
        return (months(1, 12, Precision.YEAR), at + 1) if self._text(at) in YEAR_WORDS else None

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
