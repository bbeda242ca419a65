"""Adjectives, organisations, inhabitants, and look-alikes that are not places."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence

ADJECTIVE, ORGANISATION, INHABITANT = Evidence.ADJECTIVE, Evidence.ORGANISATION, Evidence.INHABITANT


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, Evidence]]:
    return [(m.code, m.evidence) for m in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("с белорусскими партнерами", "by"),
        ("белорусской стороной", "by"),
        ("московских художников", "ru-77"),
        ("узбекской стороной", "uz"),
        ("делегация китайской провинции", "cn"),
        ("витебский", "by-vitebskaya"),
        ("минские предприятия", "by-minsk-city"),
        ("минских областных предприятий", "by-minskaya"),
        ("оршанские мастера", "by-orsha"),
        ("петербургские музеи", "ru-78"),
        ("Ленинградская битва", "ru-47"),
        ("от Смоленского региона", "ru-67"),
        ("смоленская область", "ru-67"),
        ("«Витебский венок»", "by-vitebskaya"),
    ],
)
def test_an_adjective_stands_for_its_place(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert found(gazetteer, text) == [(code, ADJECTIVE)]


def test_a_compound_adjective_names_both(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "российско-белорусский диалог") == [("ru", ADJECTIVE), ("by", ADJECTIVE)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Могилевский областной драматический театр", "by-mogilevskaya"),
        ("Витебский городской исполнительный комитет", "by-vitebskaya"),
        ("УО «Полоцкий государственный университет»", "by-polotsk"),
        ("ОАО «Минский автомобильный завод»", "by-minsk-city"),
        ("Минский областной исполнительный комитет", "by-minskaya"),
        ("Минский облисполком", "by-minskaya"),
        ("выступил Витебский ансамбль", "by-vitebskaya"),
        ("в Смоленском государственном университете", "ru-67"),
        ("СЭЗ «Могилев»", "by-mogilev"),
        ("ООО «Брянск Агро»", "ru-32-bryansk"),
        ("ТРЦ «Галактика Минск»", "by-minsk-city"),
        ("команда «Динамо-Минск»", "by-minsk-city"),
        ("Санкт-Петербургский государственный университет", "ru-78"),
    ],
)
def test_a_name_inside_an_organisation_is_weaker_evidence(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert found(gazetteer, text) == [(code, ORGANISATION)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("мастера Витебщины", "by-vitebskaya"),
        ("белорусы", "by"),
        ("витебчане", "by-vitebskaya"),
        ("минчанами", "by-minsk-city"),
        ("москвичей", "ru-77"),
        ("смоляне", "ru-67"),
    ],
)
def test_inhabitants_stand_for_their_place(gazetteer: Gazetteer, text: str, code: str) -> None:
    assert found(gazetteer, text) == [(code, INHABITANT)]


@pytest.mark.parametrize(
    "text",
    [
        "Московский А.В.",
        "А.В. Московский",
        "В.П. Владимирова",
        "Владимир Потемкин",
        "Владимир Петрович",
        "Романов, Орлов, Пушкин",
        "Киров С.М.",
        "музей имени Гагарина",
        "им. В. Энгельса",
        "ул. Московская",
        "ул. Большая Московская, д. 5",
        "Киевское шоссе",
        "Ярославский вокзал",
        "пл. Ленина",
        "ул. Полоцк",
        "площадь Витебск",
        "Мир, труд, май",
        "с. Владимир",
        "Анна Минская",
        "Минский приехал",
        "директор Смоленский Пётр Иванович",
        "д. Минская Слобода",
        "на Московском проспекте",
        "мир и орёл",
        "за мир во всём мире",
        "Того же мнения",
        "Республика",
        "гостиница «Минск»",
        "моряки парохода «Ливерпуль»",
        "номера отелей «Прага»",
        "Уральское отделение банка",
        "Поморская ярмарка",
        "выставка «Россия»",
        "дер. Москва",
        "английский язык",
        "от немецко-фашистских захватчиков",
        "братские народы",
        "еврейская музыка",
        "Полет над Днепром",
        "Эрнст Краснодарский",
        "гости столицы",
        "центральный",
    ],
)
def test_a_false_friend_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("г. Владимир", "ru-33-vladimir"),
        ("из Владимира", "ru-33-vladimir"),
        ("Владимир, Дом культуры", "ru-33-vladimir"),
        ("Киров", "ru-43-kirov"),
        ("Москва, Владимир, Тула", "ru-33-vladimir"),
        ("посетили Владимир, г. Муром", "ru-33-vladimir"),
        ("посетили Владимир, Минск", "ru-33-vladimir"),
    ],
)
def test_a_town_that_is_a_first_name_needs_a_sign_that_it_is_a_town(
    gazetteer: Gazetteer, text: str, code: str
) -> None:
    assert (code, Evidence.NAME) in found(gazetteer, text)


def test_a_locative_adjective_is_not_the_town_in_the_instrumental(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "связи с Витебском") == [("by-vitebsk", Evidence.NAME)]
    assert found(gazetteer, "в Витебском районном доме культуры") == [("by-vitebskaya", ORGANISATION)]
