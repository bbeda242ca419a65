"""«Информация об исполнении договоренностей» and the letters that ask departments for it, in Russian."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from agreements.models import Department
from events.exports.letter import Letter
from events.exports.page_style import PageStyle
from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.models import ResultCard
from events.phrases.dates import Dates, date_in_words, write_dates
from events.vocabulary import Kind

_COLUMNS = (
    ("№ п/п", 12.0),
    ("Договоренность", 88.0),
    ("Где достигнута", 62.0),
    ("Срок", 28.0),
    ("Ход исполнения", 77.0),
)
EXECUTION_STYLE = PageStyle(widths=tuple(width for _heading, width in _COLUMNS))


def execution_table(cards: Iterable[ResultCard], day: date) -> ReportTable:
    """By department in protocol order; `cards` with what is told of them (`with_what_was_done`)."""
    lines: list[Line] = []
    number = 0
    ordered = sorted(
        cards, key=lambda card: (card.department.order, card.department.name, _term(card), card.pk)
    )
    for department, own in groupby(ordered, key=lambda card: card.department):
        lines.append(SectionLine(department.name))
        for card in own:
            number += 1
            cells = (f"{number}.", card.title, _origin(card), _term_in_words(card, day), _done(card))
            lines.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    return ReportTable(
        kind=Kind.INTERNATIONAL_REPORT,  # names the sheet of a workbook
        title=f"Информация\nоб исполнении договоренностей по состоянию на {date_in_words(day)}",
        columns=tuple(Column(heading, None) for heading, _width in _COLUMNS),
        lines=tuple(lines),
    )


def request_letter(
    department: Department,
    cards: Sequence[ResultCard],
    *,
    due: date | None,
    post: str,
    name: str,
    executor: str,
) -> Letter:
    until = f"в срок до {date_in_words(due)}" if due else "в возможно короткий срок"
    one = len(cards) == 1
    return Letter(
        addressee=("Руководителю", department.cases[1]),
        subject="Об исполнении договоренностей",
        paragraphs=(
            f"Прошу {until} представить информацию об исполнении "
            + (
                "договоренности, находящейся на контроле:"
                if one
                else "договоренностей, находящихся на контроле:"
            ),
            *(f"{number}. {_asked(card)}" for number, card in enumerate(cards, start=1)),
            "В информации прошу указать, что сделано, какие документы приняты, а если договоренность "
            "не исполнена – причины и предлагаемый срок.",
        ),
        post=post,
        name=name,
        executor=tuple(executor.split("\n")) if executor else (),
    )


def _asked(card: ResultCard) -> str:
    when = f" ({_origin(card)})" if _origin(card) else ""
    term = f" Срок исполнения – {date_in_words(card.due)}." if card.due else ""
    return f"{card.title.rstrip('. ')}{when}.{term}".replace("\n", ", ")


def _term(card: ResultCard) -> date:
    return card.due or date.max


def _origin(card: ResultCard) -> str:
    """Where it was reached: the event of its row and the day."""
    told = next(iter(card.results.all()), None)
    day = write_dates(Dates.of(card.start, card.end)) if card.start and card.end else ""
    return "\n".join(filter(None, (told.entry.event.title if told else "", day)))


def _term_in_words(card: ResultCard, day: date) -> str:
    if not card.due:
        return "не установлен"
    return f"{card.due:%d.%m.%Y}" + ("\nпросрочено" if card.is_overdue(day) else "")


def _done(card: ResultCard) -> str:
    """The state, the last decision and the last report."""
    decision = next(iter(card.decisions.all()[::-1]), None)
    report = next(iter(card.reports.all()[::-1]), None)
    state = str(card.get_state_display())
    words = [
        state[:1].upper() + state[1:] + (f" ({decision.basis})" if decision and decision.basis else "") + "."
    ]
    words.append(report.text if report else "Сведения об исполнении не представлены.")
    return "\n".join(words)
