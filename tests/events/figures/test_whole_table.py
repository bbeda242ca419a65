"""How a figure changed against the year before."""

from datetime import date

import pytest

from events.figures.cells import EMPTY, FigureCell
from events.figures.whole_table import _change, _share
from events.vocabulary import Kind
from tests.events.cooperation.world import coordinator, make_entry, report
from tests.events.figures.scopes import figures


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (65, 47, "+18 (+38\xa0%)"),
        (47, 65, "−18 (−28\xa0%)"),
        (5, 5, "0"),
        (5, 0, "–"),
        (0, 5, "−5 (−100\xa0%)"),
        (3000, 1000, "+2\xa0000 (+200\xa0%)"),
    ],
)
def test_a_change_is_told_in_number_and_share(now: int, then: int, words: str) -> None:
    assert _change(FigureCell(value=now), FigureCell(value=then)) == words


def test_words_have_no_change() -> None:
    assert _change(EMPTY, FigureCell(value=5)) == "–"


def test_a_share_of_nothing_is_not_told() -> None:
    assert (_share(1, 3), _share(0, 0)) == ("33\xa0%", "")


def changes(query: str) -> list[str]:
    """Of events, those in plans, those in reports."""
    rows = figures(query, coordinator()).table("whole").rows
    return [row[3].words for row in rows[:3]]


@pytest.mark.django_db
def test_a_change_stands_only_where_both_periods_are_covered_alike() -> None:
    for period in ("2030-Q1", "2031-Q1"):
        make_entry(
            report(Kind.INTERNATIONAL_REPORT, period), "Ярмарка", "by", day=date(int(period[:4]), 2, 2)
        )
    assert changes("period=2031") == ["0", "–", "0"]
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2030-Q4"), "Слет", "by", day=date(2030, 11, 2))
    assert changes("period=2031") == ["–", "–", "–"]
    whole = figures("period=2031", coordinator()).table("whole")
    assert "Отчета о международных мероприятиях за IV квартал 2031 года в реестре нет." in whole.note
    assert changes("period=2031-Q1") == ["0", "–", "0"]
    for period in ("2030-H1", "2031-H1"):
        day = date(int(period[:4]), 3, 3)
        make_entry(report(Kind.INTERNATIONAL_PLAN, period), "Показ", "by", day=day)
    assert changes("period=2031") == ["–", "0", "–"]


@pytest.mark.django_db
def test_a_quarter_without_documents_of_the_year_before_shows_no_zeros() -> None:
    make_entry(report(Kind.INTERNATIONAL_REPORT, "2030-Q1"), "Ярмарка", "by", day=date(2030, 2, 2))
    for quarter, month in ((1, 2), (2, 5)):
        of = report(Kind.INTERNATIONAL_REPORT, f"2031-Q{quarter}")
        make_entry(of, "Ярмарка", "by", day=date(2031, month, 2))
    rows = figures("period=2031", coordinator()).table("quarter").rows
    assert [row[2].words for row in rows[:2]] == ["1", "–"]
