"""Letters as a Word document: A4 upright, one letter after another, each on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from .docx_parts import HEADER_ID, RELATIONS, WORD, parts, twips
from .page_style import Margins, PageStyle, Properties
from .text import bind
from .xml import DECLARATION, escape

LETTER_STYLE = PageStyle(
    page_width=210, page_height=297, margins=Margins(left=30), title_size=14, table_size=14
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. Texts are paragraphs; the signer's name is set right on the last line."""

    addressee: tuple[str, ...]
    subject: str
    greeting: str = ""
    paragraphs: tuple[str, ...]
    post: str = ""
    name: str = ""
    executor: tuple[str, ...] = ()


def write_letters(letters: Sequence[Letter], out: BinaryIO, *, properties: Properties) -> None:
    """Write all letters into one document. The same arguments give the same bytes."""
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=3) as package:
        for name, text in parts(LETTER_STYLE, properties, ()):
            with package.open(name, "w") as part:
                part.write(text.encode())
        with package.open("word/document.xml", "w") as part:
            part.write(_document(letters).encode())


def _document(letters: Sequence[Letter]) -> str:
    # A section for each letter: pages are counted anew, and the first of each bears no number.
    ends = f"<w:p><w:pPr>{_section()}</w:pPr></w:p>"
    body = ends.join(_letter(letter) for letter in letters)
    return f"{DECLARATION}<w:document {WORD} {RELATIONS}><w:body>{body}{_section()}</w:body></w:document>"


def _section() -> str:
    page_style = LETTER_STYLE
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        f'<w:pgSz w:w="{twips(page_style.page_width)}" w:h="{twips(page_style.page_height)}"/>'
        f'<w:pgMar w:top="{twips(20)}" w:right="{twips(10)}" w:bottom="{twips(20)}" w:left="{twips(30)}"'
        f' w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


def _letter(letter: Letter) -> str:
    right = f'<w:ind w:left="{twips(85)}"/>'
    head = [_paragraph(line, right) for line in letter.addressee]
    blank = _paragraph("", "")
    text = [
        _paragraph(line, f'<w:ind w:firstLine="{twips(12.5)}"/><w:jc w:val="both"/>')
        for line in letter.paragraphs
    ]
    foot = [_paragraph(line, '<w:spacing w:before="0"/>', style="Executor") for line in letter.executor]
    greeting = [_paragraph(letter.greeting, '<w:jc w:val="center"/>'), blank] if letter.greeting else []
    signature = [blank, blank, _paragraph(f"{letter.post}\t{letter.name}", "", style="Signature")]
    return "".join(
        [
            *head,
            blank,
            blank,
            _paragraph(letter.subject, f'<w:ind w:right="{twips(80)}"/>'),
            blank,
            *greeting,
            *text,
            *(signature if letter.post or letter.name else [blank]),
            *([blank, *foot] if foot else []),
        ]
    )


def _paragraph(text: str, format: str, *, style: str = "Normal") -> str:
    text = bind(escape(text)).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{format}</w:pPr>{run}</w:p>'
