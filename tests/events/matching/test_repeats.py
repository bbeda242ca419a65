"""The same event told twice within documents of one standing."""

from dataclasses import replace

from events.matching.repeats import find_repeats
from events.matching.rows import MatchClass, Proposal
from events.period import Period
from events.vocabulary import Kind

from .world import BELARUS, BRYANSK, CULTURE, KALUGA, SPORT, days, plan, row, within


def sure(found: list[Proposal]) -> set[tuple[int, int]]:
    return {(one.a, one.b) for one in found if one.klass is MatchClass.SURE}


def test_an_international_and_an_interregional_report_tell_one_event() -> None:
    when = days("2026-11-12", "2026-11-14")
    abroad = row(
        "Фестиваль «Соседи»",
        BELARUS,
        kind=Kind.INTERNATIONAL_REPORT,
        report=3,
        place="г. Витебск",
        participants=500,
        **when,
    )
    at_home = row("Фестиваль «Соседи»", BRYANSK, **when)
    (found,) = find_repeats([at_home, abroad])
    assert found.klass is MatchClass.SURE
    assert {found.a, found.b} == {abroad.key, at_home.key}


def test_two_departments_tell_one_event_in_one_report() -> None:
    told = row("Форум «Евразия»", BRYANSK, **days("2024-03-14"))
    again = replace(
        told, key=10_801, event=10_801, departments=frozenset({SPORT}), title="Участие в форуме «Евразия»"
    )
    assert sure(find_repeats([told, again])) == {(told.key, 10_801)}


def test_an_event_at_the_end_of_a_quarter_is_told_in_both() -> None:
    told = row("Концерт «Мост дружбы»", BRYANSK, period=Period(2024, "Q1"), **days("2024-03-28"))
    again = row(
        "Концерт-встреча «Мост дружбы»", BRYANSK, period=Period(2024, "Q2"), report=3, **days("2024-03-28")
    )
    assert sure(find_repeats([again, told])) == {(told.key, again.key)}


def test_one_department_tells_two_events_of_one_title_in_one_report() -> None:
    told = row("Мастер-класс по бересте", BRYANSK, place="г. Брянск", **days("2024-03-14"))
    other = row("Мастер-класс по бересте", KALUGA, place="г. Калуга", **days("2024-03-14"))
    longer = row("Мастер-класс по бересте и глине", BRYANSK, place="г. Брянск", **days("2024-03-14"))
    assert find_repeats([told, other, longer]) == []


def test_two_rows_nobody_knows_whose_they_are_wait() -> None:
    nobody: dict[str, frozenset[int]] = {"departments": frozenset()}
    told = row("Мастер-класс по бересте", BRYANSK, place="г. Брянск", **nobody, **days("2024-03-14"))
    again = row("Мастер-класс по бересте и глине", BRYANSK, place="г. Брянск", **nobody, **days("2024-03-14"))
    (found,) = find_repeats([told, again])
    assert found.klass is MatchClass.LIKELY
    spheres = [replace(one, spheres=frozenset({number})) for number, one in enumerate((told, again))]
    assert sure(find_repeats(spheres)) == {(told.key, again.key)}


def test_a_row_that_stands_twice_is_found() -> None:
    told = row("Мастер-класс по бересте", BRYANSK, place="г. Брянск", **days("2024-03-14"))
    assert sure(find_repeats([told, replace(told, key=10_802, event=10_802)])) == {(told.key, 10_802)}


def test_two_rows_of_one_title_and_other_contents_are_no_repeats() -> None:
    rows = [
        plan("Гастроли театра «Образ»", BRYANSK, content=content, **within("2024-03"))
        for content in ("Спектакль для детей", "Спектакль для взрослых")
    ]
    assert find_repeats(rows) == []


def test_two_visits_planned_for_one_quarter_are_no_repeats() -> None:
    titles = ("Выезд врачей в села", "Выезд врачей в села (второй)")
    rows = [plan(title, BRYANSK, **within("2024-Q1")) for title in titles]
    assert find_repeats(rows) == []
    (found,) = find_repeats([replace(one, title=titles[0]) for one in rows])
    assert found.klass is MatchClass.LIKELY


def test_an_event_abroad_and_one_at_home_need_more_than_a_word() -> None:
    when = days("2024-05-05", "2024-05-07")
    abroad = row("Соревнования по дартсу", BELARUS, kind=Kind.INTERNATIONAL_REPORT, report=3, **when)
    at_home = row("Первенство страны по дартсу", KALUGA, **when)
    assert sure(find_repeats([abroad, at_home])) == set()
    there = [replace(one, place="г. Витебск") for one in (abroad, at_home)]
    assert sure(find_repeats(there)) == {(there[1].key, there[0].key)}


def test_meetings_of_one_title_on_other_days_are_no_repeats() -> None:
    rows = [
        row("Заседание рабочей группы по туризму", BRYANSK, report=month, **days(f"2024-0{month}-15"))
        for month in (1, 2, 3)
    ]
    assert find_repeats(rows) == []


def test_what_goes_on_is_told_anew_each_quarter() -> None:
    rows = [
        row(
            "Обмен опытом библиотекарей",
            BRYANSK,
            report=number,
            period=Period(2024, f"Q{number}"),
            **within(f"2024-Q{number}"),
        )
        for number in (1, 2)
    ]
    assert sure(find_repeats(rows)) == set()


def test_a_plan_and_a_report_are_no_repeats() -> None:
    when = days("2024-03-14")
    assert (
        find_repeats([plan("Форум «Евразия»", BRYANSK, **when), row("Форум «Евразия»", BRYANSK, **when)])
        == []
    )


def test_three_reports_of_one_event_are_told_apart_from_others() -> None:
    told = row("Форум «Евразия»", BRYANSK, **days("2024-03-14"))
    rows = [told] + [
        replace(told, key=10_810 + number, event=10_810 + number, report=10 + number) for number in (1, 2)
    ]
    assert sure(find_repeats(rows)) == {(told.key, 10_811), (told.key, 10_812)}


def test_a_person_beats_the_matcher() -> None:
    told = row("Форум «Евразия»", BRYANSK, **days("2024-03-14"))
    again = replace(told, key=10_820, event=10_820, report=9, departments=frozenset({CULTURE}))
    assert find_repeats([told, again], decided={frozenset((told.key, 10_820)): False}) == []
    linked = replace(again, event=told.event)
    assert find_repeats([told, linked]) == []


def test_general_titles_are_no_repeats_by_themselves() -> None:
    told = row("Рабочая встреча", BRYANSK, **days("2024-03-14"))
    again = replace(told, key=10_830, event=10_830, report=9)
    (found,) = find_repeats([told, again])
    assert found.klass is MatchClass.LIKELY
    counted = [replace(one, participants=14) for one in (told, again)]
    assert sure(find_repeats(counted)) == {(told.key, 10_830)}
