"""Runs the matcher over entries: links what is sure, lets the rest wait for a person."""

import logging
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from events.entries import joining
from events.entries.joining import By, Grounds
from events.entries.recognition import in_chunks
from events.models import Entry, MatchDecision, MatchProposal, Report
from events.vocabulary import Kind

from .comparing import Matched, compare, is_outdated
from .documents import comparable
from .rows import Proposal, Role

logger = logging.getLogger(__name__)

ON_ALL_CORES = 1000  # entries from which it is worth the second that further processes take to begin


@transaction.atomic
def link(entries: Collection[Entry]) -> Matched:
    """Compare entries with all that may tell the same events. Sure pairs are joined, likely ones proposed.

    People's decisions come first, those on entries that were removed and are there again included. All within
    the current change set, so that undoing an import takes back what it linked.
    """
    _follow(entries)
    # What came in may settle rows of documents that are there already.
    return _applied(compare(entries, settles_others=True), entries)


def link_many(entries: Collection[Entry]) -> Matched:
    """As `link`, for what takes long to compare: it is compared before anything is locked, and once more if a
    row of a pair was written meanwhile."""
    with transaction.atomic():
        _follow(entries)
    takes_long = len(entries) >= ON_ALL_CORES
    matched = compare(entries, settles_others=True, takes_long=takes_long)
    with transaction.atomic():
        if is_outdated(matched):
            matched = compare(entries, settles_others=True, takes_long=takes_long)
        return _applied(matched, entries)


@transaction.atomic
def link_documents(reports: Sequence[Report]) -> Matched:
    """As `link`, of all comparable entries of documents."""
    entries = comparable(Entry.objects.filter(report__in=[report.pk for report in reports]))
    return link(list(entries))


def _follow(entries: Collection[Entry]) -> None:
    """Join what people called one event before the entries were removed and read again."""
    keys = [entry.pk for entry in entries]
    decisions = joining.rebind(
        [entry for part in in_chunks(keys) for entry in comparable(Entry.objects.filter(pk__in=part))]
    )
    again = [one for one in decisions if one.is_same and one.a.event_id != one.b.event_id]
    joining.join_all(
        [
            (one.a, one.b, Grounds(user=one.user, score=one.score, reasons=one.reasons, against=one.against))
            for one in again
        ]
    )


def _applied(matched: Matched, compared: Collection[Entry]) -> Matched:
    keys, entries = {entry.pk for entry in compared}, _entries(matched)
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
    logger.info("Matched %d rows: %d linked, %d wait", len(keys), len(matched.sure), matched.waiting)
    return matched


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
    of_rows = {
        f"{side}_{name}": Subquery(Entry.with_removed.filter(pk=OuterRef(side)).values(field)[:1])
        for side in ("a", "b")
        for name, field in (("kind", "report__kind"), ("event", "event"))
    }
    is_decided = MatchDecision.objects.filter(
        Q(a=OuterRef("a"), b=OuterRef("b")) | Q(a=OuterRef("b"), b=OuterRef("a"))
    )
    both_seen = Exists(entries.filter(pk=OuterRef("a"))) & Exists(entries.filter(pk=OuterRef("b")))
    return (
        # Without a join, for which SQLite would begin with every row of the registry.
        MatchProposal.objects.annotate(**of_rows)
        .filter(both_seen)
        .exclude(a_event=F("b_event"))
        .exclude(Exists(is_decided))
        .exclude(Q(role=Role.ONE_TO_ONE) & _is_settled())
        .order_by("-score", "a_id", "rank", "pk")
    )


def _is_settled() -> Q:
    """Whether the row that is asked about has found its counterpart elsewhere. Between a plan and a report a
    proposal of the first rank is settled by a document of the same kind alone: the matcher has seen the
    others."""
    joined = MatchDecision.objects.filter(is_same=True, a__event=F("b__event"))
    of_a = joined.filter(a=OuterRef("a"), b__report__kind__in=Kind.REPORTS)
    of_b = joined.filter(b=OuterRef("b"), a__report__kind__in=Kind.PLANS)
    of_kind = Q(Exists(of_a.filter(b__report__kind=OuterRef("b_kind")))) | Q(
        Exists(of_b.filter(a__report__kind=OuterRef("a_kind")))
    )
    told = Q(a_kind__in=Kind.PLANS, b_kind__in=Kind.REPORTS)
    settled = told & (of_kind | (Q(rank__gt=1) & (Q(Exists(of_a)) | Q(Exists(of_b)))))
    later = joined.filter(Q(a=OuterRef("b")) | Q(b=OuterRef("b")))
    for kinds in (Kind.PLANS, Kind.REPORTS):
        beside = later.filter(a__report__kind__in=kinds, b__report__kind__in=kinds)
        settled |= Q(rank__gt=1, a_kind__in=kinds, b_kind__in=kinds) & Q(Exists(beside))
    return settled
