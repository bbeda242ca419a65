"""Days and months with their years: «12 мая 2024 года», «05-06.2024», «V-VI.2024», weeks of a year."""

from dataclasses import replace

from .numerals import ordinal, roman_month
from .points import Point, day, months, weeks
from .token_reader import TokenReader
from .words import MONTHS, UNITS


class MonthRules(TokenReader):
    def _bare_day(self, at: int) -> tuple[Point, int] | None:
        text = self._text(at)
        if self._kind(at) == "number" and len(text) <= 2 and 1 <= int(text) <= 31:
            return day(0, int(text)), self._skip(at + 1, ".", "число", "числа")
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

    def _with_year(self, point: Point, at: int) -> tuple[Point, int]:
        found = self.year(at)
        return (replace(point, year=found[0]), found[1]) if found else (point, at)


def _real(point: Point, end: int) -> tuple[Point, int] | None:
    """None for days that never exist («31 июня»); 29 February without a year is checked later."""
    return (point, end) if point.span(point.year or 2024) else None
