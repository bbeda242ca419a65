"""Issues survive being stored."""

import json
from dataclasses import asdict

from events.phrases.issues import Issue
from events.vocabulary import Role, Severity
from importers.documents.issues import DocumentIssue, SourceRef

PLACE = SourceRef(table=1, row=2, column=3, heading="Сроки")


def test_an_issue_comes_back_from_json_as_it_was() -> None:
    issue = DocumentIssue(
        code="no-dates", severity=Severity.WARNING, place=PLACE, found="а", expected="б", suggestion="в"
    )
    assert DocumentIssue.of_json(json.loads(json.dumps(asdict(issue)))) == issue


def test_an_issue_of_a_row_keeps_its_words_and_gets_a_place() -> None:
    issue = Issue(
        code="no-dates", severity=Severity.INFO, role=Role.DATES, found="а", expected="б", suggestion="в"
    )
    assert DocumentIssue.of_issue(issue, PLACE) == DocumentIssue(
        code="no-dates", severity=Severity.INFO, place=PLACE, found="а", expected="б", suggestion="в"
    )
