"""«Мероприятия на предстоящую неделю (месяц)», in Russian."""

from collections.abc import Iterable
from datetime import date, timedelta

from events.access import Access
from events.basis.documents import Question, basis_of, read_documents
from events.basis.wording import basis_in_one_sentence
from events.cooperation.dossier.wording import healed
from events.exports.event_columns import EventRow
from events.exports.page_style import PageStyle
from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.phrases.dates import Dates, date_in_words, write_dates
from events.vocabulary import Kind

from .coming import Coming

# Span of the address → its name in the title, and its length.
SPANS = {"week": ("неделю", timedelta(days=6)), "month": ("месяц", timedelta(days=29))}
_COLUMNS = (
    ("№ п/п", 12.0),
    ("Сроки", 34.0),
    ("Наименование мероприятия", 92.0),
    ("Место проведения", 50.0),
    ("Партнер", 36.0),
    ("Ответственный исполнительный орган", 43.0),
)
COMING_STYLE = PageStyle(widths=tuple(width for _heading, width in _COLUMNS))
_VAGUE = "В течение месяца или нескольких месяцев, день не указан"


def coming_table(found: Coming, span: str, access: Access, today: date) -> ReportTable:
    """Events with a known day first, by date. Requires Russian as the active language."""
    lines: list[Line] = list(_lines(found.dated, 1))
    if found.vague:
        lines += [SectionLine(_VAGUE), *_lines(found.vague, len(found.dated) + 1)]
    basis = basis_of(read_documents(access, Question(), found.first, found.last), found.first, found.last)
    notes = []
    if found.endless:
        notes.append(
            f"Кроме того, мероприятий квартала, полугодия или более длительного срока: {found.endless}."
        )
    notes.append(f"По данным реестра на {date_in_words(today)}. {basis_in_one_sentence(basis)}")
    if not lines:
        notes.insert(0, "Мероприятий на этот период в реестре нет.")
    return ReportTable(
        kind=Kind.INTERNATIONAL_PLAN,  # names the sheet of a workbook
        title=f"Мероприятия на предстоящ{'ую' if span == 'week' else 'ий'} {SPANS[span][0]}\n"
        f"({write_dates(Dates.of(found.first, found.last))})",
        columns=tuple(Column(heading, None) for heading, _width in _COLUMNS),
        lines=tuple(lines),
        notes=tuple(notes),
    )


def _lines(rows: Iterable[EventRow], first: int) -> Iterable[EntryLine]:
    for number, row in enumerate(rows, start=first):
        cells = (
            f"{number}.",
            healed(row.dates),
            healed(row.title),
            healed(row.place),
            "\n".join(partner.name for partner in row.partners),
            "\n".join(department.name for department in row.departments),
        )
        yield EntryLine(cells, (Span.NONE,) * len(cells))
