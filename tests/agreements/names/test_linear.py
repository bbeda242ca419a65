"""Hostile texts cost in proportion to their length: counted in calls, not in seconds."""

import sys
from types import FrameType

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.names.parties import read_parties

PIECES = [
    "Республика Беларуси ",
    "Республика ",
    "Брянская область, ",
    "Брянская, ",
    "Брянская, Зел",
    "Зеленогорская, Тверская, ",
    "Зеленогорская область, ",
    "Смоленской области и ",
    "областей: ",
    "гг. Минск и ",
    "г. Минск (",
    "г. Абвг ",
    "Республика Саха (",
    "и и и области ",
    "автономный ",
    "автономный округ ",
    "Российско-",
    "Санкт-",
    "Витеб-",
    "А.В. ",
    "Московский ",
    "«Минск» ",
    "минчане ",
    "Чехов, ",
    "Чехов и Клин (",
    "из Чехова, Клина и ",
    "Кобе (Хёго), ",
    "с одной стороны, ",
    "между Правительством Москвы и ",
    "(",
    " ",
    "-",
]


def calls(gazetteer: Gazetteer, text: str) -> int:
    """Calls of functions, built-in ones too, while the text is read in every way."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for other in "абвгдеж":  # what it remembers of the last texts
        gazetteer.find(other)
    sys.setprofile(profile)
    try:
        gazetteer.find(text)
        read_parties(text, gazetteer)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_reading_costs_in_proportion_to_the_length(gazetteer: Gazetteer, piece: str) -> None:
    small, large = (piece * (size // len(piece)) for size in (4_000, 16_000))
    calls(gazetteer, small)  # fills the memo of words
    assert calls(gazetteer, large) <= 4.6 * calls(gazetteer, small) + 2_000


def test_a_text_of_fifty_thousand_letters_is_one_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Б" * 50_000) == []


def test_suggestions_are_made_for_so_many_phrases_only(gazetteer: Gazetteer) -> None:
    text = " ".join(f"г. Абвг{'ъ' * (number % 7)}{number}ск" for number in range(300))
    lost = gazetteer.unknown(text)
    assert (len(lost), [one.suggestions for one in lost[100:]]) == (300, [()] * 200)
