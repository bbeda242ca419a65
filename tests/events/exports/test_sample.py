"""The page style of a sample."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from events.exports.docx import write_docx
from events.exports.page_style import Margins, PageStyle
from events.exports.sample import SampleError, headings_of, page_style_of
from tests.events.exports.tables import PLAN_COLUMNS, sample_plan


def own_document(page_style: PageStyle) -> bytes:
    out = BytesIO()
    write_docx(sample_plan(), out, page_style=page_style)
    return out.getvalue()


@pytest.mark.parametrize(
    "page_style",
    [
        PageStyle(),
        PageStyle(
            page_width=420,
            page_height=297,
            margins=Margins(top=15, right=12, bottom=17, left=30),
            font="PT Astra Serif",
            title_size=13,
            table_size=10.5,
            widths=(15, 45, 80, 40, 60, 60, 70),
        ),
    ],
)
def test_sample_of_our_own_document_gives_its_page_style(page_style: PageStyle) -> None:
    found = page_style_of(own_document(page_style))
    assert (found.font, found.title_size, found.table_size) == (
        page_style.font,
        page_style.title_size,
        page_style.table_size,
    )
    assert (found.page_width, found.page_height) == pytest.approx(
        (page_style.page_width, page_style.page_height), abs=0.05
    )
    assert found.widths == pytest.approx(page_style.widths_for(PLAN_COLUMNS), abs=0.05)
    for side in ("top", "right", "bottom", "left"):
        assert getattr(found.margins, side) == pytest.approx(getattr(page_style.margins, side), abs=0.05)


def test_headings_of_our_own_document_are_its_headings() -> None:
    assert headings_of(own_document(PageStyle())) == tuple(column.heading for column in PLAN_COLUMNS)


def test_look_is_found_in_the_runs_of_a_document_of_another_program() -> None:
    document = docx.Document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(297), Mm(210)
    title = document.add_paragraph().add_run("План")
    title.font.size = Pt(15)
    table = document.add_table(1, 2)
    for cell, width, text in zip(table.rows[0].cells, (30, 70), ("№", "Мероприятие"), strict=True):
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.font.name, run.font.size = "Liberation Serif", Pt(11)
    out = BytesIO()
    document.save(out)
    page_style = page_style_of(out.getvalue())
    assert (page_style.font, page_style.title_size, page_style.table_size) == ("Liberation Serif", 15, 11)
    assert page_style.widths == pytest.approx((30, 70), abs=0.05)
    assert page_style.page_width == pytest.approx(297, abs=0.05)


def test_look_is_found_in_the_ordinary_style_where_runs_say_nothing() -> None:
    document = docx.Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    document.add_table(1, 1).rows[0].cells[0].text = "Мероприятие"
    out = BytesIO()
    document.save(out)
    page_style = page_style_of(out.getvalue())
    assert (page_style.font, page_style.table_size, page_style.title_size) == ("Arial", 10, 14)


def test_look_takes_widths_of_the_grid_where_cells_have_none() -> None:
    document = docx.Document(BytesIO(own_document(PageStyle())))
    for width in list(document.element.body.iter(qn("w:tcW"))):
        width.getparent().remove(width)
    out = BytesIO()
    document.save(out)
    assert page_style_of(out.getvalue()).widths == pytest.approx((12, 38, 50, 27, 40, 47, 53), abs=0.05)


def test_look_of_a_document_without_a_table_is_an_error() -> None:
    out = BytesIO()
    docx.Document().save(out)
    with pytest.raises(SampleError, match="no table"):
        page_style_of(out.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_look_of_a_file_that_is_no_document_is_an_error(data: bytes) -> None:
    with pytest.raises(SampleError, match="no readable"):
        page_style_of(data)


def with_value(name: str, attribute: str, value: str) -> bytes:
    """A document whose elements of this name hold values no program writes."""
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "№"
    properties = table.cell(0, 0)._tc.get_or_add_tcPr()
    properties.get_or_add_gridSpan().set(qn("w:val"), "2")
    properties.get_or_add_tcW().set(qn("w:w"), "500")
    table.cell(0, 0).paragraphs[0].runs[0].font.size = Pt(12)
    for element in document.element.body.iter(qn(name)):
        element.set(qn(attribute), value)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("value", ["9" * 5000, "1" + "0" * 30, "-5", "много", "²"])
@pytest.mark.parametrize(
    ("name", "attribute"),
    [("w:gridSpan", "w:val"), ("w:pgSz", "w:w"), ("w:pgMar", "w:left"), ("w:tcW", "w:w"), ("w:sz", "w:val")],
)
def test_a_number_that_is_none_is_passed_over(name: str, attribute: str, value: str) -> None:
    page_style = page_style_of(with_value(name, attribute, value))
    assert page_style.page_width < 500
    assert page_style.table_size < 100


def test_a_torn_sample_is_no_sample() -> None:
    whole = own_document(PageStyle())
    start = whole.index(b"word/document.xml") + 200
    torn = whole[:start] + bytes(200) + whole[start + 200 :]
    with pytest.raises(SampleError):
        page_style_of(torn)
