"""Runs the matcher over entries: links what is sure, lets the rest wait for a person."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from events.entries import joining
from events.entries.joining import By, Grounds
from events.entries.recognition import in_chunks
from events.models import Entry, MatchDecision, MatchProposal, Report
from events.vocabulary import Kind

from .clashes import without_clashes
from .documents import comparable, plans_and_reports, told_beside
from .matcher import match
from .repeats import find_repeats
from .rows import MatchClass, Proposal, Role, Row
from .stored_rows import Surroundings, rows_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What the matcher says of entries. A row of `likely` stands in up to three of them."""

    sure: tuple[Proposal, ...] = ()
    likely: tuple[Proposal, ...] = ()

    @property
    def waiting(self) -> int:
        """Entries that wait for a person."""
        return len({proposal.b for proposal in self.likely if proposal.rank == 1})


@transaction.atomic
def link(entries: Collection[Entry]) -> Matched:
    """Compare entries with all that may tell the same events. Sure pairs are joined, likely ones proposed.

    People's decisions come first, those on entries that were removed and are there again included. All within
    the current change set, so that undoing an import takes back what it linked.
    """
    _follow(joining.rebind(comparable(Entry.objects.filter(pk__in=[entry.pk for entry in entries]))))
    # What came in may settle rows of documents that are there already.
    matched = _compared(entries, settles_others=True)
    _apply(matched, {entry.pk for entry in entries})
    logger.info("Matched %d rows: %d linked, %d wait", len(entries), len(matched.sure), matched.waiting)
    return matched


@transaction.atomic
def link_documents(reports: Sequence[Report]) -> Matched:
    """As `link`, of all comparable entries of documents."""
    entries = comparable(Entry.objects.filter(report__in=[report.pk for report in reports]))
    return link(list(entries))


def compare_documents(reports: Sequence[Report]) -> Matched:
    """What `link_documents` would do; writes nothing."""
    return compare(list(comparable(Entry.objects.filter(report__in=[report.pk for report in reports]))))


def compare(entries: Collection[Entry]) -> Matched:
    """What `link` would do with these entries; writes nothing."""
    return _compared(entries, settles_others=False)


def _compared(entries: Collection[Entry], *, settles_others: bool) -> Matched:
    keys = {entry.pk for entry in entries}
    surroundings = Surroundings()
    proposals: list[Proposal] = []
    rows: dict[int, Row] = {}
    reports = list(Report.objects.filter(pk__in={entry.report_id for entry in entries}))
    seen: set[tuple[int, ...]] = set()
    for report in reports:
        plans, told_in = plans_and_reports(report)
        compared = tuple(sorted(one.pk for one in (*plans, *told_in)))
        if not plans or not told_in or compared in seen:
            continue
        seen.add(compared)
        earlier, later = rows_in(plans, surroundings), rows_in(told_in, surroundings)
        rows |= {row.key: row for row in (*earlier, *later)}
        proposals += match(earlier, later, decided=decisions_on([*earlier, *later]))
    near = rows_in(told_beside(reports), surroundings)
    rows |= {row.key: row for row in near}
    proposals += find_repeats(near, decided=decisions_on(near))
    found = without_clashes(proposals, rows.values())
    return _split(found, keys, settled=rows.keys() if settles_others else keys)


def compare_unsaved(report: Report, rows: Sequence[Row], gone: Collection[int]) -> Matched:
    """What `link` would do with rows of a document before they are stored. `report` may be unsaved; `gone`:
    keys of entries that these rows replace or that would be removed."""
    surroundings = Surroundings()
    plans, told_in = plans_and_reports(report)

    def stored(reports: Iterable[Report]) -> list[Row]:
        saved = [one for one in reports if one.pk is not None]
        return [row for row in rows_in(saved, surroundings) if row.key not in gone]

    earlier, later = stored(plans), stored(told_in)
    (earlier if report.is_plan else later).extend(rows)
    near = [*stored(told_beside([report])), *rows]
    proposals = match(earlier, later, decided=decisions_on([*earlier, *later]))
    proposals += find_repeats(near, decided=decisions_on(near))
    compared = {row.key: row for row in (*earlier, *later, *near)}
    found = without_clashes(proposals, compared.values())
    return _split(found, {row.key for row in rows}, settled=compared.keys())


def rows_in(reports: Iterable[Report], surroundings: Surroundings) -> list[Row]:
    entries = comparable(Entry.objects.filter(report__in=[report.pk for report in reports]))
    return rows_of(entries.order_by("report__start", "report", "section__order", "order", "pk"), surroundings)


def decisions_on(rows: Sequence[Row]) -> Mapping[frozenset[int], bool]:
    """What people said of pairs of these rows."""
    keys = {row.key for row in rows}
    found: dict[frozenset[int], bool] = {}
    for part in in_chunks(sorted(keys)):
        said = MatchDecision.objects.by_people().filter(a__in=part)
        for a, b, is_same in said.values_list("a", "b", "is_same"):
            if b in keys:
                found[frozenset((a, b))] = is_same
    return found


def _split(proposals: Iterable[Proposal], keys: Collection[int], *, settled: Collection[int]) -> Matched:
    """Those of the entries asked about, once each; a pair told as sure by one comparison is sure. `settled`:
    entries of which sure pairs count, whether asked about or not."""
    best: dict[tuple[int, int], Proposal] = {}
    asked = (
        one
        for one in proposals
        if one.a in keys or one.b in keys or (one.klass is MatchClass.SURE and one.a in settled)
    )
    for one in sorted(asked, key=lambda one: (one.klass is not MatchClass.SURE, one.rank, -one.score)):
        best.setdefault((one.a, one.b), one)
    sure = tuple(one for one in best.values() if one.klass is MatchClass.SURE)
    linked = {key for one in sure for key in (one.a, one.b)}
    likely = (one for one in best.values() if one.klass is not MatchClass.SURE)
    return Matched(
        sure=sure, likely=tuple(one for one in likely if one.rank == 1 or not linked & {one.a, one.b})
    )


def _follow(decisions: Iterable[MatchDecision]) -> None:
    """Join what people called one event before the entries were removed and read again."""
    again = [one for one in decisions if one.is_same and one.a.event_id != one.b.event_id]
    joining.join_all(
        [
            (one.a, one.b, Grounds(user=one.user, score=one.score, reasons=one.reasons, against=one.against))
            for one in again
        ]
    )


def _apply(matched: Matched, keys: Collection[int]) -> None:
    entries = _entries(matched)
    joining.join_all([(entries[one.a], entries[one.b], grounds_of(one)) for one in matched.sure])
    for part in in_chunks(sorted(keys)):
        MatchProposal.objects.filter(Q(a__in=part) | Q(b__in=part)).delete()
    MatchProposal.objects.bulk_create(
        [
            MatchProposal(
                a_id=one.a,
                b_id=one.b,
                score=one.score,
                rank=one.rank,
                role=one.role,
                reasons=[reason.as_json() for reason in one.reasons],
                against=[reason.as_json() for reason in one.against],
            )
            for one in matched.likely
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def _entries(matched: Matched) -> dict[int, Entry]:
    keys = sorted({key for one in matched.sure for key in (one.a, one.b)})
    found: dict[int, Entry] = {}
    for part in in_chunks(keys):
        found |= Entry.objects.select_related("report").in_bulk(part)
    return found


def grounds_of(proposal: Proposal) -> Grounds:
    return Grounds(
        by=By.MATCHER,
        score=proposal.score,
        reasons=[reason.as_json() for reason in proposal.reasons],
        against=[reason.as_json() for reason in proposal.against],
    )


def waiting(entries: QuerySet[Entry]) -> QuerySet[MatchProposal]:
    """Proposals between entries of this set, those the reader may see: undecided and both still there.

    Kept proposals come back by themselves once a decision is undone.
    """
    kinds = {"a_kind": F("a__report__kind"), "b_kind": F("b__report__kind")}
    is_decided = MatchDecision.objects.filter(
        Q(a=OuterRef("a"), b=OuterRef("b")) | Q(a=OuterRef("b"), b=OuterRef("a"))
    )
    both_seen = Exists(entries.filter(pk=OuterRef("a"))) & Exists(entries.filter(pk=OuterRef("b")))
    return (
        MatchProposal.objects.annotate(**kinds)
        .filter(both_seen)
        .exclude(a__event=F("b__event"))
        .exclude(Exists(is_decided))
        .exclude(Q(role=Role.ONE_TO_ONE) & _is_settled())
        .order_by("-score", "a", "rank", "pk")
    )


def _is_settled() -> Q:
    """Whether the row that is asked about has found its counterpart elsewhere. Between a plan and a report a
    proposal of the first rank is settled by a document of the same kind alone: the matcher has seen the
    others."""
    joined = MatchDecision.objects.filter(is_same=True, a__event=F("b__event"))
    of_a = joined.filter(a=OuterRef("a"), b__report__kind__in=Kind.REPORTS)
    of_b = joined.filter(b=OuterRef("b"), a__report__kind__in=Kind.PLANS)
    of_kind = Q(Exists(of_a.filter(b__report__kind=OuterRef("b__report__kind")))) | Q(
        Exists(of_b.filter(a__report__kind=OuterRef("a__report__kind")))
    )
    told = Q(a_kind__in=Kind.PLANS, b_kind__in=Kind.REPORTS)
    settled = told & (of_kind | (Q(rank__gt=1) & (Q(Exists(of_a)) | Q(Exists(of_b)))))
    later = joined.filter(Q(a=OuterRef("b")) | Q(b=OuterRef("b")))
    for kinds in (Kind.PLANS, Kind.REPORTS):
        beside = later.filter(a__report__kind__in=kinds, b__report__kind__in=kinds)
        settled |= Q(rank__gt=1, a_kind__in=kinds, b_kind__in=kinds) & Q(Exists(beside))
    return settled
