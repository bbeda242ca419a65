"""Plans paired with reports: tours, series, parts, moves, decisions."""

from dataclasses import replace

import pytest

from events.matching.matcher import match
from events.matching.rows import MatchClass, Proposal, ReasonCode, Role
from events.vocabulary import Kind

from .world import (
    BELARUS,
    BRYANSK,
    KALUGA,
    OREL,
    PSKOV,
    SPORT,
    TULA,
    TVER,
    VITEBSK_REGION,
    days,
    plan,
    row,
    within,
)

REGIONS = (BRYANSK, KALUGA, TVER, TULA, OREL, PSKOV)
INTERNATIONAL = Kind.INTERNATIONAL_PLAN


def sure(found: list[Proposal]) -> set[tuple[int, int]]:
    return {(one.a, one.b) for one in found if one.klass is MatchClass.SURE}


def likely(found: list[Proposal]) -> set[tuple[int, int]]:
    return {(one.a, one.b) for one in found if one.klass is MatchClass.LIKELY}


# As a plan has it, and as a report tells the same event; each pair is one event, and no two pairs are.
RETOLD = [
    (
        plan("О проведении фестиваля народной песни «Родники»", BRYANSK, **within("2024-03")),
        row("IV фестиваль народной песни «Родники»", BRYANSK, place="г. Брянск", **days("2024-03-15")),
    ),
    (
        plan("Участие в бизнес-миссии", TULA, place="г. Тула", **days("2024-02-06", "2024-02-08")),
        row("Бизнес-миссия предпринимателей", TULA, place="г. Тула", **days("2024-02-06", "2024-02-08")),
    ),
    (
        plan("Участие в межрегиональной выставке «Графика» музея-заповедника", KALUGA, **within("2024-Q1")),
        row("Выставка «Графика»", KALUGA, **days("2024-01-22", "2024-03-02")),
    ),
    (
        plan("Соревнования по биатлону «Рождественская гонка»", TVER, **days("2024-01-10", "2024-01-11")),
        row("Биатлон: «Рождественская гонка»", TVER, **days("2024-01-13", "2024-01-14")),
    ),
    (
        plan("Семинар руководителей школьных лесничеств", OREL, **within("2024-03")),
        row("Межрегиональный семинар для руководителей школьных лесничеств", **days("2024-03-20")),
    ),
    (
        plan("Турнир по самбо памяти А.Б. Вымышленного", **within("2024-02")),
        row("Всероссийский турнир памяти А.Б. Вымышленного по самбо", PSKOV, **days("2024-02-17")),
    ),
]


def test_retold_rows_are_paired() -> None:
    planned, reported = zip(*RETOLD, strict=True)
    found = match(planned, reported[::-1])
    assert sure(found) == {(a.key, b.key) for a, b in RETOLD}
    assert likely(found) == set()


@pytest.mark.parametrize("without", range(len(RETOLD)))
def test_a_row_without_its_twin_is_left_alone(without: int) -> None:
    planned = [a for a, _b in RETOLD]
    reported = [b for place, (_a, b) in enumerate(RETOLD) if place != without]
    found = match(planned, reported)
    assert RETOLD[without][0].key not in {one.a for one in found}


def test_six_tours_of_one_title_pair_by_partner() -> None:
    planned = [plan("Обменные гастроли театров", region, **within("2024-02")) for region in REGIONS]
    reported = [row("Обменные гастроли театров", region, **days("2024-02-14")) for region in REGIONS]
    found = match(planned, reported[::-1])
    assert sure(found) == {(a.key, b.key) for a, b in zip(planned, reported, strict=True)}
    assert len(found) == len(REGIONS)


def test_so_many_tours_that_their_words_tell_nothing_pair_by_partner() -> None:
    country = 9_000
    regions = range(100, 180)
    lies_in = {region: frozenset({region, country}) for region in regions}
    planned = [plan("Гастроли", one, territories=lies_in[one], **within("2024-02")) for one in regions]
    reported = [row("Гастроли", one, territories=lies_in[one], **days("2024-02-14")) for one in regions]
    others = [row(f"Семинар № {number}", 50, **days("2024-02-20")) for number in range(300)]
    found = match(planned, [*others, *reported[::-1]])
    right = {(a.key, b.key) for a, b in zip(planned, reported, strict=True)}
    assert {(one.a, one.b) for one in found} == right


def test_a_report_of_one_tour_is_proposed_once() -> None:
    planned = [plan("Обменные гастроли театров", region, **within("2024-02")) for region in REGIONS]
    tour = row("Обменные гастроли театров", OREL, **days("2024-02-14"))
    assert [(one.a, one.b, one.klass) for one in match(planned, [tour])] == [
        (planned[REGIONS.index(OREL)].key, tour.key, MatchClass.SURE)
    ]


def test_meetings_of_each_month_pair_by_date() -> None:
    title = "Заседание рабочей группы по туризму"
    planned = [plan(title, BELARUS, kind=INTERNATIONAL, **within(f"2024-0{month}")) for month in (1, 2, 3)]
    reported = [
        row(title, BELARUS, kind=Kind.INTERNATIONAL_REPORT, **days(f"2024-0{month}-15")) for month in (1, 3)
    ]
    assert sure(match(planned, reported)) == {
        (planned[0].key, reported[0].key),
        (planned[2].key, reported[1].key),
    }


def test_editions_never_join_though_nothing_else_is_there() -> None:
    planned = [
        plan("XII форум «Мельница успеха»", VITEBSK_REGION, **within("2024-03")),
        plan("Выставка «Золотая осень – 2023»", BRYANSK, **within("2024-03")),
    ]
    reported = [
        row("XIII форум «Мельница успеха»", VITEBSK_REGION, **days("2024-03-14")),
        row("Выставка «Золотая осень – 2024»", BRYANSK, **days("2024-03-14")),
    ]
    assert match(planned, reported) == []


def test_of_two_that_fit_alike_neither_is_sure() -> None:
    planned = plan("Концерт «Мост дружбы»", BRYANSK, **within("2024-03"))
    reported = [row("Концерт «Мост дружбы»", BRYANSK, **days(f"2024-03-1{day}")) for day in (1, 8)]
    found = match([planned], reported)
    assert sure(found) == set()
    assert likely(found) == {(planned.key, one.key) for one in reported}
    (first,) = [one for one in found if one.rank == 1]
    assert ReasonCode.AMBIGUOUS in {reason.code for reason in first.against}


def test_a_row_has_three_choices_at_most() -> None:
    planned = plan("Концерт «Мост дружбы»", BRYANSK, **within("2024-03"))
    reported = [row("Концерт «Мост дружбы»", BRYANSK, **days(f"2024-03-1{day}")) for day in range(6)]
    assert [one.rank for one in match([planned], reported)] == [1, 2, 3]


def test_a_row_told_in_two_reports_is_linked_to_both() -> None:
    planned = plan("Выставка «Магия карнавала»", KALUGA, **within("2024-03"))
    told = row("Выставка «Магия карнавала»", KALUGA, **days("2024-03-20", "2024-03-29"))
    again = replace(told, key=10_901, event=10_901, report=3)
    found = match([planned], [told, again])
    assert sure(found) == {(planned.key, told.key), (planned.key, again.key)}
    assert {one.role for one in found} == {Role.ONE_TO_ONE, Role.SPLIT}


def test_a_row_planned_with_three_partners_is_split() -> None:
    planned = plan("Дни смоленской культуры", BRYANSK, KALUGA, TVER, **within("2024-Q1"))
    reported = [
        row("Дни смоленской культуры", region, **days(f"2024-0{month}-12"))
        for month, region in enumerate((BRYANSK, KALUGA, TVER), start=1)
    ]
    found = match([planned], reported)
    assert sure(found) == {(planned.key, one.key) for one in reported}
    assert sorted(one.role for one in found) == [Role.ONE_TO_ONE, Role.SPLIT, Role.SPLIT]


def test_what_goes_on_for_half_a_year_is_split_in_time() -> None:
    planned = plan("Обмен опытом библиотекарей", BRYANSK, **within("2024-H1"))
    reported = [row("Обмен опытом библиотекарей", BRYANSK, **days(f"2024-0{month}-12")) for month in (2, 5)]
    assert sure(match([planned], reported)) == {(planned.key, one.key) for one in reported}


def test_rows_planned_apart_are_merged() -> None:
    planned = [plan("Гастроли театра кукол", region, **within("2024-03")) for region in (BRYANSK, KALUGA)]
    reported = row("Гастроли театра кукол", BRYANSK, KALUGA, **days("2024-03-12", "2024-03-20"))
    found = match(planned, [reported])
    assert sure(found) == {(one.key, reported.key) for one in planned}
    assert {one.role for one in found} == {Role.ONE_TO_ONE, Role.MERGED}


def test_another_department_with_another_row_keeps_its_own() -> None:
    planned = [
        plan("Открытое первенство области по самбо", BRYANSK, **within("2024-03")),
        plan("Открытое первенство области по каратэ", BRYANSK, **within("2024-03")),
    ]
    reported = row(
        "Первенство Смоленской области по каратэ",
        BRYANSK,
        departments=frozenset({SPORT}),
        **days("2024-03-09"),
    )
    found = match(planned, [reported])
    assert sure(found) == {(planned[1].key, reported.key)}
    assert {one.a for one in found} == {planned[1].key}


def test_a_later_report_adds_to_what_is_linked() -> None:
    planned = plan("Обмен опытом библиотекарей", BRYANSK, **within("2024-H1"))
    linked = row("Обмен опытом библиотекарей", BRYANSK, event=planned.event, **days("2024-02-12"))
    further = row("Обмен опытом библиотекарей", BRYANSK, report=3, **days("2024-05-12"))
    (found,) = match([planned], [linked, further])
    assert (found.a, found.b, found.klass, found.role) == (
        planned.key,
        further.key,
        MatchClass.SURE,
        Role.SPLIT,
    )


def test_a_row_that_is_linked_is_no_rival() -> None:
    title = "Концерт «Мост дружбы»"
    planned = [plan(title, BRYANSK, **within("2024-03")) for _number in range(2)]
    linked = row(title, BRYANSK, event=planned[0].event, **days("2024-03-11"))
    reported = row(title, BRYANSK, **days("2024-03-18"))
    assert sure(match(planned, [linked, reported])) == {(planned[1].key, reported.key)}


def test_rows_of_one_event_are_linked_already() -> None:
    planned, reported = RETOLD[0]
    assert match([replace(planned, event=5)], [replace(reported, event=5)]) == []


def test_rows_of_one_event_are_one_choice() -> None:
    planned, reported = RETOLD[0]
    twin = replace(reported, key=10_902, report=3)  # of the same event
    assert len(match([planned], [reported, twin])) == 1


def test_a_person_beats_the_matcher() -> None:
    (planned, reported), (other, _told) = RETOLD[0], RETOLD[1]
    refused = {frozenset((planned.key, reported.key)): False}
    assert match([planned], [reported], decided=refused) == []
    joined = {frozenset((other.key, reported.key)): True}
    found = match([planned, other], [reported], decided=joined)
    assert [(one.a, one.b, one.klass, one.score) for one in found] == [
        (other.key, reported.key, MatchClass.SURE, 1.0)
    ]


def test_a_refusal_binds_the_rows_of_the_event() -> None:
    planned, reported = RETOLD[0]
    twin = replace(reported, key=10_903, report=3)
    refused = {frozenset((planned.key, twin.key)): False}
    assert match([planned], [reported, twin], decided=refused) == []


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_rows_makes_no_difference(order: int) -> None:
    planned, reported = zip(*RETOLD, strict=True)
    assert match(planned[::order], reported[::order]) == match(planned, reported)


def test_nothing_with_nothing() -> None:
    assert match([], []) == []
    assert match([RETOLD[0][0]], []) == []
