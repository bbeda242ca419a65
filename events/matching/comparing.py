"""Compares the rows of documents with all that may tell the same events; only reads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from coopregistry.cores import Task, on_all_cores, one_by_one
from events.entries.recognition import in_chunks
from events.models import Entry, MatchDecision, Report

from .clashes import without_clashes
from .documents import comparable, plans_and_reports, told_beside
from .matcher import match
from .repeats import find_repeats
from .rows import MatchClass, Proposal, Row
from .stored_rows import Surroundings, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What the matcher says of entries. A row of `likely` stands in up to three of them."""

    sure: tuple[Proposal, ...] = ()
    likely: tuple[Proposal, ...] = ()
    rows: tuple[Row, ...] = ()  # of these pairs by key, as they were compared; of stored ones alone

    @property
    def waiting(self) -> int:
        """Entries that wait for a person."""
        return len({proposal.b for proposal in self.likely if proposal.rank == 1})

    @property
    def counts(self) -> dict[str, int]:
        """As an import keeps them: of what there is any."""
        counts = {"linked": len(self.sure), "to_match": self.waiting}
        return {name: count for name, count in counts.items() if count}


def compare_documents(reports: Sequence[Report]) -> Matched:
    """What `link_documents` would do; writes nothing."""
    entries = comparable(Entry.objects.filter(report__in=[report.pk for report in reports]))
    return compare(list(entries), settles_others=False)


def compare(entries: Collection[Entry], *, settles_others: bool, takes_long: bool = False) -> Matched:
    """What the matcher says of these entries beside all that may tell the same events. `settles_others`: with
    sure pairs of which neither row is among them. `takes_long`: worth all cores."""
    keys = {entry.pk for entry in entries}
    stored = _StoredRows()
    tasks: list[Task[list[Proposal]]] = []
    rows: dict[int, Row] = {}
    seen: set[frozenset[int]] = set()
    asked = Report.objects.in_bulk({entry.report_id for entry in entries})
    for report in asked.values():
        plans, told_in = plans_and_reports(report)
        # Where a plan came with all reports on it, these are compared with it; so each pair is judged as when
        # plans come first and reports after them, and not several times.
        is_told = report.is_plan and asked.keys() >= {one.pk for one in told_in}
        if plans and told_in and not is_told and _is_new(seen, [*plans, *told_in]):
            earlier, later = stored.of(plans), stored.of(told_in)
            rows |= {row.key: row for row in (*earlier, *later)}
            tasks.append((match, (earlier, later, decisions_on([*earlier, *later]))))
        beside = told_beside(report)
        if _is_new(seen, beside):
            near = stored.of(beside)
            rows |= {row.key: row for row in near}
            tasks.append((find_repeats, (near, decisions_on(near))))
    proposals = chain.from_iterable(on_all_cores(tasks) if takes_long else one_by_one(tasks))
    found = without_clashes(list(proposals), rows.values())
    matched = _split(found, keys, settled=rows.keys() if settles_others else keys)
    return replace(matched, rows=tuple(rows[key] for key in _keys_of(matched)))


def compare_unsaved(report: Report, rows: Sequence[Row], gone: Collection[int]) -> Matched:
    """What `link` would do with rows of a document before they are stored. `report` may be unsaved; `gone`:
    keys of entries that these rows replace or that would be removed."""
    known = _StoredRows()
    plans, told_in = plans_and_reports(report)

    def stored(reports: Iterable[Report]) -> list[Row]:
        return [row for row in known.of(one for one in reports if one.pk) if row.key not in gone]

    earlier, later = stored(plans), stored(told_in)
    (earlier if report.is_plan else later).extend(rows)
    near = [*stored(told_beside(report)), *rows]
    proposals = match(earlier, later, decided=decisions_on([*earlier, *later]))
    proposals += find_repeats(near, decided=decisions_on(near))
    compared = {row.key: row for row in (*earlier, *later, *near)}
    found = without_clashes(proposals, compared.values())
    return _split(found, {row.key for row in rows}, settled=compared.keys())


def _is_new(seen: set[frozenset[int]], reports: Iterable[Report]) -> bool:
    """Documents of one time have the same others beside them, which are compared once."""
    compared = frozenset(report.pk for report in reports)
    if compared in seen:
        return False
    seen.add(compared)
    return True


class _StoredRows:
    """Rows of documents, each document read once."""

    def __init__(self) -> None:
        self._surroundings = Surroundings()
        self._of: dict[int, list[Row]] = {}

    def of(self, reports: Iterable[Report]) -> list[Row]:
        reports = sorted(reports, key=lambda report: (report.start, report.pk))
        new = [report.pk for report in reports if report.pk not in self._of]
        self._of |= {key: [] for key in new}
        entries = comparable(Entry.objects.filter(report__in=new)) if new else Entry.objects.none()
        for row in rows_of(entries.order_by("section__order", "order", "pk"), self._surroundings):
            self._of[row.report].append(row)
        return [row for report in reports for row in self._of[report.pk]]


def is_outdated(matched: Matched) -> bool:
    """Whether a row of a pair is no longer what was compared."""
    surroundings = Surroundings()
    now = [
        row
        for part in in_chunks(_keys_of(matched))
        for row in rows_of(comparable(Entry.objects.filter(pk__in=part).order_by("pk")), surroundings)
    ]
    return now != list(matched.rows)


def _keys_of(matched: Matched) -> list[int]:
    return sorted({key for one in (*matched.sure, *matched.likely) for key in (one.a, one.b)})


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
