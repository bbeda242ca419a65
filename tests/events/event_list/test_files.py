"""The files of the list hold the rows of its pages."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from urllib.parse import unquote

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coopregistry.models import Job
from events.exports.event_columns import PAGE_COLUMNS, SHEET_COLUMNS, Figure
from events.exports.fitting import lines_of
from tests.events.event_world import BOOK, CHOIR, DANCE, GARDEN, SUMMER, rows_shown

pytestmark = pytest.mark.django_db


def file_of(boss_client: Client, suffix: str, query: str) -> bytes:
    response = boss_client.get(f"{reverse('events:events_file', args=[suffix])}?{query}")
    assert response.status_code == 200
    return response.getvalue()


QUERIES = [
    "",
    "order=title",
    "partner=ru-32",
    "kind=international_report&order=participants",
    "text=абракадабра",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_sheet_holds_the_list_row_by_row(boss_client: Client, query: str) -> None:
    rows = rows_shown(boss_client, query)
    sheet = openpyxl.load_workbook(BytesIO(file_of(boss_client, "xlsx", query))).active
    lines = list(sheet.iter_rows(min_row=6, values_only=True))
    assert list(lines[0][1:]) == [column.heading for column in SHEET_COLUMNS]
    for number, (line, row) in enumerate(zip(lines[1:], rows, strict=True), start=1):
        values = [column.value(row) for column in SHEET_COLUMNS]
        wanted = [value.number if isinstance(value, Figure) else value for value in values]
        got = [value.date() if isinstance(value, datetime) else value for value in line[1:]]
        assert (line[0], got) == (number, [value if value != "" else None for value in wanted])
    assert sheet["A4"].value == f"Мероприятий: {len(rows)}"
    assert isinstance(sheet.cell(7, 4).value, datetime if rows else type(None))


@pytest.mark.parametrize("query", QUERIES)
def test_a_csv_holds_the_list_row_by_row(boss_client: Client, query: str) -> None:
    rows = rows_shown(boss_client, query)
    text = file_of(boss_client, "csv", query).decode("utf-8-sig")
    table, _empty, below = text.partition("\r\n\r\n")
    lines = list(csv.reader(StringIO(table), delimiter=";"))
    assert [line[1:] for line in lines[1:]] == [
        [column.text(row) for column in SHEET_COLUMNS] for row in rows
    ]
    assert below.splitlines()[-1] == f'"Мероприятий: {len(rows)}"'


@pytest.mark.parametrize("group", ["department", "sphere", "partner"])
@pytest.mark.parametrize("query", QUERIES)
def test_every_grouping_holds_every_row_of_the_list(boss_client: Client, query: str, group: str) -> None:
    rows = rows_shown(boss_client, query)
    table = docx.Document(BytesIO(file_of(boss_client, "docx", f"{query}&group={group}"))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows][1:]
    entries = [line[1:] for line in lines if len(set(line)) > 1]
    times = {
        row.pk: 1 if group != "partner" or "partner=" in query else len(row.partners) or 1 for row in rows
    }
    words = [[column.text(row) for column in PAGE_COLUMNS] for row in rows for _time in range(times[row.pk])]
    assert sorted(map(plain, entries)) == sorted(map(plain, words))


def plain(cells: list[str]) -> list[str]:
    """A printed document binds words by no-break spaces."""
    return [" ".join(cell.split()) for cell in cells]


def test_groups_stand_in_printing_order(boss_client: Client) -> None:
    table = docx.Document(BytesIO(file_of(boss_client, "docx", "group=partner"))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows][1:]
    headings = [line[0] for line in lines if len(set(line)) == 1]
    assert headings[:5] == [
        "Брянская область",
        "Витебская область",
        "Калужская область",
        "Пекин",
        "Тверская область",
    ]
    assert headings[5].startswith("Отбор: все мероприятия")


def test_an_event_stands_under_each_chosen_partner_it_names(boss_client: Client) -> None:
    query = "partner=ru-32&partner=by&partner=ru-fd-central&group=partner"
    table = docx.Document(BytesIO(file_of(boss_client, "docx", query))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows][1:-3]
    shown = [line[0].replace("\xa0", " ") if len(set(line)) == 1 else line[1] for line in lines]
    assert shown == [
        *("Беларусь", DANCE),
        *("Брянская область", SUMMER, GARDEN),
        *("Центральный федеральный округ", SUMMER, BOOK, GARDEN, CHOIR),
    ]


def test_a_number_keeps_its_bound_and_stays_a_number(boss_client: Client) -> None:
    sheet = openpyxl.load_workbook(BytesIO(file_of(boss_client, "xlsx", f"text={BOOK}"))).active
    [cell] = [cell for cell in sheet[7] if sheet.cell(6, cell.column).value == "Участники"]
    assert (cell.value, cell.number_format) == (120, '"не менее "0')


def test_a_row_is_as_tall_as_its_text(boss_client: Client) -> None:
    sheet = openpyxl.load_workbook(BytesIO(file_of(boss_client, "xlsx", ""))).active
    heights = [sheet.row_dimensions[row].height for row in range(7, sheet.max_row + 1)]
    lines = [round(height / (11 * 1.25)) for height in heights]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=7)]
    widths = [sheet.column_dimensions[cell.column_letter].width * 2 for cell in sheet[7]]
    assert lines == [
        max(lines_of(text, width, 11) for text, width in zip(row, widths, strict=True)) for row in rows
    ]
    assert max(lines) > 1


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("", ""),
        ("partner=by&kind=international_report", " – Беларусь, отчет о международных мероприятиях"),
        ("partner=by&exclude=partner", " – кроме «Беларусь»"),
        ("text=a%2Fb%3A%22c", " – a b c"),
        ("text=" + "слово " * 30, " – " + ("слово " * 13).strip() + "…"),
    ],
)
def test_the_name_of_a_file_says_its_filter(boss_client: Client, query: str, about: str) -> None:
    response = boss_client.get(f"{reverse('events:events_file', args=['csv'])}?{query}")
    name = unquote(response["Content-Disposition"].partition("UTF-8''")[2])
    assert name == f"Перечень мероприятий{about}, {timezone.localdate():%d.%m.%Y}.csv"


def test_a_file_says_its_filter(boss_client: Client) -> None:
    sheet = openpyxl.load_workbook(BytesIO(file_of(boss_client, "xlsx", "partner=by&text=танец"))).active
    assert sheet["A2"].value == "Отбор: Слова – танец; Партнер – Беларусь"


@pytest.mark.parametrize("suffix", ["csv", "docx"])
def test_a_long_list_is_written_by_a_job(
    boss_client: Client, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    address = f"{reverse('events:events_file', args=[suffix])}?partner=by&order=title"
    at_once = boss_client.get(address)
    monkeypatch.setattr("events.event_list.views.files.AT_ONCE", 0)
    made = boss_client.get(address, follow=True)
    assert made.redirect_chain == [(reverse("job_file", args=[Job.objects.latest("pk").pk]), 302)]
    if suffix == "csv":
        assert made.getvalue() == at_once.content
    name = "Content-Disposition"
    assert unquote(made[name]).rpartition("''")[2] == unquote(at_once[name]).rpartition("''")[2]


def test_a_sheet_written_by_rows_says_the_same(boss_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def cells() -> list[tuple]:
        sheet = openpyxl.load_workbook(BytesIO(file_of(boss_client, "xlsx", "partner=by"))).active
        heights = [sheet.row_dimensions[number].height for number in range(1, sheet.max_row + 1)]
        return [*sheet.iter_rows(values_only=True), tuple(heights)]

    held = cells()
    monkeypatch.setattr("events.exports.event_files._MANY", 0)
    assert cells() == held
