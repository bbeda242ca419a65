"""What differs between two frozen tables."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from events.editions.differences import CellChange, DifferenceKind, differences, heading_differences


def table(*rows: tuple[int, str, str] | str, title: str = "План") -> dict[str, Any]:
    """Rows as (key, title, place); a text is a section."""
    lines: list[dict[str, Any]] = []
    for row in rows:
        if isinstance(row, str):
            lines.append({"section": row})
        else:
            key, name, place = row
            number = sum("entry" in line for line in lines) + 1
            cells = [f"{number}.", name, place]
            lines.append({"entry": key, "cells": cells, "spans": [""] * 3})
    columns = [["№ п/п", "number"], ["Наименование", "title"], ["Место", "place"]]
    return {"title": title, "columns": columns, "lines": lines, "notes": []}


A, B, C = (1, "Ярмарка", "Брянск"), (2, "Выставка", "Тверь"), (3, "Конкурс", "Орёл")


def said(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.title) for one in differences(before, after)]


def test_equal_tables_do_not_differ() -> None:
    assert differences(table("К", A, B), table("К", A, B)) == []


def test_a_row_more_and_a_row_less_are_said_with_their_cells() -> None:
    found = differences(table(A, B), table(A, C))
    assert [(one.kind, one.title, one.cells) for one in found] == [
        (
            DifferenceKind.ADDED,
            "Конкурс",
            (CellChange("Наименование", "", "Конкурс"), CellChange("Место", "", "Орёл")),
        ),
        (
            DifferenceKind.REMOVED,
            "Выставка",
            (CellChange("Наименование", "Выставка", ""), CellChange("Место", "Тверь", "")),
        ),
    ]


def test_only_the_row_that_moved_is_said_to_have_moved() -> None:
    assert said(table(A, B, C), table(C, A, B)) == [("moved", "Конкурс")]


def test_numbers_that_shift_are_no_change() -> None:
    assert said(table(A, B, C), table(B, C)) == [("removed", "Ярмарка")]


def test_a_row_of_another_section_has_moved() -> None:
    found = differences(table("К", A, "Н", B), table("К", "Н", A, B))
    assert [(one.kind, one.section_before, one.section_after) for one in found] == [
        (DifferenceKind.MOVED, "К", "Н")
    ]


def test_a_changed_cell_is_said_before_and_after() -> None:
    found = differences(table(A), table((1, "Ярмарка", "Клинцы")))
    assert [one.cells for one in found] == [(CellChange("Место", "Брянск", "Клинцы"),)]


def test_a_new_title_is_said() -> None:
    changes = heading_differences(table(A), table(A, title="План работы"))
    assert changes == [CellChange("title", "План", "План работы")]


@given(st.lists(st.integers(0, 8), unique=True), st.lists(st.integers(0, 8), unique=True))
def test_what_is_said_leads_from_one_table_to_the_other(before: list[int], after: list[int]) -> None:
    rows = {key: (key, f"Строка {key}", "") for key in range(9)}
    found = differences(table(*(rows[key] for key in before)), table(*(rows[key] for key in after)))
    of = {kind: {one.title for one in found if one.kind is kind} for kind in DifferenceKind}
    assert of[DifferenceKind.ADDED] == {f"Строка {key}" for key in set(after) - set(before)}
    assert of[DifferenceKind.REMOVED] == {f"Строка {key}" for key in set(before) - set(after)}
    still = [key for key in before if key in after and f"Строка {key}" not in of[DifferenceKind.MOVED]]
    assert still == [
        key for key in after if key in before and f"Строка {key}" not in of[DifferenceKind.MOVED]
    ]
