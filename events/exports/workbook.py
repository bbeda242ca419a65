"""Excel workbooks of texts, numbers and days; the same data gives the same bytes."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import Worksheet

from .core import core_properties
from .page_style import Properties
from .text import clean

LINE_HEIGHT = 1.25  # by font size
TALLEST = 409  # points; Excel has no taller row
_MOST = 32_767  # characters Excel holds in a cell, counted in UTF-16
_CUT = " […текст не помещается в ячейку Excel и обрезан]"


class Sheet(Worksheet):
    """A worksheet whose texts are texts, whatever they begin with."""

    numbered_after_first = False  # pages, as in the Word documents

    def write_cell(self, row: int, column: int, value: str | int | date | None, form: Format) -> None:
        match value:
            case str() if text := fit(clean(value)):
                self.write_string(row, column, text, form)
            case int():
                self.write_number(row, column, value, form)
            case date():
                self.write_datetime(row, column, datetime.combine(value, time()), form)
            case _:
                self.write_blank(row, column, None, form)

    def _write_header_footer(self) -> None:
        if not self.numbered_after_first:
            super()._write_header_footer()
            return
        self._xml_start_tag("headerFooter", [("differentFirst", 1)])
        self._xml_data_element("oddHeader", "&C&P")
        self._xml_end_tag("headerFooter")


class Book(Workbook):
    """A workbook without the time of its making, with our own words on the file."""

    def __init__(self, out: BinaryIO, properties: Properties | None = None, *, by_rows: bool = False) -> None:
        """`by_rows`: each row is gone from memory when the next one is begun; none can be gone back to."""
        super().__init__(out, {"constant_memory": by_rows})
        self.properties = properties or Properties()

    def sheet(self, name: str) -> Sheet:
        return cast(Sheet, self.add_worksheet(name, Sheet))

    def form(self, **properties: Any) -> Format:
        """How a cell looks; it wraps its text and begins at the top unless told otherwise."""
        return self.add_format({"text_wrap": True, "valign": "top", **properties})

    def _get_packager(self) -> Packager:
        return _Packager(self.properties)


class _Packager(Packager):
    def __init__(self, properties: Properties) -> None:
        super().__init__()
        self._properties = properties

    def _write_core_file(self) -> None:
        file = self._filename("docProps/core.xml")  # type: ignore[no-untyped-call]
        Path(file).write_text(core_properties(self._properties), encoding="utf-8")


def fit(text: str) -> str:
    """As much of the text as a cell holds, with a remark where it was cut."""
    if len(text) * 2 <= _MOST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= _MOST * 2:
        return text
    return units[: (_MOST - len(_CUT)) * 2].decode("utf-16-le", errors="ignore") + _CUT
