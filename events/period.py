"""The period of a plan or report: a half-year, a quarter, nine months or a year, as a value."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_PARTS = {  # part → (first month, last month)
    "": (1, 12),
    "H1": (1, 6),
    "H2": (7, 12),
    "9M": (1, 9),
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
}
_ROMAN = ("", "I", "II", "III", "IV")
_CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>H[12]|Q[1-4]|9M))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A value. Which report an entry belongs to is stored, never derived from dates."""

    year: int
    part: str = ""  # "", H1, H2, 9M, Q1…Q4

    def __post_init__(self) -> None:
        if self.part not in _PARTS:
            raise ValueError(f"no such part of a year: {self.part!r}")
        if not 1990 <= self.year <= 2100:
            raise ValueError(f"year out of range 1990–2100: {self.year}")

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read a code: 2024-H1, 2024-Q4, 2024-9M, 2024. ValueError for anything else."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"a period is written 2024-H1, 2024-Q4, 2024-9M or 2024, not {code!r}")
        return cls(int(match["year"]), match["part"] or "")

    @property
    def code(self) -> str:
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    @property
    def start(self) -> date:
        return date(self.year, _PARTS[self.part][0], 1)

    @property
    def end(self) -> date:
        last_month = _PARTS[self.part][1]
        first_of_next = date(self.year + last_month // 12, last_month % 12 + 1, 1)
        return first_of_next - timedelta(days=1)

    @property
    def months(self) -> int:
        first, last = _PARTS[self.part]
        return last - first + 1

    @property
    def title(self) -> str:
        """Nominative, as in file names and headings: «I полугодие 2024 года»."""
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
        if self.part.startswith("H"):
            return f"в {_ROMAN[int(self.part[1])]} полугодии {self.year} года"
        if self.part.startswith("Q"):
            return f"в {_ROMAN[int(self.part[1])]} квартале {self.year} года"
        if self.part == "9M":
            return f"за 9 месяцев {self.year} года"
        return f"в {self.year} году"

    def next(self) -> "Period":
        """The following period of the same length; after nine months come those of the next year."""
        if self.part in ("", "9M"):
            return Period(self.year + 1, self.part)
        count = 2 if self.part.startswith("H") else 4
        index = int(self.part[1])
        if index < count:
            return Period(self.year, f"{self.part[0]}{index + 1}")
        return Period(self.year + 1, f"{self.part[0]}1")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.code
