"""The files of the list hold the rows of its pages."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from events.exports.event_columns import PAGE_COLUMNS, SHEET_COLUMNS
from tests.events.event_world import rows_shown

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
        wanted = [column.value(row) for column in SHEET_COLUMNS]
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
def test_every_grouping_holds_every_row_of_the_list_once(boss_client: Client, query: str, group: str) -> None:
    rows = rows_shown(boss_client, query)
    table = docx.Document(BytesIO(file_of(boss_client, "docx", f"{query}&group={group}"))).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows][1:]
    entries = [line[1:] for line in lines if len(set(line)) > 1]
    words = [[column.text(row) for column in PAGE_COLUMNS] for row in rows]
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


def test_a_file_says_its_filter(boss_client: Client) -> None:
    sheet = openpyxl.load_workbook(BytesIO(file_of(boss_client, "xlsx", "partner=by&text=танец"))).active
    assert sheet["A2"].value == "Отбор: Слова – танец; Партнер – Беларусь"
