"""Results as tables of files, in Russian."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from events.exports.page_style import PageStyle
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.meetings.names_left_out import without_names
from events.meetings.shown import source_in_words
from events.vocabulary import Kind

from .lines import ResultLine

TO_CONFIRM = "требует подтверждения"
TITLE = "Договоренности и подписанные документы"
_COLUMNS = (
    ("№ п/п", 11.0),
    ("Дата", 24.0),
    ("Вид", 31.0),
    ("Наименование", 68.0),
    ("Стороны", 38.0),
    ("Ответственный исполнительный орган", 34.0),
    ("Контроль", 30.0),
    ("Источник", 31.0),
)
RESULTS_STYLE = PageStyle(widths=tuple(width for _heading, width in _COLUMNS), table_size=11)


def results_table(lines: Iterable[ResultLine], filter_in_words: str, notes: Sequence[str]) -> ReportTable:
    rows = [_row(number, line) for number, line in enumerate(lines, start=1)]
    return ReportTable(
        kind=Kind.INTERNATIONAL_REPORT,  # names the sheet of a workbook
        title="\n".join(filter(None, (TITLE, filter_in_words))),
        columns=tuple(Column(heading, None) for heading, _width in _COLUMNS),
        lines=tuple(rows),
        notes=tuple(notes),
    )


def table_without_names(table: ReportTable) -> ReportTable:
    lines = [EntryLine(tuple(map(without_names, line.cells)), line.spans) for line in table.entries()]
    return replace(table, lines=tuple(lines))


def _row(number: int, line: ResultLine) -> EntryLine:
    source = "\n".join(map(source_in_words, line.entries)) or "строки в документах нет"
    cells = (
        f"{number}.",
        line.dates,
        line.kind_label,
        f"{line.title} (№ {line.number})" if line.number else line.title,
        "\n".join(line.parties),
        str(line.department or ""),
        control_in_words(line),
        f"{source}\n({TO_CONFIRM})" if line.is_to_confirm else source,
    )
    return EntryLine(cells, (Span.NONE,) * len(cells))


def control_in_words(line: ResultLine) -> str:
    """«на исполнении, срок – 01.12.2025, просрочено»; "" where nothing is under control."""
    card = line.card
    if card is None or not card.state:
        return ""
    words = [str(card.get_state_display())]
    if card.is_under_way:
        words.append(f"срок – {card.due:%d.%m.%Y}" if card.due else "без срока")
        words += ["просрочено"] if line.is_overdue else []
    return ", ".join(words)
