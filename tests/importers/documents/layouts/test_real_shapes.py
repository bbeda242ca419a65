"""The five real documents say the same in whatever shape they come."""

from functools import cache
from typing import Any

import pytest

from events.vocabulary import Role
from importers.documents.document import Document
from importers.documents.layouts import recognise
from importers.documents.readers import read
from tests.real import REAL, needs_real
from tests.shapes import DOCX_SHAPES, XLSX_SHAPES, Shape, Specimen, same_text, to_docx, to_xlsx

pytestmark = needs_real
DOCUMENTS = (
    "agreements-report-2020-Q4",
    "international-report-2023-Q2",
    "international-report-2024-Q4",
    "interregional-plan-2022-H2",
    "interregional-plan-2024-H1",
)


@cache
def from_dump(name: str) -> Document:
    return recognise(read((REAL / f"{name}.txt").read_bytes(), f"{name}.txt"))


def said(document: Document, shape: Shape) -> dict[str, Any]:
    """Everything two shapes must agree on; what a shape takes away or changes is left out."""
    left_out = {*shape.drop, *([Role.NUMBER] if shape.numbering != "typed" else [])}
    sections = [same_text(section.text) for section in document.sections]
    return {
        "layout": document.layout,
        "kind": document.kind,
        "period": document.period,
        "basis": document.basis,
        "sections": sections,
        "notes": [same_text(note) for note in document.notes],
        "numbers": None if shape.numbering == "none" else [row.number for row in document.rows],
        "rows": [
            (
                None if row.section is None else sections[row.section],
                {role: same_text(text) for role, text in row.cells.items() if role not in left_out},
                set(row.continued),
            )
            for row in document.rows
        ],
    }


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("shape", DOCX_SHAPES)
def test_docx_says_what_the_dump_says(name: str, shape: str) -> None:
    form = DOCX_SHAPES[shape]
    document = recognise(read(to_docx(Specimen.of(from_dump(name)), form), f"{name}.docx"))
    assert said(document, form) == said(from_dump(name), form)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("shape", XLSX_SHAPES)
def test_xlsx_says_what_the_dump_says(name: str, shape: str) -> None:
    form = XLSX_SHAPES[shape]
    document = recognise(read(to_xlsx(Specimen.of(from_dump(name)), form), f"{name}.xlsx"))
    assert said(document, form) == said(from_dump(name), form)
