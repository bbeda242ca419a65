"""Damaged files end in a grid or in one clear refusal, never in another exception."""

import io
import zipfile
from functools import cache

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.documents.grid import Grid
from importers.documents.issues import UnreadableDocument
from importers.documents.readers import read
from tests.importers.documents.readers.docx_builder import docx_parts, p, part, span, tbl, tc, tr, zipped
from tests.importers.documents.readers.test_docx_numbering import SIMPLE, listed


@cache
def specimen(kind: str) -> bytes:
    if kind == "docx":
        rows = [
            tr(tc(p(properties=listed())), tc("а", "б", properties='<w:vMerge w:val="restart"/>'), "в")
        ] * 3
        table = tbl(tr("№", "Регион", "Дата"), tr(tc("Отдел", properties=span(3))), *rows, columns=3)
        footnotes = part("footnotes", f'<w:footnote w:id="2">{p("сноска")}</w:footnote>')
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        numbering = part("numbering", SIMPLE)
        return zipped(docx_parts(p("План", reference) + table, numbering=numbering, footnotes=footnotes))
    if kind == "xlsx":
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        for row in (["№", "Регион", "Дата"], [1, "Область", "май"], [2, None, 45296.5]):
            sheet.append(row)
        sheet.merge_cells("B2:B3")
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()
    return "План\n\n\t№\n\tРегион\n\tДата\n\n\t1.\n\tОбласть\n\tмай\n\n".encode()


def survives(data: bytes) -> None:
    assert outcome(data)


def outcome(data: bytes) -> Grid | str:
    try:
        return read(data, "план.docx")
    except UnreadableDocument as error:
        return error.issue.code


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPREGISTRY_SOFFICE", "/nowhere/soffice")


FUZZ = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
KINDS = st.sampled_from(["docx", "xlsx", "txt"])
CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), min_size=1, max_size=4)


@FUZZ
@given(KINDS, CHANGES, st.integers(0, 10**6))
def test_damaged_bytes_are_survived(kind: str, changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(specimen(kind))
    for at, piece in changes:
        start = at % len(data)
        data[start : start + len(piece)] = piece
    survives(bytes(data[: len(data) - cut % len(data) if cut % 3 == 0 else len(data)]))


@FUZZ
@given(KINDS.filter(lambda kind: kind != "txt"), st.integers(0, 50), CHANGES, st.booleans())
def test_damaged_parts_are_survived(
    kind: str, which: int, changes: list[tuple[int, bytes]], drop: bool
) -> None:
    """The zip is whole, the XML in it is not; words and numbers of attributes change as well as brackets."""
    with zipfile.ZipFile(io.BytesIO(specimen(kind))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[which % len(parts)]
    content = parts.pop(name)
    if not drop:
        damaged = bytearray(content if isinstance(content, bytes) else content.encode())
        for at, piece in changes:
            start = at % (len(damaged) or 1)
            quote = damaged.find(b'"', start) + 1
            place = quote if at % 2 else start
            damaged[place : place + len(piece)] = piece
        parts[name] = bytes(damaged)
    survives(zipped(parts))


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    survives(data)


@FUZZ
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<w:tbl>",
                    "</w:tbl>",
                    "<w:tr>",
                    "</w:tr>",
                    "<w:tc>",
                    "</w:tc>",
                    "<w:p>",
                    "</w:p>",
                    "<w:r>",
                    "</w:r>",
                ),
                *(
                    "<w:t>а</w:t>",
                    "<w:del>",
                    "</w:del>",
                    "<w:tcPr>",
                    "</w:tcPr>",
                    "<w:trPr>",
                    "</w:trPr>",
                    "<w:br/>",
                ),
                *(
                    '<w:gridSpan w:val="2"/>',
                    "<w:vMerge/>",
                    '<w:hMerge w:val="x"/>',
                    "<w:cellDel/>",
                    "<w:txbxContent>",
                ),
                *(
                    "</w:txbxContent>",
                    "<mc:AlternateContent>",
                    "</mc:AlternateContent>",
                    "<mc:Choice>",
                    "</mc:Choice>",
                ),
                *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:vanish/>"),
            ]
        ),
        max_size=25,
    )
)
def test_any_order_of_elements_is_survived(pieces: list[str]) -> None:
    survives(zipped(docx_parts(balanced(pieces))))


def balanced(pieces: list[str]) -> str:
    """The same elements as well-formed XML: stray ends are dropped, open elements closed."""
    text, stack = "", []
    for piece in pieces:
        name = piece.strip("</>").split()[0]
        if piece.startswith("</"):
            if name not in stack:
                continue
            while stack[-1] != name:
                text += f"</{stack.pop()}>"
            stack.pop()
        elif not piece.endswith("/>") and "</" not in piece:
            stack.append(name)
        text += piece
    return text + "".join(f"</{name}>" for name in reversed(stack))
