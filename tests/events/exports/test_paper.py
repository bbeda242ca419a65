"""Papers of paragraphs and tables as Word documents."""

from io import BytesIO

from docx import Document

from events.exports.page_style import Properties
from events.exports.paper import FinePrintBlock, Paper, ParagraphBlock, paper_style, write_paper


def test_who_prepared_a_paper_stands_with_its_last_paragraph() -> None:
    blocks = (
        ParagraphBlock("Первый."),
        ParagraphBlock("Последний."),
        FinePrintBlock("Подготовил: Образцов."),
    )
    out = BytesIO()
    paper = Paper(title=("СПРАВКА",), blocks=blocks)
    write_paper(paper, out, page_style=paper_style(), properties=Properties())
    kept = {
        paragraph.text: paragraph.paragraph_format.keep_with_next for paragraph in Document(out).paragraphs
    }
    assert kept["Первый."] is None
    assert kept["Последний."] is True
