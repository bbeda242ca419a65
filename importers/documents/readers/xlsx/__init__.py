"""Workbooks (.xlsx): every sheet a table, read from its XML as far as cells are filled."""

from events.vocabulary import Severity

from ...grid import Grid, SideNote, Table
from ...issues import DocumentIssue, SourceRef
from ..guard import Package
from ..parts import main_part, relationships
from ..refusals import refusal
from . import sides
from .merges import table
from .names import R, s
from .sheet import MAX_CELLS, Sheet, Strings
from .values import Formats

MAX_SHEETS = 200


def read(package: Package) -> Grid:
    main = main_part(package, "xl/workbook.xml")
    related = relationships(package, main)
    parts = {kind: part for kind, part in related.values() if part in package}
    book = package.tree(main)
    properties = book.find(s("workbookPr"))
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    formats = Formats(package.tree(parts["styles"]) if "styles" in parts else None, since_1904)
    strings = Strings()
    if "sharedStrings" in parts:
        with package.open(parts["sharedStrings"]) as stream:
            strings.parse(stream, parts["sharedStrings"])
    sheets = book.findall(f"{s('sheets')}/{s('sheet')}")
    if len(sheets) > MAX_SHEETS:
        raise refusal("too-complex", found=str(len(sheets)), expected=str(MAX_SHEETS))
    blocks: list[Table] = []
    notes: list[SideNote] = []
    issues: list[DocumentIssue] = []
    room = MAX_CELLS
    for number, element in enumerate(sheets, start=1):
        kind, part = related.get(element.get(f"{{{R}}}id") or "", ("", ""))
        if kind != "worksheet" or part not in package:
            continue
        sheet = Sheet(number, strings.texts, formats, room)
        with package.open(part) as stream:
            sheet.parse(stream, part)
        room -= sheet.count
        notes += sides.notes(package, part, number)
        notes += [SideNote(kind, text, number) for kind, text in sheet.margins]
        issues += sheet.issues
        if sheet.rows:
            block, merge_issues = table(sheet, number, element.get("name") or "")
            blocks.append(block)
            issues += _hidden(block, element.get("state") or "visible") + merge_issues
    issues += [
        DocumentIssue(
            code="image" if note.kind == "image" else "text-box",
            severity=Severity.INFO,
            place=SourceRef(table=note.table, row=note.row, column=note.column),
            found=note.text,
        )
        for note in notes
        if note.kind in ("image", "text_box")
    ]
    package.check_rest()
    return Grid(format="xlsx", blocks=tuple(blocks), notes=tuple(notes), issues=tuple(issues))


def _hidden(found: Table, state: str) -> list[DocumentIssue]:
    """Hidden sheets, rows and columns are read like the others, with an issue."""
    issues = []
    place = SourceRef(table=found.number)
    if state != "visible":
        issues.append(
            DocumentIssue(code="hidden-sheet", severity=Severity.INFO, place=place, found=found.name)
        )
    for row in found.rows:
        if row.hidden:
            at = SourceRef(table=found.number, row=row.number)
            issues.append(DocumentIssue(code="hidden-row", severity=Severity.INFO, place=at))
    for column in found.hidden_columns:
        at = SourceRef(table=found.number, column=column + 1)
        issues.append(DocumentIssue(code="hidden-column", severity=Severity.INFO, place=at))
    return issues
