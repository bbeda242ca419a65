"""Issues as workbooks: a table of all of them, or the rows that have some, as written."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from events.labels import SEVERITY_LABELS
from importers.documents.document import Document
from importers.documents.issues import NOWHERE, DocumentIssue
from importers.messages import message

from .corrections import Place, place_of

_LONGEST = 32_767  # characters a cell of a workbook holds
_WIDTH = 32


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
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number in range(len(heading)):
        sheet.column_dimensions[chr(ord("A") + number) if number < 26 else "Z"].width = (
            8 if heading[number] in (_("Table"), _("Row")) else _WIDTH
        )
    sheet.freeze_panes = "A2"

    def cell(value: str | int, *, bold: bool = False) -> WriteOnlyCell:
        text = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST] if isinstance(value, str) else value
        made = WriteOnlyCell(sheet, value=text)
        if isinstance(value, str):
            made.data_type = "s"  # never a formula, whatever the document said
        made.alignment = Alignment(wrap_text=True, vertical="top")
        made.font = Font(bold=bold)
        return made

    sheet.append([cell(text, bold=True) for text in heading])
    for row in rows:
        sheet.append([cell(value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
