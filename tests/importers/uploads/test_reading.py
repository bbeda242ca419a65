"""Reading in stages: what the page shows meanwhile, and what remains when a child or the server dies."""

import io
import os
import signal
import socket
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Entry, Report
from importers import applying
from importers.documents.readers.guard import MEGABYTE
from importers.models import ImportRun, PendingImport
from importers.uploads import sandbox
from tests.importers.documents.readers.docx_builder import docx, p
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, load, page, read, seen

pytestmark = pytest.mark.django_db

PLAN = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов")])])
Stage = PendingImport.Stage


@pytest.fixture
def given(coordinator: Client) -> PendingImport:
    """A file not read yet."""
    sent = {"files": SimpleUploadedFile("план.txt", PLAN)}
    assert coordinator.post(reverse("importers:imports"), sent).status_code == 302
    return PendingImport.objects.get()


def test_a_given_file_is_read_when_its_page_asks(coordinator: Client, given: PendingImport) -> None:
    assert given.stage == Stage.GIVEN
    shown = page(coordinator, given)
    assert reverse("importers:read", args=[given.pk]) in shown
    assert 'name="seen"' not in shown
    read(coordinator, given)
    assert (given.stage, given.row_count) == (Stage.READ, 2)
    assert 'name="seen"' in page(coordinator, given)


def test_the_stage_and_the_rows_are_told_while_it_is_read(coordinator: Client, given: PendingImport) -> None:
    PendingImport.objects.update(stage=Stage.RECOGNISING, stage_at=timezone.now(), row_count=57)
    shown = coordinator.get(reverse("importers:progress", args=[given.pk]), headers={"HX-Request": "true"})
    assert "57 строк" in shown.content.decode()
    # What another request reads is not read a second time.
    coordinator.post(reverse("importers:read", args=[given.pk]))
    given.refresh_from_db()
    assert given.stage == Stage.RECOGNISING


def test_the_page_is_loaded_anew_when_reading_is_done(coordinator: Client, given: PendingImport) -> None:
    address = reverse("importers:progress", args=[given.pk])
    assert "HX-Refresh" not in coordinator.get(address).headers
    read(coordinator, given)
    assert coordinator.get(address).headers["HX-Refresh"] == "true"


def test_the_row_of_the_list_is_put_in_place_of_the_waiting_one(
    coordinator: Client, given: PendingImport
) -> None:
    answer = coordinator.post(
        reverse("importers:read", args=[given.pk]), {"in_list": "1"}, headers={"HX-Request": "true"}
    )
    assert f'id="file-{given.pk}"' in answer.content.decode()
    assert "hx-post" not in answer.content.decode()


def test_a_reading_the_server_did_not_end_says_so_and_goes_on(
    coordinator: Client, given: PendingImport
) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    PendingImport.objects.update(stage=Stage.RECOGNISING, stage_at=long_ago)
    assert "Чтение прервалось" in page(coordinator, given)
    read(coordinator, given)
    assert (given.stage, given.row_count) == (Stage.READ, 2)


def test_a_killed_child_leaves_a_word_and_the_file_can_be_read_again(
    coordinator: Client, given: PendingImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = sandbox._Child.answer

    def killed(child: sandbox._Child, *rest: object) -> bytes:
        os.kill(child.pid, signal.SIGKILL)
        return answered(child, *rest)

    monkeypatch.setattr(sandbox._Child, "answer", killed)
    read(coordinator, given)
    shown = page(coordinator, given)
    assert "слишком сложен" in shown
    assert (Entry.objects.count(), Report.objects.count()) == (0, 0)
    monkeypatch.undo()
    assert 'name="seen"' in page(coordinator, given)


def test_a_file_stopped_between_reading_and_loading_is_taken_up_where_it_was_left(
    coordinator: Client, given: PendingImport
) -> None:
    read(coordinator, given)
    before = seen(coordinator, given)
    from_another_process = Client()
    from_another_process.cookies = coordinator.cookies
    load(from_another_process, given, before)
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "step", ["_section", "_entries", "_remove_missing"], ids=["sections", "entries", "end"]
)
def test_a_load_that_is_cut_off_writes_nothing_and_can_be_repeated(
    coordinator: Client, given: PendingImport, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    read(coordinator, given)
    done = getattr(applying._ResolutionWriter, step)

    def cut_off(*given_to: object) -> None:
        done(*given_to)
        raise SystemExit("the server stops here")

    monkeypatch.setattr(applying._ResolutionWriter, step, cut_off)
    with pytest.raises(SystemExit):
        load(coordinator, given)
    assert (Entry.objects.count(), Report.objects.count(), ImportRun.objects.count()) == (0, 0, 0)
    monkeypatch.undo()
    load(coordinator, given)
    assert (Entry.objects.count(), ImportRun.objects.count()) == (2, 1)


# --- hostile files through the page


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A local port that records every connection."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    stop = threading.Event()

    def listen() -> None:
        while not stop.is_set():
            try:
                call, _address = server.accept()
            except TimeoutError:
                continue
            calls.append(b"called")
            call.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], calls
    stop.set()
    thread.join()
    server.close()


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
        for name in changed.keys() - set(old.namelist()):
            new.writestr(name, changed[name])
    return stream.getvalue()


WORD = docx(p("План"))
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:{port}/template.dotm" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    '<Relationship Id="rId98" TargetMode="External" Target="http://127.0.0.1:{port}/image.png" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
)


def test_a_bomb_is_refused_with_a_word_and_nothing_is_written(coordinator: Client) -> None:
    bomb = repacked(WORD, {"word/media/image1.png": b"0" * (80 * MEGABYTE)})
    pending = give(coordinator, bomb, name="план.docx")
    shown = page(coordinator, pending)
    assert "Объем распакованного файла больше, чем бывает у документа" in shown
    assert 'name="seen"' not in shown
    assert Entry.objects.count() == 0


def test_an_external_entity_is_refused_and_nobody_is_called(
    coordinator: Client, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    entity = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()
    pending = give(coordinator, repacked(WORD, {"word/document.xml": entity}), name="план.docx")
    assert 'name="seen"' not in page(coordinator, pending)
    assert calls == []


def test_a_remote_template_and_picture_are_not_fetched(
    coordinator: Client, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    remote = RELATIONS.format(port=port).encode()
    changed = {"word/_rels/settings.xml.rels": remote, "word/_rels/extra.xml.rels": remote}
    pending = give(coordinator, repacked(WORD, changed), name="план.docx")
    page(coordinator, pending)
    coordinator.get(reverse("importers:remarks", args=[pending.pk]))
    assert calls == []
