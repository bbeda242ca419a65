"""Likely duplicates."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Model, Prefetch, QuerySet
from rapidfuzz import fuzz, process

from agreements.models import AgreementParty, Succession
from agreements.names.folding import fold
from events.models import SphereSuccession, StructureChange

Kind = StructureChange.Kind

_MIN_SCORES = {Kind.BODIES: 85, Kind.SPHERES: 85, Kind.AGREEMENTS: 88, Kind.PARTNERS: 88}
_USES = {Kind.BODIES: "entries", Kind.SPHERES: "sections", Kind.PARTNERS: "entry_links"}
_MAX_COMPARED = 5000  # records, newest first
_MAX_PAIRS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePair:
    kept: Model
    duplicate: Model
    score: int  # 0 to 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _ComparedRecord:
    pk: int
    text: str
    figures: frozenset[str]  # “No. 1” and “No. 2” are no duplicates
    partners: frozenset[int]
    reviewed: bool  # comes from the reference data
    uses: int


def likely_duplicates(kind: str, records: QuerySet) -> list[DuplicatePair]:
    """The most similar first. Kept is the record of the reference data, or else the one used more."""
    pairs = sorted(_pairs(kind, records), key=lambda pair: (-pair[2], pair[0].pk, pair[1].pk))[:_MAX_PAIRS]
    found = records.in_bulk({candidate.pk for pair in pairs for candidate in pair[:2]})
    return [
        DuplicatePair(kept=found[kept.pk], duplicate=found[duplicate.pk], score=round(score))
        for kept, duplicate, score in pairs
    ]


def _pairs(kind: str, records: QuerySet) -> Iterator[tuple[_ComparedRecord, _ComparedRecord, float]]:
    successions = _succession_pairs(kind)
    for group in _groups(kind, records):
        texts = [candidate.text for candidate in group]
        for index, candidate in enumerate(group[:-1]):
            alike = process.extract(
                candidate.text,
                texts[index + 1 :],
                scorer=fuzz.token_sort_ratio,
                score_cutoff=_MIN_SCORES[Kind(kind)],
                limit=_MAX_PAIRS,
            )
            for _text, score, offset in alike:
                other = group[index + 1 + offset]
                if _may_be_same(candidate, other) and frozenset((candidate.pk, other.pk)) not in successions:
                    kept, duplicate = sorted((candidate, other), key=_keep_first)
                    yield kept, duplicate, score


def _keep_first(candidate: _ComparedRecord) -> tuple[bool, int, int]:
    return not candidate.reviewed, -candidate.uses, candidate.pk


def _may_be_same(candidate: _ComparedRecord, other: _ComparedRecord) -> bool:
    if candidate.reviewed and other.reviewed:
        return False
    if candidate.partners and other.partners and not candidate.partners & other.partners:
        return False
    return candidate.figures == other.figures


def _groups(kind: str, records: QuerySet) -> Iterable[list[_ComparedRecord]]:
    """Only records of one group are compared: partners of one kind and parent, agreements of some parties."""
    groups: dict[Hashable, list[_ComparedRecord]] = defaultdict(list)
    counted = records.annotate(likely_uses=Count(_USES.get(Kind(kind), "entries"), distinct=True))
    for record in _with_partners(kind, counted).order_by("-pk")[:_MAX_COMPARED]:
        text = fold(str(record))
        candidate = _ComparedRecord(
            pk=record.pk,
            text=text,
            figures=frozenset(re.findall(r"\d+", text)),
            partners=_partners_of(kind, record),
            reviewed=bool(getattr(record, "reference", None)),
            uses=record.likely_uses,
        )
        key = _group_of(kind, record, candidate)
        if key is not None:
            groups[key].append(candidate)
    return [group for group in groups.values() if len(group) > 1]


def _group_of(kind: str, record: Model, candidate: _ComparedRecord) -> Hashable | None:
    if kind == Kind.PARTNERS:
        return record.kind, record.parent_id
    if kind == Kind.AGREEMENTS:
        return candidate.partners
    return ""


def _with_partners(kind: str, records: QuerySet) -> QuerySet:
    if kind == Kind.AGREEMENTS:
        return records.prefetch_related(Prefetch("parties", AgreementParty.objects.all()))
    return records


def _partners_of(kind: str, record: Model) -> frozenset[int]:
    if kind == Kind.AGREEMENTS:
        return frozenset(party.partner_id for party in record.parties.all())
    return frozenset()


def _succession_pairs(kind: str) -> set[frozenset[int]]:
    """One that followed another is no duplicate of it."""
    model = {Kind.BODIES: Succession, Kind.SPHERES: SphereSuccession}.get(Kind(kind))
    if model is None:
        return set()
    return {frozenset(pair) for pair in model.objects.values_list("predecessor_id", "successor_id")}
