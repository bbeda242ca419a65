"""Who is named and was not there: the absent, those of other times, of a life, of talk and of plans."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.values import read_values
from events.vocabulary import Kind, Role

PERIOD = Period.parse("2024-Q3")


def named(gazetteer: Gazetteer, kind: Kind = Kind.INTERNATIONAL_REPORT, **cells: str) -> str:
    read = {Role.PLACE: "г. Смоленск", **{Role(role): text for role, text in cells.items()}}
    partners = read_values(kind, PERIOD, read, gazetteer).partners
    return ", ".join(name for kind in lists(partners, gazetteer) for name in kind)


@pytest.mark.parametrize(
    "content",
    [
        "Приезд ректора Витебского университета не состоялся",
        "Визит делегации Сербии был отменен",
        "Клубы из Литвы и Польши заявки отозвали",
        "Заявка сборной Молдовы отозвана",
        "Отозвана заявка команды Молдовы",
        "Скрипач из Венгрии простудился и не прилетел",
        "Министр спорта Кубы, заявленный в числе гостей, не прибыл",
        "Певица из Чили, которую ждали все, приехать не смогла",
        "Пловцы Армении заявлялись, но на старт не вышли",
        "Команда Грузии на игру не выехала",
        "Приглашенные гончары из Узбекистана участия не приняли",
        "Докладчик из Любека прислать видеозапись не сумел",
        "Ученые из Эстонии участия не принимали",
        "Коллеги из Финляндии от участия отказались",
        "Аспирантам из Непала визы не выданы",
        "Студенты из Перу не получили визы",
        "Борцы Ирана снялись с соревнований",
        "Ожидалось участие артистов Турции",
    ],
)
def test_who_did_not_come_is_no_partner(gazetteer: Gazetteer, content: str) -> None:
    assert named(gazetteer, content=content) == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Гости из Сербии приехали, но на сцену не вышли", "Сербия"),
        ("Пловцы Армении вышли на старт и не проиграли", "Армения"),
        ("Команда Грузии не отозвала заявку", "Грузия"),
        ("Артисты Кубы, не выступавшие у нас ранее, дали концерт", "Куба"),
        ("Выступили артисты Кубы. Команда Молдовы не выехала", "Куба"),
    ],
)
def test_who_came_is_a_partner_whatever_else_was_not(
    gazetteer: Gazetteer, content: str, expected: str
) -> None:
    assert named(gazetteer, content=content) == expected


def test_title_is_no_evidence_for_those_whose_absence_is_told(gazetteer: Gazetteer) -> None:
    title = "Российско-сербский семинар лесоводов"
    assert named(gazetteer, title=title, content="Доклады лесников") == "Сербия"
    assert named(gazetteer, title=title, content="Сербские коллеги отказались от участия") == ""
    assert named(gazetteer, title=title, content="Артисты Кубы не приехали") == "Сербия"
    whole = {"content": "Сербские коллеги не приехали", "participants": "посол Сербии"}
    assert named(gazetteer, title=title, **whole) == "Сербия"


@pytest.mark.parametrize(
    "content",
    [
        "В прежние годы кубок выигрывали команды из Риги и Минска",
        "В прошлом сезоне приезжали танцоры из Китая",
        "Раньше в зале выступали артисты Польши",
        "В 2019 году город принимал гостей из Болгарии",
        "Показана опера «Аида» (Италия, XIX век)",
        "Хормейстер – уроженец Вильнюса",
        "Уроженка Ташкента рассказала о своем детстве",
        "Дирижер родился в Баку",
        "Художник учился в Праге, переехал из Одессы",
        "Туристы вспоминали обозы из Персии и Сирии",
        "Темы занятий: Китайский сад, Турецкая баня",
        "Осмотрели завод, чьи станки работают в Минске и Ташкенте",
    ],
)
def test_other_times_lives_and_things_are_no_partners(gazetteer: Gazetteer, content: str) -> None:
    assert named(gazetteer, content=content) == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("В 2024 году город принимал гостей из Болгарии", "Болгария"),
        ("Учились мастера из Ташкента", "Узбекистан, Ташкент"),
        ("Вспоминали юность ветераны из Орши", "Беларусь, Витебская область"),
        ("Родилась идея клуба, в который вошли студенты Китая", "Китай"),
    ],
)
def test_people_of_today_are(gazetteer: Gazetteer, content: str, expected: str) -> None:
    assert named(gazetteer, content=content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "Стороны договорились о проведении выставки в г. Пекине",
        "Следующую встречу делегаций решено провести в Гомеле",
        "Ответный визит делегации планируется в Самарканд",
    ],
)
def test_where_they_are_going_to_meet_is_not_where_they_met(gazetteer: Gazetteer, content: str) -> None:
    assert named(gazetteer, title="Прием посла Сербии", content=content) == "Сербия"


def test_in_a_plan_all_is_still_to_come(gazetteer: Gazetteer) -> None:
    content = "Планируется проведение выставки мастеров в г. Гомеле"
    expected = "Беларусь, Гомельская область"
    assert named(gazetteer, Kind.INTERNATIONAL_PLAN, content=content) == expected


@pytest.mark.parametrize(
    "participants", ["Экипаж парохода «Ливерпуль»", "Гости ресторана «Пекин»", "Команда яхты «Бомбей»"]
)
def test_what_is_called_by_a_place_is_no_place(gazetteer: Gazetteer, participants: str) -> None:
    assert named(gazetteer, participants=participants) == ""


@pytest.mark.parametrize(
    "content",
    [
        "Хор из Македонии не успел на концерт",
        "От участия команды Черногории пришлось отказаться",
        "Команда Греции снята с турнира",
        "Гости из Армении остались дома",
        "Вместо заболевшего дирижера из Румынии играл наш",
        "Делегация Болгарии приехать отказалась",
        "Ждали гостей из Румынии, однако их не пустили через границу",
        "Гранит привезен из Карелии",
        "Открыт зал, где хранятся мечи из Дамаска",
        "Осмотрены Польский костел и Турецкая беседка",
        "До этого гости посетили Казань и Тулу",
        "Затем гости отправились в Москву",
        "Директор окончил вуз в Праге",
    ],
)
def test_further_kinds_of_those_who_took_no_part(gazetteer: Gazetteer, content: str) -> None:
    assert named(gazetteer, title="Прием посла Сербии", content=content) == "Сербия"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Выступили артисты Сербии (артисты Боснии отсутствовали)", "Сербия"),
        ("Показаны картины из Сербии", "Сербия"),
        ("Пели баритон из Сербии и тенор", "Сербия"),
        ("Открыт Китайский культурный центр", "Китай"),
    ],
)
def test_works_voices_and_bodies_take_part(gazetteer: Gazetteer, content: str, expected: str) -> None:
    assert named(gazetteer, content=content) == expected
