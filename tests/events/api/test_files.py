"""Documents as files: at once, or by a job that a program asks for until it is done."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from coopregistry.jobs import queue
from coopregistry.jobs.running import run
from coopregistry.models import Job
from coopregistry.office import OfficeError
from events.reports.files import NO_PDF
from tests.events.api.conftest import Ask
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def address(world: World) -> str:
    return f"{reverse('api:report_file', args=[world.plan.pk])}?type=docx"


def words(data: bytes) -> str:
    document = Document(BytesIO(data))
    return " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_a_file_holds_what_its_reader_may_see(world: World, ask: Ask) -> None:
    titles = [entry.cells["title"] for entry in (world.entry_a, world.entry_b)]
    seen = {
        who: [title in words(ask(who, "get", address(world)).content) for title in titles]
        for who in (Who.COORDINATOR, Who.EDITOR_A)
    }
    assert seen == {Who.COORDINATOR: [True, True], Who.EDITOR_A: [True, False]}


def test_a_long_file_is_made_by_a_job(
    world: World, ask: Ask, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    at_once = ask(Who.COORDINATOR, "get", address(world)).content
    monkeypatch.setattr("events.reports.files.AT_ONCE", 0)
    assert ask(Who.COORDINATOR, "get", address(world)).getvalue() == at_once
    settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.JobBackend"}}
    settings.JOB_PATIENCE = 0
    answer = ask(Who.COORDINATOR, "get", address(world))
    job = Job.objects.latest("pk")
    file = reverse("api:job_file", args=[job.pk])
    assert (answer.status_code, answer["Location"]) == (202, reverse("api:job", args=[job.pk]))
    assert ask(Who.COORDINATOR, "get", file).status_code == 404
    run(queue.take(job, "a worker"))
    assert ask(Who.COORDINATOR, "get", answer["Location"]).json()["result"] == file
    assert ask(Who.COORDINATOR, "get", file).getvalue() == at_once
    assert ask(Who.ADMINISTRATOR, "get", file).status_code == 404


def test_a_file_that_cannot_be_made_is_a_conflict_with_its_reason(
    world: World, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_office(data: bytes) -> bytes:
        raise OfficeError("gone")

    monkeypatch.setattr("events.reports.files.to_pdf", no_office)
    answer = ask(Who.COORDINATOR, "get", f"{reverse('api:report_file', args=[world.plan.pk])}?type=pdf")
    assert (answer.status_code, answer.json()["detail"]) == (409, str(NO_PDF))
