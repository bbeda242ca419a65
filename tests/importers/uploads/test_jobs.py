"""Files read, loaded and taken back by jobs: what is kept for the pages, and real workers that are killed."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coopregistry.models import Job
from events.models import Entry
from importers.models import ImportRun, KeptReading, PendingImport
from importers.resolving.subject import Subject
from importers.uploads import kept_reading
from importers.uploads.document_cache import forget_documents
from tests.coopregistry.jobs.workers import until, worker
from tests.importers.dumps import CULTURE, dump, plan_row
from tests.importers.uploads.giving import give, load, page, read, seen

PLAN = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов")])])
Stage = PendingImport.Stage


@pytest.fixture
def rows_read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The titles of rows whose values were read in this process."""
    titles: list[object] = []
    read_values = Subject.read_values

    def noted(subject: Subject, cells, *given: object, **more: object):
        titles.append(cells["title"])
        return read_values(subject, cells, *given, **more)

    monkeypatch.setattr(Subject, "read_values", noted)
    return titles


# --- what is kept


@pytest.mark.django_db
def test_pages_and_loading_read_nothing_again(coordinator: Client, rows_read: list[object]) -> None:
    pending = give(coordinator, PLAN)
    assert rows_read == ["Книжная ярмарка", "Выставка садов"]
    rows_read.clear()
    forget_documents()  # as in another process
    assert "Книжная ярмарка" in page(coordinator, pending)
    load(coordinator, pending)
    assert (rows_read, Entry.objects.count()) == ([], 2)


@pytest.mark.django_db
def test_what_is_kept_equals_what_is_read(coordinator: Client) -> None:
    pending = give(coordinator, PLAN)
    forget_documents()
    kept = kept_reading.values_kept(pending)
    document = kept_reading.document_kept(pending)
    KeptReading.objects.all().delete()
    forget_documents()
    again = read_anew(coordinator, pending)
    assert kept == kept_reading.values_kept(again)
    assert document == kept_reading.document_kept(again)
    assert len(kept) == 2


def read_anew(client: Client, pending: PendingImport) -> PendingImport:
    PendingImport.objects.update(stage=Stage.GIVEN)
    return read(client, pending)


@pytest.mark.django_db
def test_other_rules_read_anew(
    coordinator: Client, rows_read: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = give(coordinator, PLAN)
    rows_read.clear()
    monkeypatch.setattr(kept_reading, "_code", lambda: "the next version")
    forget_documents()
    page(coordinator, pending)
    assert rows_read == ["Книжная ярмарка", "Выставка садов"]


@pytest.mark.django_db
def test_a_page_leaves_much_reading_to_a_job(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pending = give(coordinator, PLAN)
    monkeypatch.setattr(kept_reading, "_PAGE", 100)
    monkeypatch.setattr(kept_reading, "_code", lambda: "the next version")
    forget_documents()
    address = reverse("importers:pending", args=[pending.pk])
    assert coordinator.get(address).url == address
    assert Job.objects.count() == 2
    assert seen(coordinator, pending)


@pytest.mark.django_db
def test_a_part_of_a_page_leaves_much_reading_to_a_job_and_has_the_page_shown_anew(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = give(coordinator, PLAN)
    monkeypatch.setattr(kept_reading, "_PAGE", 100)
    monkeypatch.setattr(kept_reading, "_code", lambda: "the next version")
    forget_documents()
    address = reverse("importers:pending", args=[pending.pk])
    part = coordinator.get(address, {"matched": "1"}, headers={"HX-Request": "true"})
    assert (part.headers["HX-Refresh"], part.content) == ("true", b"")
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_many_files_are_not_read_at_length_on_one_page(
    coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = give(coordinator, PLAN)
    monkeypatch.setattr(kept_reading, "_PAGE", 100)
    monkeypatch.setattr(kept_reading, "_code", lambda: "the next version")
    forget_documents()
    together = coordinator.get(reverse("importers:together"), {"file": pending.pk}).content.decode()
    assert "Файл еще не прочитан" in together
    assert reverse("importers:read", args=[pending.pk]) in page(coordinator, pending)


@pytest.mark.django_db
def test_a_loaded_file_keeps_no_reading(coordinator: Client) -> None:
    load(coordinator, give(coordinator, PLAN))
    assert KeptReading.objects.count() == 0


# --- by workers


@pytest.fixture
def patient(settings) -> None:
    """Requests leave the work to workers and wait for it: a busy machine is slow to start one."""
    settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.JobBackend"}}
    settings.JOB_PATIENCE = 300


@pytest.mark.django_db(transaction=True)
def test_a_worker_reads_loads_and_takes_back_as_the_pages_ask(coordinator: Client, patient: None) -> None:
    with worker():
        pending = give(coordinator, PLAN)
        assert (pending.stage, pending.row_count) == (Stage.READ, 2)
        assert load(coordinator, pending).status_code == 302
        run = ImportRun.objects.get()
        assert run.change_set.user.username == run.user.username == "a-coordinator"
        assert Entry.objects.count() == 2
        undone = coordinator.post(reverse("importers:undo", args=[run.pk]), follow=True)
    assert "Загрузка отменена" in undone.content.decode()
    assert Entry.objects.count() == 0
    assert set(Job.objects.values_list("state", "attempts")) == {(Job.State.DONE, 1)}


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_the_page_says_that_the_file_waits(coordinator: Client, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.JobBackend"}}
    settings.JOB_PATIENCE = 0
    coordinator.post(reverse("importers:imports"), {"files": SimpleUploadedFile("план.txt", PLAN)})
    pending = read(coordinator, PendingImport.objects.get())
    assert pending.stage == Stage.GIVEN
    shown = page(coordinator, pending)
    job = Job.objects.get()
    assert reverse("job_cancel", args=[job.pk]) in shown
    read(coordinator, pending)
    assert Job.objects.get() == job


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", [0.0, 0.1, 0.3, 0.6])
def test_a_load_that_is_killed_stands_once(
    coordinator: Client, patient: None, settings, moment: float
) -> None:
    with worker() as process:
        pending = give(coordinator, PLAN)
        settings.JOB_PATIENCE = 0
        load(coordinator, pending)
        job = Job.objects.latest("pk")
        until(lambda: child_of(process) or is_done(job))
        time.sleep(moment)
        if pid := child_of(process):
            os.kill(pid, signal.SIGKILL)
        until(lambda: is_done(job))
    assert (ImportRun.objects.count(), Entry.objects.count()) == (1, 2)


def is_done(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == Job.State.DONE


def child_of(process: subprocess.Popen) -> int:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(children[0]) if children else 0
