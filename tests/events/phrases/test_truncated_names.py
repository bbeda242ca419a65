"""Names cut short: «Свердл. обл.» is read where one name begins so, and asked about where several do."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.phrases.counted_partners import lists
from events.phrases.partner_values import Partners
from events.phrases.partners import read_partners
from events.vocabulary import Kind, Role


def partners_of(gazetteer: Gazetteer, text: str) -> Partners:
    return read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: text}, gazetteer)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Перм. край", ["Пермский край"]),
        ("Калин. обл.", ["Калининградская область"]),
        ("Свердл. обл.", ["Свердловская область"]),
        ("Арханг. обл., Нижегор. обл.", ["Архангельская область", "Нижегородская область"]),
        ("Челяб. и Сарат. обл.", ["Саратовская область", "Челябинская область"]),
        ("Кировская и Волог. обл.", ["Вологодская область", "Кировская область"]),
        ("Краснояр. кр.", ["Красноярский край"]),
        ("Удм. респ.", ["Удмуртская Республика"]),
        ("Ямало-Нен. авт. окр.", ["Ямало-Ненецкий автономный округ"]),
        ("Брянск. обл.", ["Брянская область"]),
        ("Вологда, В. Новгород, Псков", ["Вологодская область", "Новгородская область", "Псковская область"]),
        ("Вел. Новгород; Ниж. Новгород", ["Нижегородская область", "Новгородская область"]),
        ("Н. Новгород", ["Нижегородская область"]),
        ("С-Пб, ХМАО", ["Санкт-Петербург", "Ханты-Мансийский автономный округ – Югра"]),
        ("С.-Петербург", ["Санкт-Петербург"]),
        ("Удмуртия, Марий-Эл", ["Республика Марий Эл", "Удмуртская Республика"]),
        ("РС(Я), Амурская обл.", ["Амурская область", "Республика Саха (Якутия)"]),
    ],
)
def test_a_cut_name_that_only_one_begins_with_is_read(
    gazetteer: Gazetteer, text: str, subjects: list[str]
) -> None:
    partners = partners_of(gazetteer, text)
    assert lists(partners, gazetteer) == (subjects, [], [])
    assert partners.unknown == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Кал. обл.", {"ru-39", "ru-40"}),
        ("Нов. обл.", {"ru-53", "ru-54"}),
    ],
)
def test_a_cut_name_of_several_is_asked_about(gazetteer: Gazetteer, text: str, codes: set[str]) -> None:
    partners = partners_of(gazetteer, text)
    assert partners.found == ()
    assert [set(one.suggestions) for one in partners.unknown] == [codes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Выступили Н. Петров и В. Иванов", []),
        ("Встреча на Перм. ул., д. 5", []),
        ("Готовы оба проекта. Край поля засеян", []),
        ("Прошло в г. Томск. Область представили мастера", ["г. Томск"]),
        ("Учитель Э. Новгородов", []),
        ("Команда школы. край леса", []),
        ("Во. обл.", []),
    ],
)
def test_nothing_else_is_taken_for_a_cut_name(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert [one.phrase for one in gazetteer.find(text)] == found
