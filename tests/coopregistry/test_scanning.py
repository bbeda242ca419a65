"""Files are shown to the office's virus scanner before anything of them is kept."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from coopregistry import scanning
from coopregistry.models import User
from coopregistry.refused_files import refusal_of
from coopregistry.scanning import ScannerAddress, ScannerAway, is_infected
from events.fields import OpenFileField
from importers.documents.sources import Source, documents_in, whole
from importers.models import ImportRun, PendingImport, SourceDocument
from importers.scanned import scanned
from tests.coopregistry.clamd import BAD, LARGEST, clamd
from tests.needs import needs_clamd

AWAY = ScannerAddress(path="/nowhere/clamd.ctl")


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScannerAddress]:
    with clamd(tmp_path_factory.mktemp("clamd")) as address:
        yield address


@pytest.fixture
def asked(scanner: ScannerAddress, settings: Any) -> None:
    settings.CLAMD = scanner


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


@needs_clamd
@pytest.mark.usefixtures("asked")
class TestWithScanner:
    def test_the_scanner_tells_bad_files_from_good_ones(self) -> None:
        assert scanning.answers()
        assert is_infected(BAD)
        assert not is_infected(BAD[:-1])
        assert not is_infected(b"")
        assert not is_infected(b"x" * (LARGEST - 1))
        assert is_infected(archive(план=BAD))

    def test_what_is_larger_than_the_scanner_takes_is_not_called_clean(self) -> None:
        with pytest.raises(ScannerAway):
            is_infected(b"x" * (8 * LARGEST))
        assert refusal_of("план.docx", b"x" * (8 * LARGEST)) == "unscanned"

    def test_a_form_keeps_nothing_of_a_bad_file(self) -> None:
        field = OpenFileField()
        good = SimpleUploadedFile("план.txt", b"good")
        assert field.clean(good).read() == b"good"
        with pytest.raises(Exception, match="Антивирус") as refused:
            field.clean(SimpleUploadedFile("план.txt", BAD))
        assert refused.value.code == "infected"

    def test_documents_and_archives_are_refused_by_what_is_in_them(self) -> None:
        def codes(found: Iterable[Source]) -> list[str]:
            return [source.issue.code if source.issue else "" for source in scanned(found)]

        assert codes(documents_in("план", BAD)) == ["infected"]
        assert codes(documents_in("а.zip", archive(a=b"good", b=BAD))) == ["", "infected"]
        assert codes([Source(name="а.zip", data=archive(a=b"good", b=BAD))]) == ["infected"]
        assert codes([Source(name="а.zip", data=archive(a=b"good"))]) == [""]
        assert [source.data for source in scanned(documents_in("план", BAD))] == [None]

    def test_what_readers_pass_over_is_looked_at_where_an_archive_is_kept(self) -> None:
        data = archive(**{"Thumbs.db": BAD})
        (kept,) = scanned([whole("а.zip", data, documents_in("а.zip", data))])
        assert (kept.data, kept.issue and kept.issue.code) == (None, "infected")

    @pytest.mark.django_db
    def test_a_command_refuses_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "план.txt").write_bytes(BAD)
        with pytest.raises(SystemExit):
            call_command("import_documents", str(tmp_path), json=True)
        (told,) = json.loads(capsys.readouterr().out)
        assert (told["status"], told["code"]) == ("failed", "infected")
        assert not SourceDocument.objects.exists()

    @pytest.mark.django_db
    def test_an_upload_and_a_program_are_refused(self, client: Client) -> None:
        client.force_login(User.objects.create_superuser("coordinator"))
        answer = client.post(
            reverse("importers:imports"), {"files": SimpleUploadedFile("план.txt", BAD)}, follow=True
        )
        assert "Антивирус" in answer.content.decode()
        address = f"{reverse('imports_api:imports')}?{urlencode({'name': 'план.txt'})}"
        answer = client.post(address, BAD, content_type="application/octet-stream")
        assert answer.status_code == 400
        assert "Антивирус" in answer.json()["detail"]
        assert not PendingImport.objects.exists()
        assert not ImportRun.objects.exists()


def test_nobody_is_asked_where_none_is_set(settings: Any) -> None:
    assert settings.CLAMD is None
    assert not is_infected(BAD)
    assert scanning.answers()


def test_without_its_answer_no_file_is_taken_in(settings: Any) -> None:
    settings.CLAMD = AWAY
    assert refusal_of("план.docx", b"good") == "unscanned"
    assert not scanning.answers()


@pytest.mark.django_db
def test_a_scanner_that_is_away_is_told_and_pages_served(client: Client, settings: Any) -> None:
    settings.CLAMD = AWAY
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["scanner"]) == (200, "not reachable")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("unix:/run/clamav/clamd.ctl", ScannerAddress(path="/run/clamav/clamd.ctl")),
        ("scanner.example:3310", ScannerAddress(host="scanner.example", port=3310)),
        ("[::1]:3310", ScannerAddress(host="::1", port=3310)),
    ],
)
def test_an_address_is_read(text: str, address: ScannerAddress) -> None:
    assert ScannerAddress.parse(text) == address


@pytest.mark.parametrize(
    "text", ["unix:clamd.ctl", "scanner.example", ":3310", "host:0", "host:70000", "host:x"]
)
def test_a_slip_in_an_address_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"no absolute path|no host with a port"):
        ScannerAddress.parse(text)
