"""What contents and places tell of two rows, and what their titles only seem to."""

from dataclasses import replace
from datetime import date

import pytest

from events.matching.rows import ReasonCode

from .test_evidence import codes, compared
from .world import BRYANSK, days, plan, row, within


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Закупка племенных овец", "Приобретение племенных овец"),
        ("Слет волонтеров", "Слет добровольцев"),
        ("Поездка хора ветеранов", "Визит хора ветеранов"),
    ],
)
def test_words_of_one_meaning_are_one_word(one: str, other: str) -> None:
    when = days("2024-03-14")
    found = compared(plan(one, BRYANSK, **when), row(other, BRYANSK, **when))
    assert found is not None
    assert found.similarity == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Матчевая встреча по теннису", "Теннис: встреча команд приграничных городов"),
        ("Показ овец", "Показ калмыцких овец романовской породы"),
        ("Московский слет краеведов", "Слет краеведов Дагестана"),
        ("Выступление театра «Лад» с детским спектаклем", "Спектакль «Теремок» театра «Лад»"),
    ],
)
def test_adjectives_areas_and_further_names_are_no_other_subject(one: str, other: str) -> None:
    when = days("2024-03-14")
    found = compared(plan(one, BRYANSK, **when), row(other, BRYANSK, **when))
    assert found is not None
    assert ReasonCode.OTHER_SUBJECT not in codes(found.against)


def test_the_content_may_tell_what_the_other_title_does() -> None:
    planned = plan("Поездка хореографической студии", BRYANSK, content="«Родник дружбы»", **within("2024-03"))
    reported = row("Конкурс «Родник дружбы»", BRYANSK, **days("2024-03-14"))
    told = compared(planned, reported)
    assert told is not None
    assert {ReasonCode.SIMILAR_CONTENT, ReasonCode.SAME_NAME} <= codes(told.reasons)
    silent = compared(replace(planned, content="Поездка"), reported)
    assert silent is None or silent.total < told.total - 2


def test_what_every_content_says_tells_nothing() -> None:
    told = "Развитие сотрудничества между регионами"
    when = days("2024-03-14")
    found = compared(
        plan("Фестиваль ткачей", BRYANSK, content=told, **when),
        row("Праздник ткачей", BRYANSK, content=told, **when),
    )
    assert found is not None
    assert ReasonCode.SIMILAR_CONTENT not in codes(found.reasons)


def test_the_same_people_bear_out_another_subject() -> None:
    when = days("2024-03-14")
    planned = row("Круглый стол по вопросам экологии", BRYANSK, participants=37, **when)
    reported = row("Круглый стол по вопросам миграции", BRYANSK, report=3, **when)
    apart = compared(planned, reported)
    alike = compared(planned, replace(reported, participants=37))
    assert alike is not None
    assert not alike.strong
    assert apart is None or apart.strong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Балахнинский район", "Балахнинский район, пос. Лукино"),
        ("Дом культуры «Губернский»", "г. Смоленск, ДК «Губернский»"),
        ("река Хопер", "село Пинеровка, берег реки Хопер"),
    ],
)
def test_districts_halls_and_rivers_are_places(one: str, other: str) -> None:
    when = days("2024-03-14")
    title = "Фестиваль ткачей"
    found = compared(plan(title, BRYANSK, place=one, **when), row(title, BRYANSK, place=other, **when))
    assert found is not None
    assert ReasonCode.SAME_PLACE in codes(found.reasons)


def test_what_names_no_place_is_no_place() -> None:
    when = days("2024-03-14")
    place, title = "в рабочем порядке, дистанционно", "Фестиваль ткачей"
    found = compared(plan(title, BRYANSK, place=place, **when), row(title, BRYANSK, place=place, **when))
    assert found is not None
    assert ReasonCode.SAME_PLACE not in codes(found.reasons)


def test_a_town_the_other_row_names_is_near() -> None:
    when = days("2024-03-14")
    planned = plan("Фестиваль ткачей", BRYANSK, place="г. Торжок", **when)
    reported = row("Фестиваль ткачей", BRYANSK, place="г. Тверь", **when)
    far = compared(planned, reported)
    near = compared(planned, replace(reported, content="Участники посетили Торжок"))
    assert far is not None
    assert near is not None
    assert near.total > far.total + 1


def test_a_move_the_content_speaks_of_is_hardly_against() -> None:
    planned = plan("Фестиваль ткачей", BRYANSK, **within("2024-01"))
    reported = row("Праздник ткачей области", BRYANSK, **days("2024-03-14"))
    silent = compared(planned, reported)
    said = compared(planned, replace(reported, content="Перенесен с января"))
    assert said is not None
    assert not said.strong
    assert silent is None or (silent.strong and silent.total < said.total)


def test_a_move_and_another_title_are_never_sure() -> None:
    planned = plan("Фестиваль народного ткачества и вышивки", BRYANSK, **within("2024-01"))
    renamed = compared(planned, row("Фестиваль вышивки и кружев", BRYANSK, **days("2024-03-14")))
    same = compared(planned, row("Фестиваль народного ткачества, вышивки", BRYANSK, **days("2024-03-14")))
    assert renamed is None or ReasonCode.MOVED_AND_RENAMED in codes(renamed.against)
    assert same is not None
    assert not same.strong


def test_what_is_put_off_may_be_the_same_but_not_what_was_held_long_before() -> None:
    planned = plan("Фестиваль ткачей", BRYANSK, **within("2024-03"))
    late = compared(planned, row("Фестиваль ткачей", BRYANSK, **days("2024-05-14")))
    early = compared(planned, row("Фестиваль ткачей", BRYANSK, **days("2024-01-14")))
    assert late is not None
    assert early is not None
    assert (late.strong, early.strong) == (False, True)
    said = compared(
        planned, row("Фестиваль ткачей", BRYANSK, content="Перенесен с марта", **days("2024-01-14"))
    )
    assert said is not None
    assert not said.strong


def test_another_town_is_never_sure() -> None:
    when = days("2024-03-14")
    planned = plan("Гастроли театра «Образ»", BRYANSK, place="г. Торжок", **when)
    reported = row("Гастроли театра «Образ»", BRYANSK, place="г. Ржев", **when)
    found = compared(planned, reported)
    assert found is not None
    assert found.strong
    assert ReasonCode.OTHER_PLACE in codes(found.against)


def test_what_lasted_for_long_was_not_planned_for_a_month() -> None:
    planned = plan("Выставка ткачества", BRYANSK, **within("2024-03"))
    short = compared(planned, row("Итоги выставки ткачества", BRYANSK, **within("2024-Q1")))
    year = replace(row("Итоги выставки ткачества", BRYANSK, **within("2024-H1")), start=date(2023, 8, 1))
    long = compared(planned, year)
    assert short is not None
    assert long is None or long.total < short.total - 1


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Тихий берег детства и юности", True),
        ("Тихий час", False),
        ("Берег", False),
    ],
)
def test_a_name_may_go_on(name: str, same: bool) -> None:
    when = days("2024-03-14")
    planned = plan("Концерт «Тихий берег детства»", BRYANSK, **when)
    found = compared(planned, row(f"Концерт «{name}» хора учителей", BRYANSK, **when))
    assert (found is not None and ReasonCode.SAME_NAME in codes(found.reasons)) == same
