"""Place cells taken apart: settlements, venues, remote marks, sides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.names.gazetteer import Gazetteer
from events.phrases.place import PlacePart, read_place


def parts_of(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return [(part.settlement, part.venue) for part in read_place(text, gazetteer).parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("г. Смоленск", [("г. Смоленск", "")]),
        ("г. Смоленск,\nдворец спорта «Юбилейный»", [("г. Смоленск", "дворец спорта «Юбилейный»")]),
        ("г. Москва\nВДНХ", [("г. Москва", "ВДНХ")]),
        ("Москва, ЦВК «Экспоцентр»", [("Москва", "ЦВК «Экспоцентр»")]),
        ("СОГБУ ДО\n«Станция юннатов»", [("", "СОГБУ ДО «Станция юннатов»")]),
        (
            "ГБУК «Центр народного творчества, ремесел»,\nг. Смоленск",
            [("г. Смоленск", "ГБУК «Центр народного творчества, ремесел»")],
        ),
        (
            "г. Полоцк, \nВитебская область,\nРеспублика Беларусь",
            [("г. Полоцк, Витебская область, Республика Беларусь", "")],
        ),
        (
            "г. Рославль, Смоленская область,\nмузей;\n\nг. Витебск, \nРеспублика Беларусь",
            [("г. Рославль, Смоленская область", "музей"), ("г. Витебск, Республика Беларусь", "")],
        ),
        ("Демидовский район, спортивная база", [("Демидовский район", "спортивная база")]),
        (
            "г. Москва,\nПосольство Киргизской Республики в Российской Федерации",
            [("г. Москва", "Посольство Киргизской Республики в Российской Федерации")],
        ),
        ("", []),
    ],
)
def test_settlement_and_venue_are_told_apart(text: str, parts: list[tuple[str, str]], gazetteer: Gazetteer):
    assert parts_of(text, gazetteer) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("дистанционно", []),
        ("Дистанционный формат", []),
        ("Онлайн-площадка", []),
        ("г. Смоленск \n(в дистанционном формате)", [("г. Смоленск", "")]),
        ("г. Смоленск, лицей\n(в комбинированном формате: \nочно и онлайн)", [("г. Смоленск", "лицей")]),
    ],
)
def test_remote_mark_is_no_place(text: str, parts: list[tuple[str, str]], gazetteer: Gazetteer):
    reading = read_place(text, gazetteer)
    assert reading.remote
    assert [(part.settlement, part.venue) for part in reading.parts] == parts


@pytest.mark.parametrize("text", ["Место уточняется", "Место проведения уточняется", "по согласованию"])
def test_place_may_be_left_open(text: str, gazetteer: Gazetteer):
    reading = read_place(text, gazetteer)
    assert (reading.to_be_specified, reading.parts, reading.at_home) == (True, (), None)


def test_working_order_is_no_place(gazetteer: Gazetteer):
    reading = read_place("В рабочем порядке", gazetteer)
    assert (reading.in_writing, reading.parts) == (True, ())


@pytest.mark.parametrize(
    ("text", "at_home"),
    [
        ("г. Смоленск", True),
        ("Смоленская область, Смоленский район, дер. Стабна, особая экономическая зона", True),
        ("Демидовский район, спортивная база «Чайка»", True),
        ("г. Москва", False),
        ("г. Минск, Республика Беларусь", False),
        ("г. Солнечногорск, Московская область", False),
        ("пос. Кардымово,\nСмоленская область;\nг. Витебск\nРеспублика Беларусь", None),
        ("Государственный музей изобразительных искусств", None),
        ("дистанционно", None),
    ],
)
def test_side_is_said_only_where_it_is_known(text: str, at_home: bool | None, gazetteer: Gazetteer):
    assert read_place(text, gazetteer).at_home is at_home


def test_places_are_kept_by_code(gazetteer: Gazetteer):
    reading = read_place("г. Минск,\nг. Борисов,\nРеспублика Беларусь", gazetteer)
    assert reading.parts == (
        PlacePart(
            settlement="г. Минск, г. Борисов, Республика Беларусь",
            codes=("by-minsk-city", "by-borisov", "by"),
        ),
    )


@settings(max_examples=60)
@given(text=st.text(alphabet=st.sampled_from("абвгМ .,;()«»\n-"), max_size=60))
def test_any_text_is_read_without_failing(text: str, gazetteer: Gazetteer):
    for part in read_place(text, gazetteer).parts:
        assert part.settlement or part.venue
