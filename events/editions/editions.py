"""Fixing editions of a report, and the list of changes between two of them."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coopregistry.models import User
from events.exports.docx import docx_bytes
from events.exports.page_style import Formalities, Properties
from events.exports.table import Column, EntryLine, ReportTable, SectionLine, Span
from events.models import Edition, Report
from events.reports import workflow
from events.reports.printed_form import page_style_for, printed_form
from events.reports.printed_table import in_printing_order, table_of
from events.reports.transitions import NotNow, ReportAction
from events.vocabulary import Kind

from .differences import What, differences, heading_differences
from .frozen import freeze, thaw


def current_table(report: Report) -> dict[str, Any]:
    """The report as an edition fixed now would keep it."""
    parts = in_printing_order(report)
    return freeze(table_of(report, parts), parts)


@transaction.atomic
def fix(report: Report, *, user: User | None, reason: str = "") -> Edition:
    """Freeze the report as it stands, number it and close it for approval."""
    report = workflow.locked(report, ReportAction.FIX)
    frozen = current_table(report)
    rows = sum("entry" in line for line in frozen["lines"])
    if not rows:
        raise NotNow(_("There are no rows yet: there is nothing to fix."))
    properties = Properties(created=report.latest_change())
    page_style = page_style_for(printed_form(report.kind))
    docx = docx_bytes(thaw(frozen), formalities=Formalities(), properties=properties, page_style=page_style)
    edition = Edition.objects.create(
        report=report,
        number=(report.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
        fixed_by=user,
        reason=reason,
        rows=rows,
        table=frozen,
        docx=docx,
        sha256=hashlib.sha256(docx).hexdigest(),
    )
    workflow.close_for_approval(report)
    return edition


CHANGE_LABELS = {
    What.ADDED: gettext_lazy("included"),
    What.REMOVED: gettext_lazy("left out"),
    What.CHANGED: gettext_lazy("changed"),
    What.MOVED: gettext_lazy("moved"),
}
# The words of the document; it is Russian whatever the screen speaks.
WHAT_WORDS = {
    What.ADDED: "Включено",
    What.REMOVED: "Исключено",
    What.CHANGED: "Изменено",
    What.MOVED: "Перемещено",
}


def changes_table(kind: Kind, title: str, before: dict[str, Any], after: dict[str, Any]) -> ReportTable:
    """The list of changes as a document: for each row what it was and what it is."""
    columns = ("№ п/п", "Строка", "Графа", "Было", "Стало")
    lines: list[SectionLine | EntryLine] = []
    number = 0
    for change in heading_differences(before, after):
        number += 1
        name = "Наименование документа" if change.heading == "title" else "Примечания к документу"
        lines.append(_line(f"{number}.", name, "", change.before or "–", change.after or "–"))
    found = differences(before, after)
    for what in What:
        of_it = [one for one in found if one.what is what]
        if of_it:
            lines.append(SectionLine(WHAT_WORDS[what]))
        for one in of_it:
            number += 1
            where = _where(one.number_before or one.number_after, one.section_before or one.section_after)
            cells = [(cell.heading, cell.before or "–", cell.after or "–") for cell in one.cells]
            if one.section_before != one.section_after and one.section_before and one.section_after:
                cells.append(("Раздел", one.section_before, one.section_after))
            if not cells:
                cells.append(("№ п/п", one.number_before, one.number_after))
            for place, cell in enumerate(cells):
                first = place == 0
                spans = Span.NONE if len(cells) == 1 else Span.START if first else Span.CONTINUE
                lines.append(
                    EntryLine(
                        (f"{number}.", f"{one.title}\n{where}", *cell),
                        (spans, spans, Span.NONE, Span.NONE, Span.NONE),
                    )
                )
    return ReportTable(
        kind=kind,
        title=title,
        columns=tuple(Column(heading, None) for heading in columns),
        lines=tuple(lines),
        notes=() if lines else ("Изменений нет.",),
    )


def _where(number: str, section: str) -> str:
    return ", ".join(part for part in (f"строка {number.rstrip('.')}" if number else "", section) if part)


def _line(*cells: str) -> EntryLine:
    return EntryLine(cells, (Span.NONE,) * len(cells))
