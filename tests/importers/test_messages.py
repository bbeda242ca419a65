"""Every issue has a message, and every message an issue that is raised."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.utils.translation import override

import importers
from coopregistry.refused_files import REFUSALS
from events.entries.finding_messages import ISSUES as ROW_ISSUES
from events.vocabulary import Severity
from importers.documents.issues import DocumentIssue, SourceRef
from importers.messages import ISSUES, message

ROOT = Path(importers.__file__).parent.parent
RAISING = {"DocumentIssue", "Issue", "refusal", "_report", "_issue", "_refuse", "_failed", "_blocker"}


def constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def raised(folder: Path) -> set[str]:
    """Codes written as literals in calls that make an issue."""
    codes: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in RAISING:
                continue
            said = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            # The code comes first, but for helpers that take the file's name before it.
            for argument in said or node.args[:2]:
                codes.update(text for text in constants(argument) if text in ISSUES or "-" in text)
    return codes


def literals(folder: Path) -> set[str]:
    return {
        node.value
        for path in folder.rglob("*.py")
        if path.name != "messages.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_issue_has_its_words() -> None:
    assert (
        raised(ROOT / "importers")
        - set(ISSUES)
        - set(ROW_ISSUES)
        - {"libreoffice-calc", "libreoffice-writer"}
        == set()
    )


def test_every_issue_of_a_row_has_its_words() -> None:
    assert raised(ROOT / "events") - set(ROW_ISSUES) == set()


def test_no_words_without_an_issue() -> None:
    assert set(ISSUES) - literals(ROOT / "importers") - set(REFUSALS) == set()
    assert set(ROW_ISSUES) - literals(ROOT / "events") == set()


def test_a_message_says_where_what_and_what_was_expected() -> None:
    issue = DocumentIssue(
        code="number-repeated",
        severity=Severity.WARNING,
        place=SourceRef(table=1, row=7, column=1),
        found="5.",
        expected="6",
    )
    assert message(issue) == "таблица 1, строка 7, графа 1: Номер 5. повторяется, ожидался 6."


def test_a_percent_sign_in_the_document_does_no_harm() -> None:
    issue = DocumentIssue(code="unclaimed-column", severity=Severity.INFO, found="Доля, %(х)s 100%")
    assert "Доля, %(х)s 100%" in message(issue)


def test_names_near_an_unknown_place_are_told_as_a_guess() -> None:
    unknown = DocumentIssue(
        code="unknown-place", severity=Severity.WARNING, place=SourceRef(), found="Брянскяа область"
    )
    near = replace(unknown, suggestion="Брянская область")
    with override("ru"):
        assert message(unknown) == "«Брянскяа область» нет среди известных территорий."
        assert message(near).endswith("территорий. Возможно: Брянская область.")
