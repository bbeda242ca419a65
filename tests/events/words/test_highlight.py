"""Phrases and words of a query are marked where they stand, and no sign of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.words.highlight import Piece, excerpt, marked, marked_words
from events.words.stems import stems, wanted_stems


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
def test_no_sign_is_lost_beside_phrases(text: str, phrases: list[tuple[str, str]]) -> None:
    assert "".join(piece.text for piece in marked(text, phrases)) == text


def shown(pieces: list) -> str:
    return "".join(f"[{piece.text}]" if piece.labels else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Книжная ярмарка «Город»", "ярмарок", "Книжная [ярмарка] «Город»"),
        ("Конкурс «Ёлка», елки и ЁЛКИ", "елка", "Конкурс «[Ёлка]», [елки] и [ЁЛКИ]"),
        ("встреча с делегацией, сотрудничество", "с делегацией", "встреча с [делегацией], сотрудничество"),
        ("II полугодие", "I полугодие", "II [полугодие]"),
        ("Белорусские выставки", "белорус выст", "[Белорусские] [выставки]"),
        ("ничего", "выставка", "ничего"),
        ("", "выставка", ""),
    ],
)
def test_words_are_marked_in_any_form(text: str, query: str, expected: str) -> None:
    assert shown(marked_words(text, wanted_stems(query))) == expected


def test_an_excerpt_shows_the_first_word_found_between_whole_words() -> None:
    text = f"{'слово ' * 40}Витебск {'дело ' * 60}"
    cut = shown(excerpt(text, wanted_stems("витебска")))
    assert cut.startswith("… слово слово")
    assert cut.endswith("дело …")
    assert cut.count("[Витебск]") == 1
    assert len(cut) <= 210


def test_a_short_text_is_its_own_excerpt() -> None:
    assert shown(excerpt("г. Витебск,\nдом 5", wanted_stems("витебске"))) == "г. [Витебск], дом 5"


def test_a_text_without_the_words_has_no_excerpt() -> None:
    assert excerpt("г. Минск", wanted_stems("Витебск")) == []


@given(st.text(max_size=300), st.text(max_size=30))
def test_no_sign_is_lost_beside_words(text: str, query: str) -> None:
    pieces = marked_words(text, wanted_stems(query))
    assert "".join(piece.text for piece in pieces) == text


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщ ,.", max_size=400), st.text("абвгдек", min_size=1, max_size=5))
def test_what_is_found_is_marked_and_what_is_not_is_not(text: str, query: str) -> None:
    wanted = wanted_stems(query)
    pieces = marked_words(text, wanted)
    assert any(piece.labels for piece in pieces) == any(stem in stems(text) for stem in wanted)
