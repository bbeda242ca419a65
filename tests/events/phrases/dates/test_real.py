"""All 208 cells of dates of the five real documents."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from events.period import Period
from events.phrases.dates import read_dates, write_dates
from tests.real import REAL, needs_real

# document → columns, index of the column of dates, rows
SHAPES = {
    "interregional-plan-2024-H1": (7, 3, 47),
    "interregional-plan-2022-H2": (7, 3, 19),
    "agreements-report-2020-Q4": (7, 3, 17),
    "international-report-2023-Q2": (6, 3, 47),
    "international-report-2024-Q4": (6, 3, 78),
}


def cells_of_dates(name: str) -> dict[str, str]:
    """A cell of the dump begins with a tab; a cell that is only a number begins a row."""
    columns, index, _ = SHAPES[name]
    cells: list[str] = []
    for line in (REAL / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if re.match(r"[ \u00a0]*\t", line):
            cells.append(line.strip())
        elif cells:
            cells[-1] += f"\n{line}"
    rows = [at for at, cell in enumerate(cells) if re.fullmatch(r"\d+\.", cell.strip())]
    assert all(after - before >= columns for before, after in pairwise(rows))
    return {cells[at].strip(" .\n\u00a0"): cells[at + index] for at in rows}


def expected(name: str) -> dict[str, tuple[str, str, str]]:
    """Read by people: the annotations for three documents, the table beside this file for two."""
    by_hand = json.loads(Path(__file__).with_name("real_dates.json").read_text(encoding="utf-8"))
    if name in by_hand:
        return {number: tuple(values) for number, values in by_hand[name].items()}
    rows = json.loads((REAL / "annotations.json").read_text(encoding="utf-8"))[name]
    return {number: (row["start"], row["end"], row["precision"]) for number, row in rows.items()}


@needs_real
@pytest.mark.parametrize("name", SHAPES)
def test_every_real_cell_is_read_as_people_read_it(name: str) -> None:
    period = Period.parse(name[name.index("20") :])
    read = {}
    for number, cell in cells_of_dates(name).items():
        dates = read_dates(cell, period)
        assert dates is not None, cell
        assert read_dates(write_dates(dates), period) == dates, cell
        read[number] = (str(dates.start), str(dates.end), dates.precision.value)
    assert len(read) == SHAPES[name][2]
    assert read == expected(name)
