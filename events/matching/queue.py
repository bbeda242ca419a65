"""What waits for a person: one question for each row, with the best choices of its counterpart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from events.models import Entry, MatchProposal, Report
from events.vocabulary import Kind

from .linking import waiting
from .rows import Role

MOST_CHOICES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`choices`: one to three proposals, the likeliest first."""

    choices: tuple[MatchProposal, ...]

    @property
    def proposal(self) -> MatchProposal:
        return self.choices[0]


def questions(proposals: Iterable[MatchProposal]) -> list[Question]:
    """Of proposals as `waiting` gives them; the likeliest first.

    Once the best choice of a row is refused, the next one is asked in its place.
    """
    by_row: dict[tuple[int, bool], list[MatchProposal]] = defaultdict(list)
    found: list[Question] = []
    for proposal in sorted(proposals, key=lambda one: (one.rank, -one.score, one.pk)):
        if proposal.role == Role.ONE_TO_ONE:
            by_row[asked_of(proposal)].append(proposal)
        else:  # each part of a row told as several is a question of its own
            found.append(Question(choices=(proposal,)))
    found += [Question(choices=tuple(choices[:MOST_CHOICES])) for choices in by_row.values()]
    return sorted(found, key=lambda one: (-one.proposal.score, one.proposal.pk))


def asking_row(a: int, b: int, a_kind: str, b_kind: str) -> tuple[int, bool]:
    """The entry whose counterpart is looked for, and whether among reports on a plan: the planned one, or of
    two rows of one standing the later one."""
    is_plan_with_report = a_kind in Kind.PLANS and b_kind in Kind.REPORTS
    return (a if is_plan_with_report else b), is_plan_with_report


def asked_of(proposal: MatchProposal) -> tuple[int, bool]:
    """`asking_row` of a proposal as `waiting` gives it."""
    return asking_row(proposal.a_id, proposal.b_id, proposal.a_kind, proposal.b_kind)


def count_waiting(entries: QuerySet[Entry], report: Report | None = None) -> int:
    """How many questions wait between entries of this set; with one of the report."""
    proposals = waiting(entries).defer("reasons", "against")
    if report is not None:
        rows = Entry.objects.filter(report=report).order_by().values("pk")
        proposals = proposals.filter(Q(a__in=rows) | Q(b__in=rows))
    return len(questions(proposals))


def place_of(found: Sequence[Question], proposal: int) -> int | None:
    """Where the question with this proposal stands among `found`."""
    for place, question in enumerate(found):
        if any(choice.pk == proposal for choice in question.choices):
            return place
    return None
