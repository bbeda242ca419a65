"""Issues of proof-reading as pages show them: by kind, each with its place and what the reader may do."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from events.entries.finding_messages import issue_in_words
from events.entries.proofreading_messages import WORDS
from events.proofreading.document import ProofIssue
from events.vocabulary import Severity

from .proofreading import by_kind

_MOST_SHOWN = 200  # of a kind; a document with more is mended or settled in turns


class Where(NamedTuple):
    """Where a person finds an issue; `is_own`: the reader may decide on it."""

    number: int | None
    column: str
    address: str
    is_own: bool


class Line(NamedTuple):
    issue: ProofIssue
    text: str
    where: Where


class Group(NamedTuple):
    """All issues of a kind, and what the reader may do about them."""

    code: str
    name: str
    is_worth_a_look: bool
    total: int
    lines: list[Line]  # the first of them
    own: list[str]  # fingerprints of those the reader may decide on
    mendable: int  # how many of those one click puts right
    correct: str  # the address of that click


def issue_groups(
    issues: Iterable[ProofIssue], place: Callable[[ProofIssue], Where], correct: Callable[[str], str]
) -> Iterator[Group]:
    """`place` tells where an issue is, `correct` the address that corrects all of a code."""
    for code, of_code in by_kind(issues).items():
        lines = [Line(one, _in_words(one), place(one)) for one in of_code[:_MOST_SHOWN]]
        own = [line.issue for line in lines if line.where.is_own]
        yield Group(
            code=code,
            name=str(WORDS[code].kind),
            is_worth_a_look=any(one.issue.severity is not Severity.INFO for one in of_code),
            total=len(of_code),
            lines=lines,
            own=list(dict.fromkeys(one.fingerprint for one in own)),
            mendable=sum(one.is_mendable for one in own),
            correct=correct(code),
        )


def _in_words(one: ProofIssue) -> str:
    issue = one.issue
    words = {"found": issue.found, "expected": issue.expected, "suggestion": issue.suggestion}
    return issue_in_words(issue.code, words)
