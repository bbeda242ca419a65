"""Colour classes of the map."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.map.shades import CLASSES, shades


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.integers(0, 3000), max_size=60))
def test_shades_hold_every_number_and_rise_with_it(numbers: list[int]) -> None:
    colours = shades(numbers)
    assert len(colours.bounds) <= CLASSES
    assert list(colours.bounds) == sorted(set(colours.bounds))
    ordered = [colours.of(number) for number in sorted(numbers)]
    assert ordered == sorted(ordered)
    assert all(0 < colours.of(number) <= CLASSES for number in numbers if number)
    assert colours.of(0) == 0


@pytest.mark.parametrize(
    ("numbers", "legend"),
    [
        ([], []),
        ([0, 4], ["1–4"]),
        ([1, 2, 5], ["1", "2", "3–5"]),
        ([1, 2, 3, 4, 6, 7, 11, 15, 18, 20, 27, 34], ["1", "2–3", "4–7", "8–20", "21–34"]),
    ],
)
def test_a_legend_says_from_and_to(numbers: list[int], legend: list[str]) -> None:
    assert [words for _shade, words in shades(numbers).legend] == legend
