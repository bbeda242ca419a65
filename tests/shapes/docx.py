"""Writes a specimen as WordprocessingML in a given shape."""

import zipfile
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape

from events.vocabulary import Role
from tests.shapes.options import Shape
from tests.shapes.specimen import Line, Part, Specimen, cell_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_MAIN}.numbering+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_MAIN}.footnotes+xml"/></Types>'
)
_RELATIONSHIPS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_ROOT = (
    f'{_RELATIONSHIPS}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_PARTS = (
    f'{_RELATIONSHIPS}<Relationship Id="rId1" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/hyperlink" Target="http://example.org/" TargetMode="External"/>'
    "</Relationships>"
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
FOOTNOTE = "Сноска исходного документа."
TEXT_BOX = "Надпись поверх листа."
NESTED = "Ячейка вложенной таблицы"


def to_docx(specimen: Specimen, shape: Shape) -> bytes:
    return package(_Writer(specimen, shape).document())


def package(document: str) -> bytes:
    """A Word file around the XML of its main part."""
    stream = BytesIO()
    note = f'<w:footnote w:id="2">{_p(_r(FOOTNOTE))}</w:footnote>'
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _ROOT),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", _PARTS),
            ("word/numbering.xml", _NUMBERING),
            ("word/footnotes.xml", f'<w:footnotes xmlns:w="{_W}">{note}</w:footnotes>'),
        ):
            archive.writestr(name, text)
    return stream.getvalue()


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _p(content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{content}</w:p>"


class _Writer:
    def __init__(self, specimen: Specimen, shape: Shape) -> None:
        self.specimen = specimen
        self.shape = shape
        self._ids = count(1)
        self._lines = 0  # written since the header

    def document(self) -> str:
        body = "".join(map(self._paragraph, self.shape.above)) + self._title() + self._tables()
        body += "".join(map(self._paragraph, self.shape.below))
        return f"<w:document {_NAMES}><w:body>{body}<w:p/><w:sectPr/></w:body></w:document>"

    # -- around the tables

    def _title(self) -> str:
        lines = self.specimen.title_in(self.shape)
        if self.shape.title == "breaks":
            return _p("<w:r><w:br/></w:r>".join(map(self._runs, lines)))
        paragraphs = "".join(map(self._paragraph, lines))
        if self.shape.title == "table":
            return f"<w:tbl><w:tr><w:tc>{paragraphs}</w:tc></w:tr></w:tbl><w:p/>"
        if self.shape.title == "box":
            return self._box(paragraphs)
        return paragraphs

    def _box(self, paragraphs: str) -> str:
        return _p(
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
            f"{paragraphs}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )

    def _tables(self) -> str:
        parts = self.specimen.parts
        if self.shape.sections != "tables":
            return self._table(self._rows(parts), 0, header=True)
        blocks = []
        for index, part in enumerate(parts):
            heading = self._paragraph(part.heading) if part.heading else ""
            rows = self._rows([part], index, notes=part is parts[-1])
            blocks.append(heading + self._table(rows, index, header=True))
        return "<w:p/>".join(blocks)

    def _table(self, rows: list[str], index: int, header: bool) -> str:
        columns = self.specimen.columns_in(self.shape, index)
        grid = "".join('<w:gridCol w:w="1000"/>' for _ in columns)
        head = self._header(index) if header else ""
        size = self.shape.split_tables
        chunks = [rows[at : at + size] for at in range(0, len(rows), size)] if size else [rows]
        tables = [f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{'%s'}{''.join(chunk)}</w:tbl>" for chunk in chunks]
        return "<w:p/>".join(
            table.replace("%s", head if not at else "", 1) for at, table in enumerate(tables)
        )

    # -- rows

    def _header(self, table: int) -> str:
        columns = self.specimen.columns_in(self.shape, table)
        texts = [text for _, text in columns]
        if self.shape.deep_header:
            rows = self._deep_header(texts)
        else:
            rows = self._row([self._cell(text) for text in texts], "<w:trPr><w:tblHeader/></w:trPr>")
        if self.shape.column_numbers:
            rows += self._row([self._cell(str(number)) for number in range(1, len(texts) + 1)])
        return rows

    def _deep_header(self, texts: list[str]) -> str:
        """The last two headings stand under a common one."""
        upper = [self._cell(text, '<w:vMerge w:val="restart"/>') for text in texts[:-2]]
        upper.append(self._cell("Сведения", '<w:gridSpan w:val="2"/>'))
        lower = [self._cell("", "<w:vMerge/>") for _ in texts[:-2]]
        return self._row(upper) + self._row(lower + [self._cell(text) for text in texts[-2:]])

    def _rows(self, parts: list[Part] | tuple[Part, ...], table: int = 0, notes: bool = True) -> list[str]:
        rows: list[str] = []
        columns = self.specimen.columns_in(self.shape, table)
        for part in parts:
            if part.heading and self.shape.sections != "tables":
                rows.append(self._section(part.heading, len(columns)))
            for at, line in enumerate(part.lines):
                following = part.lines[at + 1] if at + 1 < len(part.lines) else None
                if self.shape.repeat_header and self._lines and not self._lines % self.shape.repeat_header:
                    rows.append(self._header(table))
                self._lines += 1
                rows.append(self._line(line, following, columns))
                if self.shape.blank_rows:
                    rows.append(self._row([self._cell("") for _ in columns]))
        if notes:
            rows += [self._across(note, len(columns)) for note in self.specimen.notes]
        return rows

    def _section(self, text: str, width: int) -> str:
        if self.shape.sections == "cell":
            return self._row([self._cell(text), *(self._cell("") for _ in range(width - 1))])
        if self.shape.sections == "same":
            return self._row([self._cell(text) for _ in range(width)])
        return self._across(text, width)

    def _across(self, text: str, width: int) -> str:
        return self._row([self._cell(text, f'<w:gridSpan w:val="{width}"/>')])

    def _line(self, line: Line, following: Line | None, columns: list[tuple[Role | None, str]]) -> str:
        cells = []
        for role, _ in columns:
            continued = role in line.continued
            goes_on = following is not None and role in following.continued
            merge = {"merge": ' w:val="continue"', "bare": "", "blank": None}[self.shape.merged]
            properties = ""
            if merge is not None and (continued or goes_on):
                properties = f"<w:vMerge{merge}/>" if continued else '<w:vMerge w:val="restart"/>'
            text = "" if continued else cell_text(line, role, self.shape)
            if role is Role.NUMBER and self.shape.numbering == "automatic":
                numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
                cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p('', numbered)}</w:tc>")
            else:
                cells.append(self._cell(text, properties, first=role is Role.TITLE))
        if self.shape.ragged and columns[0][0] in line.continued:
            return self._row(cells[1:], '<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
        return self._row(cells)

    def _row(self, cells: list[str], properties: str = "") -> str:
        row = f"<w:tr>{properties}{''.join(cells)}</w:tr>"
        return f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>" if self.shape.wrapped else row

    def _cell(self, text: str, properties: str = "", first: bool = False) -> str:
        if self.shape.cell_breaks:
            content = _p("<w:r><w:br/></w:r>".join(map(self._runs, text.split("\n"))))
        else:
            content = "".join(map(self._paragraph, text.split("\n")))
        if first:
            content += self._beside()
        cell = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
        return f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>" if self.shape.wrapped else cell

    def _beside(self) -> str:
        """What stands beside the flow, once, in the first cell of an event."""
        added = ""
        if self.shape.footnote and self._lines == 1:
            added += _p('<w:r><w:footnoteReference w:id="2"/></w:r>')
        if self.shape.text_box and self._lines == 1:
            added += self._box(_p(_r(TEXT_BOX)))
        if self.shape.nested and self._lines == 1:
            added += f"<w:tbl><w:tr><w:tc>{_p(_r(NESTED))}</w:tc></w:tr></w:tbl><w:p/>"
        return added

    # -- text

    def _paragraph(self, text: str) -> str:
        return _p(self._runs(text))

    def _runs(self, text: str) -> str:
        if not text:
            return ""
        pieces = [text]
        if self.shape.runs:
            pieces = [text[at : at + 5] for at in range(0, len(text), 5)]
        runs = [_r(piece) for piece in pieces]
        if self.shape.tracked:
            gone = '<w:del w:id="9"><w:r><w:delText>вычеркнуто </w:delText></w:r></w:del>'
            runs = [gone, *(f'<w:ins w:id="{next(self._ids)}">{run}</w:ins>' for run in runs)]
        if self.shape.links:
            runs = [f'<w:hyperlink r:id="rId3">{run}</w:hyperlink>' for run in runs]
        if not self.shape.runs:
            return "".join(runs)
        mark = next(self._ids)
        between = f'<w:bookmarkEnd w:id="{mark}"/><w:proofErr w:type="spellStart"/>'
        return f'<w:bookmarkStart w:id="{mark}" w:name="_GoBack{mark}"/>' + between.join(runs)
