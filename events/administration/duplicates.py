"""Pairs of records that are probably one: what a person would look for in a list of doubles."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Model, Prefetch, QuerySet
from rapidfuzz import fuzz, process

from agreements.models import AgreementParty, Succession
from agreements.names.folding import fold
from events.models import EventPartner, StructureChange

Kind = StructureChange.Kind

_ALIKE = {Kind.BODIES: 85, Kind.SPHERES: 85, Kind.AGREEMENTS: 88, Kind.PARTNERS: 88, Kind.EVENTS: 82}
_USES = {Kind.BODIES: "entries", Kind.SPHERES: "sections", Kind.PARTNERS: "entry_links"}
_MOST_COMPARED = 5000  # the latest
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    kept: Model
    double: Model
    score: int  # of a hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    pk: int
    text: str
    figures: frozenset[str]  # “No. 1” and “No. 2” are alike and differ
    partners: frozenset[int]
    reviewed: bool  # stands in the reference data
    uses: int


def likely_doubles(kind: str, records: QuerySet) -> list[Likely]:
    """The likest first; the record that stays is one of the reference data or the one more rows speak of."""
    pairs = sorted(_pairs(kind, records), key=lambda pair: (-pair[2], pair[0].pk, pair[1].pk))[:_SHOWN]
    standing = records.in_bulk({one.pk for pair in pairs for one in pair[:2]})
    return [
        Likely(kept=standing[kept.pk], double=standing[double.pk], score=round(score))
        for kept, double, score in pairs
    ]


def _pairs(kind: str, records: QuerySet) -> Iterator[tuple[_Known, _Known, float]]:
    apart = _followed() if kind == Kind.BODIES else set()
    for group in _groups(kind, records):
        texts = [one.text for one in group]
        for place, one in enumerate(group[:-1]):
            alike = process.extract(
                one.text,
                texts[place + 1 :],
                scorer=fuzz.token_sort_ratio,
                score_cutoff=_ALIKE[Kind(kind)],
                limit=_SHOWN,
            )
            for _text, score, further in alike:
                other = group[place + 1 + further]
                if _may_be_one(one, other) and frozenset((one.pk, other.pk)) not in apart:
                    kept, double = sorted((one, other), key=lambda it: (not it.reviewed, -it.uses, it.pk))
                    yield kept, double, score


def _may_be_one(one: _Known, other: _Known) -> bool:
    if one.reviewed and other.reviewed:
        return False
    if one.partners and other.partners and not one.partners & other.partners:
        return False
    return one.figures == other.figures


def _groups(kind: str, records: QuerySet) -> Iterable[list[_Known]]:
    """Only records of one group are compared: events of one day, partners of one kind and place."""
    groups: dict[Hashable, list[_Known]] = defaultdict(list)
    counted = records.annotate(likely_uses=Count(_USES.get(Kind(kind), "entries"), distinct=True))
    for record in _with_partners(kind, counted).order_by("-pk")[:_MOST_COMPARED]:
        text = fold(str(record))
        known = _Known(
            pk=record.pk,
            text=text,
            figures=frozenset(re.findall(r"\d+", text)),
            partners=_partners_of(kind, record),
            reviewed=bool(getattr(record, "reference", None)),
            uses=record.likely_uses,
        )
        key = _group_of(kind, record, known)
        if key is not None:
            groups[key].append(known)
    return [group for group in groups.values() if len(group) > 1]


def _group_of(kind: str, record: Model, known: _Known) -> Hashable | None:
    if kind == Kind.EVENTS:
        return record.start
    if kind == Kind.PARTNERS:
        return record.kind, record.parent_id
    if kind == Kind.AGREEMENTS:
        return known.partners
    return ""


def _with_partners(kind: str, records: QuerySet) -> QuerySet:
    if kind == Kind.AGREEMENTS:
        return records.prefetch_related(Prefetch("parties", AgreementParty.objects.all()))
    if kind == Kind.EVENTS:
        return records.defer("search").prefetch_related(Prefetch("partner_links", EventPartner.objects.all()))
    return records


def _partners_of(kind: str, record: Model) -> frozenset[int]:
    if kind == Kind.AGREEMENTS:
        return frozenset(party.partner_id for party in record.parties.all())
    if kind == Kind.EVENTS:
        return frozenset(link.partner_id for link in record.partner_links.all())
    return frozenset()


def _followed() -> set[frozenset[int]]:
    return {frozenset(pair) for pair in Succession.objects.values_list("predecessor_id", "successor_id")}
