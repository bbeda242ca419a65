"""Partners of a row and their roles: who took part, where it was held, who is only mentioned."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.names.gazetteer import Gazetteer
from events.phrases.counted_partners import listed, lists
from events.phrases.partner_values import Partners
from events.phrases.partners import read_partners
from events.vocabulary import Kind, PartnerRole, Role

PLACE, TITLE, CONTENT, PARTICIPANTS = Role.PLACE, Role.TITLE, Role.CONTENT, Role.PARTICIPANTS


def told(gazetteer: Gazetteer, cells: dict[Role, str]) -> Partners:
    return read_partners(Kind.INTERNATIONAL_REPORT, cells, gazetteer)


def names(gazetteer: Gazetteer, partners: Partners) -> str:
    """«subjects | countries | foreign regions»."""
    return " | ".join(", ".join(names) for names in lists(partners, gazetteer))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("г. Москва\n", "Москва |  | "),
        (
            "Владимирская, Калужская, Курская области",
            "Владимирская область, Калужская область, Курская область |  | ",
        ),
        (
            "Тверская, Ярославская Псковская области",
            "Псковская область, Тверская область, Ярославская область |  | ",
        ),
        ("г. Ставрополь", "Ставропольский край |  | "),
        ("Краснодарский и Ставропольский края", "Краснодарский край, Ставропольский край |  | "),
        ("города Москва и Севастополь", "Москва, Севастополь |  | "),
        ("Кузбасс", "Кемеровская область |  | "),
        ("Республики Крым, Татарстан", "Республика Крым, Республика Татарстан |  | "),
        ("ДНР и ЛНР", "Донецкая Народная Республика, Луганская Народная Республика |  | "),
        ("Московская область, Смоленская область", "Московская область |  | "),
        ("Витебская область Республики Беларусь", " | Беларусь | Витебская область"),
        ("г. Минск (Республика Беларусь)", " | Беларусь | Минск"),
    ],
)
def test_partner_cell_of_a_plan(text: str, expected: str, gazetteer: Gazetteer):
    partners = read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: text, PLACE: "г. Казань"}, gazetteer)
    assert names(gazetteer, partners) == expected
    assert {one.role for one in partners.found} == {PartnerRole.PARTNER}
    assert not partners.all_subjects


@pytest.mark.parametrize("text", ["Субъекты ЦФО", "Центральный федеральный округ"])
def test_federal_district_stands_for_its_subjects_without_home(text: str, gazetteer: Gazetteer):
    subjects, countries, regions = lists(
        read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: text}, gazetteer), gazetteer
    )
    assert (len(subjects), countries, regions) == (17, [], [])
    assert "Смоленская область" not in subjects


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Субъекты Российской Федерации", False),
        ("Все субъекты РФ", False),
        ("Субъекты РФ (по согласованию)", False),
        ("Субъекты будут определены в зависимости от результатов \nI этапа конкурса", True),
    ],
)
def test_catch_all_names_nobody(text: str, later: bool, gazetteer: Gazetteer):
    partners = read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: text}, gazetteer)
    assert (partners.all_subjects, partners.to_be_determined) == (True, later)
    assert (partners.found, partners.unknown) == ((), ())


def test_plan_takes_its_partners_from_the_column_alone(gazetteer: Gazetteer):
    cells = {Role.PARTNER: "", PLACE: "г. Казань", PARTICIPANTS: "Представители Тверской области"}
    assert read_partners(Kind.INTERREGIONAL_PLAN, cells, gazetteer) == Partners()


def test_city_is_kept_beside_its_region(gazetteer: Gazetteer):
    partners = read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: "г. Ставрополь"}, gazetteer)
    assert [(one.code, one.phrase) for one in partners.found] == [("ru-26-stavropol", "г. Ставрополь")]
    assert listed(partners, gazetteer) == {"ru-26": PartnerRole.PARTNER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Трехстороннее соглашение о единых подходах между Правительством Калужской области, "
            "Правительством Брянской области и Администрацией Смоленской области",
            "Брянская область, Калужская область |  | ",
        ),
        (
            "Соглашение между Администрацией Смоленской области и Правительством Москвы о сотрудничестве",
            "Москва |  | ",
        ),
        (
            "Соглашение между Администрацией Смоленской области и Правительством Кемеровской области – "
            "Кузбасса о сотрудничестве",
            "Кемеровская область |  | ",
        ),
    ],
)
def test_parties_of_an_agreement_are_the_partners(text: str, expected: str, gazetteer: Gazetteer):
    cells = {Role.AGREEMENT: text, PLACE: "г. Тверь", PARTICIPANTS: "художники Рязанской области"}
    partners = read_partners(Kind.AGREEMENTS_REPORT, cells, gazetteer)
    assert names(gazetteer, partners) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Студенты из Индии, Египта и Марокко, обучающиеся в вузе", " | Египет, Индия, Марокко | "),
        (
            "Команды Смоленской, Брянской, Псковской областей и Республики Беларусь",
            "Брянская область, Псковская область | Беларусь | ",
        ),
        ("Гродненский государственный университет", " | Беларусь | Гродненская область"),
        ("белорусские и московские художники", "Москва | Беларусь | "),
        ("Обучающиеся вузов Республики Беларусь (Минск, Витебск)", " | Беларусь | Витебская область, Минск"),
        ("Представители УМВД России по Брянской области", "Брянская область |  | "),
        ("Дети из ДНР и ЛНР", "Донецкая Народная Республика, Луганская Народная Республика |  | "),
        ("Граждане КНР, Туркменистана", " | Китай, Туркменистан | "),
        ("директор ООО «Ромашка» (гражданин Республики Беларусь)", " | Беларусь | "),
        ("Чрезвычайный и Полномочный Посол Киргизской Республики в Российской Федерации", " | Киргизия | "),
        ("Сотрудники центра Октябрьского района г. Витебска", " | Беларусь | Витебская область"),
    ],
)
def test_participants_take_part(text: str, expected: str, gazetteer: Gazetteer):
    assert names(gazetteer, told(gazetteer, {PLACE: "г. Смоленск", PARTICIPANTS: text})) == expected


@pytest.mark.parametrize(
    "text",
    [
        "атташе Посольства Российской Федерации в Литовской Республике",
        "сотрудники Представительства МВД России в Киргизской Республике",
        "сотрудники Представительства Россотрудничества в Армении",
        "Русский дом в Ташкенте",
        "ветераны боевых действий в Афганистане",
        "Московский государственный университет, Брянский театр драмы",
        "митрополит Смоленский и Дорогобужский",
        "Жители г. Смоленска и Смоленской области",
    ],
)
def test_russian_bodies_abroad_and_home_are_no_partners(text: str, gazetteer: Gazetteer):
    assert names(gazetteer, told(gazetteer, {PLACE: "г. Смоленск", PARTICIPANTS: text})) == " |  | "


def test_mentioned_place_is_kept_with_its_role(gazetteer: Gazetteer):
    partners = told(
        gazetteer, {PARTICIPANTS: "атташе Посольства Российской Федерации в Литовской Республике"}
    )
    assert [(one.code, one.role) for one in partners.found] == [("lt", PartnerRole.MENTIONED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("г. Брест, Республика Беларусь", " | Беларусь | Брестская область"),
        ("г. Ташкент", " | Узбекистан | Ташкент"),
        ("Витебский район, Республика Беларусь", " | Беларусь | Витебская область"),
        ("г. Сочи, Краснодарский край", "Краснодарский край |  | "),
        ("г. Москва, Посольство Киргизской Республики в Российской Федерации", "Москва | Киргизия | "),
        ("Посольство Российской Федерации в Республике Беларусь, г. Минск", " | Беларусь | Минск"),
        ("г. Смоленск, ОГБОУ ВО «Смоленский государственный институт искусств»", " |  | "),
    ],
)
def test_place_of_the_event_counts(text: str, expected: str, gazetteer: Gazetteer):
    assert names(gazetteer, told(gazetteer, {PLACE: text})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Прием делегации Гродненской области", " | Беларусь | Гродненская область"),
        ("Российско-китайский молодежный форум", " | Китай | "),
        ("Встреча с Послом Социалистической Республики Вьетнам", " | Вьетнам | "),
        ("Гастроли Витебского театра «Лялька»", " | Беларусь | Витебская область"),
        ("Выставка витебских художников", " | Беларусь | Витебская область"),
        ("Форум регионов России и Беларуси", " | Беларусь | "),
        ("Онлайн-экскурсия по Индии", " |  | "),
        ("Лекция «Япония: вчера и сегодня»", " |  | "),
        ("Концерт, посвященный Дню независимости Республики Беларусь", " |  | "),
        ("Фестиваль корейской культуры", " |  | "),
        ("Неделя французского языка", " |  | "),
        ("Урок истории об освобождении Польши", " |  | "),
        ("Премьера спектакля по пьесе белорусского драматурга", " |  | "),
    ],
)
def test_title_names_guests_or_topics(text: str, expected: str, gazetteer: Gazetteer):
    assert names(gazetteer, told(gazetteer, {PLACE: "г. Смоленск", TITLE: text})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Приняли участие представители Республики Сербия", " | Сербия | "),
        ("Прошли бизнес-миссии из Республики Беларусь и из г. Твери", "Тверская область | Беларусь | "),
        ("Губернатор встретился с председателем Витебского облисполкома", " | Беларусь | Витебская область"),
        ("В ходе визита делегация посетила г. Гомель и г. Речицу", " | Беларусь | Гомельская область"),
        (
            "Подписан договор о дружбе между вузом и Брестским университетом",
            " | Беларусь | Брестская область",
        ),
        ("Обсуждены вопросы поставок в Республику Казахстан", " |  | "),
        ("Рассмотрены перспективы сотрудничества с Турецкой Республикой", " |  | "),
        ("Город был освобожден от немецких захватчиков", " |  | "),
        ("Онлайн-экскурсия на двух языках (русский, английский)", " |  | "),
    ],
)
def test_content_counts_only_those_who_took_part(text: str, expected: str, gazetteer: Gazetteer):
    assert names(gazetteer, told(gazetteer, {PLACE: "г. Смоленск", CONTENT: text})) == expected


def test_partner_column_of_a_report_is_enough(gazetteer: Gazetteer):
    cells = {Role.PARTNER: "Тверская область", PLACE: "г. Рязань"}
    partners = read_partners(Kind.INTERREGIONAL_REPORT, cells, gazetteer)
    assert names(gazetteer, partners) == "Тверская область |  | "


def test_unknown_name_is_asked_about(gazetteer: Gazetteer):
    text = "Музеи Республики Беларусь (г. Минск, г. Дубно)"
    partners = told(gazetteer, {PARTICIPANTS: text})
    assert [(one.cell, one.phrase) for one in partners.unknown] == [(PARTICIPANTS, "г. Дубно")]
    assert [text[one.start : one.end] for one in partners.unknown] == ["г. Дубно"]


@settings(max_examples=60)
@given(
    text=st.lists(
        st.sampled_from(["г. Минск", "Брянская", "из", "и", ",", "»", "«", "области", "о", "в"])
    ).map(" ".join)
)
def test_found_phrases_stand_in_their_cells(text: str, gazetteer: Gazetteer):
    for cell in (TITLE, CONTENT, PARTICIPANTS, PLACE):
        for one in told(gazetteer, {cell: text}).found:
            assert " ".join(text[one.start : one.end].split()) == one.phrase


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({PLACE: "хозяйства области", PARTICIPANTS: "ОАО «Абвгдмаш»"}, " | Беларусь | "),
        ({PLACE: "г. Смоленск", TITLE: "Встреча с консулом", PARTICIPANTS: "Губернатор"}, " | Беларусь | "),
        ({PLACE: "г. Москва", PARTICIPANTS: "Делегация области"}, "Москва | Беларусь | "),
        ({PLACE: "г. Витебск", PARTICIPANTS: "Театр кукол"}, " | Беларусь | Витебская область"),
        ({PLACE: "г. Варшава", PARTICIPANTS: "Театр кукол"}, " | Польша | Мазовецкое воеводство"),
        ({PLACE: "г. Смоленск", PARTICIPANTS: "Школьники Смоленской области"}, " |  | "),
        ({PLACE: "г. Смоленск", TITLE: "Визит", PARTICIPANTS: "Смоленские врачи"}, " | Беларусь | "),
    ],
)
def test_row_of_a_report_about_one_partner_means_that_partner(
    cells: dict[Role, str], expected: str, gazetteer: Gazetteer
):
    partners = read_partners(Kind.INTERNATIONAL_REPORT, cells, gazetteer, about=["by"])
    assert names(gazetteer, partners) == expected


def test_every_name_of_a_partner_cell_is_asked_about(gazetteer: Gazetteer):
    cells = {Role.PARTNER: "Республика Крым, Абвгдия", PARTICIPANTS: "Театр, Абвгдия"}
    unknown = read_partners(Kind.INTERREGIONAL_PLAN, cells, gazetteer).unknown
    assert [(one.cell, one.phrase) for one in unknown] == [(Role.PARTNER, "Абвгдия")]


def test_two_federal_districts_stand_for_the_subjects_of_both(gazetteer: Gazetteer):
    partners = read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: "Субъекты СКФО, УФО"}, gazetteer)
    assert len(lists(partners, gazetteer)[0]) == 13


def test_village_before_a_district_is_no_end_of_a_sentence(gazetteer: Gazetteer):
    cells = {CONTENT: "С докладом выступил специалист РУП «Институт льна» (аг. Устье, Оршанский район)"}
    assert names(gazetteer, told(gazetteer, cells)) == " | Беларусь | Витебская область"


def test_subjects_of_a_federal_district_are_not_all_subjects(gazetteer: Gazetteer):
    cells = {Role.PARTNER: "Субъекты РФ – участники ассоциации «Центральный федеральный округ»"}
    partners = read_partners(Kind.INTERREGIONAL_PLAN, cells, gazetteer)
    assert (partners.all_subjects, len(lists(partners, gazetteer)[0])) == (False, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("г. Ржев, Торжок", "Тверская область |  | "),
        ("г. Козельск и г. Клинцы", "Брянская область, Калужская область |  | "),
        ("г. Невель", "Псковская область |  | "),
        ("наукограды: Дубна, Обнинск", "Калужская область, Московская область |  | "),
    ],
)
def test_smaller_town_stands_for_its_subject(text: str, expected: str, gazetteer: Gazetteer):
    partners = read_partners(Kind.INTERREGIONAL_PLAN, {Role.PARTNER: text}, gazetteer)
    assert names(gazetteer, partners) == expected


@pytest.mark.parametrize(
    "people", ["детей", "преподавателей", "волонтёров", "семей", "врачей", "воспитанников"]
)
def test_people_of_a_region_in_a_story_took_part(people: str, gazetteer: Gazetteer):
    cells = {CONTENT: f"Состоялась встреча {people} Псковской и Витебской областей"}
    assert names(gazetteer, told(gazetteer, cells)) == "Псковская область | Беларусь | Витебская область"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Участие в Днях культуры Республики Беларусь в г. Калуге", "Калужская область | Беларусь | "),
        ("Турнир памяти героев Брестской крепости", " |  | "),
        ("Белорусско-российский пленэр", " | Беларусь | "),
        ("Встреча с сотрудниками польского консульства", " | Польша | "),
        ("Концерт белорусской музыки", " |  | "),
    ],
)
def test_title_tells_partners_from_topics(title: str, expected: str, gazetteer: Gazetteer):
    assert names(gazetteer, told(gazetteer, {TITLE: title})) == expected


@pytest.mark.parametrize("body", ["льнокомбинат", "мясокомбинат", "молокозавод"])
def test_works_named_after_a_town_tell_its_region(body: str, gazetteer: Gazetteer):
    partners = told(gazetteer, {PARTICIPANTS: f"Оршанский {body}"})
    assert names(gazetteer, partners) == " | Беларусь | Витебская область"
