"""Who a story names as a side: signers, winners, inhabitants; and whom as a topic or of another time."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.partners import read_partners
from events.phrases.values import read_values
from events.vocabulary import Kind, Role


def names(gazetteer: Gazetteer, cells: dict[Role, str], kind: Kind, year: int) -> str:
    found = read_partners(
        kind, {Role.PLACE: "г. Смоленск", **cells}, gazetteer, year=year, lies_ahead=kind.is_plan
    )
    return ", ".join(name for group in lists(found, gazetteer) for name in group)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Планируется подписать меморандум с провинцией Хэнань", "Китай, Хэнань"),
        ("Подписание соглашения между г.о. Смоленск и Сморгонским районом", "Беларусь, Гродненская область"),
        ("Обсуждена возможность подписания соглашения с провинцией Хэнань", ""),
        ("1 место – Смоленск, 2 – Лулео", "Швеция, Норрботтен"),
        ("Смоленск выиграл у Гданьска", "Польша, Поморское воеводство"),
        ("Производители – Костанай и Актобе", "Казахстан, Актюбинская область, Костанайская область"),
        ("Первым финишировал кениец", "Кения"),
        ("Подключались эстонские и финские языковеды", "Финляндия, Эстония"),
        ("Приглашены студенты из Алма-Аты", "Казахстан, Алматы"),
        ("Показаны товары фирм ОАЭ", "ОАЭ"),
        (
            "Приняты граждане Туркменистана – 31, Таджикистана – 12 чел., Непала – 2",
            "Непал, Таджикистан, Туркменистан",
        ),
        (
            "Выступили представители Монголии, ВКО Республики Казахстан",
            "Казахстан, Монголия, Восточно-Казахстанская область",
        ),
        ("Выступили представители Монголии, ФПК Республики Казахстан", "Казахстан, Монголия"),
        (
            "Переговоры с узбекскими партнерами о поставках лаков в Навоийскую область",
            "Узбекистан, Навоийская область",
        ),
        ("Обсуждены поставки лаков в Навоийскую область", ""),
        ("Переговоры с деловыми кругами Саудовской Аравии", "Саудовская Аравия"),
        ("Прошли встречи с туркомпаниями ОАЭ и Индии", "Индия, ОАЭ"),
        ("Урок для детей, проживающих в Киргизии и Казахстане", "Казахстан, Киргизия"),
        ("Отказалась от участия команда из Остравы (Чехия)", ""),
        ("Борцы из Узбекистана (кроме сборной Ташкента), Индии", "Индия, Узбекистан"),
        ("Рассказ о писателях, бежавших из Риги и Таллина", ""),
    ],
)
def test_story_of_a_report(gazetteer: Gazetteer, content: str, expected: str) -> None:
    assert names(gazetteer, {Role.CONTENT: content}, Kind.INTERNATIONAL_REPORT, 2024) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Заседание оргкомитета по подготовке визита делегации Шри-Ланки", ""),
        ("Приезд тибетского врача из Индии", "Индия"),
        ("Выставка японской куклы", ""),
        ("Экскурсия «Китай-город»", ""),
        ("Видеомост с городом-побратимом Витебском", "Беларусь, Витебская область"),
    ],
)
def test_title_of_a_report(gazetteer: Gazetteer, title: str, expected: str) -> None:
    assert names(gazetteer, {Role.TITLE: title}, Kind.INTERNATIONAL_REPORT, 2024) == expected


def test_twin_town_nobody_knows_is_asked_about(gazetteer: Gazetteer) -> None:
    cells = {Role.TITLE: "Видеомост с городом-побратимом Глубинка", Role.PLACE: "г. Смоленск"}
    found = read_partners(Kind.INTERNATIONAL_REPORT, cells, gazetteer)
    assert [one.phrase for one in found.unknown] == ["Глубинка"]


def test_plan_tells_of_earlier_years_too(gazetteer: Gazetteer) -> None:
    content = "В 2023 году в конкурсе участвовали музыканты из Италии"
    assert names(gazetteer, {Role.CONTENT: content}, Kind.INTERNATIONAL_PLAN, 2025) == ""


@pytest.mark.parametrize(
    ("participants", "found"),
    [
        ("27 участников от Дагестана", ["27 участников от Дагестана"]),
        ("Министр, 8 чел. с белорусской стороны", ["Министр, 8 чел. с белорусской стороны"]),
        ("48 учащихся с обеих сторон", []),
        ("48 спортсменов, из них 6 из Армении", []),
        ("Студенты Минска и Гомеля, 30 человек", []),
        ("Всего 90 спортсменов из Минска", []),
    ],
)
def test_number_of_one_side_is_said(gazetteer: Gazetteer, participants: str, found: list[str]) -> None:
    cells = {Role.PLACE: "г. Смоленск", Role.PARTICIPANTS: participants}
    values = read_values(Kind.INTERNATIONAL_REPORT, Period.parse("2024-Q3"), cells, gazetteer)
    assert [one.found for one in values.issues if one.code == "participants-one-side"] == found
