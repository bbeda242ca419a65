"""«Возможны повторы»: events of a list that may be told twice, as nobody has decided yet."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from events.access import Access
from events.models import Event

from .linking import waiting

_FEW_PAIRS = 300  # their keys in the condition cost less than asking for the pairs again


@dataclass(frozen=True, slots=True)
class Undecided:
    """`events`: those of the list with a pair that waits; `report`: the document the page of matching is led
    to, if the list is about one."""

    events: int = 0
    report: int | None = None

    def __bool__(self) -> bool:
        return bool(self.events)

    @property
    def words(self) -> str:
        """As working lists print it; "" where nothing waits."""
        return f"Возможны повторы: {self.events}." if self.events else ""


def undecided(events: QuerySet[Event], access: Access, report: int | None = None) -> Undecided:
    """At most two queries. Pairs with a row the reader may not see are left out, and second and third
    choices."""
    pairs = waiting(access.entries()).filter(rank=1).order_by()
    some = list(pairs.values_list("a_event", "b_event")[: _FEW_PAIRS + 1])
    if not some:
        return Undecided(report=report)
    if len(some) <= _FEW_PAIRS:
        concerned = Q(pk__in={event for pair in some for event in pair})
    else:
        concerned = Q(pk__in=pairs.values("a__event")) | Q(pk__in=pairs.values("b__event"))
    return Undecided(events.order_by().filter(concerned).count(), report)
