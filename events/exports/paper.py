"""A paper in words and tables as a Word document: A4 upright, headings, lists, tables (no Django)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from .docx_parts import HEADER_ID, RELATIONS, WORD, parts, twips
from .letter_widths import LINE_HEIGHT, set_lines
from .page_style import Margins, PageStyle, Properties
from .text import bind
from .xml import DECLARATION, escape

_CELL = 1.2  # mm a cell keeps free on its sides
_CELL_SIZE = 12  # points; cells are set no larger
_BORDER = 0.5  # points
_SMALL = 10  # points, of the small print


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    text: str


@dataclass(frozen=True, slots=True)
class SubheadingBlock:
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    text: str
    bold: str = ""  # words before the text


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Lines of a list with dashes."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinePrintBlock:
    """Small print at the end of the paper."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table; `widths` are shares of the page, `numbers` the columns set right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()


Block = HeadingBlock | SubheadingBlock | ParagraphBlock | ListBlock | FinePrintBlock | TableBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    title: tuple[str, ...]  # its lines
    blocks: tuple[Block, ...]


def paper_style(size: float = 14) -> PageStyle:
    margins = Margins(left=30, right=10, top=20, bottom=20)
    return PageStyle(page_width=210, page_height=297, margins=margins, title_size=size, table_size=size)


def write_paper(paper: Paper, out: BinaryIO, *, page_style: PageStyle, properties: Properties) -> None:
    """Write the document to `out`. The same arguments give the same bytes."""
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for name, text in parts(page_style, properties.with_title(" ".join(paper.title)), ()):
            with package.open(name, "w") as part:
                part.write(text.encode())
        with package.open("word/document.xml", "w") as part:
            part.write(_Writer(page_style).document(paper).encode())


_SPACING = {HeadingBlock: 16.0, SubheadingBlock: 9.0, FinePrintBlock: 12.0}  # points around the text
_GAP_POINTS = 6.0
_FIRST_LINE = 12.5  # mm, of paragraphs and lists
_WHOLE = 0.9  # of a page: a lower row is never torn


def room(page_style: PageStyle) -> int:
    """Lines of text a page holds."""
    return int(_page_points(page_style) / _line(page_style))


def height(blocks: Iterable[Block], page_style: PageStyle) -> float:
    """Lines the blocks take at most."""
    size, width = page_style.table_size, page_style.text_width
    points = 0.0
    for block in blocks:
        points += _SPACING.get(type(block), 0)
        match block:
            case HeadingBlock(text) | SubheadingBlock(text):
                points += set_lines(text, width, size, bold=True) * size * LINE_HEIGHT
            case ParagraphBlock(text, bold):
                # The first line is indented, which a blank as wide stands for.
                indent = "\N{NO-BREAK SPACE}" * round(_FIRST_LINE / 25.4 * 72 / (size / 4))
                points += set_lines(f"{indent}{bold} {text}", width, size) * size * LINE_HEIGHT
            case ListBlock(texts):
                rows = sum(set_lines(text, width - _FIRST_LINE, size) for text in texts)
                points += rows * size * LINE_HEIGHT
            case FinePrintBlock(text):
                small = min(size, _SMALL)
                points += set_lines(text, width, small) * small * LINE_HEIGHT
            case TableBlock():
                shares = [share * width / sum(block.widths) for share in block.widths]
                points += _GAP_POINTS * 2
                points += sum(
                    _row_points(cells, shares, min(size, _CELL_SIZE))
                    for cells in (block.headings, *block.rows)
                )
    return points / _line(page_style)


def _row_points(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    lines = max(set_lines(text, width - 2 * _CELL, size) for text, width in zip(cells, widths, strict=True))
    return lines * size * LINE_HEIGHT + _BORDER


def _page_points(page_style: PageStyle) -> float:
    height = page_style.page_height - page_style.margins.top - page_style.margins.bottom
    return height / 25.4 * 72


def _line(page_style: PageStyle) -> float:
    return page_style.table_size * LINE_HEIGHT


class _Writer:
    def __init__(self, page_style: PageStyle) -> None:
        self._page_style = page_style
        self._cell_size = min(page_style.table_size, _CELL_SIZE)

    def document(self, paper: Paper) -> str:
        page_style = self._page_style
        margins = page_style.margins
        body = "".join(_paragraph(line, style="Title") for line in paper.title) + _paragraph("")
        for block, after in zip(paper.blocks, [*paper.blocks, None][1:], strict=True):
            apart = isinstance(after, TableBlock) and isinstance(block, ParagraphBlock)
            # Who prepared the paper never stands alone on its last page.
            kept = "<w:keepNext/>" if isinstance(after, FinePrintBlock) else ""
            body += self._block(block, kept) + (_GAP if apart else "")
        return (
            f"{DECLARATION}<w:document {WORD} {RELATIONS}><w:body>{body}"
            f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
            f'<w:pgSz w:w="{twips(page_style.page_width)}" w:h="{twips(page_style.page_height)}"/>'
            f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}"'
            f' w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}"'
            f' w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
            '<w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body></w:document>'
        )

    def _block(self, block: Block, kept: str) -> str:
        """`kept`: what keeps a paragraph on the page of the block after it."""
        first = twips(_FIRST_LINE)
        match block:
            case HeadingBlock(text):
                format = '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:jc w:val="center"/>'
                return _paragraph(text, f'{format}<w:outlineLvl w:val="0"/>', run="<w:b/>")
            case SubheadingBlock(text):
                format = '<w:keepNext/><w:spacing w:before="120" w:after="60"/>'
                return _paragraph(text, f'{format}<w:outlineLvl w:val="1"/>', run="<w:i/>")
            case ParagraphBlock(text, bold):
                format = f'{kept}<w:ind w:firstLine="{first}"/><w:jc w:val="both"/>'
                return _paragraph(text, format, before=f"{bold} " if bold else "")
            case ListBlock(texts):
                format = f'<w:ind w:left="{first}" w:hanging="{twips(5)}"/>'
                return "".join(_paragraph(f"–\t{text}", _TAB + format) for text in texts)
            case FinePrintBlock(text):
                return _paragraph(text, '<w:spacing w:before="240"/>', style="Executor")
            case TableBlock():
                return self._grid(block)

    def _grid(self, grid: TableBlock) -> str:
        total = sum(grid.widths)
        widths = [share * self._page_style.text_width / total for share in grid.widths]
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
        header = self._row(grid.headings, widths, range(0), header=True)
        rows = "".join(self._row(row, widths, grid.numbers) for row in grid.rows)
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        cell = "".join(f'<w:{side} w:w="{twips(_CELL)}" w:type="dxa"/>' for side in ("left", "right"))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
            f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{cell}</w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{header}{rows}</w:tbl>" + _GAP
        )

    def _row(
        self, texts: Sequence[str], widths: Sequence[float], numbers: Iterable[int], header: bool = False
    ) -> str:
        right = set(numbers)
        tall = _row_points(texts, widths, self._cell_size)
        whole = "<w:cantSplit/>" if header or tall <= _WHOLE * _page_points(self._page_style) else ""
        marks = f"{whole}<w:tblHeader/>" if header else whole
        size = f'<w:sz w:val="{round(self._cell_size * 2)}"/><w:szCs w:val="{round(self._cell_size * 2)}"/>'
        cells = []
        for place, (text, width) in enumerate(zip(texts, widths, strict=True)):
            side = "center" if header else "right" if place in right else "left"
            style = "TableHeader" if header else "TableText"
            inside = "".join(
                _paragraph(line, f'<w:jc w:val="{side}"/>', style=style, run=size)
                for line in text.split("\n")
            )
            middle = '<w:vAlign w:val="center"/>' if header else ""
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{middle}</w:tcPr>{inside}</w:tc>'
            )
        return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


_TAB = f'<w:tabs><w:tab w:val="left" w:pos="{twips(_FIRST_LINE)}"/></w:tabs>'


_GAP = '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def _paragraph(text: str, format: str = "", *, style: str = "Normal", run: str = "", before: str = "") -> str:
    """`before` is printed in bold."""
    runs = (_run(before, "<w:b/>") if before else "") + (_run(text, run) if text else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{format}</w:pPr>{runs}</w:p>'


def _run(text: str, format: str) -> str:
    text = bind(escape(text)).replace("\n", " ").replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    own = f"<w:rPr>{format}</w:rPr>" if format else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'
