"""Values of a form as printed cells, and where the two disagree."""

from datetime import date

import pytest

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.counts import read_counts
from events.phrases.dates import Dates
from events.phrases.house_wording import (
    EnteredValues,
    compose_cells,
    count_typed,
    dates_typed,
    disagreements,
    entered_columns,
)
from events.phrases.mode import read_mode
from events.phrases.values import read_values
from events.vocabulary import Kind, Mode, Role

AUTUMN = Period(2024, "Q3")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("26-28 сентября 2024 года", "26-28 сентября 2024 года"),
        ("26-28.09.2024", "26-28 сентября 2024 года"),
        ("с 26 по 28 сентября", "26-28 сентября 2024 года"),
        ("сентябрь", "сентябрь 2024 года"),
    ],
)
def test_dates_of_a_phrase_are_printed_in_the_house_wording(typed: str, printed: str) -> None:
    assert compose_cells(EnteredValues(dates=dates_typed(typed, AUTUMN)))[Role.DATES] == printed


def test_phrase_nobody_can_read_is_printed_as_typed() -> None:
    assert dates_typed("когда-нибудь", AUTUMN) is None
    assert compose_cells(EnteredValues(dates_text="когда-нибудь"))[Role.DATES] == "когда-нибудь"


@pytest.mark.parametrize("mode", [Mode.ONLINE, Mode.HYBRID, Mode.CORRESPONDENCE])
@pytest.mark.parametrize("place", ["г. Смоленск", ""])
def test_mode_that_is_printed_is_read_back(mode: Mode, place: str) -> None:
    cell = compose_cells(EnteredValues(place=place, mode=mode))[Role.PLACE]
    read = read_mode(cell, "", "", "")
    assert read is not None
    assert read.mode is mode


def test_place_that_says_its_mode_is_left_alone() -> None:
    facts = EnteredValues(place="в формате видеоконференции", mode=Mode.ONLINE)
    assert compose_cells(facts)[Role.PLACE] == "в формате видеоконференции"


@pytest.mark.parametrize(
    ("count", "people"), [(1, "человек"), (2, "человека"), (12, "человек"), (43, "человека")]
)
def test_count_is_printed_with_its_noun_and_read_back(count: int, people: str) -> None:
    cell = compose_cells(EnteredValues(participants="мастера", count=count_typed(str(count))))[
        Role.PARTICIPANTS
    ]
    assert cell == f"мастера\n({count} {people})"
    assert read_counts(cell).participants == count


@pytest.mark.parametrize(
    ("typed", "number", "bound", "printed"),
    [
        ("1 600", 1600, "exact", "1600 человек"),
        ("около 120", 120, "about", "около 120 человек"),
        ("более 1,5 тыс.", 1500, "at_least", "более 1,5 тыс. человек"),
        ("до 40 чел.", 40, "at_most", "до 40 чел."),
        ("100-150", 100, "at_least", "100-150 человек"),
    ],
)
def test_what_is_said_of_a_count_is_printed_and_kept(
    typed: str, number: int, bound: str, printed: str
) -> None:
    entered = EnteredValues(participants="мастера", count=count_typed(typed))
    assert compose_cells(entered)[Role.PARTICIPANTS] == f"мастера\n({printed})"
    assert entered_columns(entered) == {"participants_count": number, "participants_bound": bound}
    assert read_counts(printed).participants == number


@pytest.mark.parametrize("typed", ["много", "5 или 6", "-3", "12.5", "10 мужчин, 5 женщин", "2 группы"])
def test_what_says_no_one_number_is_no_count(typed: str) -> None:
    assert count_typed(typed) is None


def test_partners_stand_one_below_the_other() -> None:
    facts = EnteredValues(partners=("Брянская область", "Калужская область"))
    assert compose_cells(facts)[Role.PARTNER] == "Брянская область,\nКалужская область"


def test_cells_written_by_the_form_agree_with_its_values(gazetteer: Gazetteer) -> None:
    facts = EnteredValues(
        title="Ярмарка ремесел",
        partners=("Брянская область",),
        dates=Dates.of(date(2024, 9, 26), date(2024, 9, 28)),
        place="г. Брянск",
        mode=Mode.HYBRID,
        participants="мастера",
        count=count_typed("45"),
    )
    values = read_values(Kind.INTERREGIONAL_REPORT, AUTUMN, compose_cells(facts), gazetteer)
    assert disagreements(facts, values) == ()


def test_cell_that_says_otherwise_is_an_issue(gazetteer: Gazetteer) -> None:
    facts = EnteredValues(
        title="Ярмарка",
        dates=Dates.of(date(2024, 9, 26), date(2024, 9, 28)),
        mode=Mode.ONLINE,
        count=count_typed("45"),
    )
    cells = {**compose_cells(facts), Role.DATES: "сентябрь 2024 года", Role.PLACE: "г. Брянск"}
    cells[Role.PARTICIPANTS] = "50 человек"
    values = read_values(Kind.INTERREGIONAL_REPORT, AUTUMN, cells, gazetteer)
    assert [
        (issue.code, issue.role, issue.found, issue.expected) for issue in disagreements(facts, values)
    ] == [
        ("value-disagrees", Role.DATES, "сентябрь 2024 года", "26-28 сентября 2024 года"),
        ("value-disagrees", Role.PARTICIPANTS, "50", "45"),
        ("value-not-in-cell", Role.PLACE, "", "дистанционно"),
    ]
