"""The columns of a list of events: the screen shows them, the files hold them, in the same order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Heading(NamedTuple):
    """What an event may stand under; `order` as documents print it."""

    order: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event as a line of the list, in words of one language."""

    pk: int
    title: str
    dates: str = ""
    start: date | None = None
    end: date | None = None
    place: str = ""
    partners: tuple[Heading, ...] = ()
    departments: tuple[Heading, ...] = ()  # that of the governing row first
    spheres: tuple[Heading, ...] = ()
    activity: str = ""
    mode: str = ""
    participants: int | None = None
    figure: str = ""  # the number with what it promises: «более 1600»
    results: tuple[str, ...] = ()
    outcome: str = ""
    outcome_code: str = ""
    documents: tuple[str, ...] = ()


Value = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumn:
    """`value` is what a spreadsheet holds; texts are its words. `sheets_only`: in XLSX and CSV alone."""

    key: str
    heading: str
    width: float  # mm on a page laid across
    value: Callable[[EventRow], Value]
    sheets_only: bool = False

    def text(self, row: EventRow) -> str:
        value = self.value(row)
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        return "" if value is None else str(value)


def _names(headings: tuple[Heading, ...]) -> str:
    return "; ".join(heading.name for heading in headings)


EVENT_COLUMNS = (
    EventColumn(key="title", heading="Мероприятие", width=68, value=lambda row: row.title),
    EventColumn(key="dates", heading="Срок", width=30, value=lambda row: row.dates),
    EventColumn(key="start", heading="Начало", width=20, value=lambda row: row.start, sheets_only=True),
    EventColumn(key="end", heading="Окончание", width=20, value=lambda row: row.end, sheets_only=True),
    EventColumn(key="place", heading="Место", width=35, value=lambda row: row.place),
    EventColumn(key="partners", heading="Партнеры", width=32, value=lambda row: _names(row.partners)),
    EventColumn(
        key="departments", heading="Исполнительный орган", width=38, value=lambda row: _names(row.departments)
    ),
    EventColumn(key="activity", heading="Вид", width=20, value=lambda row: row.activity, sheets_only=True),
    EventColumn(key="mode", heading="Формат", width=20, value=lambda row: row.mode, sheets_only=True),
    EventColumn(
        key="participants",
        heading="Участники",
        width=20,
        value=lambda row: row.participants,
        sheets_only=True,
    ),
    EventColumn(key="figure", heading="Участники", width=21, value=lambda row: row.figure),
    EventColumn(key="outcome", heading="Итог", width=24, value=lambda row: row.outcome),
    EventColumn(
        key="results",
        heading="Результаты",
        width=24,
        value=lambda row: "; ".join(row.results),
        sheets_only=True,
    ),
    EventColumn(
        key="documents",
        heading="Документы",
        width=40,
        value=lambda row: "; ".join(row.documents),
        sheets_only=True,
    ),
)
# A spreadsheet counts: it holds the bare figure; a page shows the figure with its bound.
SHEET_COLUMNS = tuple(column for column in EVENT_COLUMNS if column.key != "figure")
PAGE_COLUMNS = tuple(column for column in EVENT_COLUMNS if not column.sheets_only)
