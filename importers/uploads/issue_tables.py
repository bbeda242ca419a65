"""Issues as workbooks: a table of all of them, or the rows that have some, as written."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from events.exports.workbook import Book
from events.labels import SEVERITY_LABELS
from importers.documents.document import Document
from importers.documents.issues import NOWHERE, DocumentIssue
from importers.messages import message

from .corrections import Place, place_of

_WIDTH, _NARROW = 32, 8  # characters


def issue_table(issues: Sequence[DocumentIssue]) -> bytes:
    heading = [_("Table"), _("Row"), _("Column"), _("Severity"), _("Remark")]
    rows = [
        [
            issue.place.table or "",
            issue.place.row or "",
            issue.place.column or "",
            str(SEVERITY_LABELS[issue.severity]),
            message(without_place(issue)),
        ]
        for issue in issues
    ]
    return _book(_("Remarks"), heading, rows)


def row_table(document: Document, issues: Mapping[Place, Sequence[DocumentIssue]]) -> bytes:
    """The rows of the document that have issues, in its own columns."""
    titles = [" ".join(heading.text.split()) for heading in document.headings]
    rows = []
    for row in document.rows:
        found = issues.get(place_of(row), ())
        if found:
            cells = [
                row.cells.get(heading.role, "") if heading.role else row.extra.get(heading.text, "")
                for heading in document.headings
            ]
            section = "" if row.section is None else " ".join(document.sections[row.section].text.split())
            remarks = "\n".join(message(without_place(issue)) for issue in found)
            rows.append([row.source.table, row.source.row, section, *cells, remarks])
    return _book(_("Rows"), [_("Table"), _("Row"), _("Section"), *titles, _("Remarks")], rows)


def without_place(issue: DocumentIssue) -> DocumentIssue:
    return replace(issue, place=NOWHERE)


def _book(title: str, heading: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    stream = io.BytesIO()
    book = Book(stream)
    bold, plain = book.form(bold=True), book.form()
    sheet = book.sheet(title)
    for column, name in enumerate(heading):
        sheet.set_column(column, column, _NARROW if name in (_("Table"), _("Row")) else _WIDTH)
        sheet.write_cell(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write_cell(number, column, value, plain)
    book.close()
    return stream.getvalue()
