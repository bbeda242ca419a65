"""Files, folders and archives give their documents one by one, or the reason why not."""

import io
import logging
import os
import zipfile
from pathlib import Path

import pytest

from importers.documents import sources as module
from importers.documents.sources import Source, member_name, sources
from tests.importers.documents.readers.docx_builder import docx, p


def said(found: list[Source]) -> list[tuple[str, object]]:
    """The last part of each name with the bytes, or the code of the issue."""
    return [
        (source.name.rpartition("/")[2], source.issue.code if source.issue else source.data)
        for source in found
    ]


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def test_file_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes(b"x")
    assert list(sources([path])) == [Source(name=str(path), data=b"x")]


def test_what_is_skipped_is_logged_without_its_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    with caplog.at_level(logging.INFO, "importers"):
        list(sources([tmp_path, tmp_path / "нет.docx"]))
    assert caplog.messages == ["Source skipped: passed-over", "Source skipped: no-such-file"]


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("б.txt", "а.txt", "в/г.txt", ".скрыт", "~$б.docx", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert said(list(sources([tmp_path]))) == [
        (".скрыт", "passed-over"),
        ("Thumbs.db", "passed-over"),
        ("~$б.docx", "passed-over"),
        ("а.txt", "а.txt".encode()),
        ("б.txt", "б.txt".encode()),
        ("г.txt", "в/г.txt".encode()),
    ]


def test_missing_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "есть.txt").write_bytes(b"x")
    found = sources([tmp_path / "нет.txt", tmp_path / "есть.txt"])
    assert said(list(found)) == [("нет.txt", "no-such-file"), ("есть.txt", b"x")]


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert said(list(sources([tmp_path]))) == [("pipe", "no-access")]


def test_folder_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "круг").symlink_to(tmp_path)
    assert said(list(sources([tmp_path]))) == [("круг", "unsafe-member")]


def test_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILE", 3)
    (tmp_path / "план.txt").write_bytes(b"1234")
    assert said(list(sources([tmp_path]))) == [("план.txt", "too-large")]


def test_archive_gives_its_documents(tmp_path: Path) -> None:
    document = docx(p("а"))
    inner = archive(x=b"y")
    members = {"папка__план.docx": document, "б.txt": b"x", "__MACOSX__._б.txt": b"z", "ещё.zip": inner}
    path = tmp_path / "отделы.zip"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name, data in members.items():
            opened.writestr("__MACOSX/._б.txt" if name.startswith("__") else name.replace("__", "/"), data)
    path.write_bytes(stream.getvalue())
    found = list(sources([path]))
    assert found[0] == Source(name=f"{path}/б.txt", data=b"x")
    assert said(found) == [
        ("б.txt", b"x"),
        ("ещё.zip", "nested-archive"),
        ("._б.txt", "passed-over"),
        ("план.docx", document),
    ]


def test_zipped_document_is_no_archive(tmp_path: Path) -> None:
    document = docx(p("а"))
    (tmp_path / "план.zip").write_bytes(document)
    assert said(list(sources([tmp_path]))) == [("план.zip", document)]


@pytest.mark.parametrize("name", ["../зло.txt", "/зло.txt"])
def test_unsafe_archive_is_refused_whole(name: str, tmp_path: Path) -> None:
    (tmp_path / "а.zip").write_bytes(archive(**{name.replace("/", "__"): b"x", "б.txt": b"y"}))
    assert said(list(sources([tmp_path]))) == [("а.zip", "unsafe-member")]


def test_symlink_in_an_archive_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
    (tmp_path / "а.zip").write_bytes(stream.getvalue())
    assert said(list(sources([tmp_path]))) == [("а.zip", "unsafe-member")]


def test_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as opened:
        opened.writestr("а.txt", "слово")
        opened.writestr("б.txt", "другое")
    (tmp_path / "а.zip").write_bytes(stream.getvalue().replace("слово".encode(), "слава".encode()))
    assert said(list(sources([tmp_path / "а.zip"]))) == [("а.txt", "damaged"), ("б.txt", "другое".encode())]


def test_large_member_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "а.zip"
    path.write_bytes(archive(**{"большой.txt": b"1" * 5_000, "малый.txt": b"1"}))
    monkeypatch.setattr(module, "MAX_FILE", 1_000)
    assert said(list(sources([path]))) == [("большой.txt", "too-large"), ("малый.txt", b"1")]


def test_empty_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "а.zip").write_bytes(archive())
    assert said(list(sources([tmp_path]))) == [("а.zip", "empty-file")]


def test_broken_zip_is_left_to_the_readers(tmp_path: Path) -> None:
    (tmp_path / "а.zip").write_bytes(b"PK\x03\x04 broken")
    assert said(list(sources([tmp_path]))) == [("а.zip", b"PK\x03\x04 broken")]


@pytest.mark.parametrize(
    ("stored", "flags", "extra", "expected"),
    [
        ("план.docx", 0x800, b"", "план.docx"),
        ("план.docx".encode("cp866").decode("cp437"), 0, b"", "план.docx"),
        ("план.docx".encode().decode("cp437"), 0, b"", "план.docx"),
        ("plan.docx", 0, b"", "plan.docx"),
        ("????.docx", 0, b"xx\x01\0.up\x12\0\x01crc4" + "план.docx".encode(), "план.docx"),
        ("план.docx", 0, b"", "план.docx"),
    ],
)
def test_member_names_of_every_packer(stored: str, flags: int, extra: bytes, expected: str) -> None:
    member = zipfile.ZipInfo(stored)
    member.flag_bits, member.extra = flags, extra
    assert member_name(member) == expected


def test_sources_come_one_at_a_time(tmp_path: Path) -> None:
    for name in "аб":
        (tmp_path / name).write_bytes(name.encode())
    stream = sources([tmp_path])
    assert next(stream).data == "а".encode()
    (tmp_path / "б").write_bytes(b"later")
    assert next(stream).data == b"later"
