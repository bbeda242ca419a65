"""Partner columns and parties: lands called by their own name, and what a list must not swallow."""

import pytest

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from events.phrases.counted_partners import lists
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role


@pytest.fixture(scope="module")
def from_ufa() -> Gazetteer:
    return Gazetteer(places(), home="ru-02")


def plan(gazetteer: Gazetteer, partner: str) -> Values:
    cells = {Role.PARTNER: partner, Role.TITLE: "Семинар", Role.PLACE: "г. Смоленск"}
    return read_values(Kind.INTERREGIONAL_PLAN, None, cells, gazetteer)


def asked(values: Values) -> list[str]:
    return [issue.found for issue in values.issues if issue.code == "unknown-place"]


@pytest.mark.parametrize(
    ("partner", "subjects"),
    [
        ("Забайкалье и Приморье", ["Забайкальский край", "Приморский край"]),
        ("Коми, Тверская область", ["Республика Коми", "Тверская область"]),
        ("Сахалин", ["Сахалинская область"]),
        ("с Питером и Москвой", ["Москва", "Санкт-Петербург"]),
        ("Калмыкия; Коми", ["Республика Калмыкия", "Республика Коми"]),
    ],
)
def test_land_in_a_partner_column_is_its_subject(
    gazetteer: Gazetteer, partner: str, subjects: list[str]
) -> None:
    values = plan(gazetteer, partner)
    assert (lists(values.partners, gazetteer)[0], asked(values)) == (subjects, [])


@pytest.mark.parametrize("partner", ["Пермский край (Коми-Пермяцкий округ)", "Пермский край"])
def test_part_of_another_name_is_no_land(gazetteer: Gazetteer, partner: str) -> None:
    assert lists(plan(gazetteer, partner).partners, gazetteer)[0] == ["Пермский край"]


def test_land_of_two_subjects_is_asked_about(gazetteer: Gazetteer) -> None:
    values = plan(gazetteer, "Алтай")
    assert lists(values.partners, gazetteer)[0] == []
    assert asked(values) == ["Алтай"]


@pytest.mark.parametrize(
    ("partner", "unknown"),
    [
        ("Зеленоградье, Псковская область", ["Зеленоградье"]),
        ("Черноземье, Курская и Орловская области", ["Черноземье"]),
        ("г. Дно, Псковская область", []),
        ("Дубрава (Псковская область)", []),
    ],
)
def test_member_before_a_region_is_said_unless_it_lies_there(
    gazetteer: Gazetteer, partner: str, unknown: list[str]
) -> None:
    assert asked(plan(gazetteer, partner)) == unknown


@pytest.mark.parametrize(
    ("partner", "subjects"),
    [
        ("Ленинградская область (Кировск)", ["Ленинградская область"]),
        ("Мурманская область (Апатиты, Кировск)", ["Мурманская область"]),
        ("Калининградская область (г. Советск)", ["Калининградская область"]),
    ],
)
def test_town_in_brackets_lies_in_the_region_before_them(
    gazetteer: Gazetteer, partner: str, subjects: list[str]
) -> None:
    assert lists(plan(gazetteer, partner).partners, gazetteer) == (subjects, [], [])


@pytest.mark.parametrize(
    ("agreement", "subjects", "countries"),
    [
        ("Соглашение между Минспортом РБ и Минспортом Пермского края", ["Пермский край"], []),
        (
            "Соглашение между Правительством РБ и Правительством Челябинской области",
            ["Челябинская область"],
            [],
        ),
        ("Соглашение между Республикой Башкортостан и Минпромом РБ", [], ["Беларусь"]),
    ],
)
def test_initials_of_the_home_region_are_its_own_party(
    from_ufa: Gazetteer, agreement: str, subjects: list[str], countries: list[str]
) -> None:
    cells = {Role.AGREEMENT: agreement, Role.TITLE: "Стажировка", Role.PLACE: "г. Уфа"}
    values = read_values(Kind.AGREEMENTS_REPORT, None, cells, from_ufa)
    assert lists(values.partners, from_ufa)[:2] == (subjects, countries)


@pytest.mark.parametrize(
    ("partner", "counted"),
    [("Брянская область", (8, False)), ("Брянская область, Курская область", (None, True))],
)
def test_shares_of_each_side_are_no_number_where_several_partners_came(
    gazetteer: Gazetteer, partner: str, counted: tuple[int | None, bool]
) -> None:
    cells = {Role.PARTNER: partner, Role.PARTICIPANTS: "по 4 представителя от каждой стороны"}
    counts = read_values(Kind.INTERREGIONAL_REPORT, None, cells, gazetteer).counts
    assert (counts.participants, counts.partial) == counted
