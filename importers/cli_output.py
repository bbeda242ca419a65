"""The JSON objects that commands print for a file."""

from collections.abc import Sequence
from typing import Any

from agreements.gazetteer import current_gazetteer
from agreements.names.gazetteer import Gazetteer
from events.entries.recognition import columns_of
from events.exports.as_json import report_object, row_object
from events.phrases.counted_partners import lists
from events.vocabulary import Role, Severity

from .documents.document import Document, read_as
from .documents.issues import DocumentIssue
from .messages import message, removal_question
from .models import ImportRun
from .resolving.resolution import Resolution, ResolvedRow


def outcome(file: str, status: str, resolution: Resolution) -> dict[str, Any]:
    """A file that was read: what it is, what became of it, and every row with its values and issues."""
    values, gazetteer = resolution.report_values, current_gazetteer()  # a query each time it is asked for
    return {
        "file": file,
        "status": str(status),
        "error": None,
        "report": report_object(
            kind=resolution.subject.kind.value,
            period=resolution.subject.period.code,
            title=values["title"],
            headings=[heading for heading, _role in values["headings"]],
            notes=values["notes"],
        ),
        "columns": _columns(resolution.document),
        "counts": resolution.counts,
        "issues": [_issue_object(issue) for issue in resolution.issues],
        "rows": [_row_object(row, resolution, gazetteer) for row in resolution.rows],
    }


def _columns(document: Document) -> list[dict[str, Any]]:
    """The columns of the first table from 1: `role` names a Role or a ColumnUse, null for one that is kept
    unread; `stated` where a person said so."""
    return [
        {
            "column": number,
            "heading": column.text,
            "role": meaning.value if (meaning := read_as(column, document)) else None,
            "stated": column.is_stated,
        }
        for number, column in enumerate(document.headers[0].columns, start=1)
    ]


def failure(file: str, issue: DocumentIssue) -> dict[str, Any]:
    """A file that could not be imported, and why."""
    return {
        "file": file,
        "status": "failed",
        "error": message(issue),
        "code": issue.code,
        "report": None,
        "counts": None,
        "issues": [_issue_object(issue)],
        "rows": [],
    }


def already_in(file: str, run: ImportRun) -> dict[str, Any]:
    """A file that was loaded before and was not read again: `loaded_at` says when, and there are no rows."""
    report = run.report
    return {
        "file": file,
        "status": ImportRun.Status.UNCHANGED.value,
        "error": None,
        "loaded_at": run.made_at.isoformat(),
        "report": report_object(
            kind=report.kind,
            period=report.period_code,
            title=report.title,
            headings=[heading for heading, _role in report.headings],
            notes=report.notes,
        ),
        "columns": [],
        "counts": run.counts,
        "issues": [],
        "rows": [],
    }


def checked(file: str, issues: Sequence[DocumentIssue]) -> dict[str, Any]:
    """A file that was proof-read, with all its issues in the order of its rows."""
    ordered = sorted(issues, key=lambda issue: (issue.place.table, issue.place.row, issue.place.column))
    remarks = [_remark_object(issue) for issue in ordered]
    return {"file": file, "status": "checked", "error": None, "remarks": remarks}


def unreadable(file: str, issue: DocumentIssue) -> dict[str, Any]:
    """A file that could not be proof-read, and why."""
    return {"file": file, "status": "failed", "error": message(issue), "remarks": [_remark_object(issue)]}


def removal_issue(resolution: Resolution) -> DocumentIssue:
    return DocumentIssue(
        code="would-remove",
        severity=Severity.BLOCKER,
        found=str(len(resolution.missing)),
        expected=str(resolution.standing),
    )


def removal_refused(file: str, resolution: Resolution) -> dict[str, Any]:
    """A file that would remove many entries, with how many and which: `count` and `rows`."""
    missing = resolution.missing
    return {
        **failure(file, removal_issue(resolution)),
        "error": removal_question(len(resolution.missing), resolution.standing),
        "report": outcome(file, "failed", resolution)["report"],
        "count": len(missing),
        "counts": resolution.counts,
        "rows": removed_rows(resolution),
    }


def removed_rows(resolution: Resolution) -> list[dict[str, Any]]:
    """The entries an import would remove, as a person knows them."""
    return [
        {
            "number": entry.number,
            "section": entry.section.title if entry.section else None,
            "title": entry.cells.get(Role.TITLE, ""),
            "dates": entry.cells.get(Role.DATES, ""),
        }
        for entry in resolution.missing
    ]


def _row_object(row: ResolvedRow, resolution: Resolution, gazetteer: Gazetteer) -> dict[str, Any]:
    section = None if row.section is None else resolution.sections[row.section].title
    return row_object(
        number=row.row.number,
        section=section,
        cells=row.row.cells,
        extra=row.row.extra,
        columns=columns_of(row.values),
        partners=lists(row.values.partners, gazetteer),
        issues=[_issue_object(issue) for issue in row.issues],
    )


def _remark_object(issue: DocumentIssue) -> dict[str, Any]:
    """`row` counts from 1 within its table, as `column` does; null where the remark is about none."""
    return {**_issue_object(issue), "row": issue.place.row or None}


def _issue_object(issue: DocumentIssue) -> dict[str, Any]:
    """`column` counts from 1 and is null where the issue is about none; texts may be ""."""
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "message": message(issue),
        "column": issue.place.column or None,
        "heading": issue.place.heading,
        "found": issue.found,
        "expected": issue.expected,
        "suggestion": issue.suggestion,
    }
