"""One row at a time: empty cells, placeholders, a content that repeats its title, absurd numbers, places."""

import pytest

from agreements.names.gazetteer import Gazetteer
from events.proofreading.cells import row_issues
from events.proofreading.places import place_issues
from events.vocabulary import Role

from .rows import PLAN, REPORT, document, row

WHOLE = {
    "title": "Форум",
    "place": "г. Минск, Республика Беларусь",
    "dates": "12 апреля 2024 года",
    "content": "Прошли переговоры.",
    "participants": "40 человек",
}


def codes(gazetteer: Gazetteer, kind=REPORT, **texts: str) -> list[tuple[str, str]]:
    one = row(gazetteer, kind, **{**WHOLE, **texts})
    return [(issue.code, issue.role.value) for issue in row_issues(document(one, kind=kind), one)]


def test_a_whole_row_is_let_alone(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer) == []


@pytest.mark.parametrize("role", ["place", "content", "participants"])
def test_an_empty_cell_is_named(gazetteer: Gazetteer, role: str) -> None:
    assert codes(gazetteer, **{role: " \n"}) == [("empty-cell", role)]


def test_an_empty_partner_is_named_where_there_is_a_column(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer, PLAN, partner="") == [("empty-cell", "partner")]
    assert codes(gazetteer, PLAN, partner="–") == []


def test_what_the_reading_said_is_not_said_again(gazetteer: Gazetteer) -> None:
    assert codes(gazetteer, dates="") == []  # "no-dates" stands there already
    assert codes(gazetteer, dates="дата уточняется") == []
    assert codes(gazetteer, participants="состав участников уточняется") == []


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("place", "место проведения уточняется"),
        ("place", "г. Минск, ________"),
        ("content", "Будет определено"),
        ("content", "Результаты уточняются."),
        ("content", "Прошли переговоры. (требуется уточнить)"),
        ("participants", "ХХ человек"),
        ("participants", "делегация, ___ человек"),
        ("dates", "ХХ апреля 2024 года"),
        ("title", "Форум «???»"),
        ("content", "Встреча ХХ.ХХ.2024"),
    ],
)
def test_a_placeholder_left_in_a_report_is_named(gazetteer: Gazetteer, role: str, text: str) -> None:
    assert ("placeholder-left", role) in codes(gazetteer, **{role: text})


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("content", "В ходе встречи уточняется порядок работы группы."),
        ("content", "Выставка мастеров XX века"),
        ("title", "ХХ Международный форум"),
        ("content", "Программа будет определена советом ректоров до конца года."),
        ("title", "Конкурс «Что? Где? Когда?»"),
    ],
)
def test_words_of_a_story_are_no_placeholder(gazetteer: Gazetteer, role: str, text: str) -> None:
    assert codes(gazetteer, **{role: text}) == []


def test_a_plan_may_leave_open_what_is_not_decided(gazetteer: Gazetteer) -> None:
    open_place = {"partner": "Тверская область", "place": "место проведения уточняется"}
    assert codes(gazetteer, PLAN, **open_place) == []
    assert codes(gazetteer, PLAN, partner="Тверская область", participants="___ человек") == [
        ("placeholder-left", "participants")
    ]


def test_a_content_that_repeats_its_title_is_named(gazetteer: Gazetteer) -> None:
    title = "Участие в форуме «Мост»"
    assert codes(gazetteer, title=title, content="Участие  в форуме\n«Мост».") == [
        ("content-repeats-title", "content")
    ]
    assert codes(gazetteer, title=title, content="Участие в форуме «Мост», подписан протокол") == []


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("participants", "Количество участников – 25000000 человек"),
        ("participants", "0 человек"),
        ("participants", "2024 человека"),
        ("content", "Начало в 10:75."),
        ("content", "Начало в 25:00."),
    ],
)
def test_an_absurd_number_is_named(gazetteer: Gazetteer, role: str, text: str) -> None:
    assert ("absurd-number", role) in codes(gazetteer, **{role: text})


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("participants", "500 000 человек"),
        ("content", "Начало в 10:30, окончание в 24:00."),
        ("content", "Победа со счетом 75:80 в 2:1 встречах."),
    ],
)
def test_a_large_number_is_let_alone(gazetteer: Gazetteer, role: str, text: str) -> None:
    assert ("absurd-number", role) not in codes(gazetteer, **{role: text})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("г. Минск, Республика Казахстан", "г. Минск, Республика Казахстан"),
        ("г. Минск (Республика Казахстан)", "г. Минск (Республика Казахстан)"),
        ("г. Витебск, Республика Казахстан", "г. Витебск, Республика Казахстан"),
        ("г. Орша, Гомельская область, Республика Беларусь", "г. Орша, Гомельская область"),
    ],
)
def test_a_city_outside_its_country_is_named(gazetteer: Gazetteer, text: str, found: str) -> None:
    (issue,) = place_issues(row(gazetteer, place=text), gazetteer)
    assert (issue.code, issue.role, issue.found) == ("place-contradicts-itself", Role.PLACE, found)


@pytest.mark.parametrize(
    "text",
    [
        "г. Минск, Республика Беларусь",
        "г. Минск (Республика Беларусь), г. Астана (Республика Казахстан)",
        "г. Минск, Республика Беларусь, Республика Казахстан",
        "Республика Беларусь, г. Минск, Республика Казахстан",
        "г. Москва, Республика Беларусь",
        "г. Витебск (Республика Казахстан)",  # an unknown place, and said to be
        "г. Тверь, Брянская область",
        "Витебская область, Смоленская область",
        "Смоленск, Минск, Витебск",
    ],
)
def test_lists_of_places_are_let_alone(gazetteer: Gazetteer, text: str) -> None:
    assert list(place_issues(row(gazetteer, place=text), gazetteer)) == []
