"""Automatic numbers, computed as Word shows them."""

import pytest

from importers.documents.grid import Paragraph
from importers.documents.readers.docx.numerals import RUSSIAN, letters, roman, written
from tests.importers.documents.readers.docx_builder import body_of, p, part, table_of, tc, texts, tr


def lvl(at: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, definition: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def numbered(text: str = "", key: int = 1, level: int = 0) -> str:
    return p(text, properties=listed(key, level))


def listed(key: int = 1, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'


def style(key: str, properties: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"{more}><w:pPr>{properties}</w:pPr></w:style>'


def list_style(list_id: int) -> str:
    return style("Plan", f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>').replace("paragraph", "numbering")


def shown(*paragraphs: str, numbering: str, styles: str = "") -> list[str]:
    others = {"numbering": part("numbering", numbering), "styles": part("styles", styles)}
    return [block.text for block in body_of(*paragraphs, **others).blocks if isinstance(block, Paragraph)]


SIMPLE = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2.")) + num(1, 0)


def test_empty_cells_show_their_numbers() -> None:
    rows = [tr(tc(numbered()), text) for text in "абв"]
    table = table_of(*rows, numbering=part("numbering", SIMPLE))
    assert texts(table) == [["1.", "а"], ["2.", "б"], ["3.", "в"]]


def test_number_stands_before_the_text() -> None:
    assert shown(numbered("первый"), p("без номера"), numbered("второй"), numbering=SIMPLE) == [
        *("1. первый", "без номера", "2. второй"),
    ]


def test_deeper_level_restarts_after_a_higher_one() -> None:
    order = [(0, "1."), (1, "1.1."), (1, "1.2."), (0, "2."), (1, "2.1.")]
    paragraphs = [numbered(level=level) for level, _ in order]
    assert shown(*paragraphs, numbering=SIMPLE) == [text for _, text in order]


def test_deeper_level_may_never_restart() -> None:
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%2)", more='<w:lvlRestart w:val="0"/>')) + num(1, 0)
    paragraphs = [numbered(level=level) for level in (0, 1, 0, 1)]
    assert shown(*paragraphs, numbering=numbering) == ["1.", "1)", "2.", "2)"]


def test_higher_level_that_never_came_shows_its_start() -> None:
    assert shown(numbered(level=1), numbering=SIMPLE) == ["1.1."]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["9", "10"]),
        ("decimalZero", ["09", "10"]),
        ("upperRoman", ["IX", "X"]),
        ("lowerRoman", ["ix", "x"]),
        ("upperLetter", ["I", "J"]),
        ("lowerLetter", ["i", "j"]),
        ("russianLower", ["и", "к"]),
        ("russianUpper", ["И", "К"]),
        ("none", ["", ""]),
        ("unheardOf", ["9", "10"]),
    ],
)
def test_number_forms(form: str, expected: list[str]) -> None:
    assert shown(numbered(), numbered(), numbering=abstract(0, lvl(0, "%1", form, 9)) + num(1, 0)) == expected


@pytest.mark.parametrize(
    ("font", "text", "expected"),
    [("Symbol", "\uf0b7", "• а"), ("Wingdings", "\uf0a7", "▪ а"), ("", "–", "– а")],
)
def test_bullet_stands_as_it_looks(font: str, text: str, expected: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    assert shown(numbered("а"), numbering=abstract(0, lvl(0, text, "bullet", more=fonts)) + num(1, 0)) == [
        expected
    ]


def test_suffix_may_be_nothing() -> None:
    numbering = abstract(0, lvl(0, "%1)", more='<w:suff w:val="nothing"/>')) + num(1, 0)
    assert shown(numbered("а"), numbering=numbering) == ["1)а"]


def test_legal_level_shows_arabic_digits() -> None:
    numbering = abstract(0, lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert shown(numbered(), numbered(level=1), numbering=numbering) == ["I", "1.1"]


def test_custom_form_pads_with_zeros() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert shown(numbered(), numbering=abstract(0, custom) + num(1, 0)) == ["001"]


def test_lists_of_one_definition_count_on() -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0) + num(2, 0)
    assert shown(numbered(), numbered(key=2), numbered(), numbering=numbering) == ["1.", "2.", "3."]


def test_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0) + num(2, 0, override)
    paragraphs = [numbered(), numbered(key=2), numbered(key=2)]
    assert shown(*paragraphs, numbering=numbering) == ["1.", "5.", "6."]


def test_level_override_changes_the_form() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)", "lowerLetter")}</w:lvlOverride>'
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0, override)
    assert shown(numbered(), numbering=numbering) == ["(a)"]


def test_number_comes_from_the_style_and_its_ancestors() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="List"><w:pPr>{listed(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="List"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="List"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    paragraphs = [p("а", properties=f'<w:pStyle w:val="{style}"/>') for style in ("List", "Child", "Off")]
    off = p("б", properties='<w:pStyle w:val="List"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert shown(*paragraphs, off, numbering=SIMPLE, styles=styles) == ["1. а", "2. а", "а", "б"]


def test_level_is_the_one_linked_to_the_style() -> None:
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%2)", more='<w:pStyle w:val="Deep"/>')) + num(1, 0)
    styles = style("Deep", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert shown(p("", properties='<w:pStyle w:val="Deep"/>'), numbering=numbering, styles=styles) == ["1)"]


def test_default_style_may_number() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr>{listed()}</w:pPr></w:style>'
    )
    assert shown(p("а"), p("б"), numbering=SIMPLE, styles=styles) == ["1. а", "2. б"]


def test_list_style_leads_to_its_definition() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Plan"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Plan"/>{lvl(0, "%1)")}</w:abstractNum>'
        + num(1, 0)
        + num(2, 1)
    )
    styles = list_style(2)
    assert shown(numbered(), numbered(), numbering=numbering, styles=styles) == ["1)", "2)"]


def test_list_styles_in_a_circle_number_nothing() -> None:
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Plan"/></w:abstractNum>' + num(
        1, 0
    )
    styles = list_style(1)
    assert shown(numbered("а"), numbering=numbering, styles=styles) == ["а"]


@pytest.mark.parametrize(
    "properties", ['<w:numPr><w:numId w:val="77"/></w:numPr>', '<w:numPr><w:numId w:val="x"/></w:numPr>']
)
def test_unknown_list_numbers_nothing(properties: str) -> None:
    assert shown(p("а", properties=properties), numbering=SIMPLE) == ["а"]


def test_rows_and_paragraphs_that_are_gone_do_not_count() -> None:
    gone = '<w:del w:id="1"/>'
    merged = tc(numbered(), properties="<w:vMerge/>")
    table = table_of(
        tr(tc(numbered(), properties='<w:vMerge w:val="restart"/>'), "а"),
        tr(merged, "б"),
        tr(tc(numbered()), "нет", properties=gone),
        tr(tc(p(properties=f"{listed()}<w:rPr>{gone}</w:rPr>"), numbered()), "в"),
        numbering=part("numbering", SIMPLE),
    )
    assert texts(table) == [["1.", "а"], ["", "б"], ["2.", "в"]]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "I"), (4, "IV"), (49, "XLIX"), (1994, "MCMXCIV"), (0, "0"), (10**6, "1000000")],
)
def test_roman_numbers(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "а"), (10, "к"), (28, "я"), (29, "аа"), (0, "0"), (10**9, "1000000000")]
)
def test_letters_repeat_as_in_word(number: int, expected: str) -> None:
    assert letters(number, RUSSIAN) == expected


def test_custom_form_without_a_pattern_is_plain() -> None:
    assert written(7, "custom") == "7"
