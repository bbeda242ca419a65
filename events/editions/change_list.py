"""The list of changes between two editions as a printed table."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from events.exports.table import Column, EntryLine, ReportTable, SectionLine, Span
from events.vocabulary import Kind

from .differences import DifferenceKind, differences, heading_differences

DIFFERENCE_LABELS = {
    DifferenceKind.ADDED: gettext_lazy("included"),
    DifferenceKind.REMOVED: gettext_lazy("left out"),
    DifferenceKind.CHANGED: gettext_lazy("changed"),
    DifferenceKind.MOVED: gettext_lazy("moved"),
}
# The words of the document; it is Russian whatever the screen speaks.
_PRINTED_WORDS = {
    DifferenceKind.ADDED: "Включено",
    DifferenceKind.REMOVED: "Исключено",
    DifferenceKind.CHANGED: "Изменено",
    DifferenceKind.MOVED: "Перемещено",
}
_PRINTED_FATES = {
    "": "учтено",  # taken over into the row
    "held": "проведено",
    "postponed": "перенесено",
    "cancelled": "отменено",
    "not_held": "не проведено",
}


def change_list(report_kind: Kind, title: str, before: dict[str, Any], after: dict[str, Any]) -> ReportTable:
    """The printed list of changes: what each row was, and what it is now."""
    columns = ("№ п/п", "Строка", "Графа", "Было", "Стало")
    lines: list[SectionLine | EntryLine] = []
    number = 0
    for change in heading_differences(before, after):
        number += 1
        name = "Наименование документа" if change.heading == "title" else "Примечания к документу"
        lines.append(_line(f"{number}.", name, "", change.before or "–", change.after or "–"))
    for told in _newly_told(before, after):
        if told is None:
            lines.append(SectionLine("Перенесено, отменено, не проведено"))
            continue
        number += 1
        lines.append(_told_line(number, told))
    found = differences(before, after)
    for kind in DifferenceKind:
        of_kind = [difference for difference in found if difference.kind is kind]
        if of_kind:
            lines.append(SectionLine(_PRINTED_WORDS[kind]))
        for difference in of_kind:
            number += 1
            where = _where(
                difference.number_before or difference.number_after,
                difference.section_before or difference.section_after,
            )
            cells = [(cell.heading, cell.before or "–", cell.after or "–") for cell in difference.cells]
            before_section, after_section = difference.section_before, difference.section_after
            if before_section and after_section and before_section != after_section:
                cells.append(("Раздел", before_section, after_section))
            if not cells:
                cells.append(("№ п/п", difference.number_before, difference.number_after))
            for place, cell in enumerate(cells):
                first = place == 0
                spans = Span.NONE if len(cells) == 1 else Span.START if first else Span.CONTINUE
                lines.append(
                    EntryLine(
                        (f"{number}.", f"{difference.title}\n{where}", *cell),
                        (spans, spans, Span.NONE, Span.NONE, Span.NONE),
                    )
                )
    return ReportTable(
        kind=report_kind,
        title=title,
        columns=tuple(Column(heading, None) for heading in columns),
        lines=tuple(lines),
        notes=() if lines else ("Изменений нет.",),
    )


def _newly_told(before: dict[str, Any], after: dict[str, Any]) -> Iterator[dict[str, Any] | None]:
    """What people said of rows since; None before the first."""
    known = before.get("told", ())  # editions of earlier versions keep none
    new = [told for told in after.get("told", ()) if told not in known]
    if new:
        yield None
    yield from new


def _told_line(number: int, told: dict[str, Any]) -> EntryLine:
    row = f"{told['title']}\n{_where(told['number'], '')}".strip()
    outcome = _PRINTED_FATES[told["fate"]]
    if told["fate_dates"]:
        outcome = f"{outcome} на {told['fate_dates']}"
    reason = "; ".join(text for text in (told["fate_note"], told["fate_letter"]) if text)
    return _line(f"{number}.", row, "Основание", reason or "–", outcome)


def _where(number: str, section: str) -> str:
    return ", ".join(part for part in (f"строка {number.rstrip('.')}" if number else "", section) if part)


def _line(*cells: str) -> EntryLine:
    return EntryLine(cells, (Span.NONE,) * len(cells))
