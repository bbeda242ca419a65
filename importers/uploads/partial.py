"""Loading a part of a document: the rows without errors now, the others once they are corrected."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.vocabulary import Severity
from importers.documents.issues import DocumentIssue
from importers.resolving.agreements import NewAgreement
from importers.resolving.resolution import Resolution, ResolvedRow, RowStatus

from .corrections import Place, place_of

ERRORS = (Severity.BLOCKER, Severity.ERROR, Severity.WARNING)


class RowsToLoad(models.TextChoices):
    """What is loaded of a document whose rows have errors."""

    ALL = "all", _("all rows; their remarks stay with them")
    GOOD = "good", _("rows without errors; the others stay in the queue")
    NONE_WITH_ERRORS = "none", _("nothing as long as a row has an error")


def issues_by_row(issues: Sequence[DocumentIssue]) -> dict[Place, list[DocumentIssue]]:
    """Issues that have a row, by it."""
    by_row: dict[Place, list[DocumentIssue]] = defaultdict(list)
    for issue in issues:
        if issue.place.row:
            by_row[issue.place.table, issue.place.row].append(issue)
    return by_row


def issues_of_rows(resolution: Resolution) -> dict[Place, list[DocumentIssue]]:
    """What the reader and the resolver found, by row."""
    by_row = issues_by_row(resolution.issues)
    for row in resolution.rows:
        if row.issues:
            by_row.setdefault(place_of(row.row), []).extend(row.issues)
    return by_row


def has_error(issues: Sequence[DocumentIssue]) -> bool:
    return any(issue.severity in ERRORS for issue in issues)


def rows_with_errors(resolution: Resolution) -> list[ResolvedRow]:
    """Rows that would be written and that a person should look at first."""
    issues: Mapping[Place, Sequence[DocumentIssue]] = issues_of_rows(resolution)
    return [
        row
        for row in resolution.rows
        if row.status is not RowStatus.UNCHANGED and has_error(issues.get(place_of(row.row), ()))
    ]


def without_errors(resolution: Resolution) -> Resolution:
    """The same without its rows with errors: what the registry holds of them stays as it is."""
    left = {id(row) for row in rows_with_errors(resolution)}
    rows = [row for row in resolution.rows if id(row) not in left]
    named = {row.agreement for row in rows if isinstance(row.agreement, NewAgreement)}
    return replace(
        resolution,
        rows=rows,
        new_agreements=[agreement for agreement in resolution.new_agreements if agreement in named],
    )
