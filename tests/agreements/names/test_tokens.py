"""Words with offsets, folded for comparison."""

import pytest

from agreements.names.tokens import Shape, tokenise


def test_tokenise_keeps_offsets_into_the_text() -> None:
    text = "г.\u00a0Мо\u00adсква – «Cмоленск»"
    tokens = tokenise(text)
    assert [text[t.start : t.end] for t in tokens] == ["г", "Мо\u00adсква", "Cмоленск"]
    assert [t.norm for t in tokens] == ["г", "москва", "смоленск"]
    assert [t.gap for t in tokens] == ["", ".", "-«"]


@pytest.mark.parametrize(
    ("word", "norm"),
    [
        ("Орёл", "орел"),
        ("Йошкар", "йошкар"),
        ("И\u0306ошкар", "йошкар"),  # й as two signs
        ("Москва\u0301", "москва"),  # a stress mark
        ("Pязань", "рязань"),  # Latin P
        ("Expo", "expo"),
    ],
)
def test_tokenise_folds_what_only_looks_different(word: str, norm: str) -> None:
    assert [t.norm for t in tokenise(word)] == [norm]


@pytest.mark.parametrize(
    ("word", "shape"), [("мир", Shape.LOWER), ("Мир", Shape.CAPITAL), ("РБ", Shape.UPPER)]
)
def test_tokenise_tells_the_shape(word: str, shape: Shape) -> None:
    assert tokenise(word)[0].shape is shape


def test_tokenise_joins_a_frozen_hyphenation_only_when_the_whole_is_known() -> None:
    known = {"витебской", "санкт", "петербург"}.__contains__
    assert [t.norm for t in tokenise("Витеб-\nской", known)] == ["витебской"]
    assert [t.norm for t in tokenise("Санкт-петербург", known)] == ["санкт", "петербург"]
    assert [t.norm for t in tokenise("научно-практической", known)] == ["научно", "практической"]
