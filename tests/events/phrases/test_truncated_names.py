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
        ("Ямало-Ненецкий авт. округ", ["Ямало-Ненецкий автономный округ"]),
        ("Ненецкий авт. округ", ["Ненецкий автономный округ"]),
        ("Брянск. обл.", ["Брянская область"]),
        ("Вологда, В. Новгород, Псков", ["Вологодская область", "Новгородская область", "Псковская область"]),
        ("Вел. Новгород; Ниж. Новгород", ["Нижегородская область", "Новгородская область"]),
        ("Н. Новгород", ["Нижегородская область"]),
        ("С-Пб, ХМАО", ["Санкт-Петербург", "Ханты-Мансийский автономный округ – Югра"]),
        ("С.-Петербург", ["Санкт-Петербург"]),
        ("Удмуртия, Марий-Эл", ["Республика Марий Эл", "Удмуртская Республика"]),
        ("Сев. Осетия, Респ. Мар. Эл", ["Республика Марий Эл", "Республика Северная Осетия – Алания"]),
        ("Респ. Сев. Осетия-Алания", ["Республика Северная Осетия – Алания"]),
        ("Кабард.-Балк. Респ.", ["Кабардино-Балкарская Республика"]),
        ("Хант.-Манс. АО", ["Ханты-Мансийский автономный округ – Югра"]),
        ("Юж.-Сахалинск", ["Сахалинская область"]),
        ("Нов. Уренгой, Вел. Луки", ["Псковская область", "Ямало-Ненецкий автономный округ"]),
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
    ("name", "countries", "regions"),
    [
        ("Юж. Осетии", ["Южная Осетия"], []),
        ("Сев. Македонии", ["Северная Македония"], []),
        ("Юж. Судана", ["Южный Судан"], []),
        ("Сев. Ирландии", ["Великобритания"], ["Северная Ирландия"]),
        ("Внутр. Монголии", ["Китай"], ["Внутренняя Монголия"]),
        ("Ниж. Саксонии", ["Германия"], ["Нижняя Саксония"]),
        ("Зап. Вирджинии", ["США"], ["Западная Виргиния"]),
        ("Сев. Рейна-Вестфалии", ["Германия"], ["Северный Рейн – Вестфалия"]),
        ("Зап.-Казахстанской обл.", ["Казахстан"], ["Западно-Казахстанская область"]),
        ("Папуа – Нов. Гвинеи", ["Папуа – Новая Гвинея"], []),
        ("Объед. Араб. Эмиратов", ["ОАЭ"], []),
        ("Ташкент. обл.", ["Узбекистан"], ["Ташкентская область"]),
        ("Минск. обл.", ["Беларусь"], ["Минская область"]),
    ],
)
def test_a_cut_name_of_another_land_is_read(
    gazetteer: Gazetteer, name: str, countries: list[str], regions: list[str]
) -> None:
    cells = {Role.TITLE: f"Визит делегации {name}"}
    partners = read_partners(Kind.INTERNATIONAL_REPORT, cells, gazetteer)
    assert lists(partners, gazetteer) == ([], countries, regions)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Крас. край", {"ru-23", "ru-24"}),
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
        ("Пели на Восток. Крым ждал", ["Крым"]),
    ],
)
def test_nothing_else_is_taken_for_a_cut_name(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert [one.phrase for one in gazetteer.find(text)] == found
