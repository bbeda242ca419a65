"""The period of a plan or report, as a value: from a month to several years."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import ClassVar

MONTHS_NOMINATIVE = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_MONTHS_PREPOSITIONAL = (
    *("январе", "феврале", "марте", "апреле", "мае", "июне"),
    *("июле", "августе", "сентябре", "октябре", "ноябре", "декабре"),
)
FIRST_YEAR, LAST_YEAR = 1990, 2100
MONTH_PARTS = tuple(f"{month:02}" for month in range(1, 13))
_PARTS = {  # part → (first month, last month)
    "": (1, 12),
    "H1": (1, 6),
    "H2": (7, 12),
    "9M": (1, 9),
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
    **{part: (month, month) for month, part in enumerate(MONTH_PARTS, 1)},
}
_ROMAN = ("", "I", "II", "III", "IV")
_CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<part>H[12]|Q[1-4]|9M|0[1-9]|1[0-2])|\.\.(?P<last>\d{4}))?", re.ASCII
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A value. Which report an entry belongs to is stored, never derived from dates.

    Periods are ordered by their first day; of those that begin together, the shorter comes first.
    """

    EXAMPLES: ClassVar[str] = "2024-H1, 2024-Q4, 2024-9M, 2024-07, 2024 or 2024..2026"

    year: int
    part: str = ""  # "", H1, H2, 9M, Q1…Q4, 01…12
    last_year: int | None = None  # of a period of several years; None within one year

    def __post_init__(self) -> None:
        if self.part not in _PARTS:
            raise ValueError(f"no such part of a year: {self.part!r}")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year out of range {FIRST_YEAR}–{LAST_YEAR}: {self.year}")
        if self.last_year is None:
            return
        if self.part:
            raise ValueError(f"a period of several years has no part: {self.part!r}")
        if not self.year < self.last_year <= LAST_YEAR:
            raise ValueError(f"no last year of a period from {self.year}: {self.last_year}")

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read a code such as those of EXAMPLES. ValueError for anything else."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"a period is written {cls.EXAMPLES}, not {code!r}")
        return cls(int(match["year"]), match["part"] or "", int(match["last"]) if match["last"] else None)

    @classmethod
    def of_months(cls, first: int, last: int, year: int) -> "Period | None":
        """The period from one month to another of a year; None where it is no customary one."""
        part = next((part for part, months in _PARTS.items() if months == (first, last)), None)
        return None if part is None else cls(year, part)

    @classmethod
    def quarter_with(cls, day: date) -> "Period":
        return cls(day.year, f"Q{(day.month + 2) // 3}")

    @property
    def code(self) -> str:
        """At most 10 characters."""
        if self.last_year is not None:
            return f"{self.year}..{self.last_year}"
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    @property
    def start(self) -> date:
        return date(self.year, _PARTS[self.part][0], 1)

    @property
    def end(self) -> date:
        year, last_month = self.last_year or self.year, _PARTS[self.part][1]
        first_of_next = date(year + last_month // 12, last_month % 12 + 1, 1)
        return first_of_next - timedelta(days=1)

    @property
    def years(self) -> int:
        """How many calendar years it touches."""
        return (self.last_year or self.year) - self.year + 1

    @property
    def year_title(self) -> str:
        """«2024», «2024–2026»: its years, where the part of the year is said elsewhere."""
        return str(self.year) if self.last_year is None else f"{self.year}–{self.last_year}"

    @property
    def months(self) -> int:
        first, last = _PARTS[self.part]
        return 12 * (self.years - 1) + last - first + 1

    @property
    def title(self) -> str:
        """Nominative, as in file names and headings: «I полугодие 2024 года»."""
        if self.last_year is not None:
            return f"{self.year_title} годы"
        if self.part in MONTH_PARTS:
            return f"{MONTHS_NOMINATIVE[int(self.part) - 1]} {self.year} года"
        if self.part.startswith("H"):
            return f"{_ROMAN[int(self.part[1])]} полугодие {self.year} года"
        if self.part.startswith("Q"):
            return f"{_ROMAN[int(self.part[1])]} квартал {self.year} года"
        if self.part == "9M":
            return f"9 месяцев {self.year} года"
        return f"{self.year} год"

    @property
    def held_in(self) -> str:
        """Prepositional, as in titles of reports: «в IV квартале 2024 года»."""
        if self.last_year is not None:
            return f"в {self.year_title} годах"
        if self.part in MONTH_PARTS:
            return f"в {_MONTHS_PREPOSITIONAL[int(self.part) - 1]} {self.year} года"
        if self.part.startswith("H"):
            return f"в {_ROMAN[int(self.part[1])]} полугодии {self.year} года"
        if self.part.startswith("Q"):
            return f"в {_ROMAN[int(self.part[1])]} квартале {self.year} года"
        if self.part == "9M":
            return f"за 9 месяцев {self.year} года"
        return f"в {self.year} году"

    def next(self) -> "Period":
        """The following period of the same length; after nine months come those of the next year.
        ValueError where that would lie beyond the last year of the registry."""
        if self.last_year is not None or self.part in ("", "9M"):
            return self.shifted(self.years)
        if self.part in MONTH_PARTS:
            month = int(self.part)
            return Period(self.year + month // 12, MONTH_PARTS[month % 12])
        count = 2 if self.part.startswith("H") else 4
        index = int(self.part[1])
        if index < count:
            return Period(self.year, f"{self.part[0]}{index + 1}")
        return Period(self.year + 1, f"{self.part[0]}1")

    def shifted(self, years: int) -> "Period":
        """The same period so many years later. ValueError outside of the years of the registry."""
        last = None if self.last_year is None else self.last_year + years
        return Period(self.year + years, self.part, last)

    def __contains__(self, inner: "date | Period") -> bool:
        if isinstance(inner, Period):
            return self.start <= inner.start and inner.end <= self.end
        return self.start <= inner <= self.end

    def __lt__(self, other: "Period") -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __str__(self) -> str:
        return self.code
