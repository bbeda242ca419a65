"""Hostile files end in a refusal with its code, before they cost anything."""

import io
import struct
import zipfile
import zlib

import pytest

from importers.documents.issues import UnreadableDocument
from importers.documents.readers import guard, read
from importers.documents.readers.docx import tableflow
from tests.importers.documents.readers.docx_builder import docx, docx_parts, p, part, tbl, tc, tr, zipped


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as error:
        read(data)
    return error.value.issue.code


def with_parts(**others: str | bytes) -> bytes:
    return zipped(docx_parts(p("а")) | {name.replace("__", "/"): content for name, content in others.items()})


def entry(name: str, **attributes: int) -> bytes:
    """A document with one more member whose directory entry is made up."""
    stream = io.BytesIO(docx(p("а")))
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = attributes.get("external_attr", 0)
        archive.writestr(info, "x")
    return stream.getvalue()


def test_tight_packing_is_a_bomb() -> None:
    assert refused(with_parts(media=b"\0" * (5 * guard.MEGABYTE))) == "zip-bomb"


def test_unpacked_sum_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_UNPACKED", 1_000)
    stream = io.BytesIO(docx(p("а" * 2_000)))
    with pytest.raises(UnreadableDocument) as error:
        guard.check_members(zipfile.ZipFile(stream), guard.MAX_UNPACKED)
    assert error.value.issue.code == "zip-bomb"


def test_file_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.documents.readers.MAX_FILE", 100)
    assert refused(docx(p("а"))) == "too-large"


def test_part_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_XML", 100)
    assert refused(docx(p("а"))) == "too-large"


def test_part_read_as_a_tree_is_held_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_TREE_MARKUP", 100)
    assert refused(docx(p("а"), styles=part("styles", "<w:style/>" * 100))) == "too-complex"


def test_number_of_members_is_limited() -> None:
    assert refused(zipped({f"x{number}": "" for number in range(guard.MAX_MEMBERS + 1)})) == "zip-bomb"


@pytest.mark.parametrize("name", ["../evil.xml", "word/../../evil", "/etc/evil", "C:/evil", "..\\evil"])
def test_unsafe_names_are_refused(name: str) -> None:
    assert refused(entry(name)) == "unsafe-member"


def test_symlink_is_refused() -> None:
    assert refused(entry("link", external_attr=0o120777 << 16)) == "unsafe-member"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_member_is_refused() -> None:
    assert refused(entry("word/document.xml")) == "unsafe-member"


def test_encrypted_member_is_told() -> None:
    data = bytearray(docx(p("а")))
    at = 0
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + offset] |= 1
    assert refused(bytes(data)) == "encrypted"


def test_unknown_compression_is_damage() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in docx_parts(p("а")).items():
            archive.writestr(name, content)
    assert refused(stream.getvalue()) == "damaged"


def test_overlapping_members_are_a_bomb() -> None:
    """Many directory entries that share the bytes of one member."""
    name, body = b"word/document.xml", b"x" * 500
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, zlib.crc32(body), 500, 500, len(name), 0)
    directory = b""
    for number in range(20):
        inner = b"m%015d" % number
        directory += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 20, 20, 0, 0, 0, 0, zlib.crc32(body), 500, 500, len(inner), 0, 0, 0, 0, 0, 0),
        )
        directory += inner
    start = len(local) + len(name) + len(body)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(directory), start, 0)
    assert refused(local + name + body + directory + end) == "zip-bomb"


def test_wrong_checksum_is_damage() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in docx_parts(p("слово")).items():
            archive.writestr(name, content)
    assert refused(stream.getvalue().replace("слово".encode(), "слава".encode())) == "damaged"


DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "{}">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/styles.xml", "docProps/app.xml", "[Content_Types].xml"]
)
def test_dtd_is_refused_in_every_part(name: str, encoding: str) -> None:
    parts = docx_parts(p("а"), styles=part("styles", ""))
    content = str(parts.get(name, "<x/>"))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE.format("b" * 9)}{content}'
    assert refused(zipped(parts | {name: declared.encode(encoding)})) == "xml-dtd"


@pytest.mark.parametrize(
    "main",
    [
        "",
        "<w:document",
        "<a><b></a>",
        "no xml",
        f'<w:document xmlns:w="x">{"<w:p>" * 50}',
        '<?xml version="1.0" encoding="x-unknown"?><a/>',
        "<a>&undefined;</a>",
    ],
)
def test_broken_xml_is_damage(main: str) -> None:
    assert refused(zipped(docx_parts("") | {"word/document.xml": main})) == "damaged"


@pytest.mark.parametrize(
    "body",
    [
        "<w:tr/>",
        "<w:tc><w:p/></w:tc>",
        '<w:gridSpan w:val="3"/>',
        "<w:tbl><w:tc><w:p/></w:tc></w:tbl>",
        "<w:tbl><w:tr><w:tr/></w:tr></w:tbl>",
        "<mc:Choice/>",
        "<w:txbxContent/>",
        "<w:tbl/>",
        "<w:p><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:p>",
    ],
)
def test_elements_in_odd_places_end_in_a_grid_or_a_refusal(body: str) -> None:
    assert outcome(docx(body)) in ("docx", "damaged")


def outcome(data: bytes) -> str:
    try:
        return read(data).format
    except UnreadableDocument as error:
        return error.issue.code


def test_package_without_its_document_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPREGISTRY_SOFFICE", "/nowhere/soffice")
    parts = docx_parts("")
    del parts["word/document.xml"]
    assert refused(zipped(parts)) == "unreadable"


@pytest.mark.parametrize(
    "body", ["<w:p/>" * 60_000, tbl(tr(*["<w:tc/>"] * 60_000)), tbl("<w:tr><w:tc/></w:tr>" * 60_000)]
)
def test_short_elements_in_masses_are_too_complex(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableflow, "MAX_HELD", 20_000)
    monkeypatch.setattr(guard, "MAX_RATIO", 10_000)
    assert refused(docx(body)) == "too-complex"


def test_monstrous_table_stays_cheap() -> None:
    row = tr(tc("", properties='<w:gridSpan w:val="100000000"/><w:vMerge/>'))
    table = read(docx(tbl(*[row] * 3_000))).tables[0]
    assert (table.columns, len(table.rows)) == (1, 3_000)


def test_memory_and_depth_are_too_complex(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError, RecursionError):

        def fail(data: bytes, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr("importers.documents.readers.detect", fail)
        assert refused(b"x") == "too-complex"
