"""Entries as the matcher sees them; a constant number of queries for each five hundred."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from agreements.models import Partner, Succession
from events.entries.recognition import in_chunks
from events.models import Entry, EntryPartner, SphereSuccession
from events.period import Period
from events.vocabulary import Kind, Precision, Role

from .rows import Row


class Surroundings:
    """What partners lie in, which departments and spheres followed one another; read once."""

    @cached_property
    def _parent_of(self) -> Mapping[int, int | None]:
        return dict(Partner.objects.values_list("pk", "parent_id"))

    @cached_property
    def _departments(self) -> Mapping[int, frozenset[int]]:
        return _kin(Succession.objects.values_list("predecessor_id", "successor_id"))

    @cached_property
    def _spheres(self) -> Mapping[int, frozenset[int]]:
        return _kin(SphereSuccession.objects.values_list("predecessor_id", "successor_id"))

    def territories(self, partners: Iterable[int]) -> frozenset[int]:
        found: set[int] = set()
        for partner in partners:
            step: int | None = partner
            while step is not None and step not in found:
                found.add(step)
                step = self._parent_of.get(step)
        return frozenset(found)

    def departments(self, department: int | None) -> frozenset[int]:
        return _with_kin(department, self._departments)

    def spheres(self, sphere: int | None) -> frozenset[int]:
        return _with_kin(sphere, self._spheres)


def _kin(successions: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """Each member of a succession with all that went before or came after."""
    pairs = list(successions)
    kin: dict[int, frozenset[int]] = {}
    for start in {pk for pair in pairs for pk in pair}:
        earlier, later = {start}, {start}
        while more := {old for old, new in pairs if new in earlier} - earlier:
            earlier |= more
        while more := {new for old, new in pairs if old in later} - later:
            later |= more
        kin[start] = frozenset(earlier | later)
    return kin


def _with_kin(member: int | None, kin: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return frozenset() if member is None else kin.get(member, frozenset((member,)))


def rows_of(entries: Iterable[Entry], surroundings: Surroundings) -> list[Row]:
    """`entries`: with their report and section."""
    entries = list(entries)
    partners: dict[int, set[int]] = defaultdict(set)
    for part in in_chunks(entries):
        links = EntryPartner.objects.counted().filter(entry__in=part)
        for entry, partner in links.values_list("entry", "partner"):
            partners[entry].add(partner)
    return [_row(entry, frozenset(partners[entry.pk]), surroundings) for entry in entries]


def _row(entry: Entry, partners: frozenset[int], surroundings: Surroundings) -> Row:
    sphere = entry.section.sphere_id if entry.section else None
    return Row(
        key=entry.pk,
        event=entry.event_id,
        kind=Kind(entry.report.kind),
        period=Period.parse(entry.report.period_code),
        report=entry.report_id,
        title=entry.cells.get(Role.TITLE, ""),
        dates=entry.cells.get(Role.DATES, ""),
        place=entry.cells.get(Role.PLACE, ""),
        content=entry.cells.get(Role.CONTENT, ""),
        people=entry.cells.get(Role.PARTICIPANTS, ""),
        start=entry.start,
        end=entry.end,
        precision=Precision(entry.precision) if entry.precision else None,
        partners=partners,
        territories=surroundings.territories(partners),
        departments=surroundings.departments(entry.department_id),
        spheres=surroundings.spheres(sphere),
        participants=entry.participants_count,
        agreement=entry.agreement_id,
        number=entry.number,
    )
