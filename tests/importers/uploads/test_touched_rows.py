"""The page of a finished import: its rows as a table, remarks that say the same as one."""

import pytest
from django.test import Client
from django.urls import reverse

from importers.models import ImportRun
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import loaded

pytestmark = pytest.mark.django_db

FIRST = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов"), plan_row("Хоровой слёт")])])
SECOND = dump(
    [(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов и парков"), plan_row("Смотр")])]
)


def _context(client: Client, run: ImportRun) -> dict:
    return client.get(reverse("importers:run", args=[run.pk])).context


def test_rows_are_shown_with_the_columns_of_the_document(coordinator: Client) -> None:
    run = loaded(coordinator, FIRST)
    shown = _context(coordinator, run)
    title = shown["headings"].index("Наименование мероприятия")
    assert len(shown["headings"]) == len(run.report.headings) - 1
    assert [(row.what, row.cells[title].text) for row in shown["rows"]] == [
        ("new", "Книжная ярмарка"),
        ("new", "Выставка садов"),
        ("new", "Хоровой слёт"),
    ]
    assert not any(cell.change for row in shown["rows"] for cell in row.cells)


def test_changed_cells_show_both_texts(coordinator: Client) -> None:
    loaded(coordinator, FIRST)
    shown = _context(coordinator, loaded(coordinator, SECOND))
    title = shown["headings"].index("Наименование мероприятия")
    by_what = {row.what: row for row in shown["rows"]}
    changed = by_what["changed"].cells[title].change
    assert ["".join(piece.text for piece in side) for side in (changed.before, changed.after)] == [
        "Выставка садов",
        "Выставка садов и парков",
    ]
    differing = [cell.change.label for cell in by_what["changed"].cells if cell.change]
    assert differing == ["Наименование мероприятия", "Содержание мероприятия"]  # both name the exhibition


def test_remarks_that_say_the_same_are_one_with_their_places(coordinator: Client) -> None:
    rows = [plan_row(f"Встреча {number}") for number in range(3)]
    rows = [(*row[:4], "Участники уточняются", row[5]) for row in rows]
    run = loaded(coordinator, dump([(CULTURE, rows)]))
    [line] = [one for one in _context(coordinator, run)["remarks"] if "Участники уточняются" in one.text]
    assert len(line.places) == 3
