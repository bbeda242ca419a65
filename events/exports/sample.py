"""Reads the page style of an uploaded sample, the last approved DOCX: page, fonts, widths, header row."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from .page_style import Margins, PageStyle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_XML = 100_000_000  # bytes of one part; a larger one is no report
_NUMBER = re.compile(r"[0-9]{1,5}")  # a longer one is no length on paper
_UNREADABLE = (
    *(BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError),
    *(zlib.error, OSError),
)


class SampleError(ValueError):
    """The file is not a Word document with a table to take the style from."""


def page_style_of(docx: bytes) -> PageStyle:
    """Page, margins, font, sizes and column widths of the sample; defaults for what it leaves open."""
    body, styles = _body_and_styles(docx)
    table = _main_table(body)
    default = PageStyle()
    page = body.find(f"{_W}sectPr/{_W}pgSz")
    margins = body.find(f"{_W}sectPr/{_W}pgMar")
    fonts = _Fonts(styles)
    cells = [paragraph for row in table.iterfind(f"{_W}tr") for paragraph in row.iter(f"{_W}p")]
    before = [
        paragraph for paragraph in table.itersiblings(f"{_W}p", preceding=True) if _text(paragraph).strip()
    ]
    return PageStyle(
        page_width=_mm(page, "w") or default.page_width,
        page_height=_mm(page, "h") or default.page_height,
        margins=Margins(
            **{
                side: value
                for side in ("top", "right", "bottom", "left")
                if (value := _mm(margins, side)) is not None
            }
        ),
        font=fonts.most_used(cells, "font") or default.font,
        title_size=float(fonts.most_used(before, "size") or default.title_size),
        table_size=float(fonts.most_used(cells, "size") or default.table_size),
        widths=tuple(_widths(table)),
    )


def headings_of(docx: bytes) -> tuple[str, ...]:
    """The texts of the sample's header row."""
    table = _main_table(_body_and_styles(docx)[0])
    return tuple("\n".join(map(_text, cell.iter(f"{_W}p"))).strip() for cell in _header_cells(table))


def _body_and_styles(docx: bytes) -> tuple[etree._Element, etree._Element | None]:
    try:
        with ZipFile(BytesIO(docx)) as package:
            body = _part(package, "word/document.xml").find(f"{_W}body")
            styles = _part(package, "word/styles.xml") if "word/styles.xml" in package.namelist() else None
    except _UNREADABLE as error:
        raise SampleError(f"the sample is no readable .docx: {error}") from error
    if body is None:
        raise SampleError("the sample has no text")
    return body, styles


def _part(package: ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _MOST_XML:
        raise SampleError(f"the sample is too large: {name}")
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), safe)


def _main_table(body: etree._Element) -> etree._Element:
    tables = body.findall(f"{_W}tbl")
    if not tables:
        raise SampleError("the sample has no table")
    return max(tables, key=lambda table: len(table.findall(f"{_W}tr")))


def _header_cells(table: etree._Element) -> list[etree._Element]:
    row = table.find(f"{_W}tr")
    return [] if row is None else row.findall(f"{_W}tc")


def _widths(table: etree._Element) -> Iterator[float]:
    grid = [_mm(column, "w") or 0 for column in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
    place = 0
    for cell in _header_cells(table):
        span = _number(_value(cell.find(f"{_W}tcPr/{_W}gridSpan"))) or 1
        width = _mm(cell.find(f"{_W}tcPr/{_W}tcW"), "w") or sum(grid[place : place + span])
        place += span
        yield width


class _Fonts:
    """Font and size of runs: their own, or those of the paragraph's style and of what it is based on."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: etree._Element | None = None
        self._normal = ""
        if styles is not None:
            self._defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
            for style in styles.iterfind(f"{_W}style"):
                name = style.get(f"{_W}styleId", "")
                self._styles[name] = style
                if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true"):
                    self._normal = name

    def most_used(self, paragraphs: list[etree._Element], what: str) -> str:
        letters: Counter[str] = Counter()
        for paragraph in paragraphs:
            for run in paragraph.iter(f"{_W}r"):
                for properties in self._sources(paragraph, run):
                    value = _font(properties) if what == "font" else _points(properties)
                    if value:
                        letters[value] += len(_text(run))
                        break
        return letters.most_common(1)[0][0] if letters else ""

    def _sources(self, paragraph: etree._Element, run: etree._Element) -> Iterator[etree._Element]:
        own = run.find(f"{_W}rPr")
        if own is not None:
            yield own
        name = _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or self._normal
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(f"{_W}rPr")
            if properties is not None:
                yield properties
            name = _value(style.find(f"{_W}basedOn"))
        if self._defaults is not None:
            yield self._defaults


def _font(properties: etree._Element) -> str:
    fonts = properties.find(f"{_W}rFonts")
    return "" if fonts is None else fonts.get(f"{_W}ascii", "")


def _points(properties: etree._Element) -> str:
    size = _number(_value(properties.find(f"{_W}sz")))
    return f"{size / 2:g}" if size else ""


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _mm(element: etree._Element | None, name: str) -> float | None:
    """An attribute in twips as millimetres; None where it is absent or in other units (per cent, auto)."""
    if element is None or element.get(f"{_W}type", "dxa") != "dxa":
        return None
    value = _number(element.get(f"{_W}{name}", ""))
    return None if value is None else round(value / 1440 * 25.4, 2)


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


def _text(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_W}t"))
