"""An issue of a column names the heading people know the column by."""

import pytest

from events.vocabulary import Severity
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, SourceRef
from tests.importers.documents.layouts.grids import event, plan


@pytest.fixture
def document() -> Document:
    return plan(event("1."))


def issue(column: int, heading: str = "") -> DocumentIssue:
    place = SourceRef(table=1, row=2, column=column, heading=heading)
    return DocumentIssue(code="no-dates", severity=Severity.WARNING, place=place)


def test_the_heading_of_its_column_is_added(document: Document) -> None:
    assert document.with_heading(issue(4)).place == SourceRef(
        table=1, row=2, column=4, heading="Сроки проведения мероприятия"
    )


@pytest.mark.parametrize("given", [issue(0), issue(99), issue(4, "Когда")])
def test_an_issue_of_no_column_or_with_a_heading_stays(document: Document, given: DocumentIssue) -> None:
    assert document.with_heading(given) == given
