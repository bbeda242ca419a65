"""Rows of a document as HTML.

Not by a template: a document of 1,000 rows has 7,000 cells, and a template for each took most of the time.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.entries.finding_messages import finding_message
from events.entries.grid.cures import Cure, cures_of
from events.models import Entry, Finding
from events.vocabulary import Role

from .page import PageCell, PageRow

_KEY = 10**15  # stands for the key of a row where an address is reversed for all rows at once


class RowMarkup:
    """`asking`: by key of a row whose body may be asked about it, whether a question waits for its answer.
    `write_cures` writes the form of what a click can write into a cell."""

    def __init__(
        self,
        *,
        editable: bool,
        asking: Mapping[int, bool],
        write_cures: Callable[[Entry, Finding, list[Cure]], str],
    ):
        self._editable = editable
        self._asking = asking
        self._write_cures = write_cures
        self._prefix = get_script_prefix()
        self._open = escape(_("Open the row") if editable else _("Open the event"))
        self._row_address = "events:entry_edit" if editable else "events:event"

    def rows(self, rows: Iterable[PageRow], versions: Mapping[int, int]) -> SafeString:
        return SafeString("".join(self._row(row, versions) for row in rows))

    def _row(self, row: PageRow, versions: Mapping[int, int]) -> str:
        key = row.entry.pk
        data = ""
        if self._editable:
            version, number = versions.get(key, 0), escape(row.number)
            data = f' data-entry="{key}" data-version="{version}" data-number="{number}"'
        cells = "".join(
            f'<td{self._place(row, cell)}><div class="cell-body">{self._printed(row, cell)}</div></td>'
            for cell in row.cells
        )
        return f'<tr id="row-{key}"{data}>{cells}</tr>'

    def _place(self, row: PageRow, cell: PageCell) -> str:
        """The attributes of the cell in its table."""
        rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        anchor = f' id="row-{row.entry.pk}-{cell.role}"' if cell.role else ""
        column = f' data-column="{cell.column}"' if self._editable and cell.role != Role.NUMBER else ""
        return f"{rows}{anchor}{column}"

    def _printed(self, row: PageRow, cell: PageCell) -> str:
        if cell.role == Role.NUMBER:
            before, after = _around_key(self._prefix, self._row_address)
            key = row.entry.pk if self._editable else row.entry.event_id
            number = escape(cell.text or "№")
            link = f'<a href="{before}{key}{after}" title="{self._open}">{number}</a>'
            return link + self._question(row) + "".join(map(_mark, [*cell.findings, *row.findings]))
        if self._editable and cell.role:
            return self._written(row.entry, cell)
        return _text(cell) + "".join(map(_mark, cell.findings))

    def _question(self, row: PageRow) -> str:
        """The link by which the body of the row is asked about it."""
        is_waiting = self._asking.get(row.entry.pk) if self._editable else None
        if is_waiting is None:
            return ""
        waits = " ask-open" if is_waiting else ""
        words = escape(
            _("A question to the body has no answer yet") if is_waiting else _("Ask the body about this row")
        )
        before, after = _around_key(self._prefix, "events:question_ask")
        told = f'title="{words}" aria-label="{words}"'
        return f'<a class="ask{waits}" href="{before}{row.entry.pk}{after}" {told}>?</a>'

    def _written(self, entry: Entry, cell: PageCell) -> str:
        """What stands in a cell that can be changed in place."""
        parts = [_text(cell)]
        if cell.by_body is not None:
            told = escape(_("The wording of the coordinator. The body wrote: %s") % (cell.by_body or "–"))
            parts.append(f'<span class="mark mark-own" title="{told}">{escape(_("rev."))}</span>')
        for finding in cell.findings:
            parts.append(_mark(finding))
            if cures := cures_of(finding, cell.text):
                parts.append(self._write_cures(entry, finding, cures))
        return "".join(parts)


def _text(cell: PageCell) -> str:
    lines = escape(cell.text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")
    return f'<span class="cell-text">{lines}</span>'


def _mark(finding: Finding) -> str:
    title = escape(finding_message(finding))
    return f'<span class="mark mark-{finding.severity}" role="note" title="{title}">!</span>'


@cache
def _around_key(_prefix: str, name: str, *others: str) -> tuple[str, str]:
    before, after = reverse(name, args=[_KEY, *others]).split(str(_KEY))
    return before, after
