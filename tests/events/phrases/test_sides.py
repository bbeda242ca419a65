"""Counts of sides, of members and of each share; who was away, and firms beside people."""

import pytest

from events.phrases.counts import read_counts
from events.vocabulary import Bound


def people(text: str) -> int | None:
    return read_counts(text).participants


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пять человек с сербской стороны, с нашей – восемь", 13),
        ("С российской стороны – 8, с сербской – 6 участников", 14),
        ("С сербской стороны 6 участников, с российской – 8", 14),
        ("Сербская сторона – 7 человек, администрация – 5", 12),
        ("от Тверской области – 9, от Новгородской области – 7", 16),
        ("Члены совета: от Тверской области – 9, от Псковской – 7", 16),
        ("4 специалиста Тверской области, 6 – Псковской области", 10),
        ("14 врачей Тверской области, 9 – Псковской, а также 3 наблюдателя из Карелии", 26),
        ("В студии в Смоленске 11 чел., на связи 8", 19),
        ("30 врачей в зале, подключились 12", 42),
        ("60 очно, 25 удаленно", 85),
        ("Участники из Твери и Ржева: 26 чел. – очно, 19 чел. – с использованием видеосвязи", 45),
        ("25 слушателей из Турции и Китая, 10 – из Карелии", 35),
    ],
)
def test_sides_are_added(text: str, expected: int) -> None:
    counts = read_counts(text)
    assert (counts.participants, counts.summed) == (expected, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120 участников, с сербской стороны – 40", 120),
        ("Спортсмены – 8 человек, команды – 6", None),
        ("Команды: от Тверской области – 3, от Псковской области – 2", None),
        ("20 человек, школы – 4", 20),
    ],
)
def test_part_of_the_whole_or_a_thing_is_no_side(text: str, expected: int | None) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сборные Сербии, Кубы и Китая; 84 гимнаста", 84),
        ("Команды из Твери и Ржева, 48 хоккеистов", 48),
        ("Струнный квартет, 4 музыканта", 4),
        ("Ансамбли Твери и Пскова, 120 детей", 120),
        ("Команды из Твери и Ржева, 6 тренеров", None),
        ("Ансамбли Твери, студенты, 40 детей", None),
        ("Команда Твери, 5 судей", None),
    ],
)
def test_members_of_teams_are_all_but_officials_are_not(text: str, expected: int | None) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 гончара; мастер из Гомеля приехать не смог", 24),
        ("Представители Польши от участия отказались; 16 специалистов области", 16),
        ("30 боксеров из Сербии, России. Команда Кубы не прибыла", 30),
    ],
)
def test_who_was_away_is_not_waited_for(text: str, expected: int) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("По 20 школьников в каждой из трех смен", 60),
        ("По 6 представителей от каждого из двух краёв", 12),
        ("Гончары, по 10 от каждой из двух областей и Москвы", 30),
        ("по 4 человека от каждой из 5 бригад", 20),
    ],
)
def test_share_of_each_is_multiplied(text: str, expected: int) -> None:
    assert people(text) == expected


def test_firms_that_are_counted_leave_their_people_uncounted() -> None:
    assert people("4 рыбных компании края, сотрудники агентства (3 человека)") is None
    assert people("4 предприятия, 11 представителей") == 11


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("от 40 рыболовов", Bound.AT_LEAST),
        ("Рыболовы (от 40 человек)", Bound.AT_LEAST),
        ("40 рыболовов от района", Bound.EXACT),
    ],
)
def test_from_a_number_on_is_at_least(text: str, bound: Bound) -> None:
    assert read_counts(text).bound == bound


@pytest.mark.parametrize(
    ("text", "participants", "audience"),
    [
        ("Поэты из Сербии и Твери, свыше 3 000 гостей", None, 3000),
        ("Около 600 гостей", None, 600),
        ("12 гостей", 12, None),
        ("около 40 слушателей", 40, None),
    ],
)
def test_crowd_of_guests_that_nobody_counted_watched(
    text: str, participants: int | None, audience: int | None
) -> None:
    counts = read_counts(text)
    assert (counts.participants, counts.audience) == (participants, audience)


def test_workers_of_a_factory_that_was_visited_are_no_audience() -> None:
    told = "Гости посетили завод (основан в 1950 году, 7 тысяч работников)"
    assert read_counts(told, stated_only=True).audience is None
    assert read_counts("Выставку посетили 410 человек", stated_only=True).audience == 410
