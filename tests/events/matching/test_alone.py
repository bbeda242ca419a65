"""Rows that have no other choice, and rows that are left over."""

from dataclasses import replace
from typing import Any

import pytest

from events.matching.matcher import match
from events.matching.rows import MatchClass, ReasonCode

from .test_matcher import likely, sure
from .world import BRYANSK, KALUGA, SPORT, TULA, TVER, days, plan, row, within

OTHERS: dict[str, Any] = {"departments": frozenset({SPORT})}


def test_a_renamed_event_waits_with_what_is_left_of_its_partner_and_time() -> None:
    planned = plan("Конкурс профессионального мастерства пахарей", TVER, **within("2024-03"))
    reported = row("Открытый чемпионат по вспашке", TVER, **days("2024-03-14"))
    (found,) = match([planned], [reported])
    assert (found.klass, found.rank) == (MatchClass.LIKELY, 1)
    assert found.reasons[0].code is ReasonCode.ONLY_ONES
    another = row("Открытие библиотеки", TVER, **days("2024-03-15"))
    elsewhere = row("Открытие музея", TULA, **days("2024-03-15"))
    choices = match([planned], [reported, another, elsewhere])
    assert likely(choices) == {(planned.key, reported.key), (planned.key, another.key)}
    assert sorted(one.rank for one in choices) == [1, 2]
    assert all(one.reasons[0].code is not ReasonCode.ONLY_ONES for one in choices)


def test_a_row_left_over_has_three_choices_at_most() -> None:
    planned = plan("Конкурс профессионального мастерства пахарей", TVER, **within("2024-03"))
    titles = ("Открытие библиотеки", "Урок истории", "Вечер поэзии", "Показ мод")
    reported = [row(title, TVER, **days("2024-03-15")) for title in titles]
    assert [one.rank for one in match([planned], reported)] == [1, 2, 3]


def test_a_row_left_over_may_be_meant_where_another_is_only_likely() -> None:
    planned = plan("Конкурс чтецов «Живое слово»", TVER, **within("2024-02"))
    renamed = plan("Встреча с поэтами края", TVER, **within("2024-03"))
    reported = row("Вечер чтецов", TVER, **days("2024-03-15"))
    found = match([planned, renamed], [reported])
    assert sure(found) == set()
    assert (renamed.key, reported.key) in likely(found)


def test_a_renamed_event_that_was_moved_is_offered_where_its_row_says_so() -> None:
    planned = plan("Конкурс пахарей", TVER, place="г. Торжок", **within("2024-02"))
    reported = row("Открытый чемпионат по вспашке", TVER, place="г. Торжок", **days("2024-04-05"))
    assert match([planned], [reported]) == []
    moved = replace(reported, content="Перенесен с февраля из-за распутицы")
    assert likely(match([planned], [moved])) == {(planned.key, moved.key)}


def test_the_day_and_the_town_stand_for_a_partner_that_is_not_named() -> None:
    planned = plan("Открытие библиотеки", place="г. Торжок", **days("2024-03-14"))
    reported = row("Вечер поэзии", TVER, place="г. Торжок", **days("2024-03-14"))
    assert likely(match([planned], [reported])) == {(planned.key, reported.key)}
    assert match([planned], [replace(reported, place="г. Ржев")]) == []


def test_what_stands_alone_is_sure_at_lower_odds() -> None:
    planned = plan("Смотр духовых оркестров железнодорожников", BRYANSK, **within("2024-Q1"))
    reported = row("Железнодорожный праздник оркестров", BRYANSK, **OTHERS, **days("2024-03-14"))
    assert sure(match([planned], [reported])) == {(planned.key, reported.key)}
    beside = row("Вечер поэзии", BRYANSK, **days("2024-03-15"))
    assert sure(match([planned], [reported, beside])) == set()
    elsewhere = row("Вечер поэзии", KALUGA, **days("2024-03-15"))
    assert sure(match([planned], [reported, elsewhere])) == {(planned.key, reported.key)}


def test_a_row_that_has_its_own_twin_leaves_another_alone() -> None:
    planned = plan("Смотр духовых оркестров железнодорожников", BRYANSK, **within("2024-03"))
    reported = row("Железнодорожный праздник оркестров", BRYANSK, **OTHERS, **days("2024-03-14"))
    own = plan("Вечер поэзии «Белые ночи»", BRYANSK, **within("2024-03"))
    twin = row("Вечер поэзии «Белые ночи»", BRYANSK, **days("2024-03-15"))
    assert sure(match([planned, own], [reported, twin])) == {
        (planned.key, reported.key),
        (own.key, twin.key),
    }


@pytest.mark.parametrize("title", ["Рабочая встреча", "Участие в выставке", "Прием делегации"])
def test_general_titles_are_not_sure_by_the_month(title: str) -> None:
    planned = plan(title, BRYANSK, **within("2024-03"))
    assert sure(match([planned], [row(title, BRYANSK, **days("2024-03-14"))])) == set()
    named = row(f"{title} «Родники»", BRYANSK, **days("2024-03-14"))
    assert sure(match([planned], [named])) == set()


def test_general_titles_on_the_same_days_are_sure_alone_only() -> None:
    when = days("2024-03-14")
    planned = plan("Рабочая встреча", BRYANSK, **when)
    reported = row("Рабочая встреча", BRYANSK, place="г. Брянск", **when)
    assert sure(match([planned], [reported])) == {(planned.key, reported.key)}
    beside = row("Вечер поэзии", BRYANSK, place="г. Брянск", **when)
    assert sure(match([planned], [reported, beside])) == set()


def test_meetings_planned_apart_are_not_merged_by_a_general_title() -> None:
    planned = [plan("Рабочая встреча", BRYANSK, **within(f"2024-0{month}")) for month in (2, 3)]
    reported = row("Рабочая встреча по вопросам кооперации", BRYANSK, **within("2024-Q1"))
    assert sure(match(planned, [reported])) == set()
