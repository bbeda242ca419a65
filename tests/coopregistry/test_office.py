"""LibreOffice as a converter: a file or a clear error, no network, nothing left behind."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coopregistry.office import OfficeFailed, OfficeMissing, OfficeTimeout, convert, sweep
from tests.needs import needs_office


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def requests() -> Iterator[tuple[int, list[str]]]:
    """A local server that records every address requested."""
    asked: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1], asked
    server.shutdown()
    thread.join()
    server.server_close()


@needs_office
def test_convert_gives_the_file(temporary: Path) -> None:
    text = convert("Смоленск\n".encode(), ".txt", "txt:Text (encoded):UTF8")
    assert text.decode("utf-8-sig").split() == ["Смоленск"]
    assert list(temporary.iterdir()) == []


@needs_office
def test_convert_says_that_a_damaged_file_gave_nothing(temporary: Path) -> None:
    with pytest.raises(OfficeFailed, match="could not be loaded"):
        convert(b"PK\x03\x04 and nothing more", ".docx", "pdf")
    assert list(temporary.iterdir()) == []


@needs_office
def test_convert_is_killed_when_late(temporary: Path) -> None:
    with pytest.raises(OfficeTimeout):
        convert(b"late", ".txt", "pdf", timeout=0.05)
    assert list(temporary.iterdir()) == []


def test_convert_kills_the_children_of_the_script(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = temporary / "soffice"
    child = temporary / "child"
    script.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {child}.new && mv {child}.new {child}\nwait\n")
    script.chmod(0o755)
    monkeypatch.setenv("COOPREGISTRY_SOFFICE", str(script))
    with pytest.raises(OfficeTimeout):
        convert(b"", ".txt", "pdf", timeout=2)
    status = Path(f"/proc/{child.read_text().strip()}/stat")
    for _ in range(1000):  # a killed process takes a moment to go
        if not _lives(status):
            break
        time.sleep(0.01)
    assert not _lives(status)


def _lives(status: Path) -> bool:
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_convert_names_the_package_when_the_office_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPREGISTRY_SOFFICE", os.devnull)
    with pytest.raises(OfficeMissing, match="libreoffice-writer"):
        convert(b"", ".txt", "pdf")


@needs_office
@pytest.mark.parametrize("suffix", [".html", ".doc"])
def test_convert_fetches_nothing(suffix: str, requests: tuple[int, list[str]]) -> None:
    port, asked = requests
    address = f"http://127.0.0.1:{port}/picture.png"
    source = f'<html><head><link rel="stylesheet" href="{address}"></head><body><img src="{address}"></body>'
    convert(source.encode(), suffix, "pdf")
    assert asked == []


def test_what_killed_conversions_left_behind_is_swept(temporary: Path) -> None:
    for name in ("coopregistry-office-old", "coopregistry-office-now", "somebody-else"):
        (temporary / name / "profile").mkdir(parents=True)
    (temporary / "elsewhere").mkdir()
    (temporary / "coopregistry-office-link").symlink_to(temporary / "elsewhere")
    two_hours_ago = time.time() - 7200
    for name in ("coopregistry-office-old", "somebody-else", "elsewhere"):
        os.utime(temporary / name, (two_hours_ago, two_hours_ago))
    assert sweep() == 1
    assert sorted(path.name for path in temporary.iterdir()) == [
        "coopregistry-office-link",
        "coopregistry-office-now",
        "elsewhere",
        "somebody-else",
    ]
