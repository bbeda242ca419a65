"""The five real documents are read whole: nothing lost, nothing added, nothing out of place."""

import re
from functools import cache

import pytest

from importers.documents.document import Document
from importers.documents.layouts import recognise
from importers.documents.readers import read
from tests.real import REAL, needs_real

pytestmark = needs_real
EXPECTED = {  # rows, sections, continued cells, closing notes
    "agreements-report-2020-Q4": (17, 5, 3, 0),
    "international-report-2023-Q2": (47, 8, 0, 1),
    "international-report-2024-Q4": (78, 14, 0, 1),
    "interregional-plan-2022-H2": (19, 7, 0, 0),
    "interregional-plan-2024-H1": (47, 7, 19, 0),
}


@cache
def document(name: str) -> Document:
    return recognise(read((REAL / f"{name}.txt").read_bytes(), f"{name}.txt"))


def words_in_order(found: Document) -> list[str]:
    """Every word as it is printed: continued cells are empty in print."""
    texts = [found.title, *(heading.text for heading in found.headings)]
    section = None
    for row in found.rows:
        if row.section != section:
            section = row.section
            texts.append(found.sections[section].text if section is not None else "")
        texts += [
            "" if heading.role in row.continued else row.cells[heading.role]
            for heading in found.headings
            if heading.role is not None
        ]
    return " ".join([*texts, *found.notes]).split()


@pytest.mark.parametrize("name", EXPECTED)
def test_every_word_of_the_source_stands_in_its_place(name: str) -> None:
    source = (REAL / f"{name}.txt").read_text(encoding="utf-8")
    assert words_in_order(document(name)) == re.sub(r"\[bookmark:[^\]]*\]", "", source).split()


@pytest.mark.parametrize("name", EXPECTED)
def test_rows_sections_continued_cells_and_notes_are_all_there(name: str) -> None:
    found = document(name)
    assert (
        len(found.rows),
        len(found.sections),
        sum(len(row.continued) for row in found.rows),
        len(found.notes),
    ) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_numbers_run_through_the_whole_document(name: str) -> None:
    found = document(name)
    assert [row.number for row in found.rows] == list(range(1, len(found.rows) + 1))


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_in_a_real_document_is_doubted_but_the_glued_row(name: str) -> None:
    found = document(name)
    glued = ["glued-row"] if name == "international-report-2024-Q4" else []
    assert ([issue.code for issue in found.issues], found.extras) == (glued, ())


def test_glued_section_opens_its_rows() -> None:
    found = document("international-report-2024-Q4")
    glued = next(
        index
        for index, section in enumerate(found.sections)
        if section.text == "Сотрудничество в сфере образования и науки"
    )
    assert next(row.number for row in found.rows if row.section == glued) == 51
