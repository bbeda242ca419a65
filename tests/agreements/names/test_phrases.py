"""Phrases are found in a text in any form of their words."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.names.phrases import Phrases
from agreements.reference.read import places


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("ресторан «Прага»", "встреча в ресторане «Прага» (г. Москва)", ["ресторане «Прага"]),
        ("ресторан Прага", "Ресторан «Прага»", ["Ресторан «Прага"]),
        ("дни культуры Китая", "Дней культуры Китая в школе", ["Дней культуры Китая"]),
        ("грузинская кухня", "о грузинской  кухне и о кухне Грузии", ["грузинской  кухне"]),
        ("Прага", "в Праге и под Прагой", ["Праге", "Прагой"]),
        ("ёлка", "у елки", ["елки"]),
        ("ресторан Прага", "ресторан, город Прага", []),
        ("ресторан Прага", "ресторан", []),
        ("ресторан Прага", "", []),
        ("«»", "что угодно", []),
    ],
)
def test_spans(phrase: str, text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in Phrases([phrase]).spans(text)] == found


def test_phrases_that_overlap_are_each_found() -> None:
    text = "парк Киргизия в Минске"
    spans = Phrases(["парк Киргизия", "Киргизия в Минске", "парк"]).spans(text)
    assert sorted(text[span.start : span.end] for span in spans) == [
        "Киргизия в Минске",
        "парк",
        "парк Киргизия",
    ]


@pytest.fixture(scope="module")
def taught() -> Gazetteer:
    return Gazetteer(
        places(), home="ru-67", no_places=["пансионат «Беларусь»", "соединение РТ", "Тридевятая область"]
    )


def test_a_phrase_taught_names_no_place_and_others_do(taught: Gazetteer) -> None:
    text = "в пансионате «Беларусь» и в Беларуси"
    assert [one.start for one in taught.find(text)] == [text.rindex("Беларуси")]
    assert [
        one.code for one in Gazetteer(places(), home="ru-67").find("гости пансионата «Беларусь», Беларусь")
    ][-1] == "by"


def test_a_phrase_taught_is_not_asked_about(taught: Gazetteer) -> None:
    text = "Тверская область, Тридевятая область"
    asked = [one.phrase for one in Gazetteer(places(), home="ru-67").unknown(text, names_only=True)]
    assert asked == ["Тридевятая область"]
    assert taught.unknown(text, names_only=True) == []
    assert [one.code for one in taught.find(text)] == ["ru-69"]
