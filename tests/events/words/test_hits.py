"""Words of a query are marked in any form of them, and an excerpt is cut around the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.words.highlight import excerpt, marked_hits
from events.words.stems import stems, wanted_stems


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
    assert shown(marked_hits(text, wanted_stems(query))) == expected


def test_an_excerpt_shows_the_first_hit_between_whole_words() -> None:
    text = f"{'слово ' * 40}Витебск {'дело ' * 60}"
    part = shown(excerpt(text, wanted_stems("витебска")))
    assert part.startswith("… слово слово")
    assert part.endswith("дело …")
    assert part.count("[Витебск]") == 1
    assert len(part) <= 210


def test_a_short_text_is_its_own_excerpt() -> None:
    assert shown(excerpt("г. Витебск,\nдом 5", wanted_stems("витебске"))) == "г. [Витебск], дом 5"


def test_a_text_without_the_words_has_no_excerpt() -> None:
    assert excerpt("г. Минск", wanted_stems("Витебск")) == []


@given(st.text(max_size=300), st.text(max_size=30))
def test_no_sign_of_the_text_is_lost(text: str, query: str) -> None:
    pieces = marked_hits(text, wanted_stems(query))
    assert "".join(piece.text for piece in pieces) == text


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщ ,.", max_size=400), st.text("абвгдек", min_size=1, max_size=5))
def test_what_is_found_is_marked_and_what_is_not_is_not(text: str, query: str) -> None:
    wanted = wanted_stems(query)
    pieces = marked_hits(text, wanted)
    assert any(piece.labels for piece in pieces) == any(stem in stems(text) for stem in wanted)
