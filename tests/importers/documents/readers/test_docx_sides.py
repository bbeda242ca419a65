"""What stands beside the flow of a Word document is kept as notes at its place."""

import pytest

from importers.documents.grid import Grid, Paragraph, SideNote
from importers.documents.issues import SourceRef
from importers.documents.readers import read
from tests.importers.documents.readers.docx_builder import (
    body_of,
    codes,
    docx,
    docx_parts,
    p,
    part,
    r,
    relationships,
    tbl,
    tc,
    tr,
    zipped,
)

BOX = "<w:txbxContent>{}</w:txbxContent>"


def drawn(inner: str) -> str:
    return f'<w:r><w:drawing><wp:docPr id="1" name="x" descr="Схема"/>{inner}</w:drawing></w:r>'


def test_text_box_is_a_note_once() -> None:
    box = BOX.format(p("в рамке") + p("ещё"))
    run = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    grid = body_of(p("до ", run, "после"))
    assert grid.blocks == (Paragraph("до после"),)
    assert grid.notes == (SideNote("text_box", "в рамке\nещё"),)
    assert codes(grid) == ["text-box"]


def test_text_box_with_a_table_disturbs_no_table() -> None:
    run = f"<w:r><w:pict><v:textbox>{BOX.format(tbl(tr('1', '2')) + p(''))}</v:textbox></w:pict></w:r>"
    grid = body_of(tbl(tr("а", tc(p("б", run))), tr("в", "г")))
    assert [[cell.text for cell in row.cells] for row in grid.tables[0].rows] == [["а", "б"], ["в", "г"]]
    assert grid.notes == (SideNote("text_box", "1\n2\n", 1, 1, 2),)


def test_lettering_is_a_text_box() -> None:
    grid = body_of(p('<w:r><w:pict><v:shape><v:textpath string="ПЛАН"/></v:shape></w:pict></w:r>'))
    assert (grid.notes, codes(grid)) == ((SideNote("text_box", "ПЛАН"),), ["text-box"])


def test_picture_is_a_note_with_its_description() -> None:
    grid = body_of(tbl(tr("а", tc(p(drawn('<a:blip r:embed="r1"/>'))))))
    assert grid.notes == (SideNote("image", "Схема", 1, 1, 2),)
    assert codes(grid) == ["image"]


def ole(program: str) -> str:
    return f'<w:r><w:object><o:OLEObject ProgID="{program}"/></w:object></w:r>'


def embedded(grid: Grid) -> list[tuple[str, str]]:
    """What is embedded, and what to do with it."""
    return [(one.expected, one.suggestion) for one in grid.issues if one.code == "embedded-object"]


@pytest.mark.parametrize(
    ("program", "kind", "advice"),
    [
        ("Excel.Sheet.12", "embedded_workbook", "load_workbook_apart"),
        ("Excel.SheetMacroEnabled.12", "embedded_workbook", "load_workbook_apart"),
        ("opendocument.CalcDocument.1", "embedded_workbook", "load_workbook_apart"),
        ("Word.Document.12", "embedded_text", "load_text_apart"),
        ("Word.RTF.8", "embedded_text", "load_text_apart"),
        ("PowerPoint.Show.12", "embedded_slides", "look_into_it"),
        ("AcroExch.Document.DC", "embedded_pdf", "look_into_it"),
        ("Equation.3", "embedded_formula", "write_as_text"),
        ("Visio.Drawing.15", "embedded_picture", "write_as_text"),
        ("Package", "embedded_file", "look_into_it"),
        ("", "embedded_file", "look_into_it"),
    ],
)
def test_embedded_object_is_said_with_what_to_do(program: str, kind: str, advice: str) -> None:
    grid = body_of(p(ole(program)))
    assert [(issue.code, issue.found) for issue in grid.issues] == [("embedded-object", program)]
    assert embedded(grid) == [(kind, advice)]


def test_embedded_object_is_said_at_its_cell() -> None:
    grid = body_of(tbl(tr("а", tc(p(ole("Excel.Sheet.12"))))))
    assert [issue.place for issue in grid.issues] == [SourceRef(table=1, row=1, column=2)]


def test_text_of_another_file_is_said() -> None:
    grid = body_of(p("а") + '<w:altChunk r:id="r1"/>')
    assert embedded(grid) == [("inserted_file", "save_with_inserted")]


def test_embedded_object_beside_the_flow_is_said_once() -> None:
    footnotes = part("footnotes", f'<w:footnote w:id="2">{p(ole("Word.Document.12"))}</w:footnote>')
    header = part("hdr", p(ole("Excel.Sheet.12")))
    margins = '<w:sectPr><w:headerReference r:id="r2"/></w:sectPr>'
    text = p('<w:r><w:footnoteReference w:id="2"/></w:r>') + margins * 2
    grid = read(docx(text, footnotes=footnotes, header1=header), "x.docx")
    assert embedded(grid) == [
        ("embedded_text", "load_text_apart"),
        ("embedded_workbook", "load_workbook_apart"),
    ]


def test_notes_stand_at_their_anchors() -> None:
    footnotes = part(
        "footnotes",
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{p("сноска")}</w:footnote><w:footnote w:id="3">{p("без ссылки")}</w:footnote>',
    )
    endnotes = part("endnotes", f'<w:endnote w:id="2">{p("концевая")}</w:endnote>')
    comments = part("comments", f'<w:comment w:id="0" w:author="А">{p("что")}{p("ещё")}</w:comment>')
    cell = tc(
        p("б", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:commentReference w:id="0"/></w:r>')
    )
    grid = body_of(
        p("текст", '<w:r><w:endnoteReference w:id="2"/></w:r>'),
        tbl(tr("1", "2"), tr("а", cell)),
        footnotes=footnotes,
        endnotes=endnotes,
        comments=comments,
    )
    assert set(grid.notes) == {
        SideNote("endnote", "концевая"),
        SideNote("footnote", "сноска", 1, 2, 2),
        SideNote("comment", "что\nещё", 1, 2, 2),
    }


def test_comments_left_in_the_file_are_told_at_their_cells() -> None:
    comments = part("comments", f'<w:comment w:id="0" w:author="А">{p("что")}{p("ещё")}</w:comment>')
    cell = tc(p("б", '<w:r><w:commentReference w:id="0"/></w:r>'))
    grid = body_of(tbl(tr("1", "2"), tr("а", cell)), comments=comments)
    assert [(one.code, one.place.row, one.place.column, one.found) for one in grid.issues] == [
        ("comment-left", 2, 2, "что ещё")
    ]


def test_changes_not_yet_accepted_are_told_once_with_their_number() -> None:
    inserted = f'<w:ins w:id="1">{r("новое")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>старое</w:delText></w:r></w:del>'
    gone = f'<w:tr><w:trPr><w:del w:id="3"/></w:trPr>{tc(p("x"))}{tc(p("y"))}</w:tr>'
    grid = body_of(tbl(tr("1", "2"), tr("а", tc(p(inserted, deleted))), gone))
    assert [(one.code, one.place.row, one.found, one.expected) for one in grid.issues] == [
        ("tracked-changes-left", 2, "1", "2")
    ]
    assert body_of(tbl(tr("1", "2"))).issues == ()


def test_reference_in_deleted_text_brings_no_note() -> None:
    footnotes = part("footnotes", f'<w:footnote w:id="2">{p("сноска")}</w:footnote>')
    deleted = '<w:del w:id="1"><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    assert body_of(p("текст", deleted), footnotes=footnotes).notes == ()


def test_headers_and_footers_are_notes() -> None:
    section = '<w:sectPr><w:headerReference r:id="r1"/><w:footerReference r:id="r2"/></w:sectPr>'
    header = part("hdr", p("Проект") + tbl(tr("в таблице", "нет")))
    grid = body_of(p("текст"), section, section, header1=header, footer1=part("ftr", p(r("стр. "), r("1"))))
    assert grid.notes == (SideNote("header", "Проект"), SideNote("footer", "стр. 1"))


def test_bare_page_number_is_no_note() -> None:
    section = '<w:sectPr><w:footerReference r:id="r1"/></w:sectPr>'
    assert body_of(p("текст"), section, footer=part("ftr", p("— 7 —"))).notes == ()


def test_external_relationship_is_left_alone() -> None:
    parts = docx_parts(p("текст"))
    parts["word/_rels/document.xml.rels"] = relationships(("styles", "http://127.0.0.1:9/x")).replace(
        "/>", ' TargetMode="External"/>'
    )
    assert read(zipped(parts)).blocks == (Paragraph("текст"),)


def test_missing_side_part_costs_its_notes_only() -> None:
    parts = docx_parts(p("текст", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes="")
    del parts["word/footnotes.xml"]
    assert read(zipped(parts)).blocks == (Paragraph("текст"),)
    assert docx(p("текст"))
