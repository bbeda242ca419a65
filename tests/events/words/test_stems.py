"""Forms of a word share a stem; a text matches the words of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.words.stems import stems, wanted_stems


@pytest.mark.parametrize(
    "forms",
    [
        ("ярмарка", "ярмарки", "ярмарок", "Ярмарками"),
        ("выставка", "выставок", "ВЫСТАВКАХ"),
        ("танец", "танца", "танцев"),
        ("ремёсел", "ремесел"),
        ("соглашение", "соглашения", "Cоглашением"),  # the last one begins with a Latin letter
        ("студент", "студентов"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert {stems(form) for form in forms} == {stems(forms[0])}


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Ярмарка ремёсел в Бресте", "ярмарок ремесел", True),
        ("Ярмарка ремёсел в Бресте", "ремесел ярмарка", True),
        ("Ярмарка ремёсел в Бресте", "ярм", True),
        ("Ярмарка ремёсел в Бресте", "ярмарка Минск", False),
        ("Фотовыставка", "выставка", False),
        ("100% хлопок", "100%", True),
        ("Хлопок", "100%", False),
        ("Ярмарка в Бресте", "с ярмарки", True),
        ("II полугодие", "I полугодие", False),
        ("Ярмарка в Бресте", "в", True),
        ("Ярмарка", "в", False),
    ],
)
def test_a_text_holds_every_word_asked_for(text: str, query: str, found: bool) -> None:
    assert all(stem in stems(text) for stem in wanted_stems(query)) is found


@pytest.mark.parametrize("query", ["", "!?", "__", "\0"])
def test_signs_are_no_words(query: str) -> None:
    assert wanted_stems(query) == []
    assert stems(query) == ""


@given(st.text(alphabet=st.characters(whitelist_categories=["L", "N", "P", "Zs"]), max_size=60))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert all(stem in stems(text) for stem in wanted_stems(text))
