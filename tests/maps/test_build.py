"""Drawing the maps: thinning, numbers of paths, and that the files in the repository are what is drawn."""

import pytest

from maps.build import _number, _path, made, thinned


@pytest.mark.parametrize(
    ("line", "tolerance", "expected"),
    [
        ([(0, 0), (1, 0.1), (2, 0)], 0.5, [(0, 0), (2, 0)]),
        ([(0, 0), (1, 1), (2, 0)], 0.5, [(0, 0), (1, 1), (2, 0)]),
        ([(0, 0), (0, 0)], 0.5, [(0, 0), (0, 0)]),
        ([(0, 0), (1, 0.1), (2, 2), (3, 0.1), (4, 0)], 0.5, [(0, 0), (1, 0.1), (2, 2), (3, 0.1), (4, 0)]),
    ],
)
def test_a_thinned_line_keeps_its_ends_and_its_corners(line, tolerance, expected):
    assert thinned(line, tolerance) == expected


@pytest.mark.parametrize(("halves", "text"), [(0, "0"), (1, ".5"), (-1, "-.5"), (2, "1"), (-25, "-12.5")])
def test_numbers_of_a_path_are_short(halves: int, text: str):
    assert _number(halves) == text


def test_a_path_takes_relative_steps():
    assert _path([(0, 0), (1, 0), (1, 0.04), (0.5, -1)]) == "M0 0l1 0-.5-1z"


def test_the_files_are_what_is_drawn():
    different = [path.name for path, text in made().items() if path.read_text(encoding="utf-8") != text]
    assert different == []
