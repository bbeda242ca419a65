"""Sums over the events of a scope: each event once, the number of queries does not grow."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from agreements.models import Partner
from events.cooperation.partner_events import documents_signed
from events.meetings.visits import Visit, visits
from events.models import Event
from events.models.outcomes import REPORTS
from events.vocabulary import Bound

from .facts import Fact
from .scope import BY_DOCUMENTS, Scope

BELARUS = "by"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Participants of events that reports tell of: the sum, what it promises, and of how many rows it is."""

    number: int = 0
    rows_with_figure: int = 0
    rows: int = 0
    at_least: bool = False
    about: bool = False

    @classmethod
    def of(cls, reported: Collection[Fact]) -> "People":
        figures = [fact.participants for fact in reported if fact.participants is not None]
        bounds = {fact.bound for fact in reported}
        return cls(
            number=sum(figures),
            rows_with_figure=len(figures),
            rows=len(reported),
            at_least=Bound.AT_LEAST in bounds,
            about=Bound.ABOUT in bounds,
        )

    @property
    def words(self) -> str:
        """«не менее 15 395»; figures with «около» make the sum an estimate."""
        bound = "около " if self.about else "не менее " if self.at_least else ""
        return f"{bound}{spaced(self.number)}"

    @property
    def of_rows(self) -> str:
        one = self.rows_with_figure % 10 == 1 and self.rows_with_figure % 100 != 11
        return f"по {self.rows_with_figure} {'строке' if one else 'строкам'} из {self.rows}"


def spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The figures of one period."""

    events: int
    planned: int
    reported: int
    people: People
    signed: int
    agreed: int


def sums(facts: Collection[Fact]) -> Sums:
    told = [fact for fact in facts if fact.reported]
    return Sums(
        events=len(facts),
        planned=sum(fact.planned for fact in facts),
        reported=len(told),
        people=People.of(told),
        signed=sum(fact.signed for fact in told),
        agreed=sum(fact.agreed for fact in told),
    )


def visit_counts(scope: Scope) -> dict[Visit, int]:
    """Meetings and delegations that reports tell of."""
    conditions = visits(scope.access.entries())
    told = _reported(scope).annotate(**{f"is_{visit}": condition for visit, condition in conditions.items()})
    return told.aggregate(**{visit: Count("pk", filter=Q(**{f"is_{visit}": True})) for visit in Visit})


def signed_documents(scope: Scope) -> int:
    """One event may sign several."""
    return documents_signed(scope.access, _reported(scope).filter(signed=True))


def with_partner(scope: Scope, code: str) -> int:
    """Events with one partner and everything under it."""
    keys = Partner.objects.filter(code=code).tree_keys()
    return sum(not keys.isdisjoint(fact.partners) for fact in scope.facts)


def without_dates(scope: Scope) -> int:
    """Events of documents of this period that no date can place: by dates they are not counted."""
    return scope.at(scope.period, BY_DOCUMENTS).events.filter(start=None).count()


def _reported(scope: Scope) -> QuerySet[Event]:
    """A row the reader may see in a report speaks of the event."""
    rows = scope.access.entries().filter(event=OuterRef("pk"), report__kind__in=REPORTS)
    return scope.events.filter(Exists(rows))
