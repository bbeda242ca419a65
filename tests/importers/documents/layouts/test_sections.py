"""Headings of sections by their words."""

import pytest

from events.vocabulary import SectionBasis
from importers.documents.layouts.sections import (
    basis_of,
    common_basis,
    goes_on,
    is_total,
    like_a_section,
    says_nothing_held,
)

DEPARTMENT, SPHERE = SectionBasis.DEPARTMENT, SectionBasis.SPHERE


@pytest.mark.parametrize(
    ("heading", "basis"),
    [
        ("Министерство культуры", DEPARTMENT),
        ("Раздел 2. Главное управление ветеринарии", DEPARTMENT),
        ("III. Правительство области", DEPARTMENT),
        ("Сотрудничество в сфере сельского хозяйства", SPHERE),
        ("1. Культурное сотрудничество", SPHERE),
        ("В сфере туризма", SPHERE),
        ("Выставка министерства культуры", None),
        ("Министерский приём", None),
    ],
)
def test_first_words_tell_what_a_heading_stands_for(heading: str, basis: SectionBasis | None) -> None:
    assert basis_of(heading) is basis


def test_headings_that_disagree_leave_it_to_the_layout() -> None:
    assert common_basis(["Министерство культуры", "Иное"], SPHERE) is DEPARTMENT
    assert common_basis(["Министерство культуры", "В сфере туризма"], None) is None
    assert common_basis(["Иное"], SPHERE) is SPHERE


@pytest.mark.parametrize(
    ("text", "is_like"),
    [
        ("Раздел второй", True),
        ("II. Иное", True),
        ("Министерство культуры", True),
        ("Министерство культуры " + "и туризма " * 25, False),
        ("Иное", False),
    ],
)
def test_a_section_is_short_and_begins_like_one(text: str, is_like: bool) -> None:
    assert like_a_section(text) is is_like


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Мероприятия не планируются", True),
        ("Мероприятий не проведено", True),
        ("Мероприятия не проводились", True),
        ("Мероприятия отсутствуют", True),
        ("Мероприятия планируются", False),
        ("Мероприятия не планируются" + " и не" * 40, False),
    ],
)
def test_a_formal_answer_says_that_nothing_was_held(text: str, is_said: bool) -> None:
    assert says_nothing_held(text) is is_said


def test_totals_begin_with_their_word() -> None:
    assert [is_total(text) for text in ("ИТОГО: 5", "Всего 3", "Всегодня", "5 итого")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("line", "continues"),
    [
        ("и туризма", True),
        ("«и туризма", True),
        ("Смоленской области", True),
        ("Министерство", False),
        ("", False),
    ],
)
def test_a_line_goes_on_in_small_letters_or_an_oblique_case(line: str, continues: bool) -> None:
    assert goes_on(line) is continues
