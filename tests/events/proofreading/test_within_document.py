"""What rows of one document say against each other, and figures against their total."""

import time
from dataclasses import replace

import pytest

from agreements.names.gazetteer import Gazetteer
from events.proofreading.abbreviations import unexplained
from events.proofreading.duplicates import duplicate_issues
from events.proofreading.numbering import numbering_issues
from events.proofreading.proofread import proofread
from events.proofreading.sums import sum_issues
from events.vocabulary import Role

from .rows import document, row

DAY, PLACE = "12 апреля 2024 года", "г. Минск, Республика Беларусь"


def found(gazetteer: Gazetteer, *rows: dict[str, str]) -> list[tuple[int, str, str]]:
    made = [row(gazetteer, **{"dates": DAY, "place": PLACE, **one}) for one in rows]
    return [(index, issue.code, issue.expected) for index, issue in duplicate_issues(document(*made))]


def test_the_same_event_told_twice_is_named(gazetteer: Gazetteer) -> None:
    title = "Участие в форуме «Мост дружбы»"
    assert found(gazetteer, {"title": title}, {"title": f"{title} "}) == [(1, "duplicate-row", "1")]
    reworded = "Форум «Мост дружбы» – участие делегации"
    assert found(gazetteer, {"title": title}, {"title": reworded}) == [(1, "duplicate-row", "1")]


@pytest.mark.parametrize(
    "other",
    [
        {"dates": "15 апреля 2024 года"},
        {"place": "г. Витебск, Республика Беларусь"},
        {"title": "Участие в форуме «Мост культур»"},
        {"title": "Участие в форуме «Мост дружбы» во второй раз: встреча ректоров"},
    ],
)
def test_another_day_place_or_name_is_another_event(gazetteer: Gazetteer, other: dict[str, str]) -> None:
    first = {"title": "Участие в форуме «Мост дружбы»"}
    assert found(gazetteer, first, {**first, **other}) == []


def test_a_title_that_names_no_one_event_is_not_enough(gazetteer: Gazetteer) -> None:
    meeting = {"title": "Встреча", "content": "О торговле"}
    assert found(gazetteer, meeting, {**meeting, "content": "О туризме"}) == []
    assert found(gazetteer, meeting, meeting) == [(1, "duplicate-row", "1")]


def test_rows_without_a_day_of_their_own_are_alike_only_word_for_word(gazetteer: Gazetteer) -> None:
    whole = {"dates": "в течение квартала", "title": "Обмен опытом по вопросам молодежной политики"}
    assert found(gazetteer, whole, {**whole, "title": "Обмен опытом по вопросам политики"}) == []
    assert found(gazetteer, whole, whole) == [(1, "duplicate-row", "1")]


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("Всего 50 человек: 20 от Смоленской области, 25 от Тверской области", "50", "20 + 25 = 45"),
        ("50 человек (20 из Смоленской области, 40 из Брянской области)", "50", "20 + 40 = 60"),
        ("Всего участников: 48, в т.ч. от Смоленской области 16, от Брянской 42", "48", "16 + 42 = 58"),
        ("60 человек, из них 70 школьников", "60", "70"),
    ],
)
def test_parts_that_do_not_make_the_total_are_named(
    gazetteer: Gazetteer, text: str, total: str, parts: str
) -> None:
    (issue,) = sum_issues(row(gazetteer, participants=text))
    assert (issue.code, issue.role) == ("sum-differs", Role.PARTICIPANTS)
    assert (issue.found, issue.expected) == (parts, total)


@pytest.mark.parametrize(
    "text",
    [
        "Всего 50 человек: 20 от Смоленской области, 30 от Тверской области",
        "50 человек, в том числе 20 от Смоленской области, 25 от Тверской области",  # others came, too
        "60 человек, из них 30 школьников и 40 студентов",  # one may be both
        "Более 50 человек: 20 от Смоленской области, 25 от Тверской области",
        "20 человек из 5 регионов",
        "40 человек из г. Минска",
    ],
)
def test_parts_that_may_make_the_total_are_let_alone(gazetteer: Gazetteer, text: str) -> None:
    assert list(sum_issues(row(gazetteer, participants=text))) == []


def test_numbers_written_by_hand_that_repeat_or_skip_one_are_named(gazetteer: Gazetteer) -> None:
    def numbered(*numbers: int, own: bool = True) -> list[tuple[int, str, str]]:
        rows = [replace(row(gazetteer, title="Форум"), number=number) for number in numbers]
        made = document(*rows, has_own_numbers=own)
        return [(index, issue.code, issue.expected) for index, issue in numbering_issues(made)]

    assert numbered(1, 2, 3) == []
    assert numbered(1, 3, 4, 3) == [(1, "number-out-of-order", "2"), (3, "number-repeated", "5")]
    assert numbered(1, 3, own=False) == []


def test_the_gap_of_a_signature_is_no_slip(gazetteer: Gazetteer) -> None:
    def spaces(*notes: str) -> list[str]:
        made = document(notes=notes)
        return [one.issue.found for one in proofread(made, gazetteer) if one.issue.code == "doubled-space"]

    assert spaces("И.о. министра              А.А. Примеров", "Встреч  всего 4") == ["Встреч  всего 4"]


def names(gazetteer: Gazetteer, *texts: str) -> list[str]:
    rows = [row(gazetteer, content=text) for text in texts]
    return [issue.found for _index, issue in unexplained(document(*rows))]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Встреча в ЦПМСП прошла успешно."], ["ЦПМСП"]),
        (["Центр психологической медико-социальной помощи (ЦПМСП)", "ЦПМСП"], []),
        (["ЦПМСП (центр психологической помощи)"], []),
        (["Региональный центр поддержки экспорта провел встречу.", "РЦПЭ подписал договор"], []),
        (["Представители РФ, США, СНГ, МВД, ВДНХ, ООО, ФГБОУ ВО, ЕАЭС"], []),
        (["ЦВК «Экспоцентр», МБУК «Маяк», СОГБУК «Музей»"], []),
        (["XIV форум, ХХ век, III квартал"], []),
        (["ПОДПИСАНО СОГЛАШЕНИЕ О НАМЕРЕНИЯХ"], []),
        (["команда «СКИФ» и ТРЦ «АЛМАЗ»", "ООО «Смарт СТиМ Сити»"], []),
    ],
)
def test_an_abbreviation_never_explained_is_named_once(
    gazetteer: Gazetteer, texts: list[str], expected: list[str]
) -> None:
    assert names(gazetteer, *texts) == expected


def test_long_and_hostile_texts_take_no_longer_than_their_length_asks(gazetteer: Gazetteer) -> None:
    """A rule that looks back at everything from everywhere would take minutes."""
    hostile = [
        "\n" * 40_000,
        "( " * 20_000,
        "Х- " * 10_000,
        "слово" * 8_000 + "-",
        ". " * 20_000,
        "12 мая, " * 5_000,
    ]
    rows = [replace(row(gazetteer, title="Форум"), cells={Role.CONTENT: text}) for text in hostile]
    many = [row(gazetteer, title=f"Встреча с делегацией номер {n}", dates=DAY) for n in range(600)]
    started = time.process_time()
    proofread(document(*rows, *many), gazetteer)
    assert time.process_time() - started < 20
