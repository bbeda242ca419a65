"""Writes a specimen as an Excel workbook in a given shape."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.shapes.options import Shape
from tests.shapes.specimen import Line, Part, Specimen, cell_text


def to_xlsx(specimen: Specimen, shape: Shape) -> bytes:
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    if shape.sheets:
        for number, part in enumerate(specimen.parts, 1):
            sheet = first if number == 1 else workbook.create_sheet()
            sheet.title = f"Лист{number}"
            _Sheet(sheet, specimen, shape).write((part,), part is specimen.parts[-1])
    else:
        _Sheet(first, specimen, shape).write(specimen.parts, True)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


class _Sheet:
    def __init__(self, sheet: Worksheet, specimen: Specimen, shape: Shape) -> None:
        self.sheet = sheet
        self.specimen = specimen
        self.shape = shape
        self.columns = specimen.columns_in(shape)
        self.left = 3 if shape.offset else 1
        self.row = 4 if shape.offset else 1
        self._starts: dict[int, int] = {}
        self._lines = 0

    def write(self, parts: tuple[Part, ...], notes: bool) -> None:
        for text in self.shape.above:
            self._put([text])
        lines = self.specimen.title_in(self.shape)
        for text in ["\n".join(lines)] if self.shape.title == "breaks" else lines:
            self._across(text)
        self._header()
        for part in parts:
            if part.heading:
                self._section(part.heading)
            for line in part.lines:
                if self.shape.repeat_header and self._lines and not self._lines % self.shape.repeat_header:
                    self._close()
                    self._header()
                self._line(line)
            self._close()
        for note in self.specimen.notes if notes else ():
            self._across(note)
        for text in self.shape.below:
            self._put([text])

    def _put(self, texts: list[str]) -> None:
        for column, text in enumerate(texts, self.left):
            if text:
                self.sheet.cell(self.row, column, text).data_type = "s"
        self.row += 1

    def _merge(self, row: int, column: int, end_row: int, end_column: int) -> None:
        self.sheet.merge_cells(start_row=row, start_column=column, end_row=end_row, end_column=end_column)

    def _across(self, text: str) -> None:
        self._put([text])
        self._merge(self.row - 1, self.left, self.row - 1, self.left + len(self.columns) - 1)

    def _section(self, text: str) -> None:
        if self.shape.sections == "cell":
            self._put([text])
        elif self.shape.sections == "same":
            self._put([text] * len(self.columns))
        else:
            self._across(text)

    def _header(self) -> None:
        texts = [text for _, text in self.columns]
        if self.shape.deep_header:
            row = self.row
            self._put([*texts[:-2], "Сведения"])
            self._put([*("" for _ in texts[:-2]), *texts[-2:]])
            right = self.left + len(texts) - 1
            self._merge(row, right - 1, row, right)
            for column in range(self.left, right - 1):
                self._merge(row, column, row + 1, column)
        else:
            self._put(texts)
        if self.shape.column_numbers:
            self._put([str(number) for number in range(1, len(texts) + 1)])

    def _line(self, line: Line) -> None:
        self._lines += 1
        texts = []
        for index, (role, _) in enumerate(self.columns):
            if role in line.continued:
                texts.append("")
                continue
            self._close(index)
            self._starts[index] = self.row
            texts.append(cell_text(line, role, self.shape))
        self._put(texts)
        if self.shape.blank_rows and self.shape.merged == "blank":
            self.row += 1

    def _close(self, index: int | None = None) -> None:
        """End the vertical merge of one column, or of all."""
        for at in [index] if index is not None else list(self._starts):
            start = self._starts.pop(at, None)
            if start is not None and self.row - start > 1 and self.shape.merged == "merge":
                self._merge(start, self.left + at, self.row - 1, self.left + at)
