"""A kind of phrase with examples. The right answer was written from what the words mean, before any code."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What is asked of the text, and where it stands."""

    PERIOD = "period"  # of a title
    KIND = "kind"  # of a document of this title
    ABOUT = "about"  # the one partner, body or agreement a document of this title is about
    COLUMN = "column"  # role of a heading
    FILE = "file"  # a whole file
    PARTNER = "partner"  # in the partner column of an interregional plan
    AGREEMENT = "agreement"  # in the agreement column
    ABROAD = "abroad"  # in the title of an international report, held at home
    PLACE = "place"  # in the place of an international report
    COUNT = "count"  # participants
    RESULT = "result"  # content of a report
    PLANNED_RESULT = "planned_result"  # content of a plan
    MODE = "mode"  # place
    MODE_TOLD = "mode_told"  # content, the place being a hall
    DATES = "dates"  # in a document of the first half of 2024
    DATES_OF_QUARTER = "dates_of_quarter"  # in one of its second quarter
    DATES_OF_MONTH = "dates_of_month"  # in one of June 2024


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    right: str = ""  # "" where nothing can be read from it
    said: str = ""  # code of the remark it must have


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of phrase; `part` is the chapter of the page."""

    part: str
    name: str
    field: Field
    examples: tuple[Example, ...]


def sort(part: str, name: str, field: Field, *examples: tuple[str, ...]) -> Sort:
    return Sort(part, name, field, tuple(Example(*example) for example in examples))
