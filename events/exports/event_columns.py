"""The columns of a list of events, in the order of the screen and of the files."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class RankedName(NamedTuple):
    """A heading an event can be listed under; `order` is that of printed documents."""

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
    partners: tuple[RankedName, ...] = ()
    departments: tuple[RankedName, ...] = ()  # that of the governing row first
    spheres: tuple[RankedName, ...] = ()
    agreements: tuple[str, ...] = ()
    activity: str = ""
    direction: str = ""
    mode: str = ""
    participants: int | None = None
    figure: str = ""  # the number with what it promises: «более 1600»
    results: tuple[str, ...] = ()
    outcome: str = ""
    outcome_code: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it promises: 1600 in «более 1600»."""

    number: int
    words: str

    def __str__(self) -> str:
        return self.words


Value = str | int | date | Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumn:
    """`value` is what a spreadsheet holds; texts are its words. `sheets_only`: in XLSX and CSV alone, beside
    the column of the page it belongs to. `at_first`: shown to whoever has chosen nothing."""

    key: str
    heading: str
    width: float  # mm on a page laid across
    value: Callable[[EventRow], Value]
    sheets_only: str = ""
    at_first: bool = True

    def text(self, row: EventRow) -> str:
        value = self.value(row)
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        return "" if value is None else str(value)


def _names(headings: tuple[RankedName, ...]) -> str:
    return "; ".join(heading.name for heading in headings)


def _figure(row: EventRow) -> Figure | None:
    return None if row.participants is None else Figure(row.participants, row.figure)


EVENT_COLUMNS = (
    EventColumn(key="title", heading="Мероприятие", width=68, value=lambda row: row.title),
    EventColumn(key="dates", heading="Срок", width=30, value=lambda row: row.dates),
    EventColumn(key="start", heading="Начало", width=20, value=lambda row: row.start, sheets_only="dates"),
    EventColumn(key="end", heading="Окончание", width=20, value=lambda row: row.end, sheets_only="dates"),
    EventColumn(key="place", heading="Место", width=35, value=lambda row: row.place),
    EventColumn(key="partners", heading="Партнеры", width=32, value=lambda row: _names(row.partners)),
    EventColumn(
        key="departments", heading="Исполнительный орган", width=38, value=lambda row: _names(row.departments)
    ),
    EventColumn(
        key="spheres", heading="Сфера", width=32, value=lambda row: _names(row.spheres), at_first=False
    ),
    EventColumn(
        key="agreements",
        heading="Соглашение",
        width=40,
        value=lambda row: "; ".join(row.agreements),
        at_first=False,
    ),
    EventColumn(key="activity", heading="Вид", width=24, value=lambda row: row.activity, at_first=False),
    EventColumn(
        key="direction", heading="Направление", width=24, value=lambda row: row.direction, at_first=False
    ),
    EventColumn(key="mode", heading="Формат", width=22, value=lambda row: row.mode, at_first=False),
    EventColumn(
        key="participants",
        heading="Участники",
        width=20,
        value=_figure,
        sheets_only="figure",
    ),
    EventColumn(key="figure", heading="Участники", width=21, value=lambda row: row.figure),
    EventColumn(key="outcome", heading="Итог", width=24, value=lambda row: row.outcome),
    EventColumn(
        key="results",
        heading="Результаты",
        width=48,
        value=lambda row: "; ".join(row.results),
        at_first=False,
    ),
    EventColumn(
        key="documents",
        heading="Документы",
        width=40,
        value=lambda row: "; ".join(row.documents),
        at_first=False,
    ),
)
CHOOSABLE = tuple(column for column in EVENT_COLUMNS if not column.sheets_only)
PAGE_COLUMNS = tuple(column for column in CHOOSABLE if column.at_first)
# A spreadsheet counts: it holds a number that shows its bound; a page has the words alone.
SHEET_COLUMNS = tuple(column for column in EVENT_COLUMNS if column.key != "figure")


def page_columns(chosen: Collection[str]) -> tuple[EventColumn, ...]:
    """The columns with these keys, always with the title; the default ones when there are none."""
    if not chosen:
        return PAGE_COLUMNS
    return tuple(column for column in CHOOSABLE if column.key == "title" or column.key in chosen)


def sheet_columns(chosen: Collection[str]) -> tuple[EventColumn, ...]:
    """The same for a spreadsheet, where the default is every column."""
    if not chosen:
        return SHEET_COLUMNS
    keys = {"title", *chosen}
    return tuple(column for column in SHEET_COLUMNS if (column.sheets_only or column.key) in keys)
