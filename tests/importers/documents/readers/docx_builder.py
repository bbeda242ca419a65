"""Word documents of a few elements, zipped from strings."""

import io
import zipfile

from importers.documents.grid import Cell, Grid, Merge, Table
from importers.documents.readers import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def part(root: str, inner: str) -> str:
    return f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def relationships(*entries: tuple[str, str]) -> str:
    """Pairs of the last word of the type and the target; their ids are r1, r2 …"""
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, main_type: str = MAIN_TYPE, **others: str) -> bytes:
    """A document; `others` are further parts by the kind of their relationship: numbering=…, styles=…"""
    return zipped(docx_parts(body, main_type, **others))


def docx_parts(body: str, main_type: str = MAIN_TYPE, **others: str) -> dict[str, str | bytes]:
    types = f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>'
    entries = [(kind.rstrip("0123456789"), f"{kind}.xml") for kind in others]
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relationships(*entries),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **{f"word/{kind}.xml": content for kind, content in others.items()},
    }


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a run that is no XML is its text."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def tc(*paragraphs: str, properties: str = "") -> str:
    inner = "".join(text if text.startswith("<") else p(text) for text in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, columns: int = 0) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int | str) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def body_of(*content: str, **others: str) -> Grid:
    return read(docx("".join(content), **others))


def table_of(*rows: str, columns: int = 0, **others: str) -> Table:
    (table,) = body_of(tbl(*rows, columns=columns), **others).tables
    return table


def text_of(*runs: str, **others: str) -> str:
    """The text of one paragraph of these runs."""
    (paragraph,) = body_of(p(*runs), **others).blocks
    assert not isinstance(paragraph, Table)
    return paragraph.text


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def places(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.column, cell.span) for cell in row.cells] for row in table.rows]


def merges(table: Table) -> list[list[Merge]]:
    return [[cell.merge for cell in row.cells] for row in table.rows]


def cells(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row.cells]


def codes(grid: Grid) -> list[str]:
    return [issue.code for issue in grid.issues]
