"""The pages: header repeated, rows and numbers in order, no lone section."""

import shutil
import subprocess
from io import BytesIO

import pytest

from events.exports.docx import write_docx
from events.exports.pdf import to_pdf
from events.exports.table import ReportTable, SectionLine, Span
from tests.events.exports.tables import entry, plan
from tests.needs import needs_office

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed"
)


def pages(table: ReportTable) -> list[str]:
    out = BytesIO()
    write_docx(table, out)
    pdf = to_pdf(out.getvalue())
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in run.stdout.decode().split("\f") if page.strip()]


@needs_office
@needs_pdftotext
def test_pdf_repeats_the_header_and_numbers_pages_from_the_second() -> None:
    partners = [Span.START, *[Span.CONTINUE] * 29]
    lines = [entry(number, "Тестовая область", span) for number, span in enumerate(partners, 1)]
    printed = pages(plan(SectionLine("Министерство образцов"), *lines, notes=("Конец плана",)))
    assert len(printed) > 2
    assert all("Место проведения" in page for page in printed)
    assert [page.split()[0] for page in printed] == ["План", *map(str, range(2, len(printed) + 1))]
    text = " ".join(printed)
    assert [number for number in range(1, 31) if f"«Образец № {number}»" in text] == list(range(1, 31))
    assert printed[-1].endswith("Конец плана")


@needs_office
@needs_pdftotext
@pytest.mark.parametrize("rows", [12, 13, 14])  # the page of these rows ends at about 13
def test_pdf_keeps_a_section_with_its_first_row(rows: int) -> None:
    lines = [entry(number) for number in range(1, rows)]
    printed = pages(plan(*lines, SectionLine("Последний раздел"), entry(99), entry(100)))
    (page,) = [page for page in printed if "Последний раздел" in page]
    assert "99." in page
