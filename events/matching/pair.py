"""Two rows as a page of matching shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from events.access import Access
from events.models import Entry, MatchDecision, MatchProposal

from .deciding import may_decide, partable, state_of
from .rows import Reason, ReasonCode
from .side_by_side import CellPair, cell_pairs
from .wording import likelihood, reason_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PairShown:
    """`a` is the planned or earlier row. `told_with`: of each of them the rows the reader may see that
    tell the same event already."""

    a: Entry
    b: Entry
    cells: Sequence[CellPair]
    likelihood: str = ""
    reasons: Sequence[str] = ()
    against: Sequence[str] = ()
    told_with: Sequence[Sequence[Entry]] = ((), ())
    may_decide: bool = False
    seen: str = ""
    is_joined: bool = False
    part_version: int | None = None  # of `b`, where the user may take it out of the event
    sides: Sequence[tuple[Entry, Sequence[Entry]]] = field(init=False)

    def __post_init__(self) -> None:
        sides = tuple(zip((self.a, self.b), self.told_with, strict=True))
        object.__setattr__(self, "sides", sides)


def pair_shown(a: Entry, b: Entry, access: Access) -> PairShown:
    said = _said_of(a, b)
    is_joined = a.event_id == b.event_id
    return PairShown(
        a=a,
        b=b,
        cells=cell_pairs(a, b),
        likelihood=_likelihood(said) if said else "",
        reasons=_words(said.reasons) if said else (),
        against=_words(said.against) if said else (),
        told_with=_told_with(a, b, access),
        may_decide=may_decide(access, a, b),
        seen=state_of(a, b),
        is_joined=is_joined,
        part_version=partable(access, b.event).get(b.pk) if is_joined else None,
    )


def _said_of(a: Entry, b: Entry) -> MatchProposal | MatchDecision | None:
    """What the matcher found; of rows decided already, what the decision rests on."""
    pair = Q(a=a, b=b) | Q(a=b, b=a)
    return MatchProposal.objects.filter(pair).first() or MatchDecision.objects.filter(pair).first()


def _likelihood(said: MatchProposal | MatchDecision) -> str:
    is_alone = all(reason["code"] != ReasonCode.AMBIGUOUS for reason in said.against)
    return likelihood(said.score, is_alone=is_alone)


def _words(stored: Sequence[dict]) -> tuple[str, ...]:
    return tuple(reason_text(Reason.from_json(reason)) for reason in stored)


def _told_with(a: Entry, b: Entry, access: Access) -> tuple[list[Entry], list[Entry]]:
    others = (
        access.entries()
        .filter(event__in=(a.event_id, b.event_id))
        .exclude(pk__in=(a.pk, b.pk))
        .select_related("report", "report__partner", "report__agreement", "department")
        .order_by("report__end", "pk")
    )
    if a.event_id == b.event_id:
        return list(others), []
    of_a = [entry for entry in others if entry.event_id == a.event_id]
    return of_a, [entry for entry in others if entry.event_id == b.event_id]
