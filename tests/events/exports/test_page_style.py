"""Widths of columns."""

import pytest

from events.exports.page_style import Margins, PageStyle, Properties
from events.exports.table import Column
from events.vocabulary import Role
from tests.events.exports.tables import PLAN_COLUMNS, REPORT_COLUMNS


def test_widths_are_the_office_rules_for_seven_columns() -> None:
    assert PageStyle().widths_for(PLAN_COLUMNS) == (12, 38, 50, 27, 40, 47, 53)


def test_widths_are_the_office_rules_for_six_columns_by_role_not_place() -> None:
    assert PageStyle().widths_for(REPORT_COLUMNS) == (12, 52, 38, 28, 87, 50)


@pytest.mark.parametrize(
    "columns",
    [
        (*PLAN_COLUMNS, Column("Примечание", None)),
        PLAN_COLUMNS[:4],
        (*REPORT_COLUMNS, Column("Ответственный", None), Column("Примечание", None)),
    ],
)
def test_widths_of_other_columns_fill_the_page_and_spare_number_and_dates(
    columns: tuple[Column, ...],
) -> None:
    page_style = PageStyle()
    widths = page_style.widths_for(columns)
    assert sum(widths) == pytest.approx(267)
    assert [
        width
        for width, column in zip(widths, columns, strict=True)
        if column.role in (Role.NUMBER, Role.DATES)
    ] == ([12, 27] if columns[1].role is Role.PARTNER else [12, 28])


@pytest.mark.parametrize("columns", [PLAN_COLUMNS[:1], PLAN_COLUMNS[3:4], PLAN_COLUMNS * 6])
def test_widths_of_odd_tables_fill_the_page(columns: tuple[Column, ...]) -> None:
    widths = PageStyle().widths_for(columns)
    assert sum(widths) == pytest.approx(267)
    assert min(widths) > 1.5  # forty columns, and still some room for each


def test_widths_follow_a_narrower_page() -> None:
    page_style = PageStyle(page_width=210, page_height=297, margins=Margins(left=30))
    assert sum(page_style.widths_for(PLAN_COLUMNS)) == pytest.approx(170)


def test_widths_of_a_sample_are_taken_where_the_columns_are_as_many() -> None:
    page_style = PageStyle(widths=(10, 20, 30, 40, 50, 60))
    assert page_style.widths_for(REPORT_COLUMNS) == (10, 20, 30, 40, 50, 60)
    assert page_style.widths_for(PLAN_COLUMNS) == (12, 38, 50, 27, 40, 47, 53)


def test_properties_take_the_title_of_the_report_where_they_have_none() -> None:
    assert Properties().with_title("План\nна год").title == "План на год"
    assert Properties(title="Иное").with_title("План").title == "Иное"
