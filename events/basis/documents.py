"""«На чем это основано»: the documents behind the figures of a period, and those that are lacking."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agreements.models import Partner
from events.access import Access
from events.models import Report, Submission
from events.period import MONTH_PARTS, Period
from events.vocabulary import Kind

# What a lacking document would be for, longest first: reports come by quarter, plans by half-year.
_REPORT_PARTS = ("Q1", "Q2", "Q3", "Q4", *MONTH_PARTS)
_PLAN_PARTS = ("H1", "H2", *_REPORT_PARTS)


class Subject(NamedTuple):
    """What a document is about: everything asked about, or one partner or agreement alone."""

    partner: int | None = None
    agreement: int | None = None


EVERYTHING = Subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`lacking`: departments known not to have answered, as far as the reader may know."""

    pk: int
    kind: Kind
    period: Period
    subject: Subject = EVERYTHING
    about: str = ""  # the name of its subject
    is_complete: bool = True
    lacking: tuple[str, ...] = ()

    @property
    def months(self) -> frozenset[int]:
        return months_of(self.period.start, self.period.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Documents of one kind that are not in the registry, or one that is not complete (`document`)."""

    kind: Kind
    periods: tuple[Period, ...]
    about: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What figures are about: with kinds, partners or departments chosen, documents of others do not count.
    `kinds`: empty for all; `departments`: with all their predecessors and successors."""

    kinds: frozenset[Kind] = frozenset()
    partners: frozenset[int] | None = None
    departments: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The documents of one period. `expected`: kinds that should cover it."""

    start: date
    end: date
    documents: tuple[Document, ...]
    expected: frozenset[Kind] = frozenset()

    @property
    def months(self) -> frozenset[int]:
        return months_of(self.start, self.end)

    def covered(self, kind: Kind, subject: Subject) -> frozenset[int]:
        """Months complete documents of a kind speak of, on this subject or on everything."""
        telling = (
            document.months
            for document in self.documents
            if document.kind is kind and document.is_complete and document.subject in (subject, EVERYTHING)
        )
        return frozenset().union(*telling) & self.months

    def spoken_of(self, kind: Kind, subject: Subject) -> frozenset[int]:
        """As `covered`, by documents complete or not on exactly this subject."""
        telling = (
            document.months
            for document in self.documents
            if document.kind is kind and document.subject == subject
        )
        return frozenset().union(*telling) & self.months

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is lacking of the kinds expected, as far as it is due, and what documents are not complete."""
        found: list[Gap] = []
        for kind in sorted(self.expected, key=list(Kind).index):
            found += self.gaps_in(kind, EVERYTHING, self.months & frozenset(_due(kind)))
        return tuple(found)

    def gaps_in(self, kind: Kind, subject: Subject, months: frozenset[int]) -> list[Gap]:
        """What of these months complete documents of a kind do not speak of."""
        left = months - self.covered(kind, subject)
        found: list[Gap] = []
        for document in self.documents:
            if document.kind is kind and document.subject == subject and document.months & left:
                left -= document.months
                found.append(
                    Gap(kind=kind, periods=(document.period,), about=document.about, document=document)
                )
        if left:
            about = next((one.about for one in self.documents if one.subject == subject), "")
            found.insert(0, Gap(kind=kind, periods=as_periods(left, self.months, kind), about=about))
        return found


def gaps_between(now: Basis, then: Basis, kinds: Collection[Kind] = tuple(Kind)) -> tuple[Gap, ...]:
    """Why two periods, the same part of different years, cannot be compared: what documents of these kinds
    one of them lacks that the other has. None where both are covered alike."""
    offset = 12 * (now.start.year - then.start.year)
    subjects = {
        (document.kind, document.subject, document.about)
        for document in (*now.documents, *then.documents)
        if document.kind in kinds
    }

    def either(kind: Kind, subject: Subject) -> frozenset[int]:
        return now.spoken_of(kind, subject) | {month + offset for month in then.spoken_of(kind, subject)}

    found: list[Gap] = []
    for kind, subject, about in sorted(subjects, key=lambda one: (list(Kind).index(one[0]), one[2])):
        spoken_of = either(kind, subject)
        if subject != EVERYTHING:  # a whole document speaks of it as well
            spoken_of -= either(kind, EVERYTHING)
        gaps = [
            *then.gaps_in(kind, subject, frozenset(month - offset for month in spoken_of)),
            *now.gaps_in(kind, subject, spoken_of),
        ]
        found += [replace(gap, about=about) for gap in gaps]
    return tuple(found)


def read_documents(access: Access, question: Question, start: date, end: date) -> list[Document]:
    """Documents with rows the reader may see, of a time; in five queries at most."""
    has_rows = Exists(access.entries().filter(report=OuterRef("pk")))
    reports = (
        access.reports()
        .filter(has_rows | Q(state__in=Report.CLOSED), start__lte=end, end__gte=start)
        .select_related("partner", "agreement")
    )
    if question.kinds:
        reports = reports.filter(kind__in=question.kinds)
    of_all_asked: set[int] = set()  # partners that all asked about are, or are a part of
    if question.partners:
        ancestries = _ancestries(question.partners)
        of_all_asked = set.intersection(*ancestries)
        about = set.union(*ancestries)
        reports = reports.filter(
            Q(partner=None, agreement=None) | Q(partner__in=about) | Q(agreement__partners__in=about)
        ).distinct()
    found = list(reports.order_by("start", "end", "kind", "pk"))
    unfinished = [report.pk for report in found if not (report.is_whole or report.is_closed)]
    submissions = _submissions(unfinished)
    answering = _answering(access, unfinished, question.departments)
    documents = [
        _document(report, submissions[report.pk], access, is_answered=report.pk in answering)
        for report in found
    ]
    return [
        replace(document, subject=EVERYTHING) if document.subject.partner in of_all_asked else document
        for document in documents
    ]


def basis_of(documents: Iterable[Document], start: date, end: date, *, within: bool = False) -> Basis:
    """`within`: of documents that lie in the period alone, as figures by documents count."""
    chosen = tuple(
        document
        for document in documents
        if (document.period.start >= start and document.period.end <= end)
        or (not within and document.period.start <= end and document.period.end >= start)
    )
    expected = {document.kind for document in chosen if document.subject == EVERYTHING}
    return Basis(start=start, end=end, documents=chosen, expected=frozenset(expected))


def months_of(start: date, end: date) -> frozenset[int]:
    """Months as numbers that follow one another over the years."""
    return frozenset(range(_month(start), _month(end) + 1))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _document(
    report: Report, submissions: list[tuple[str, str]], access: Access, *, is_answered: bool
) -> Document:
    waiting = [name for name, state in submissions if state in Submission.UNDER_WAY]
    is_collected = bool(submissions) and not waiting
    about = report.agreement or report.partner
    return Document(
        pk=report.pk,
        kind=Kind(report.kind),
        period=report.period,
        subject=Subject(report.partner_id, report.agreement_id),
        about=str(about) if about else "",
        is_complete=report.is_whole or report.is_closed or is_collected or is_answered,
        lacking=tuple(waiting) if access.coordinates else (),
    )


def _submissions(reports: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Department and state of each, by report."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    if reports:
        submissions = Submission.objects.filter(report__in=reports).order_by("department__order", "pk")
        for report, name, state in submissions.values_list("report", "department__name", "state"):
            found[report].append((name, state))
    return found


def _answering(access: Access, reports: Collection[int], departments: frozenset[int] | None) -> set[int]:
    """Those of incomplete documents that say all there is to say of the departments asked about."""
    if departments is None or not reports:
        return set()
    own = {"report__in": reports, "department__in": departments}
    answers = Submission.objects.received().filter(**own)
    rows = access.entries().finished().filter(**own)
    return {
        report for found in (answers, rows) for report in found.order_by().values_list("report", flat=True)
    }


def _ancestries(partners: Collection[int]) -> list[set[int]]:
    """Each partner with everything it is part of; one query."""
    parents = dict(Partner.with_removed.order_by().values_list("pk", "parent_id"))
    found = []
    for partner in partners:
        line: set[int] = set()
        step: int | None = partner
        while step is not None and step not in line:
            line.add(step)
            step = parents.get(step)
        found.append(line)
    return found


def _due(kind: Kind) -> range:
    """Months whose documents should be there: reports of past quarters, plans of half-years begun."""
    today = timezone.localdate()
    if kind.is_plan:
        return range(_month(Period(today.year, "H1" if today.month <= 6 else "H2").end) + 1)
    return range(_month(Period.quarter_with(today).start))


def as_periods(lacking: Collection[int], asked: Collection[int], kind: Kind) -> tuple[Period, ...]:
    """Months as the periods documents of a kind come for, which may reach beyond the months asked about;
    whole years as years."""
    periods: list[Period] = []
    left = set(lacking)
    for year in sorted({month // 12 for month in lacking}):
        for part in ("", *(_PLAN_PARTS if kind.is_plan else _REPORT_PARTS)):
            period = Period(year, part)
            months = months_of(period.start, period.end)
            of_these = months & frozenset(asked) if part else months
            if of_these & left and of_these <= left:
                periods.append(period)
                left -= of_these
    return tuple(sorted(periods))
