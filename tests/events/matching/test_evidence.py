"""What two rows have in common and what parts them, with reasons."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.matching.evidence import MOST_OF_TITLES, MOST_SAID_BY_BOTH, SURE, Comparer, Comparison, KnownRow
from events.matching.rows import Reason, ReasonCode, Row
from events.matching.wording import reasons_text
from events.vocabulary import Kind

from .world import (
    BELARUS,
    BRYANSK,
    KALUGA,
    MINSK_REGION,
    SPORT,
    TVER,
    VITEBSK_REGION,
    days,
    plan,
    row,
    within,
)

# What else the documents hold, so that frequent words and partners are frequent.
OTHERS = [
    row("Фестиваль ремесленников", BRYANSK),
    row("Конкурс юных чтецов «Живое слово»", KALUGA),
    row("Рабочая встреча руководителей музеев", BRYANSK),
    row("Заседание рабочей группы по туризму", BELARUS),
]

ROUNDING = 1e-9  # the most may be reached, and sums are rounded


def compared(a: Row, b: Row) -> Comparison | None:
    known = [KnownRow(one) for one in (a, b, *OTHERS)]
    return Comparer(known).compare(*known[:2])


def codes(reasons: tuple[Reason, ...]) -> set[ReasonCode]:
    return {reason.code for reason in reasons}


def test_a_retold_row_has_its_reasons_in_words() -> None:
    planned = plan("О проведении фестиваля «Соседи»", BRYANSK, **within("2024-03"))
    reported = row("Фестиваль «Соседи»", BRYANSK, place="г. Брянск", **days("2024-03-14", "2024-03-16"))
    found = compared(planned, reported)
    assert found is not None
    assert found.total >= SURE
    assert codes(found.reasons) == {
        ReasonCode.SAME_TITLE,
        ReasonCode.SAME_NAME,
        ReasonCode.SAME_PARTNER,
        ReasonCode.DATES_INSIDE,
        ReasonCode.SAME_DEPARTMENT,
    }
    assert found.against == ()
    assert not found.strong


def test_reasons_read_as_a_phrase() -> None:
    inside = Reason.of(ReasonCode.DATES_INSIDE, inner="14-16 марта", outer="март")
    moved = Reason.of(ReasonCode.DATES_MOVED, days=1, a="", b="")
    assert reasons_text([Reason.of(ReasonCode.SAME_TITLE), inside, moved]) == (
        "то же наименование; 14-16 марта внутри «март»; сроки сдвинуты на 1 день"
    )


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_words(code: ReasonCode) -> None:
    names = ("a", "b", "dates", "inner", "outer", "place", "few", "many")
    reason = Reason.of(code, days=3, count=5, **dict.fromkeys(names, "x"))
    assert reasons_text([reason])


def test_a_reason_is_stored_and_read_again() -> None:
    reason = Reason.of(ReasonCode.DATES_MOVED, days=3, a="март", b="2 апреля")
    assert reason.as_json() == {"code": "dates_moved", "a": "март", "b": "2 апреля", "days": 3}
    assert Reason.from_json(reason.as_json()) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("XII фестиваль «Соседи»", "XIII фестиваль «Соседи»"),
        ("Третий фестиваль «Соседи»", "IV фестиваль «Соседи»"),
        ("Фестиваль «Соседи – 2023»", "Фестиваль «Соседи – 2024»"),
        ("Конференция «Седьмые Гротовские чтения»", "Конференция «Восьмые Гротовские чтения»"),
    ],
)
def test_editions_of_a_series_are_never_one_event(one: str, other: str) -> None:
    when = days("2024-03-14")
    assert compared(plan(one, BRYANSK, **when), row(other, BRYANSK, **when)) is None


def test_a_year_later_is_another_edition() -> None:
    planned = plan("Фестиваль «Соседи»", BRYANSK, **days("2023-03-14"))
    assert compared(planned, row("Фестиваль «Соседи»", BRYANSK, **days("2024-03-14"))) is None


def test_a_year_far_away_is_no_edition() -> None:
    when = days("2024-03-14")
    planned = plan("Турнир по хоккею среди юношей 2012 г.р.", BRYANSK, **when)
    same = compared(planned, row("Турнир по хоккею среди юношей", BRYANSK, **when))
    other = compared(planned, row("Турнир по хоккею среди юношей 2013 г.р.", BRYANSK, **when))
    assert same is not None
    assert other is not None
    assert (same.strong, other.strong) == (False, True)


def test_one_edition_may_be_written_in_many_ways() -> None:
    when = days("2024-03-14")
    found = compared(plan("XII фестиваль «Соседи»", **when), row("Двенадцатый фестиваль «Соседи»", **when))
    assert found is not None
    assert (found.strong, found.against) == (False, ())


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("I этап конкурса «Лидер»", "II этап конкурса «Лидер»", ReasonCode.OTHER_STAGE),
        ("Конкурс «Лидер», школа № 27", "Конкурс «Лидер», школа № 29", ReasonCode.OTHER_NUMBERS),
        ("Открытие фестиваля «Лидер»", "Закрытие фестиваля «Лидер»", ReasonCode.OTHER_WORDS),
        ("Выставка художников «Лидер»", "Выставка художников «Мастера»", ReasonCode.OTHER_NAME),
        ("Фестиваль «Лидер» 2023", "Фестиваль «Лидер»", ReasonCode.OTHER_YEAR),
        ("Гастроли театра «Лидер» в Брянске", "Гастроли театра «Лидер» в Калуге", ReasonCode.OTHER_PLACE),
    ],
)
def test_other_objects_of_one_title_are_strong_evidence_against(
    one: str, other: str, code: ReasonCode
) -> None:
    when = days("2024-03-14")
    found = compared(plan(one, BRYANSK, **when), row(other, BRYANSK, **when))
    assert found is not None
    assert found.strong
    assert code in codes(found.against)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Турнир по футболу среди школьников", "Турнир по футболу среди ветеранов"),
        ("Круглый стол по вопросам экологии", "Круглый стол по вопросам миграции"),
        ("Курсы повышения квалификации врачей", "Курсы повышения квалификации педагогов"),
        ("Онлайн-урок, посвященный Дню космонавтики", "Онлайн-урок, посвященный Дню Победы"),
        ("Концерт, посвященный Дню единения", "Выставка, посвященная Дню единения"),
        ("Чемпионат по плаванию", "Первенство по плаванию"),
        ("Выставка «Лад»", "Концерт «Лад»"),
    ],
)
def test_a_telling_word_in_place_of_another_is_another_event(one: str, other: str) -> None:
    when = days("2024-03-14")
    found = compared(plan(one, BRYANSK, **when), row(other, BRYANSK, **when))
    assert found is None or found.strong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Турнир по футболу среди школьников области",
            "Турнир Смоленской области по футболу среди школьников",
        ),
        ("Соревнования по самбо", "Турнир по самбо"),
        ("Выставка народных кукол «Лад»", "Экспозиция игрушек «Лад»"),
        ("Концерт", "Концерт, посвященный Дню единения"),
    ],
)
def test_other_words_are_not_always_another_event(one: str, other: str) -> None:
    when = days("2024-03-14")
    found = compared(plan(one, BRYANSK, **when), row(other, BRYANSK, **when))
    assert found is not None
    assert not found.strong


def test_general_words_in_common_are_enough_on_the_same_days_alone() -> None:
    told = row("Прием делегации ветеранов", BRYANSK, **days("2024-03-14"))
    vague = compared(plan("Прием делегации", BRYANSK, **within("2024-03")), told)
    exact = compared(plan("Прием делегации", BRYANSK, **days("2024-03-14")), told)
    assert vague is not None
    assert exact is not None
    assert (vague.strong, exact.strong) == (True, False)
    assert ReasonCode.GENERAL_WORDS in codes(vague.against)


def test_words_of_the_content_explain_other_words_of_the_title() -> None:
    when = days("2024-03-14")
    planned = plan("Турнир по футболу среди школьников", BRYANSK, **when)
    told = "Играли команды школьников и их учителей"
    reported = row("Турнир по футболу среди любителей", BRYANSK, content=told, **when)
    without = compared(planned, replace(reported, content=""))
    explained = compared(planned, reported)
    assert explained is not None
    assert not explained.strong
    assert without is None or without.strong


def test_other_partners_are_strong_evidence_against() -> None:
    when = days("2024-03-14")
    found = compared(plan("Гастроли театра", BRYANSK, **when), row("Гастроли театра", TVER, **when))
    assert found is not None
    assert found.strong
    assert ReasonCode.OTHER_PARTNER in codes(found.against)


def test_a_region_supports_its_country_and_parts_from_its_neighbour() -> None:
    when = days("2024-03-14")
    region = plan("Гастроли театра", VITEBSK_REGION, kind=Kind.INTERNATIONAL_PLAN, **when)
    country = compared(region, row("Гастроли театра", BELARUS, kind=Kind.INTERNATIONAL_REPORT, **when))
    neighbour = compared(region, row("Гастроли театра", MINSK_REGION, kind=Kind.INTERNATIONAL_REPORT, **when))
    assert country is not None
    assert neighbour is not None
    assert ReasonCode.PARTNER_INSIDE in codes(country.reasons)
    assert (country.strong, neighbour.strong) == (False, True)


def test_an_international_and_an_interregional_report_name_their_own_kind_of_partner() -> None:
    when = days("2026-11-12", "2026-11-14")
    abroad = row("Фестиваль «Соседи»", BELARUS, kind=Kind.INTERNATIONAL_REPORT, report=3, **when)
    found = compared(abroad, row("Фестиваль «Соседи»", BRYANSK, **when))
    assert found is not None
    assert not found.strong
    assert found.total >= SURE


@pytest.mark.parametrize("missing", ["partners", "dates"])
def test_what_is_not_said_is_no_contradiction(missing: str) -> None:
    told = {} if missing == "dates" else days("2024-03-14")
    partners = () if missing == "partners" else (BRYANSK,)
    found = compared(
        plan("Фестиваль «Соседи»", BRYANSK, **days("2024-03-14")),
        row("Фестиваль «Соседи»", *partners, **told),
    )
    assert found is not None
    assert found.against == ()


def test_the_departments_of_a_succession_are_one() -> None:
    when = days("2024-03-14")
    planned = plan("Фестиваль «Соседи»", departments=frozenset({1, 2}), **when)
    found = compared(planned, row("Фестиваль «Соседи»", departments=frozenset({2, 3}), **when))
    assert found is not None
    assert ReasonCode.SAME_DEPARTMENT in codes(found.reasons)
    parted = compared(planned, row("Фестиваль «Соседи»", departments=frozenset({SPORT}), **when))
    assert parted is not None
    assert codes(parted.against) == {ReasonCode.OTHER_DEPARTMENT}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Первенство ЦФО по самбо", "Первенство Центрального федерального округа по самбо"),
        ("Коллегия Минэкономразвития", "Коллегия Министерства экономического развития"),
        ("Слет педагогов", "Педагогический слет"),
        ("Выставка «Металобработка»", "Выставка «Металлообработка»"),
        ("Выставка AGROSALON", "Выставка «Агросалон»"),
    ],
)
def test_abbreviations_and_spellings_are_seen_through(short: str, full: str) -> None:
    when = days("2024-03-14")
    found = compared(plan(short, **when), row(full, **when))
    assert found is not None
    assert found.similarity >= 0.75


def test_rare_words_tell_more_than_common_ones() -> None:
    when = days("2024-03-14")
    rare = compared(plan("Фестиваль бересты", **when), row("Праздник бересты", **when))
    common = compared(plan("Фестиваль бересты", **when), row("Фестиваль вытинанки", **when))
    assert rare is not None
    assert rare.total > (common.total if common else float("-inf"))


WORDS = [
    "фестиваль",
    "«Соседи»",
    "XII",
    "береста",
    "2024",
    "этап",
    "№ 5",
    "театр",
    "в",
    "г. Витебск",
    "-",
    "“",
]


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.lists(st.sampled_from(WORDS), max_size=8))
def test_comparing_is_symmetric(one: list[str], other: list[str]) -> None:
    a = plan(" ".join(one), BRYANSK, **within("2024-03"))
    b = row(" ".join(other), BRYANSK, KALUGA, **days("2024-03-14"))
    there, back = compared(a, b), compared(b, a)
    if there is None or back is None:
        assert there is back
    else:
        assert (there.strong, there.total) == (back.strong, pytest.approx(back.total))


@given(
    st.lists(st.sampled_from(WORDS), max_size=8), st.lists(st.sampled_from(WORDS), max_size=8), st.booleans()
)
def test_titles_add_no_more_than_is_allowed_for(one: list[str], other: list[str], is_told: bool) -> None:
    """Pairs that even the best titles could not save are passed over before their titles are compared."""
    content = " ".join(one + other) if is_told else ""
    a = plan(f"Фестиваль «{' '.join(one)}»", BRYANSK, content=content, **within("2024-03"))
    b = row(f"«{' '.join(one if is_told else other)}»", BRYANSK, content=content, **days("2024-03-14"))
    known = [KnownRow(each) for each in (a, b, *OTHERS)]
    comparer = Comparer(known)
    beside = comparer.beside(*known[:2])
    assert beside is not None
    both = comparer.said_by_both(*known[:2])
    found, _likeness, _is_borne_out = comparer.clues(*known[:2], beside, both)
    added = sum(each.weight for each in found) - sum(each.weight for each in (*beside, both.evidence))
    assert added - MOST_OF_TITLES < ROUNDING
    assert both.evidence.weight - MOST_SAID_BY_BOTH < ROUNDING
