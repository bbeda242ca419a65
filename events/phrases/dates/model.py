"""What a cell of dates says: two ends with their precision, a recurrence, what is left open."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from events.vocabulary import Precision


class Recurrence(StrEnum):
    NONE = ""
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """`days` holds several separate days, first to last; a row of days without a gap is a range and has none.

    `note` is what the cell says beside the dates, without brackets: «точная дата будет известна позднее»,
    «в 10.00»; `phrase` is the part of the cell that was read and does not take part in comparisons.
    """

    start: date
    end: date
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    recurrence: Recurrence = Recurrence.NONE
    year_given: bool = True  # False: taken from the document's period
    to_be_specified: bool = False
    days: tuple[date, ...] = ()
    note: str = ""
    phrase: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"dates end before they start: {self.start} > {self.end}")

    @property
    def precision(self) -> Precision:
        """The coarser of both ends; of «с 20 мая», which the period ends, that of the first."""
        if self.end_precision is Precision.PERIOD:
            return self.start_precision
        return max(self.start_precision, self.end_precision, key=lambda precision: precision.coarseness)

    @classmethod
    def of(cls, start: date, end: date, precision: Precision = Precision.DAY) -> "Dates":
        """Dates as a form gives them: both ends known equally well."""
        return cls(start=start, end=end, start_precision=precision, end_precision=precision)
