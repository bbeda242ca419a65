"""What the matcher knows of the rows of documents, and what it says of two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from events.period import Period
from events.vocabulary import Kind, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry with its report. Empty sets and None: not known, which is no evidence."""

    key: int  # of the entry
    event: int  # rows of one event are linked already
    kind: Kind  # of the report, as the period
    period: Period
    report: int
    title: str  # cells as written
    dates: str
    place: str
    content: str
    people: str  # who took part
    start: date | None
    end: date | None
    precision: Precision | None
    partners: frozenset[int]  # counted partners as named
    territories: frozenset[int]  # these and what they lie in
    departments: frozenset[int]  # the row's with its predecessors and successors
    spheres: frozenset[int]  # as departments
    participants: int | None
    agreement: int | None
    number: int | None  # as printed


class ReasonCode(StrEnum):
    """What speaks for or against two rows telling one event; wording.py has the words."""

    DECIDED = "decided"
    SAME_TITLE = "same_title"
    SIMILAR_TITLE = "similar_title"
    SAME_NAME = "same_name"
    SIMILAR_CONTENT = "similar_content"
    SAME_PARTNER = "same_partner"
    SHARED_PARTNERS = "shared_partners"
    PARTNER_INSIDE = "partner_inside"
    SAME_DATES = "same_dates"
    DATES_OVERLAP = "dates_overlap"
    DATES_INSIDE = "dates_inside"
    DATES_NEAR = "dates_near"
    SAME_PLACE = "same_place"
    SAME_DEPARTMENT = "same_department"
    SAME_SPHERE = "same_sphere"
    SAME_PARTICIPANTS = "same_participants"
    SAME_AGREEMENT = "same_agreement"
    ONLY_ONES = "only_ones"

    OTHER_TITLE = "other_title"
    GENERAL_WORDS = "general_words"
    OTHER_SUBJECT = "other_subject"
    OTHER_NAME = "other_name"
    OTHER_YEAR = "other_year"
    OTHER_STAGE = "other_stage"
    OTHER_NUMBERS = "other_numbers"
    OTHER_WORDS = "other_words"
    OTHER_PARTNER = "other_partner"
    DATES_MOVED = "dates_moved"
    MOVED_AND_RENAMED = "moved_and_renamed"
    OTHER_PLACE = "other_place"
    OTHER_DEPARTMENT = "other_department"
    OTHER_PARTICIPANTS = "other_participants"
    OTHER_AGREEMENT = "other_agreement"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with the values its text names; `params` is kept as pairs so that a reason can be hashed."""

    code: ReasonCode
    params: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, code: ReasonCode, **params: str | int) -> "Reason":
        return cls(code, tuple(sorted(params.items()))) if params else _bare(code)

    @classmethod
    def from_json(cls, stored: Mapping[str, str | int]) -> "Reason":
        params = {name: value for name, value in stored.items() if name != "code"}
        return cls.of(ReasonCode(str(stored["code"])), **params)

    def as_json(self) -> dict[str, str | int]:
        return {"code": self.code.value, **dict(self.params)}


@cache
def _bare(code: ReasonCode) -> Reason:
    return Reason(code)


class MatchClass(StrEnum):
    SURE = "sure"  # one candidate, nothing strong against it: may be linked unasked
    LIKELY = "likely"  # waits for a person


class Role(StrEnum):
    ONE_TO_ONE = "one_to_one"
    SPLIT = "split"  # one earlier row is told as several later ones
    MERGED = "merged"  # several earlier rows are told as one later


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two rows that may tell one event. `rank` is 1 for the pair the matcher would choose; 2 and 3 are the
    next best choices of row `a`, always likely."""

    a: int  # key of the planned or earlier row
    b: int
    klass: MatchClass
    score: float  # 0 to 1
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    role: Role = Role.ONE_TO_ONE
    rank: int = 1
