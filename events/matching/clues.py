"""What tells two rows to be one event, and how much each clue tells.

The weights are those of a logistic regression over 6,113 pairs of rows, 459 of them one event, of 19 scenes
of tests/events/matching/pairs, all but the five held out; no clue may tell the wrong way round, traps count
twice, ridge 1. Which clues it has was judged by leaving out one scene at a time. Set by hand: department and
agreement, of which the fit made nothing, and 2.0 as the most for sphere and participants, which few pairs
tell.
"""

from dataclasses import dataclass
from enum import StrEnum

from .rows import Reason


class Clue(StrEnum):
    TITLE = "title"
    COVERED = "covered"
    BESIDE = "beside"
    NAME = "name"
    PARTNER = "partner"
    DATES = "dates"
    PLACE = "place"
    OBJECTS = "objects"
    DEPARTMENT = "department"
    SPHERE = "sphere"
    PARTICIPANTS = "participants"
    AGREEMENT = "agreement"
    SUBJECT = "subject"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`strength`: how strongly its clue tells, below zero against. `strong`: never sure; `decisive`: never
    one event."""

    clue: Clue
    strength: float = 0.0
    reason: Reason | None = None
    strong: bool = False
    decisive: bool = False

    @property
    def weight(self) -> float:
        """Log-odds."""
        weights = FOR if self.strength > 0 else AGAINST
        return weights[self.clue] * self.strength if self.strength else 0.0


INTERCEPT = -4.7
FOR = {
    Clue.TITLE: 0.2,
    Clue.COVERED: 4.3,
    Clue.BESIDE: 1.5,
    Clue.NAME: 0.25,
    Clue.PARTNER: 0.2,
    Clue.DATES: 0.85,
    Clue.PLACE: 0.9,
    Clue.DEPARTMENT: 0.1,
    Clue.SPHERE: 0.1,
    Clue.PARTICIPANTS: 2.0,
    Clue.AGREEMENT: 0.1,
}
AGAINST = {
    Clue.TITLE: 0.2,
    Clue.NAME: 0.5,
    Clue.PARTNER: 1.15,
    Clue.DATES: 1.4,
    Clue.PLACE: 1.7,
    Clue.OBJECTS: 1.7,
    Clue.DEPARTMENT: 0.1,
    Clue.SPHERE: 2.0,
    Clue.PARTICIPANTS: 0.1,
    Clue.AGREEMENT: 0.1,
    Clue.SUBJECT: 0.0,
    Clue.GENERAL: 2.8,
}
