"""Sums over the events of a scope, each event once; the number of queries is constant."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from agreements.models import Partner
from events.cooperation.partner_events import documents_signed
from events.cooperation.wording import of_rows, spaced
from events.meetings.visits import Visit, visit_conditions
from events.models import TOLD_BY_REPORTS
from events.vocabulary import Bound

from .event_facts import EventFacts
from .scope import BY_DOCUMENTS, Scope

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
    def of(cls, reported: Collection[EventFacts]) -> "Participants":
        numbers = [fact.participants for fact in reported if fact.participants is not None]
        bounds = {fact.bound for fact in reported}
        return cls(
            number=sum(numbers),
            rows_with_figure=len(numbers),
            rows=len(reported),
            at_least=Bound.AT_LEAST in bounds,
            at_most=Bound.AT_MOST in bounds,
            about=Bound.ABOUT in bounds or bounds >= {Bound.AT_LEAST, Bound.AT_MOST},
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


def sum_up(facts: Collection[EventFacts], held: Callable[[EventFacts], bool] | None = None) -> Sums:
    """`held`: what an event a report tells of must be besides to count as reported."""
    reported = [fact for fact in facts if fact.reported and (held is None or held(fact))]
    return Sums(
        events=len(facts),
        planned=sum(fact.planned for fact in facts),
        reported=len(reported),
        participants=Participants.of(reported),
        signed=sum(fact.signed for fact in reported),
        agreed=sum(fact.agreed for fact in reported),
    )


def visit_counts(scope: Scope) -> dict[Visit, int]:
    """Reported meetings and delegations; one query."""
    conditions = visit_conditions(scope.access.entries())
    events = scope.reported.annotate(**{f"is_{visit}": condition for visit, condition in conditions.items()})
    return events.aggregate(**{visit: Count("pk", filter=Q(**{f"is_{visit}": True})) for visit in Visit})


def signed_documents(scope: Scope) -> int:
    """Documents, not events: one event may sign several."""
    return documents_signed(scope.access, scope.reported.filter(TOLD_BY_REPORTS, signed=True))


def events_with_partner(scope: Scope, code: str) -> int:
    """Events with the partner or any part of it."""
    keys = Partner.objects.filter(code=code).tree_keys()
    return sum(not keys.isdisjoint(fact.partners) for fact in scope.facts)


def events_without_dates(scope: Scope) -> int:
    """Events in documents of this period that have no dates, so that counting by dates misses them."""
    return scope.at(scope.period, BY_DOCUMENTS).events.filter(start=None).count()
