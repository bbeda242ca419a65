"""Which pairs of rows a page of matching is about, and how far they are decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agreements.models import Department
from events.access import Access
from events.models import Entry, MatchDecision, Report

from .forms import ScopeForm
from .linking import waiting
from .queue import Question, asked_of, asking_row, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Pairs the reader may see with a row of this document and of this executive body, as far as chosen; of
    an editor those with a row of an own body, which are the ones to decide."""

    access: Access
    report: Report | None = None
    department: Department | None = None

    @classmethod
    def of(cls, form: ScopeForm, access: Access) -> "Scope":
        chosen = form.cleaned_data if form.is_valid() else {}
        return cls(access=access, report=chosen.get("report"), department=chosen.get("department"))

    @property
    def query(self) -> str:
        chosen = {"report": self.report, "department": self.department}
        return urlencode({name: record.pk for name, record in chosen.items() if record is not None})

    @property
    def prefix(self) -> str:
        """Of an address that says more."""
        return f"{self.query}&" if self.query else ""

    @property
    def reports(self) -> list[Report]:
        return [self.report] if self.report else list(self.access.reports())

    @property
    def row_count(self) -> int:
        return self.access.entries().filter(report__in=self.reports).count()

    def questions(self) -> list[Question]:
        proposals = self._narrowed(waiting(self.access.entries()))
        return questions(proposals.defer("reasons", "against"))

    def decisions(self) -> QuerySet[MatchDecision]:
        """What stands: rows called one event that are one, rows called different that are."""
        stands = Q(is_same=True, a__event=F("b__event")) | (Q(is_same=False) & ~Q(a__event=F("b__event")))
        decided = MatchDecision.objects.between_live().filter(stands)
        if not self.access.coordinates:
            entries = self.access.entries()
            both_seen = Exists(entries.filter(pk=OuterRef("a"))) & Exists(entries.filter(pk=OuterRef("b")))
            decided = decided.filter(both_seen)
        return self._narrowed(decided).order_by("-decided_at", "-pk")

    def progress(self, waiting_questions: list[Question]) -> tuple[int, int]:
        """How many rows are decided, of how many that ever had a likely counterpart."""
        open_rows = {asked_of(question.proposal) for question in waiting_questions}
        pairs = self.decisions().order_by().values_list("a", "b", "a__report__kind", "b__report__kind")
        decided = {asking_row(*pair) for pair in pairs} - open_rows
        return len(decided), len(decided) + len(waiting_questions)

    def unmatched(self) -> QuerySet[Entry]:
        """Rows of the document without a counterpart, that wait for no decision."""
        if self.report is None:
            return Entry.objects.none()
        entries = self.access.entries().filter(report=self.report)
        counterpart = self.access.entries()
        counterpart = counterpart.of_reports() if self.report.is_plan else counterpart.of_plans()
        open_rows = [
            key for question in self.questions() for key in (question.proposal.a_id, question.proposal.b_id)
        ]
        is_told = Exists(counterpart.filter(event=OuterRef("event")))
        entries = entries.exclude(is_told).exclude(pk__in=open_rows)
        if self.department is not None:
            entries = entries.filter(department__in=self.department.chain())
        return entries.select_related("report", "department").in_printed_order()

    def _narrowed(self, pairs: QuerySet[Any]) -> QuerySet[Any]:
        if self.access.edits and not self.access.coordinates:
            own = self.access.departments
            pairs = pairs.filter(Q(a__department__in=own) | Q(b__department__in=own))
        if self.report is not None:
            pairs = pairs.filter(Q(a__report=self.report) | Q(b__report=self.report))
        if self.department is not None:
            chain = self.department.chain()
            pairs = pairs.filter(Q(a__department__in=chain) | Q(b__department__in=chain))
        return pairs


def scope_of(data: Mapping[str, Any], access: Access) -> tuple[ScopeForm, Scope]:
    form = ScopeForm(data, access=access)
    return form, Scope.of(form, access)
