"""The text of a paragraph as Word shows it."""

import pytest

from importers.documents.grid import Paragraph
from importers.documents.readers import read
from tests.importers.documents.readers.docx_builder import (
    body_of,
    codes,
    docx,
    docx_parts,
    p,
    part,
    r,
    tbl,
    tc,
    text_of,
    tr,
    zipped,
)

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (r("один") + r(" два"), "один два"),
        ("<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t></w:r>", "а\tб"),
        ("<w:r><w:t>а</w:t><w:br/><w:t>б</w:t><w:cr/><w:t>в</w:t></w:r>", "а\nб\nв"),
        ("<w:r><w:t>науч</w:t><w:softHyphen/><w:t>ный</w:t></w:r>", "науч\u00adный"),
        ("<w:r><w:t>научно</w:t><w:noBreakHyphen/><w:t>практический</w:t></w:r>", "научно\u2011практический"),
        ("<w:r><w:t> края </w:t></w:r>", "края"),
        ('<w:r><w:t xml:space="preserve"> края </w:t></w:r>', " края "),
        ("<w:r><w:t>строка\nфайла</w:t></w:r>", "строка файла"),
        (f'<w:ins w:id="1">{r("вставлено")}</w:ins>', "вставлено"),
        ('<w:del w:id="1"><w:r><w:delText>снято</w:delText></w:r></w:del>', ""),
        (f'{r("а")}<w:del w:id="1">{r("нет")}</w:del>{r("б")}', "аб"),
        (f'<w:ins w:id="1"><w:del w:id="2">{r("нет")}</w:del>{r("да")}</w:ins>', "да"),
        (f'<w:moveFrom w:id="1">{r("оттуда")}</w:moveFrom><w:moveTo w:id="2">{r("сюда")}</w:moveTo>', "сюда"),
        (f'<w:hyperlink r:id="r9">{r("ссылка")}</w:hyperlink>', "ссылка"),
        (f'<w:smartTag w:element="place">{r("Учебный")}</w:smartTag>', "Учебный"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('поле')}</w:sdtContent></w:sdt>", "поле"),
        (f"<w:customXml>{r('метка')}</w:customXml>", "метка"),
        (f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>', "7"),
        (f'<w:bookmarkStart w:id="0" w:name="_GoBack"/>{r("текст")}<w:bookmarkEnd w:id="0"/>', "текст"),
        ("<m:oMath><m:r><m:t>х=1</m:t></m:r></m:oMath>", "х=1"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>', "−"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Arial" w:char="2116"/></w:r>', "№"),
        (
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:t>новое</w:t></w:r></mc:Choice>'
            "<mc:Fallback><w:r><w:t>старое</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "новое",
        ),
        (
            "<mc:AlternateContent><mc:Fallback><w:r><w:t>старое</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "старое",
        ),
    ],
)
def test_run_content_becomes_text(runs: str, expected: str) -> None:
    assert text_of(runs) == expected


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


INSTRUCTION = "<w:r><w:instrText>IF</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (field("begin") + INSTRUCTION + field("separate") + r("итог") + field("end"), "итог"),
        (field("begin") + INSTRUCTION + field("end") + r("далее"), "далее"),
        (field("begin") + r("условие") + field("separate") + r("итог") + field("end"), "итог"),
        (
            field("begin")
            + (field("begin") + INSTRUCTION + field("separate") + r("внутри") + field("end"))
            + (field("separate") + r("итог") + field("end")),
            "итог",
        ),
        (r("до ") + field("begin") + r("никогда не кончится"), "до никогда не кончится"),
        (field("end") + r("лишний конец"), "лишний конец"),
    ],
)
def test_field_shows_its_result(runs: str, expected: str) -> None:
    assert text_of(runs) == expected


def test_tab_stops_are_no_tabs() -> None:
    grid = body_of(p("текст", properties='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'))
    assert grid.blocks == (Paragraph("текст"),)


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    grid = body_of(p("начало ", properties=gone), p("и конец"), p("другой"))
    assert grid.blocks == (Paragraph("начало и конец"), Paragraph("другой"))


def test_deleted_last_mark_of_a_cell_keeps_the_text() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    grid = body_of(tbl(tr(tc(p("текст", properties=gone)), "другая")))
    assert [cell.text for cell in grid.tables[0].rows[0].cells] == ["текст", "другая"]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:vanish/>", "видно"),
        ('<w:vanish w:val="0"/>', "скрытовидно"),
        ('<w:rStyle w:val="Secret"/>', "видно"),
        ('<w:rStyle w:val="Open"/>', "скрытовидно"),
    ],
)
def test_hidden_text_is_left_out_and_said(properties: str, expected: str) -> None:
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="character" w:styleId="Open"><w:basedOn w:val="Base"/>'
        '<w:rPr><w:vanish w:val="false"/></w:rPr></w:style>',
    )
    grid = body_of(p(r("скрыто", properties), "видно"), styles=styles)
    assert grid.blocks == (Paragraph(expected),)
    said = [(issue.code, issue.found) for issue in grid.issues]
    assert said == ([("hidden-text", "скрыто")] if expected == "видно" else [])


def test_hidden_paragraph_mark_hides_no_text() -> None:
    grid = body_of(p("текст", properties="<w:rPr><w:vanish/></w:rPr>"))
    assert (grid.blocks, grid.issues) == ((Paragraph("текст"),), ())


def test_placeholder_of_a_control_is_kept_and_said() -> None:
    grid = body_of(
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Введите')}</w:sdtContent></w:sdt>"
    )
    assert (grid.blocks, codes(grid)) == ((Paragraph("Введите"),), ["placeholder-text"])


@pytest.mark.parametrize(
    ("font", "code"),
    [("Wingdings", "F001"), ("Odd", "F0B7"), ("Arial", "D800"), ("Arial", "x"), ("Arial", "7")],
)
def test_unknown_symbol_is_said(font: str, code: str) -> None:
    grid = body_of(p(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'))
    assert grid.blocks == (Paragraph("\ufffd"),)
    assert [(issue.code, issue.found) for issue in grid.issues] == [("unknown-symbol", f"{font} {code}")]


def test_text_longer_than_any_buffer_is_whole() -> None:
    text = "очень длинная ячейка " * 5_000 + "конец"
    assert text_of(f"<w:r><w:t>{text}</w:t></w:r>") == text


def test_controls_around_paragraphs_are_transparent() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{p('внутри')}</w:sdtContent></w:sdt>"
    assert body_of(p("до"), wrapped).blocks == (Paragraph("до"), Paragraph("внутри"))


def test_former_properties_are_not_read() -> None:
    former = '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    assert body_of(p("текст", properties=former), numbering=numbering).blocks == (Paragraph("текст"),)


def test_strict_namespaces_are_read_alike() -> None:
    usual = docx_parts(tbl(tr(tc("а"), tc("б"))), styles=part("styles", ""))
    strict = {
        name: content.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in usual.items()
        if isinstance(content, str)
    }
    assert STRICT in strict["word/document.xml"]
    assert read(zipped(dict(strict))) == read(zipped(usual))


def test_other_prefixes_are_read_alike() -> None:
    parts = docx_parts(p("текст"))
    main = str(parts["word/document.xml"]).replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    assert read(zipped(parts | {"word/document.xml": main})) == read(zipped(parts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_encodings_of_the_part_are_read_alike(encoding: str) -> None:
    parts = docx_parts(p("Учебный текст"))
    main = f'<?xml version="1.0" encoding="{encoding}"?>{parts["word/document.xml"]!s}'.encode(encoding)
    assert read(zipped(parts | {"word/document.xml": main})) == read(docx(p("Учебный текст")))


def test_main_part_may_lie_elsewhere() -> None:
    parts = docx_parts(p("текст"))
    moved = {name.replace("word/document", "word/document2"): content for name, content in parts.items()}
    moved["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "/word/document2.xml")
    assert read(zipped(moved)).blocks == (Paragraph("текст"),)
