"""One sheet as a stream: filled cells as text, merges and hidden lines. Its stated size is ignored."""

import re
from typing import NamedTuple

from events.vocabulary import Severity

from ...issues import DocumentIssue, SourceRef
from ..embedded import embedded_object
from ..refusals import refusal
from ..xmlstream import Attributes, XmlStream, number
from .names import ending, starting
from .values import BOOLEANS, Formats, of_iso, unescaped

MAX_CELLS = 500_000  # filled ones, of all sheets together
MAX_MERGES = 100_000
MAX_COLUMNS = 200
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


class Range(NamedTuple):
    """Rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def place(reference: str) -> tuple[int, int] | None:
    """Row from 1 and column from 0 of «B3»."""
    match = REFERENCE.fullmatch(reference.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


class Strings(XmlStream):
    """The shared strings: rich text runs joined, phonetic hints left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._parts: list[str] = []

    @starting("si")
    def _start_string(self, attributes: Attributes) -> None:
        self._parts = []

    @ending("si")
    def _end_string(self) -> None:
        self.texts.append(unescaped("".join(self._parts)))

    @starting("t")
    def _start_text(self, attributes: Attributes) -> None:
        self.parser.CharacterDataHandler = self._parts.append

    @ending("t")
    def _end_text(self) -> None:
        self.parser.CharacterDataHandler = None

    @starting("rPh")
    def _hint(self, attributes: Attributes) -> None:
        self.skip()


class Sheet(XmlStream):
    """Collects filled cells only, so far cells and formatted blanks cost nothing."""

    def __init__(self, number: int, strings: list[str], formats: Formats, room: int):
        super().__init__()
        self.rows: dict[int, dict[int, str]] = {}
        self.merges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[Range] = []
        self.margins: list[tuple[str, str]] = []
        self.issues: list[DocumentIssue] = []
        self.count = 0
        self._number = number
        self._strings = strings
        self._formats = formats
        self._room = room
        self._row = 0
        self._column = -1
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._margin: list[str] = []

    @starting("col")
    def _columns(self, attributes: Attributes) -> None:
        first, last = number(attributes.get("min", "")), number(attributes.get("max", ""))
        if attributes.get("hidden") in ("1", "true") and first > 0 and last > 0:
            self.hidden_columns.append(Range(0, first - 1, 0, last - 1))

    @starting("row")
    def _start_row(self, attributes: Attributes) -> None:
        named = number(attributes.get("r", ""))
        self._row = named if named > 0 else self._row + 1
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    @starting("c")
    def _start_cell(self, attributes: Attributes) -> None:
        where = place(attributes.get("r", ""))
        self._row, self._column = where or (self._row, self._column + 1)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value = []
        self._formula = None

    @starting("v")
    def _start_value(self, attributes: Attributes) -> None:
        self.parser.CharacterDataHandler = self._value.append

    @starting("t")
    def _start_text(self, attributes: Attributes) -> None:
        self.parser.CharacterDataHandler = self._value.append

    @starting("rPh")
    def _hint(self, attributes: Attributes) -> None:
        self.skip()

    @starting("f")
    def _start_formula(self, attributes: Attributes) -> None:
        self._formula = []
        self.parser.CharacterDataHandler = self._formula.append

    @starting("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
    def _start_margin(self, attributes: Attributes) -> None:
        self._margin = []
        self.parser.CharacterDataHandler = self._margin.append

    @ending("v", "t", "f")
    def _end_text(self) -> None:
        self.parser.CharacterDataHandler = None

    @ending("oddHeader", "evenHeader", "firstHeader")
    def _end_header(self) -> None:
        self._end_margin("header")

    @ending("oddFooter", "evenFooter", "firstFooter")
    def _end_footer(self) -> None:
        self._end_margin("footer")

    def _end_margin(self, kind: str) -> None:
        self.parser.CharacterDataHandler = None
        text = re.sub(r'&("[^"]*"|\d+|K[0-9A-F]{6}|[A-Z])', " ", "".join(self._margin)).replace("&&", "&")
        if text.strip():
            self.margins.append((kind, " ".join(text.split())))

    @ending("c")
    def _end_cell(self) -> None:
        raw = "".join(self._value)
        if self._formula is not None and not raw and self._kind != "str":
            self._report("formula-without-value", Severity.WARNING, "=" + "".join(self._formula))
        text = self._text(raw)
        if not text:
            return
        if self._column >= MAX_COLUMNS:
            self._report("far-cell", Severity.WARNING, text)
            return
        self.count += 1
        if self.count > self._room:
            raise refusal("too-complex", found=f"> {MAX_CELLS}", expected=f"{MAX_CELLS}")
        self.rows.setdefault(self._row, {})[self._column] = text

    def _text(self, raw: str) -> str:
        if self._kind == "s":
            return self._shared(raw) if raw else ""
        if self._kind in ("inlineStr", "str"):
            return unescaped(raw)
        if not raw:
            return ""
        if self._kind == "b":
            return BOOLEANS.get(raw, raw)
        if self._kind == "e":
            self._report("cell-error", Severity.WARNING, raw)
            return raw
        if self._kind == "d":
            return of_iso(raw)
        shown = self._formats.number(raw, self._style)
        if shown.code == "rounded-number":
            self._report(shown.code, Severity.INFO, shown.text, shown.detail)
        elif shown.code:
            self._report(shown.code, Severity.WARNING, shown.text, shown.detail)
        return shown.text

    def _shared(self, raw: str) -> str:
        """A shared string. Of a workbook that lost it, or has its own text in its place, that is said."""
        at = number(raw, -1)
        if 0 <= at < len(self._strings):
            return self._strings[at]
        self._report("cell-error", Severity.WARNING, raw)
        return "" if raw.isdecimal() else unescaped(raw)

    @starting("mergeCell")
    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        start, end = place(first), place(last or first)
        if start is None or end is None:
            return
        if len(self.merges) == MAX_MERGES:
            raise refusal("too-complex", found=f"> {MAX_MERGES}", expected=f"{MAX_MERGES}")
        self.merges.append(Range(start[0], start[1], end[0], end[1]))

    @starting("oleObject")
    def _embedded(self, attributes: Attributes) -> None:
        issue = embedded_object(attributes.get("progId", ""), SourceRef(table=self._number))
        if issue not in self.issues:  # newer programs write each twice, once for older ones
            self.issues.append(issue)

    def _report(self, code: str, severity: Severity, found: str, expected: str = "") -> None:
        where = SourceRef(table=self._number, row=self._row, column=self._column + 1)
        self.issues.append(
            DocumentIssue(code=code, severity=severity, place=where, found=found, expected=expected)
        )
