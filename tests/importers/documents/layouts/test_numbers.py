"""The cell «№ п/п» and the row of column numbers."""

import pytest

from importers.documents.layouts.numbers import counts_columns, is_compound, is_roman, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("12.", 12), ("3)", 3), ("№ 4", 4), ("(5)", 5), ("1.2", None), ("1234567", None), ("", None)],
)
def test_a_number_of_a_row_is_one_integer(text: str, number: int | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "is_one"), [("1.2", True), ("№ 1.2.3.", True), ("1.", False), ("12", False)]
)
def test_a_compound_number_has_parts(text: str, is_one: bool) -> None:
    assert is_compound(text) is is_one


@pytest.mark.parametrize(("text", "is_one"), [("IV.", True), ("іі", True), ("7", False), ("IVA", False)])
def test_a_roman_number_may_be_typed_in_cyrillic(text: str, is_one: bool) -> None:
    assert is_roman(text) is is_one


@pytest.mark.parametrize(
    ("texts", "counts"),
    [(("1", "2", "3"), True), (("1", "", "2", "3"), True), (("1", "2"), False), (("2", "3", "4"), False)],
)
def test_column_numbers_count_from_one(texts: tuple[str, ...], counts: bool) -> None:
    assert counts_columns(texts) is counts
