"""What is read on little evidence is said; what is told plainly is not."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from events.period import Period
from events.phrases.counted_partners import lists
from events.phrases.plain import LONGEST
from events.phrases.values import Values, from_plain, read_values
from events.vocabulary import Kind, Role, Severity

PERIOD = Period.parse("2024-Q3")


def values_of(gazetteer: Gazetteer, **cells: str) -> Values:
    read = {Role.PLACE: "г. Смоленск", **{Role(role): text for role, text in cells.items()}}
    return read_values(Kind.INTERNATIONAL_REPORT, PERIOD, read, gazetteer)


def said(values: Values, code: str) -> list[str]:
    return [issue.found for issue in values.issues if issue.code == code]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        # beside others that the row names where it says who took part
        ({"participants": "гости из Сербии", "content": "Хор Кубы исполнил гимн"}, ["Кубы"]),
        # in a sentence that tells of something that was not
        ({"content": "Гости из Сербии не сдержали слез"}, ["Сербии"]),
        # on no word for people
        ({"content": "Отзыв пришел от Минска"}, ["Минска"]),
        ({"content": "Открыт стенд Гродненского музея"}, ["Гродненского"]),
        ({"content": "Выступили артисты Сербии и Кубы"}, []),
        ({"content": "Выступили артисты Сербии", "participants": "артисты Сербии"}, []),
        ({"title": "Визит посла Сербии", "content": "Посол Сербии не сдержал слез"}, []),
    ],
)
def test_partner_of_the_content_alone_is_doubted(
    gazetteer: Gazetteer, cells: dict[str, str], found: list[str]
) -> None:
    values = values_of(gazetteer, **cells)
    assert said(values, "weak-partner") == found
    assert all(one.severity is Severity.INFO for one in values.issues if one.code == "weak-partner")


def test_sure_mention_behind_a_weak_one_settles_it(gazetteer: Gazetteer) -> None:
    content = "Отзыв пришел от Минска. Выступили артисты Минска"
    assert said(values_of(gazetteer, content=content), "weak-partner") == []


def test_doubted_partner_is_kept_with_the_row(gazetteer: Gazetteer) -> None:
    values = values_of(gazetteer, content="Отзыв пришел от Минска")
    assert [one.weak for one in values.partners.found] == [True]
    assert from_plain(Values, values.to_json()) == values


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"title": "Прием мэра города Дунсян"}, ["города Дунсян"]),
        ({"content": "Приехали гончары из города Варенне"}, ["города Варенне"]),
        ({"content": "Показан фильм о городе Варенне"}, []),
    ],
)
def test_unknown_home_of_people_is_asked_about_in_any_cell(
    gazetteer: Gazetteer, cells: dict[str, str], found: list[str]
) -> None:
    assert said(values_of(gazetteer, **cells), "unknown-place") == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Кроме того, прошла видеоконференция библиотекарей", ["видеоконференция"]),
        ("Обсуждены вопросы дистанционного обучения", []),
        ("Концерт прошел в парке", []),
    ],
)
def test_remote_format_that_is_not_the_events_is_said(
    gazetteer: Gazetteer, content: str, found: list[str]
) -> None:
    values = values_of(gazetteer, content=content)
    assert (values.mode, said(values, "unread-mode")) == (None, found)


@pytest.mark.parametrize(
    ("participants", "found"),
    [
        ("12 врачей, резерв 5", ["5"]),
        ("12 врачей, 3 доклада", []),
        ("40 человек, из них 5 – из Орши", []),
        ("12 врачей лицея № 5", []),
    ],
)
def test_number_beside_those_counted_is_said(
    gazetteer: Gazetteer, participants: str, found: list[str]
) -> None:
    assert said(values_of(gazetteer, participants=participants), "participants-left-over") == found


def test_lists_of_a_doubted_partner_are_unchanged(gazetteer: Gazetteer) -> None:
    values = values_of(gazetteer, participants="гости из Сербии", content="Хор Кубы исполнил гимн")
    assert lists(values.partners, gazetteer)[1] == ["Куба", "Сербия"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("В 2019 году принимали гостей из Китая", ["Китая"]),
        ("Зал украшен коврами из Персии, мечами из Дамаска", ["Дамаска"]),
        ("Руководитель хора родился в Баку", []),
        ("Гости из Китая не приехали", ["Китая"]),
        ("В 2019 году принимали гостей из Китая. Выступили артисты Китая", []),
    ],
)
def test_who_is_left_out_on_little_evidence_is_said(
    gazetteer: Gazetteer, content: str, found: list[str]
) -> None:
    values = values_of(gazetteer, title="Прием посла Сербии", content=content)
    assert said(values, "partner-left-out") == found


@pytest.mark.parametrize(
    ("dates", "until"),
    [
        ("с 5 августа", ["30.09.2024"]),
        ("с 5 по 9 августа", []),
        ("до 9 августа", []),
        ("в течение квартала", []),
    ],
)
def test_end_that_is_taken_from_the_period_is_said(
    gazetteer: Gazetteer, dates: str, until: list[str]
) -> None:
    issues = values_of(gazetteer, dates=dates, content="Выступила делегация Сербии").issues
    assert [one.expected for one in issues if one.code == "dates-without-end"] == until


@pytest.mark.parametrize(
    ("cells", "code", "found"),
    [
        ({"place": "г. Казань", "participants": "9 спортсменов"}, "participants-own-side", ["9 спортсменов"]),
        ({"place": "г. Смоленск", "participants": "9 спортсменов"}, "participants-own-side", []),
        ({"place": "г. Казань", "participants": "Всего 90 спортсменов"}, "participants-own-side", []),
        ({"place": "г. Минск", "participants": "студенты Минска, 9 человек"}, "participants-own-side", []),
        ({"content": "Выступили мастера из Энцклёстерле"}, "unknown-place", ["Энцклёстерле"]),
        ({"content": "Выступили мастера из Бреста и Энцклёстерле"}, "unknown-place", ["Энцклёстерле"]),
        ({"participants": "студенты КНР, Кырхызстана, Индии"}, "unknown-place", ["Кырхызстана"]),
        ({"participants": "студенты Индии и Узбекстана"}, "unknown-place", ["Узбекстана"]),
        ({"participants": "гости Индии, Газпрома и РГО"}, "unknown-place", []),
        ({"participants": "22, 400 зрителей"}, "unread-participants", ["22"]),
        ({"participants": "400 зрителей"}, "unread-participants", []),
        ({"content": "Выставка вывезена из Дворца культуры"}, "unknown-place", []),
        ({"content": "Мастера из «Энцклёстерле» выступили"}, "unknown-place", []),
    ],
)
def test_what_may_be_a_part_or_a_town_nobody_listed_is_said(
    gazetteer: Gazetteer, cells: dict[str, str], code: str, found: list[str]
) -> None:
    assert said(values_of(gazetteer, **cells), code) == found


def test_a_cell_longer_than_what_is_read_says_where_reading_stopped(gazetteer: Gazetteer) -> None:
    values = values_of(gazetteer, content="а" * LONGEST + "Подписано соглашение")
    assert said(values, "cell-read-in-part") == ["Подписано соглашение"]
    assert said(values_of(gazetteer, content="а" * LONGEST), "cell-read-in-part") == []


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("зочное участие", ["зочное участие"]),
        ("в смежном формате", ["в смежном формате"]),
        ("видоконференция", ["видоконференция"]),
        ("г. Орёл, вебинр", ["вебинр"]),
        ("г. Орёл, музей", []),
        ("с. Зочное", []),
    ],
)
def test_strange_format_in_the_place_is_said(gazetteer: Gazetteer, place: str, found: list[str]) -> None:
    values = values_of(gazetteer, place=place)
    assert (values.mode, said(values, "unread-mode")) == (None, found)


@pytest.mark.parametrize(
    ("dates", "since"), [("до 9 августа", ["01.07.2024"]), ("к 9 августа", ["01.07.2024"]), ("9 августа", [])]
)
def test_begin_that_is_taken_from_the_period_is_said(
    gazetteer: Gazetteer, dates: str, since: list[str]
) -> None:
    issues = values_of(gazetteer, dates=dates, content="Выступила делегация Сербии").issues
    assert [one.expected for one in issues if one.code == "dates-without-begin"] == since


def test_countries_told_beside_a_union_are_read_or_said(gazetteer: Gazetteer) -> None:
    told = values_of(gazetteer, dates="9 августа", content="Гости из стран СНГ, прежде всего Армении")
    assert [one.code for one in told.partners.found if one.role.is_counted] == ["cis", "am"]
    topic = values_of(gazetteer, dates="9 августа", content="Гости из стран СНГ. Доклад о Чили")
    assert [one.found for one in topic.issues if one.code == "partner-left-out"] == ["Чили"]


def test_a_plan_says_a_number_that_may_count_firms(gazetteer: Gazetteer) -> None:
    cells = {Role.TITLE: "Прием делегации Сербии", Role.PARTICIPANTS: "до 150 туроператоров"}
    issues = read_values(Kind.INTERNATIONAL_PLAN, Period.parse("2024"), cells, gazetteer).issues
    assert [one.found for one in issues if one.code == "unread-participants"] == ["до 150 туроператоров"]


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        ("Планируется подписание договоров. Осмотр", "unread-result", ["Планируется подписание договоров."]),
        ("Согласован план поездок", "unread-result", ["Согласован план поездок"]),
        ("Соглашение так и не подписано", "unread-result", []),
        ("Мероприятие прошло к 10-летию подписания договора", "unread-result", []),
        ("Пока подписан договор о намерениях", "weak-result", ["Пока подписан договор о намерениях"]),
        ("Подписан договор. Выставка не состоялась", "weak-result", []),
    ],
)
def test_word_of_a_result_that_was_not_taken_or_taken_beside_doubt_is_said(
    gazetteer: Gazetteer, content: str, code: str, found: list[str]
) -> None:
    assert said(values_of(gazetteer, content=content), code) == found


@pytest.mark.parametrize(
    ("partner", "participants", "found"),
    [
        ("г. Москва", "команды Московской области и Твери", ["Московской области, Твери"]),
        ("г. Тверь", "студенты Тверской области", []),
        ("Все субъекты РФ", "команды Московской области", []),
        ("Тверская область", "театр «Тверской»", []),
    ],
)
def test_region_of_participants_that_the_column_of_partners_lacks_is_said(
    gazetteer: Gazetteer, partner: str, participants: str, found: list[str]
) -> None:
    cells = {Role.PARTNER: partner, Role.PARTICIPANTS: participants}
    values = read_values(Kind.INTERREGIONAL_PLAN, PERIOD, cells, gazetteer)
    assert said(values, "partner-not-in-column") == found


@pytest.mark.parametrize(
    ("participants", "code", "found"),
    [
        ("10 человек ежедневно", "participants-each-time", ["ежедневно"]),
        ("25 чел./день", "participants-each-time", ["чел./день"]),
        ("40 человек за день открытия", "participants-each-time", ["за день"]),
        ("40 человек", "participants-each-time", []),
        ("9 чел. + 2 сопр.", "participants-left-over", ["2"]),
        ("9 чел. + 2 педагога", "participants-left-over", []),
        ("2 ведущих, 3 гостя", "participants-or-guests", ["3 гостя"]),
        ("20 участников, 300 гостей", "participants-or-guests", []),
        (
            "500 зрителей; режиссеры из Исландии и Канады, 4 чел.",
            "participants-one-side",
            ["режиссеры из Исландии и Канады, 4 чел."],
        ),
        ("команды Тверской и Калужской областей, 40 чел.", "participants-one-side", []),
    ],
)
def test_number_that_may_not_be_of_all_is_said(
    gazetteer: Gazetteer, participants: str, code: str, found: list[str]
) -> None:
    assert said(values_of(gazetteer, participants=participants), code) == found


@pytest.mark.parametrize(
    ("partner", "found"),
    [("Тверская область и др. регионы", ["и др. регионы"]), ("Тверская область; другая", [])],
)
def test_list_of_partners_that_is_left_open_is_said(
    gazetteer: Gazetteer, partner: str, found: list[str]
) -> None:
    values = read_values(Kind.INTERREGIONAL_PLAN, PERIOD, {Role.PARTNER: partner}, gazetteer)
    assert said(values, "partners-in-part") == found


def test_city_of_an_embassy_is_said_to_be_a_place_alone(gazetteer: Gazetteer) -> None:
    place = "г. Москва, Посольство Киргизской Республики"
    assert said(values_of(gazetteer, place=place), "place-of-embassy") == ["г. Москва"]
    values = values_of(gazetteer, place=place, participants="студенты Москвы")
    assert said(values, "place-of-embassy") == []


def test_town_of_the_home_region_beside_a_capital_of_its_name_is_asked_about() -> None:
    of_kaluga = Gazetteer(places(), home="ru-40")
    cells = {Role.PLACE: "г. Киров", Role.TITLE: "Встреча краеведов"}
    values = read_values(Kind.INTERREGIONAL_REPORT, PERIOD, cells, of_kaluga)
    assert said(values, "unknown-place") == ["г. Киров"]
