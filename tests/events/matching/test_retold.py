"""Events whose titles changed: what stands elsewhere in the rows tells them."""

from dataclasses import replace

import pytest

from events.matching.contents import RootWeights, root
from events.matching.evidence import SURE, Comparer, KnownRow
from events.matching.matcher import match
from events.matching.repeats import find_repeats
from events.matching.rows import ReasonCode
from events.matching.stored_rows import Surroundings
from events.models import Sphere, SphereSuccession
from events.period import Period
from events.vocabulary import Kind

from .test_evidence import codes, compared
from .test_matcher import sure
from .world import BELARUS, BRYANSK, KALUGA, days, plan, row, within

PLANNED = plan(
    "Служебная командировка специалистов по вопросам селекции яровой пшеницы",
    BRYANSK,
    place="г. Брянск",
    content="Осмотр опытных посевов",
    **within("2024-03"),
)
TOLD = row(
    "Рабочий выезд ученых",
    BRYANSK,
    place="г. Брянск",
    content="Осмотрены делянки яровой пшеницы, селекционеры обменялись образцами",
    **days("2024-03-14", "2024-03-15"),
)


def test_a_renamed_event_is_told_by_its_content() -> None:
    assert sure(match([PLANNED], [TOLD])) == {(PLANNED.key, TOLD.key)}
    silent = replace(TOLD, content="Встречи и переговоры")
    assert sure(match([PLANNED], [silent])) == set()


def test_what_the_only_candidate_tells_of_something_else_is_not_linked() -> None:
    other = replace(TOLD, title="Рабочий выезд библиотекарей", content="Обсужден обмен книгами")
    assert sure(match([PLANNED], [other])) == set()


def test_forms_of_one_root_are_one_word_but_common_words_stand_for_themselves() -> None:
    assert root("онкологический") == root("онкологи")
    assert root("экскурсия") != root("экскурсовод")


def test_a_common_word_tells_less_than_a_rare_one() -> None:
    weights = RootWeights([KnownRow(PLANNED), KnownRow(TOLD)])
    assert weights[root("пчеловод")] > weights[root("выставка")] == weights[root("семинар")]


def test_who_took_part_tells_too() -> None:
    when = days("2024-03-14")
    planned = plan("Семинар пчеловодов", BRYANSK, **when)
    told = row("Практическое занятие", BRYANSK, people="46 пчеловодов", **when)
    silent = compared(planned, replace(told, people="46 человек"))
    found = compared(planned, told)
    assert found is not None
    assert silent is None or found.total > silent.total + 1


def test_a_name_told_in_both_contents_is_the_same_name() -> None:
    when = days("2024-03-14")
    stand = row("Показ техники", BRYANSK, content="Стенд на «Празднике урожая»", **when)
    visit = row("Приезд аграриев", BELARUS, kind=Kind.INTERNATIONAL_REPORT, report=3, **when)
    named = compared(stand, replace(visit, content="Гости «Праздника урожая»"))
    assert named is not None
    assert ReasonCode.SAME_NAME in codes(named.reasons)
    unnamed = compared(stand, replace(visit, content="Гости"))
    assert unnamed is None or ReasonCode.SAME_NAME not in codes(unnamed.reasons)


def test_a_town_somebody_comes_from_is_no_place() -> None:
    when = days("2024-03-14")
    planned = plan("Гастроли театра драмы", KALUGA, place="г. Калуга", **when)
    guests = compared(planned, row("Гастроли театра драмы из г. Брянска", KALUGA, **when))
    elsewhere = compared(planned, row("Гастроли театра драмы в г. Брянске", KALUGA, **when))
    assert guests is not None
    assert not guests.strong
    assert elsewhere is None or ReasonCode.OTHER_PLACE in codes(elsewhere.against)


@pytest.mark.parametrize("said", ["Перенесена с января", "Встреча ранее планировалась в январе"])
def test_a_move_is_said_in_many_words(said: str) -> None:
    planned = plan("Конференция ткачей", BRYANSK, **within("2024-01"))
    moved = row("Конференция ткачей", BRYANSK, content=said, **days("2024-05-14"))
    found, silent = compared(planned, moved), compared(planned, replace(moved, content="Доклады"))
    assert found is not None
    assert silent is None or found.total > silent.total + 1


SECOND_HALF = {"period": Period(2024, "H2"), "report": 5, "place": "г. Брянск"}


@pytest.mark.parametrize(("said", "linked"), [("Конференция (перенос)", True), ("Конференция", False)])
def test_what_is_put_off_stands_in_the_next_plan_again(said: str, linked: bool) -> None:
    first = plan("Конференция музеев «Берег»", BRYANSK, place="г. Брянск", **within("2024-06"))
    again = plan("Конференция музеев «Берег»", BRYANSK, content=said, **SECOND_HALF, **within("2024-08"))
    assert sure(find_repeats([first, again])) == ({(first.key, again.key)} if linked else set())


def test_what_goes_on_in_both_halves_of_a_year_is_planned_twice() -> None:
    first = plan(
        "Обмен сведениями о вакансиях", BRYANSK, place="г. Брянск", **days("2024-01-01", "2024-12-31")
    )
    again = plan("Обмен сведениями о вакансиях", BRYANSK, **SECOND_HALF, **days("2024-01-01", "2024-12-31"))
    assert find_repeats([first, again]) == []


def test_rows_that_tell_one_occasion_do_not_contest_its_plan() -> None:
    when = days("2024-03-14", "2024-03-16")
    planned = plan("Форум технологий «Техноград»", place="г. Брянск", content="Выставка разработок", **when)
    host = row("Форум технологий «Техноград»", place="г. Брянск", content="Выставка разработок", **when)
    guests = row(
        "Участие заводов в форуме технологий",
        place="г. Брянск",
        content="«Техноград»: выставка разработок",
        report=3,
        departments=frozenset({7}),
        **when,
    )
    known = [KnownRow(one) for one in (planned, host, guests)]
    found = Comparer(known).compare(known[1], known[2])
    assert found is not None
    assert found.is_one_occasion
    assert {key for pair in sure(match([planned], [host, guests])) for key in pair} == {
        planned.key,
        host.key,
        guests.key,
    }


def test_chance_words_of_long_contents_tell_little() -> None:
    when = days("2024-03-14")
    words = (
        "лен мед сыр соль мука крупа рожь овес ячмень гречиха горох фасоль капуста морковь свекла лук чеснок"
    )
    short, long = "лен мед", f"лен мед {words}"
    a, b = plan("Встреча ткачей", BRYANSK, **when), row("Вечер поэтов", BRYANSK, **when)
    near = compared(replace(a, content=short), replace(b, content=short))
    far = compared(replace(a, content=long), replace(b, content=f"{short} {words[::-1]}"))
    assert near is not None
    assert far is None or near.total > far.total


@pytest.mark.django_db
def test_spheres_of_a_succession_are_one() -> None:
    old, new, other = (Sphere.objects.create(name=f"Сотрудничество в сфере {name}") for name in "абв")
    SphereSuccession.objects.create(predecessor=old, successor=new)
    surroundings = Surroundings()
    assert surroundings.spheres(old.pk) == surroundings.spheres(new.pk) == {old.pk, new.pk}
    assert surroundings.spheres(other.pk) == {other.pk}
    assert surroundings.spheres(None) == frozenset()


def test_a_retold_row_is_beyond_the_bound() -> None:
    found = compared(PLANNED, TOLD)
    assert found is not None
    assert found.total >= SURE
    assert ReasonCode.SIMILAR_CONTENT in codes(found.reasons)
