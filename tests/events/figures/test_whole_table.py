"""How a figure changed against the year before."""

import pytest

from events.figures.cells import EMPTY, FigureCell
from events.figures.whole_table import _change, _share


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
