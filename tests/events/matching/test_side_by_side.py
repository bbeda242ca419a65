"""Two texts of one column: what they share and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.matching.side_by_side import compared

TEXTS = st.text(st.sampled_from("абв ё.,«»-\n1"), max_size=60)


@pytest.mark.parametrize(
    ("one", "other", "left", "right", "state"),
    [
        ("Ярмарка меда", "ярмарка  мёда", [], [], "same"),
        ("Ярмарка меда", "Ярмарка сыра", ["меда"], ["сыра"], "differs"),
        ("14-16 марта 2025 года", "март 2025 года", ["14-16"], [], "differs"),
        (
            "Цикл краеведческих встреч «Соседи»",
            "Краеведческая встреча «Соседи: к морю»",
            ["Цикл"],
            ["к морю"],
            "differs",
        ),
        ("г. Тверь", "дистанционно", [], [], "other"),
        ("", "20 человек", [], [], "alone"),
    ],
)
def test_words_that_differ_are_marked(
    one: str, other: str, left: list[str], right: list[str], state: str
) -> None:
    *sides, found = compared(one, other)
    assert [[text for text, how in side if how] for side in sides] == [left, right]
    assert found == state


@given(TEXTS, TEXTS)
def test_no_sign_of_a_text_is_lost(one: str, other: str) -> None:
    left, right, _state = compared(one, other)
    assert ("".join(text for text, _how in left), "".join(text for text, _how in right)) == (one, other)
