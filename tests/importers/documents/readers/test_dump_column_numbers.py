"""A row «1 2 3 …» below the header of a text dump is one row, and the rows after it keep theirs."""

import pytest

from importers.documents.layouts import recognise
from importers.documents.readers import read
from tests.importers.dumps import AGREEMENTS, CULTURE, EDUCATION, INTERNATIONAL, PLAN, dump


@pytest.mark.parametrize("headings", [PLAN, AGREEMENTS, INTERNATIONAL], ids=["7", "7 agreements", "6"])
@pytest.mark.parametrize("count", [1, 3, 8])
def test_column_numbers_are_one_row(headings: tuple[str, ...], count: int) -> None:
    rows = [tuple(f"ячейка {n}-{place}" for place in range(len(headings) - 1)) for n in range(count)]
    title = "План мероприятий в сфере межрегионального сотрудничества\nна I полугодие 2025 года"
    data = dump([(CULTURE, rows), (EDUCATION, rows)], title=title, headings=headings, column_numbers=True)
    table = read(data, "план.txt").tables[0]
    assert [cell.text.strip() for cell in table.rows[1].cells] == [
        str(number) for number in range(1, len(headings) + 1)
    ]
    widths = [len(row.cells) for row in table.rows[2:]]
    assert widths == [1, *[len(headings)] * count, 1, *[len(headings)] * count]


def test_the_document_says_that_it_counts_its_columns() -> None:
    rows = [("Тверская область", "Ярмарка", "май 2025 года", "г. Тверь", "Гости", "Торговля")]
    document = recognise(read(dump([(CULTURE, rows)], column_numbers=True), "план.txt"))
    assert document.column_numbers
    assert [row.number for row in document.rows] == [1]
