"""A report as a Word document, written as WordprocessingML row by row."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from .docx_parts import HEADER_ID, RELATIONS, WORD, parts, twips
from .fitting import with_heights
from .house_form import DRAFT_MARK
from .merges import printable
from .page_style import Formalities, PageStyle, Properties, Signature
from .table import Line, ReportTable, SectionLine, Span
from .text import bind
from .xml import DECLARATION, escape

_COMPRESSION = 3  # a fifth larger than at 6, in a little more than half the time
_CHUNK = 500  # rows handed to the zip at once
_SHORT = 8  # a row of fewer lines stays whole; a longer one may break, or pages would end in holes
_CELL_MARGIN = 1.5  # mm; with Word's 1.9 «мероприятия» does not fit into a column of dates
_MERGES = {Span.NONE: "", Span.START: '<w:vMerge w:val="restart"/>', Span.CONTINUE: "<w:vMerge/>"}
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
_REPEATED = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


def write_docx(
    table: ReportTable,
    out: BinaryIO,
    *,
    page_style: PageStyle = PageStyle(),  # noqa: B008 # frozen
    properties: Properties = Properties(),  # noqa: B008
    formalities: Formalities = Formalities(),  # noqa: B008
) -> None:
    """Write the document to `out`. The same arguments give the same bytes."""
    properties = properties.with_title(table.title)
    body = _Body(table, page_style, formalities)
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as package:
        for name, text in parts(page_style, properties, body.footnotes()):
            # Opened by name, a member carries the zip's zero date, not today's.
            with package.open(name, "w") as part:
                part.write(text.encode())
        with package.open("word/document.xml", "w") as part:
            for chunk in body.chunks():
                part.write(chunk.encode())


class _Body:
    """The text of word/document.xml; keeps what is the same for every row."""

    def __init__(self, table: ReportTable, page_style: PageStyle, formalities: Formalities) -> None:
        self._table = table
        self._page_style = page_style
        self._formalities = formalities
        widths = page_style.widths_for(table.columns)
        edges = [twips(sum(widths[:count])) for count in range(len(widths) + 1)]
        self._widths = [right - left for left, right in pairwise(edges)]
        self._openings = [
            {
                span: f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>'
                for span, merge in _MERGES.items()
            }
            for width in self._widths
        ]
        self._rooms = [width - 2 * _CELL_MARGIN for width in widths]
        across = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
        self._across = f'<w:tc><w:tcPr><w:tcW w:w="{edges[-1]}" w:type="dxa"/>{across}</w:tcPr>'

    def footnotes(self) -> list[str]:
        """The extras: a sentence below the table would be read as a closing note when the file comes back."""
        return [
            self._paragraphs("FootnoteText", extra).replace("</w:pPr>", f"</w:pPr>{_FOOTNOTE_MARK}", 1)
            for extra in self._table.extras
        ]

    def chunks(self) -> Iterator[str]:
        yield self._opening()
        rows: list[str] = []
        for row in self._rows():
            rows.append(row)
            if len(rows) == _CHUNK:
                yield "".join(rows)
                rows.clear()
        yield "".join(rows)
        yield self._closing()

    # --- around the table

    def _opening(self) -> str:
        formalities = self._formalities
        return (
            f"{DECLARATION}<w:document {WORD} {RELATIONS}><w:body>"
            + (
                _paragraph("Normal", DRAFT_MARK, _RIGHT) + _paragraph("Normal", "")
                if formalities.draft
                else ""
            )
            + "".join(self._paragraphs("Stamp", line) for line in formalities.stamp)
            + (_paragraph("Normal", "") if formalities.stamp else "")
            + (
                self._paragraphs("Title", self._table.title) + _paragraph("Title", "")
                if self._table.title
                else ""
            )
            + f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            + '<w:tblInd w:w="0" w:type="dxa"/>'
            + "<w:tblBorders>"
            + "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            + '</w:tblBorders><w:tblLayout w:type="fixed"/>'
            + "<w:tblCellMar>"
            + "".join(f'<w:{side} w:w="{twips(_CELL_MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
            + "</w:tblCellMar>"
            + "</w:tblPr><w:tblGrid>"
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
            + "</w:tblGrid>"
        )

    def _closing(self) -> str:
        page_style = self._page_style
        formalities = self._formalities
        blocks = ["</w:tbl>"]
        if formalities.signature:
            blocks.append(self._signature(formalities.signature))
        place = "" if self._table.extras else _FOOT_OF_PAGE  # footnotes would stand in the same place
        blocks += [self._paragraphs("Executor", line, place) for line in formalities.executor]
        references = "".join(
            f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            for number in range(1, len(self._table.extras) + 1)
        )
        blocks.append(f"<w:p>{_LOW}{references}</w:p>")
        margins = page_style.margins
        edge = min(margins.top, max(10.0, margins.top / 2))
        blocks.append(
            f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
            f'<w:pgSz w:w="{twips(page_style.page_width)}" w:h="{twips(page_style.page_height)}"'
            + (' w:orient="landscape"' if page_style.page_width > page_style.page_height else "")
            + f'/><w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}"'
            f' w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}"'
            f' w:header="{twips(edge)}" w:footer="{twips(edge)}" w:gutter="0"/>'
            '<w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body></w:document>'
        )
        return "".join(blocks)

    def _signature(self, signature: Signature) -> str:
        *above, last = signature.post.split("\n")
        return (
            _paragraph("Signature", "") * 2  # room for the mark of an electronic signature
            + "".join(self._paragraphs("Signature", line) for line in above)
            + self._paragraphs("Signature", f"{last}\t{signature.name}")
        )

    # --- the table

    def _rows(self) -> Iterator[str]:
        headings = [column.heading for column in self._table.columns]
        yield self._header(headings)
        if self._table.column_numbers:
            yield self._header([str(number) for number in range(1, len(headings) + 1)])
        total = len(self._table.lines) + len(self._table.notes)
        # The last row is kept with the signature: a page with a signature alone is no document.
        signed = self._formalities.signature is not None
        lines = with_heights(printable(self._table.lines), self._rooms, self._page_style.table_size)
        for number, (line, height) in enumerate(lines, 1):
            yield self._row(line, whole=height < _SHORT, keep=_KEPT if signed and number == total else "")
        for number, note in enumerate(self._table.notes, len(self._table.lines) + 1):
            yield self._note(note, keep=_KEPT if signed and number == total else "")

    def _header(self, texts: list[str]) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{self._paragraphs('TableHeader', text)}</w:tc>"
            for width, text in zip(self._widths, texts, strict=True)
        )
        return f"<w:tr>{_REPEATED}{cells}</w:tr>"

    def _row(self, line: Line, whole: bool, keep: str) -> str:
        if isinstance(line, SectionLine):
            return f"<w:tr>{_WHOLE}{self._across}{self._paragraphs('Section', line.text)}</w:tc></w:tr>"
        cells = "".join(
            opening[span]
            + self._paragraphs("TableText", "" if span is Span.CONTINUE else text, keep)
            + "</w:tc>"
            for opening, text, span in zip(self._openings, line.cells, line.spans, strict=True)
        )
        return f"<w:tr>{_WHOLE if whole else ''}{cells}</w:tr>"

    def _note(self, note: str, keep: str) -> str:
        paragraphs = self._paragraphs("TableText", note, keep)
        return f"<w:tr>{self._across}{paragraphs}</w:tc></w:tr>"

    def _paragraphs(self, style: str, text: str, format: str = "") -> str:
        text = escape(text)
        if self._page_style.bind_words:
            text = bind(text)
        if "\n" not in text:
            return _paragraph(style, text, format)
        return "".join(_paragraph(style, paragraph, format) for paragraph in text.split("\n"))


def _paragraph(style: str, text: str, format: str = "") -> str:
    """A paragraph of escaped text on one line; `format` is what of pPr stands after the style."""
    if "\t" in text:
        text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{format}</w:pPr>{run}</w:p>'


_FOOTNOTE_MARK = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
)
_KEPT = "<w:keepNext/>"
_RIGHT = '<w:jc w:val="right"/>'
_FOOT_OF_PAGE = (
    '<w:framePr w:w="5670" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left"'
    ' w:yAlign="bottom"/>'
)
# A document that ends on a table loses it in some converters; the paragraph is too low to open a new page.
_LOW = '<w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr>'


def docx_bytes(
    table: ReportTable,
    *,
    formalities: Formalities,
    properties: Properties,
    page_style: PageStyle | None = None,
) -> bytes:
    out = BytesIO()
    write_docx(
        table, out, page_style=page_style or PageStyle(), properties=properties, formalities=formalities
    )
    return out.getvalue()
