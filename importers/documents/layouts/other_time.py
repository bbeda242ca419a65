"""Columns of what was planned beside columns of what was held: those the document does not speak of."""

from collections.abc import Iterator, Sequence

from events.phrases.beside import is_of_other_time, says_both, says_planned
from events.vocabulary import Role, Severity

from ..document import DocumentRow
from ..issues import DocumentIssue, SourceRef
from .header import Header
from .places import place_in

_TOLD = (Role.DATES, Role.PLACE, Role.PARTICIPANTS, Role.CONTENT)  # what may come otherwise than planned


def other_time_issues(
    header: Header, rows: Sequence[DocumentRow], *, is_plan: bool
) -> Iterator[DocumentIssue]:
    for at, (claim, heading) in enumerate(zip(header.claims, header.headings, strict=True)):
        place = SourceRef(table=header.table, row=header.row, column=at + 1, heading=heading.text)
        if claim.role is None or heading.is_stated:
            continue
        if heading.role is None and is_of_other_time(heading.text, is_plan=is_plan):
            yield DocumentIssue(
                code="held-column" if is_plan else "planned-column",
                severity=Severity.INFO,
                place=place,
                found=heading.text,
                expected=str(claim.role),
            )
            if not is_plan:
                yield from _missing(rows, claim.role, heading.text)
        elif not is_plan and heading.role in _TOLD and _may_be_planned(heading.text):
            yield DocumentIssue(
                code="planned-column-alone",
                severity=Severity.WARNING,
                place=place,
                found=heading.text,
                expected=str(claim.role),
            )


def _may_be_planned(heading: str) -> bool:
    return says_planned(heading) or says_both(heading)


def _missing(rows: Sequence[DocumentRow], role: Role, planned: str) -> Iterator[DocumentIssue]:
    """Only what was planned is said of a row."""
    for row in rows:
        text = " ".join(row.extra.get(planned, "").split())
        if text and not row.cells.get(role, "").strip():
            yield DocumentIssue(
                code="fact-missing",
                severity=Severity.WARNING,
                place=place_in(row, role),
                found=text,
                expected=str(role),
            )
