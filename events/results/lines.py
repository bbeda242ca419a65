"""Results as lists, pages and papers show them: each once, with the card people keep of it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from agreements.models import Department
from events.access import Access
from events.labels import RESULT_KIND_LABELS
from events.meetings.shown import dates_of
from events.models import Entry, Result, ResultCard
from events.phrases.dates import Dates, write_dates
from events.vocabulary import ResultKind

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """`told`: the records that tell of it, the one that stands for all first; none where no row the reader
    sees tells of it any more."""

    told: list[Result] = field(default_factory=list)
    card: ResultCard | None = None

    @property
    def ref(self) -> str:
        """Its address: of the card, which outlives the rows, else of the row."""
        return f"c{self.card.pk}" if self.card else self.result.ref

    @property
    def result(self) -> Result:
        return self.told[0]

    @property
    def kind(self) -> ResultKind:
        return ResultKind(self.result.kind if self.told else self.card.kind)

    @property
    def kind_label(self) -> str:
        return str(RESULT_KIND_LABELS[self.kind])

    @property
    def title(self) -> str:
        return self.result.title if self.told else self.card.title

    @property
    def number(self) -> str:
        return self.card.number if self.card else ""

    @property
    def parties(self) -> list[str]:
        return self.result.parties if self.told else []

    @property
    def count(self) -> int | None:
        return self.result.count if self.told else 1

    @property
    def signer_label(self) -> str:
        return str(self.result.get_signer_display()) if self.told else ""

    @property
    def start(self) -> date | None:
        return self.result.start if self.told else self.card.start

    @property
    def end(self) -> date | None:
        return self.result.end if self.told else self.card.end

    @property
    def dates(self) -> str:
        if self.told:
            return dates_of(self.result)
        if self.card.start is None or self.card.end is None:
            return ""
        return write_dates(Dates.of(self.card.start, self.card.end))

    @property
    def entries(self) -> list[Entry]:
        return [result.entry for result in self.told]

    @property
    def is_to_confirm(self) -> bool:
        return any(result.is_to_confirm for result in self.told)

    @property
    def may_be_controlled(self) -> bool:
        """A document that is signed leaves nothing to be done."""
        return self.kind is not ResultKind.SIGNED

    @property
    def is_controlled(self) -> bool:
        return self.card is not None and bool(self.card.state)

    @property
    def is_proposal(self) -> bool:
        return self.may_be_controlled and not self.is_controlled

    @property
    def is_overdue(self) -> bool:
        return self.card is not None and self.card.is_overdue(timezone.localdate())

    @property
    def department(self) -> Department | None:
        """The responsible one, else that of the row."""
        if self.card is not None and self.card.department is not None:
            return self.card.department
        return self.result.entry.department if self.told else None


def visible_results(access: Access) -> QuerySet[Result]:
    """What visible rows of reports tell; a plan tells of nothing reached."""
    return Result.objects.filter(access.entries().tells_of())


def visible_cards(access: Access) -> QuerySet[ResultCard]:
    """Of visible results; who is responsible sees the card whatever has become of the row."""
    cards = ResultCard.objects.all()
    if access.coordinates:
        return cards
    told = Q(pk__in=visible_results(access).filter(card__isnull=False).values("card"))
    return cards.filter(told | Q(department__in=access.departments)) if access.reads else cards.none()


class Head(NamedTuple):
    """A result by its keys; one of both may be missing."""

    record: int | None
    card: int | None
    kind: ResultKind


@dataclass(frozen=True, slots=True)
class Heads:
    """The results of a list in its order. Slices and loops read what is shown of them, 500 at a time."""

    heads: list[Head]
    also: dict[int, list[int]]  # record that stands for others → those
    signed: Counter[str]  # documents signed by class of their highest signer

    def __len__(self) -> int:
        return len(self.heads)

    def __getitem__(self, chosen: slice) -> list[ResultLine]:
        return self.lines(self.heads[chosen])

    def count(self) -> int:
        return len(self.heads)

    def __iter__(self) -> Iterator[ResultLine]:
        for first in range(0, len(self.heads), _CHUNK):
            yield from self.lines(self.heads[first : first + _CHUNK])

    def lines(self, heads: Sequence[Head]) -> list[ResultLine]:
        wanted = {head: self._records(head) for head in heads}
        results = _with_what_is_shown(Result.objects.all()).in_bulk(
            [pk for told in wanted.values() for pk in told]
        )
        cards = ResultCard.objects.select_related("department", "agreement").in_bulk(
            [head.card for head in heads if head.card]
        )
        return [
            ResultLine(told=[results[pk] for pk in told if pk in results], card=cards.get(head.card))
            for head, told in wanted.items()
            if head.record in results or head.card in cards
        ]

    def _records(self, head: Head) -> list[int]:
        return [head.record, *self.also.get(head.record, ())] if head.record is not None else []


def heads_of(results: QuerySet[Result], cards: QuerySet[ResultCard] | None = None) -> Heads:
    """Newest first, without a date last. Records of one card are one; so are those of rows of one event that
    have the same title. `cards`: those that no row tells of any more are shown as well."""
    heads: list[Head] = []
    also: dict[int, list[int]] = {}
    first: dict[object, int] = {}
    signed: Counter[str] = Counter()
    ordered = results.order_by(F("start").desc(nulls_last=True), "-entry__report__end", "entry__order", "pk")
    told = ordered.values_list("pk", "card", "entry__event", "kind", "title", "signer", "count")
    for pk, card, event, kind, title, signer, count in told:
        same = ("card", card) if card else ("event", event, kind, title)
        if same in first:
            also.setdefault(first[same], []).append(pk)
            continue
        first[same] = pk
        heads.append(Head(pk, card, ResultKind(kind)))
        if kind == ResultKind.SIGNED:
            signed[signer] += count or 1
    if cards is not None:
        shown = {head.card for head in heads}
        lost = cards.order_by("-start", "pk").values_list("pk", "kind")
        heads += [Head(None, pk, ResultKind(kind)) for pk, kind in lost if pk not in shown]
    return Heads(heads, also, signed)


def results_with(access: Access, partners: Collection[int]) -> Heads:
    """Those a party of which is from there."""
    links = Result.partners.through.objects.filter(partner__in=partners)
    return heads_of(visible_results(access).filter(pk__in=links.values("result")))


def results_under(access: Access, agreement: int) -> Heads:
    """Told by rows that name the agreement, or said to be of it."""
    under = Q(entry__agreement=agreement) | Q(card__agreement=agreement)
    return heads_of(visible_results(access).filter(under))


def line_of(access: Access, ref: str) -> ResultLine:
    """By its address. Http404 where the reader sees no such result."""
    if ref[:1] == "c" and ref[1:].isdecimal():
        card = visible_cards(access).select_related("department", "agreement").filter(pk=ref[1:]).first()
        if card is None:
            raise Http404
        told = _with_what_is_shown(visible_results(access).filter(card=card)).order_by(
            "-entry__report__end", "pk"
        )
        return ResultLine(told=list(told), card=card)
    entry, _dash, key = ref[1:].partition("-")
    if ref[:1] != "r" or not entry.isdecimal():
        raise Http404
    told = _with_what_is_shown(visible_results(access).filter(entry=entry, key=key))
    result = told.select_related("card", "card__department", "card__agreement").first()
    if result is None:
        raise Http404
    if result.card is not None:
        return line_of(access, f"c{result.card_id}")
    return ResultLine(told=[result, *_same_in_event(access, result)])


def controlled_by(access: Access, departments: Collection[int] | None = None) -> QuerySet[ResultCard]:
    """Arrangements under way; of all departments where none are given."""
    cards = visible_cards(access).under_way().select_related("department")
    if departments is not None:
        cards = cards.filter(department__in=departments)
    return cards.order_by(F("due").asc(nulls_last=True), "pk")


def _same_in_event(access: Access, result: Result) -> list[Result]:
    same = visible_results(access).filter(
        entry__event=result.entry.event_id, kind=result.kind, title=result.title, card=None
    )
    return list(_with_what_is_shown(same.exclude(pk=result.pk)).order_by("pk"))


def _with_what_is_shown(results: QuerySet[Result]) -> QuerySet[Result]:
    return results.select_related(
        "entry",
        "entry__report",
        "entry__report__partner",
        "entry__report__agreement",
        "entry__event",
        "entry__department",
    ).prefetch_related("partners")
