"""Which times and subjects the registry has plans and reports of, as conditions on events.

The documents of a registry are few: they are read at once and compared here, so that a filter over all events
asks only columns of the events themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Exists, Q

from events.vocabulary import Kind

from .report import Report

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    pk: int
    kind: Kind
    start: date
    end: date
    partner: int | None
    agreement: int | None
    is_whole: bool  # says all there is to say of its time and subject

    def is_about(self, other: "_Document") -> bool:
        """Whether it is about everything, or about the partner or the agreement of the other."""
        if self.partner is None and self.agreement is None:
            return True
        same_agreement = self.agreement is not None and self.agreement == other.agreement
        return same_agreement or (self.partner is not None and self.partner == other.partner)


class Coverage:
    """Of all documents of the registry that have entries; one query."""

    @cached_property
    def _documents(self) -> list[_Document]:
        documents = Report.objects.with_entries().values_list(
            "pk", "kind", "start", "end", "partner", "agreement", "is_whole", "state"
        )
        return [
            _Document(
                pk=pk,
                kind=Kind(kind),
                start=start,
                end=end,
                partner=partner,
                agreement=agreement,
                is_whole=is_whole or state in Report.CLOSED,
            )
            for pk, kind, start, end, partner, agreement, is_whole, state in documents
        ]

    def planned(self, report: str) -> Q:
        """Whether there is a plan of the time and subject of the event's report, whose key is the alias
        `report`; of a plan still collected, whether the event's department has answered."""
        covered: list[int] = []
        partly: dict[int, list[int]] = defaultdict(list)
        plans_of: dict[Kind, list[_Document]] = defaultdict(list)
        for document in self._documents:
            plans_of[document.kind].append(document)
        for document in self._documents:
            plan_kind = document.kind.plan_of_report
            plans = [
                plan
                for plan in (plans_of[plan_kind] if plan_kind else ())
                if plan.start <= document.start <= plan.end and plan.is_about(document)
            ]
            if any(plan.is_whole for plan in plans):
                covered.append(document.pk)
            else:
                for plan in plans:
                    partly[plan.pk].append(document.pk)
        found = Q(**{f"{report}__in": covered})
        for plan, reports in partly.items():
            found |= Q(_answered(plan), **{f"{report}__in": reports})
        return found

    def reported(self, plan: str, due: str, *, later: bool = False) -> Q:
        """Whether there is a report of the time and subject of the event's plan, whose key is the alias
        `plan`: of the day `due`, or of the time that begins within a month after it."""
        told_of: dict[tuple[Kind, int | None, int | None], tuple[_Document, ...]] = {}
        groups: dict[tuple[_Document, ...], list[int]] = defaultdict(list)
        for document in self._documents:
            if document.kind.is_plan:
                about = (document.kind, document.partner, document.agreement)
                if about not in told_of:
                    kinds = document.kind.reports_of_plan
                    told_of[about] = tuple(
                        one for one in self._documents if one.kind in kinds and one.is_about(document)
                    )
                groups[told_of[about]].append(document.pk)
        found = Q(pk__in=[])
        for reports, plans in groups.items():
            whole = [_span(one, later=later) for one in reports if one.is_whole]
            told = Q(pk__in=[])
            for first, last in _merged(whole):
                told |= Q(**{f"{due}__range": (first, last)})
            for one in reports:
                if not one.is_whole:
                    told |= Q(_answered(one.pk), **{f"{due}__range": _span(one, later=later)})
            found |= Q(**{f"{plan}__in": plans}) & told
        return found


def _answered(document: int) -> Exists:
    return Exists(Report.objects.filter(pk=document).answering_for("department"))


def _span(document: _Document, *, later: bool) -> tuple[date, date]:
    """The days an event is due on to be sought in the document."""
    if later:
        return document.start - 31 * _DAY, document.start - _DAY
    return document.start, document.end


def _merged(spans: Iterable[tuple[date, date]]) -> Sequence[tuple[date, date]]:
    """Spans that touch become one."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
