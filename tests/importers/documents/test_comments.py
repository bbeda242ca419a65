"""Remarks become Word comments in the cells they speak of, and change nothing else."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from importers.documents.comments import Remark, with_comments
from importers.documents.issues import SourceRef
from importers.documents.layouts import recognise
from importers.documents.readers import read

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
PLANS = [
    "interregional-plan-2025-H1.docx",
    "interregional-report-2025-Q2.docx",
    "belarus-report-2025-Q2.docx",
]


def marked_texts(data: bytes) -> dict[str, str]:
    """The text of the cell (or paragraph) each comment stands in, by the comment's own text."""
    document = docx.Document(io.BytesIO(data))
    text_of = {str(comment.comment_id): comment.text for comment in document.comments}
    found = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        holder = next(start.iterancestors(qn("w:tc")), None)
        holder = next(start.iterancestors(qn("w:p"))) if holder is None else holder
        texts = ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in holder.iter(qn("w:p"))]
        found[text_of[start.get(qn("w:id"))]] = "\n".join(texts)
    return found


@pytest.mark.parametrize("name", PLANS)
def test_each_remark_stands_in_the_cell_it_speaks_of(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    document = recognise(read(data, name))
    remarks, expected = [], {}
    for row in document.rows:
        for role, column in row.columns.items():
            if role in row.continued or role == "number":
                continue
            place = SourceRef(table=row.source.table, row=row.source.row, column=column)
            text = f"{place.table}.{place.row}.{role}"
            remarks.append(Remark(place, text))
            expected[text] = " ".join(row.cells[role].split())
    found = marked_texts(with_comments(data, remarks))
    assert {key: " ".join(text.split()) for key, text in found.items()} == expected


def test_an_empty_cell_takes_a_comment() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=2)
    data = _saved(document)
    commented = with_comments(data, [Remark(SourceRef(table=1, row=1, column=2), "нет дат")])
    assert marked_texts(commented) == {"нет дат": ""}


def test_a_remark_without_a_place_stands_at_the_beginning() -> None:
    document = docx.Document()
    document.add_paragraph("План")
    assert marked_texts(with_comments(_saved(document), [Remark(SourceRef(), "о документе")])) == {
        "о документе": "План"
    }


def test_the_document_reads_as_before() -> None:
    data = (SAMPLES / PLANS[0]).read_bytes()
    before = recognise(read(data, "план.docx"))
    row = before.rows[0].source
    after = recognise(read(with_comments(data, [Remark(SourceRef(table=1, row=row.row, column=3), "!")])))
    assert (after.rows, after.title, after.notes) == (before.rows, before.title, before.notes)


def _saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
