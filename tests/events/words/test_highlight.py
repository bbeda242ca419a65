"""Phrases are marked where they stand, whatever the white space, and no sign of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.words.highlight import Piece, marked


@pytest.mark.parametrize(
    ("text", "phrases", "pieces"),
    [
        ("", [("5 мая", "дата")], []),
        ("г. Минск", [], [Piece("г. Минск")]),
        ("5-7 мая\n2023 года", [("5-7 мая 2023 года", "дата")], [Piece("5-7 мая\n2023 года", ("дата",))]),
        (
            "около 30 человек, 5 гостей",
            [("5 гостей", "5"), ("30 человек", "30")],
            [Piece("около "), Piece("30 человек", ("30",)), Piece(", "), Piece("5 гостей", ("5",))],
        ),
        (
            "города Минска Республики",
            [("Минска Республики", "страна"), ("города Минска", "город")],
            [Piece("города Минска Республики", ("город", "страна"))],
        ),
        ("Омск и Томск", [("Томск", "Томск")], [Piece("Омск и "), Piece("Томск", ("Томск",))]),
        ("Томск, Омск", [("Омск", "Омск")], [Piece("Томск, "), Piece("Омск", ("Омск",))]),
        ("текст", [("", "пусто"), ("нет такого", "нет")], [Piece("текст")]),
        ("(a+b)* [c]", [("(a+b)*", "знаки")], [Piece("(a+b)*", ("знаки",)), Piece(" [c]")]),
    ],
)
def test_phrases_are_marked(text: str, phrases: list[tuple[str, str]], pieces: list[Piece]) -> None:
    assert marked(text, phrases) == pieces


@given(
    st.text("аб \n", max_size=30), st.lists(st.tuples(st.text("аб ", max_size=5), st.text("xy", max_size=1)))
)
def test_no_sign_is_lost(text: str, phrases: list[tuple[str, str]]) -> None:
    assert "".join(piece.text for piece in marked(text, phrases)) == text
