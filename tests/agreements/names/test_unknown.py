"""Phrases that say they are a place and fit no name."""

import pytest

from agreements.names.gazetteer import Gazetteer


def unknown(gazetteer: Gazetteer, text: str) -> list[str]:
    return [lost.phrase for lost in gazetteer.unknown(text)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Зеленогорская область", ["Зеленогорская область"]),
        ("Республика Абвгдия", ["Республика Абвгдия"]),
        ("г. Минск, г. Дубно", ["г. Дубно"]),
        ("города Абвгдска", ["города Абвгдска"]),
        ("Брянская, Зеленогорская, Тверская области", ["Зеленогорская"]),
        ("Южно-Казахстанская область", ["Южно-Казахстанская область"]),
        ("Смоленскя область", ["Смоленскя область"]),
        ("Сафоновский район", []),
        ("Смоленский муниципальный округ", []),
        ("областей и республик", []),
        ("Республика Крым, г. Москва, Тверская область", []),
        ("в 2024 г. Проведена встреча", []),
        ("М.Г. Абвгдов", []),
        ("Красивая область", []),
    ],
)
def test_unknown_finds_what_no_name_fits(gazetteer: Gazetteer, text: str, phrases: list[str]) -> None:
    assert unknown(gazetteer, text) == phrases


@pytest.mark.parametrize(
    ("text", "code"),
    [("Смоленскя область", "ru-67"), ("Республика Татарстон", "ru-16"), ("г. Новополоцкк", "by-novopolotsk")],
)
def test_unknown_suggests_a_close_spelling(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert gazetteer.unknown(text)[0].suggestions[0] == code


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Москва, Казхстан, Тверская область", ["Казхстан"]),
        ("Москва и Белорусь", ["Белорусь"]),
        ("Тверская область (г. Тверь), Абвгдия", ["Абвгдия"]),
        ("Зеленогорская область, г. Дубно", ["Зеленогорская область", "г. Дубно"]),
        ("Министерство культуры Брянской области", []),
        ("Приграничные регионы (Брянская, Тверская области)", []),
        ("Зеленогорье (г. Дубно)", ["г. Дубно"]),
        ("Брянская область (по согласованию)", []),
        ("", []),
    ],
)
def test_unknown_asks_about_every_member_of_a_list_of_names(
    gazetteer: Gazetteer, text: str, phrases: list[str]
) -> None:
    assert [lost.phrase for lost in gazetteer.unknown(text, names_only=True)] == phrases


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("Республика Молдова", ["md"]),
        ("Республики Мордовия", ["ru-13"]),
        ("Гомельская область", ["by-gomelskaya"]),
        ("Минская область", ["by-minskaya"]),
        ("Брестская область", ["by-brestskaya"]),
        ("Абвгдейская область", []),
        ("Гомелская область", ["by-gomelskaya", "ru-55"]),
        ("", []),
    ],
)
def test_close_asks_one_joint_gazetteer_and_rather_nothing_than_wrong(
    gazetteer: Gazetteer, phrase: str, codes: list[str]
) -> None:
    assert gazetteer.close(phrase) == codes
