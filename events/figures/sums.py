"""Sums over the events of a scope, each event once."""

from dataclasses import dataclass

from agreements.models import Partner
from events.cooperation.wording import of_rows, spaced

from .scope import BY_DOCUMENTS, Scope
from .tallies import Tally

BELARUS = "by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """Participants of reported events. `rows`: the events, `rows_with_figure`: those with a number;
    `at_least`, `at_most`, `about`: some number is only a bound, or an estimate, as is a sum of bounds of
    both sorts."""

    number: int = 0
    rows_with_figure: int = 0
    rows: int = 0
    at_least: bool = False
    at_most: bool = False
    about: bool = False

    @classmethod
    def of(cls, tally: Tally) -> "Participants":
        at_least, at_most, about = (tally[bound] > 0 for bound in ("at_least", "at_most", "about"))
        return cls(
            number=tally["participants"],
            rows_with_figure=tally["with_number"],
            rows=tally["reported"],
            at_least=at_least,
            at_most=at_most,
            about=about or (at_least and at_most),
        )

    @property
    def words(self) -> str:
        """«не менее 15 395»; a single estimate makes the sum one."""
        bounds = ((self.about, "около "), (self.at_least, "не менее "), (self.at_most, "не более "))
        bound = next((word for holds, word in bounds if holds), "")
        return f"{bound}{spaced(self.number)}"

    @property
    def of_rows(self) -> str:
        return of_rows(self.rows_with_figure, self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The figures of one period."""

    events: int
    planned: int
    reported: int
    participants: Participants
    signed: int
    agreed: int

    @classmethod
    def of(cls, tally: Tally) -> "Sums":
        return cls(
            events=tally["events"],
            planned=tally["planned"],
            reported=tally["reported"],
            participants=Participants.of(tally),
            signed=tally["signed"],
            agreed=tally["agreed"],
        )


def signed_documents(scope: Scope) -> int:
    """Documents, not events: one event may sign several."""
    return scope.tallies.total["documents"]


def events_with_partner(scope: Scope, code: str) -> int:
    """Events with the partner or any part of it."""
    counted = Partner.objects.filter(code=code).values_list("pk", flat=True)
    groups = scope.tallies.groups["partner"]
    return sum(groups[frozenset((pk,))]["events"] for pk in counted)


def events_without_dates(scope: Scope) -> int:
    """Events in documents of this period that have no dates, so that counting by dates misses them."""
    documented = scope.at(scope.period, BY_DOCUMENTS)
    if not documented.is_kept:
        return documented.events.filter(start=None).count()
    return documented.tallies.undated
