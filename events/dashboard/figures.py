"""Sums over the events of a scope, in SQL: each event once, the number of queries does not grow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from agreements.models import Partner

from ..models import Event, EventPartner
from ..outcomes import PLANS, REPORTS
from ..partner_figures import documents_signed
from ..visits import Visit, visits
from ..vocabulary import Bound, PartnerRole
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
    def of(cls, row: Mapping[str, Any]) -> "People":
        return cls(
            number=row["people"] or 0,
            rows_with_figure=row["counted"],
            rows=row["reported"],
            at_least=bool(row["at_least"]),
            about=bool(row["about"]),
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


def sums(scope: Scope) -> Sums:
    """Two plain queries: a database asks a subquery in a FILTER anew for each of them."""
    whole = scope.events.annotate(in_plan=_speaking(scope, PLANS)).aggregate(
        events=Count("pk"), planned=Count("pk", filter=Q(in_plan=True))
    )
    row = _reported(scope).aggregate(
        reported=Count("pk"),
        signing=Count("pk", filter=Q(signed=True)),
        agreeing=Count("pk", filter=Q(agreed=True)),
        people=Sum("participants_count"),
        counted=Count("participants_count"),
        at_least=Count("pk", filter=Q(participants_bound=Bound.AT_LEAST)),
        about=Count("pk", filter=Q(participants_bound=Bound.ABOUT)),
    )
    return Sums(
        events=whole["events"],
        planned=whole["planned"],
        reported=row["reported"],
        people=People.of(row),
        signed=row["signing"],
        agreed=row["agreeing"],
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
    links = EventPartner.objects.filter(event=OuterRef("pk"), partner__in=keys)
    return scope.events.filter(Exists(links.exclude(role=PartnerRole.MENTIONED))).count()


def without_dates(scope: Scope) -> int:
    """Events of documents of this period that no date can place: by dates they are not counted."""
    return scope.at(scope.period, BY_DOCUMENTS).events.filter(start=None).count()


def _reported(scope: Scope) -> QuerySet[Event]:
    return scope.events.filter(_speaking(scope, REPORTS))


def _speaking(scope: Scope, kinds: Sequence[str]) -> Exists:
    """A row the reader may see in a document of these kinds speaks of the event."""
    return Exists(scope.access.entries().filter(event=OuterRef("pk"), report__kind__in=kinds))
