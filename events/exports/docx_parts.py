"""The parts of a DOCX beside its body: content types, relations, styles, settings, header, properties.

Word refuses a file whose elements are not in the order of the standard (ECMA-376, part 1): pPr is
keepNext, keepLines, framePr, widowControl, tabs, spacing, ind, jc; rPr is rFonts, b, sz, szCs, lang.
"""

from collections.abc import Iterator, Sequence

from .core import core_properties
from .docx_fonts import font_table, theme
from .page_style import PageStyle, Properties
from .xml import DECLARATION, quote

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CONTENT_TYPES = f"""\
<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>\
<Override PartName="/word/footnotes.xml" ContentType="{_WORD_TYPE}.footnotes+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_WORD_TYPE}.header+xml"/>\
<Override PartName="/word/fontTable.xml" ContentType="{_WORD_TYPE}.fontTable+xml"/>\
<Override PartName="/word/theme/theme1.xml"\
 ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>\
<Override PartName="/docProps/core.xml"\
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""

_PACKAGE_RELATIONS = f"""\
<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""

HEADER_ID = "rId3"
_DOCUMENT_RELATIONS = f"""\
<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/relationships/settings" Target="settings.xml"/>\
<Relationship Id="rId4" Type="{_OFFICE}/relationships/footnotes" Target="footnotes.xml"/>\
<Relationship Id="rId5" Type="{_OFFICE}/relationships/fontTable" Target="fontTable.xml"/>\
<Relationship Id="rId6" Type="{_OFFICE}/relationships/theme" Target="theme/theme1.xml"/>\
<Relationship Id="{HEADER_ID}" Type="{_OFFICE}/relationships/header" Target="header1.xml"/>\
</Relationships>"""

# Mode 15 is Word 2013 and later: the table's border, not its text, stands on the margin.
_SETTINGS = f"""\
<w:settings {WORD}>\
<w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"\
 w:val="15"/></w:compat>\
<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>\
</w:settings>"""

_HEADER = f"""\
<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>\
<w:r><w:fldChar w:fldCharType="begin"/></w:r>\
<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType="separate"/></w:r>\
<w:r><w:t>2</w:t></w:r>\
<w:r><w:fldChar w:fldCharType="end"/></w:r>\
</w:p></w:hdr>"""

_SEPARATORS = """\
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>\
</w:footnote>"""


def parts(
    page_style: PageStyle, properties: Properties, footnotes: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Name and text of each part but word/document.xml; the content types come first, as Word writes them.

    `footnotes` are the paragraphs of each.
    """
    yield "[Content_Types].xml", DECLARATION + _CONTENT_TYPES
    yield "_rels/.rels", DECLARATION + _PACKAGE_RELATIONS
    yield "word/_rels/document.xml.rels", DECLARATION + _DOCUMENT_RELATIONS
    yield "word/styles.xml", DECLARATION + _styles(page_style)
    yield "word/settings.xml", DECLARATION + _SETTINGS
    yield "word/fontTable.xml", DECLARATION + font_table(page_style.font, WORD)
    yield "word/theme/theme1.xml", DECLARATION + theme(page_style.font)
    yield "word/header1.xml", DECLARATION + _HEADER
    notes = (f'<w:footnote w:id="{number}">{note}</w:footnote>' for number, note in enumerate(footnotes, 1))
    yield (
        "word/footnotes.xml",
        f"{DECLARATION}<w:footnotes {WORD}>{_SEPARATORS}{''.join(notes)}</w:footnotes>",
    )
    yield "docProps/core.xml", core_properties(properties)


def _styles(page_style: PageStyle) -> str:
    font = quote(page_style.font)
    table = _size(page_style.table_size)
    return (
        f"<w:styles {WORD}>"
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'{table}<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>"
        + _style("Header", "header", '<w:jc w:val="center"/>', "", own=False)
        + _style(
            "Title",
            "Title",
            '<w:keepNext/><w:jc w:val="center"/>',
            "<w:b/>" + _size(page_style.title_size),
            own=False,
        )
        + _style("TableText", "Таблица: текст", '<w:jc w:val="left"/>', table)
        + _style("TableHeader", "Таблица: шапка", '<w:jc w:val="center"/>', table)
        + _style("Section", "Таблица: раздел", '<w:keepNext/><w:jc w:val="center"/>', "<w:b/>" + table)
        + _style("Stamp", "Гриф", f'<w:ind w:left="{twips(page_style.text_width * 0.62)}"/>', "")
        + _style(
            "Signature",
            "Подпись должностного лица",
            "<w:keepNext/><w:keepLines/>"
            f'<w:tabs><w:tab w:val="right" w:pos="{twips(page_style.text_width)}"/></w:tabs>',
            _size(page_style.title_size),
        )
        + _style("FootnoteText", "footnote text", "", _size(min(page_style.table_size, 10)), own=False)
        + _style("Executor", "Исполнитель", "", _size(min(page_style.table_size, 10)))
        + "</w:styles>"
    )


def _style(identifier: str, name: str, paragraph: str, run: str, *, own: bool = True) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(own)}" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)
