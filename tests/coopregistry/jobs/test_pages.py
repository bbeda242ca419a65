"""The page of a job: how far it is, cancelling it, and where it leads."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coopregistry.jobs.files import delete_old_files, keep_file
from coopregistry.models import Job, JobFile, JobFilePart
from tests.permissions.roles import Who, World

State = Job.State


@pytest.fixture
def job(world: World) -> Job:
    return Job.objects.create(
        task="somewhere.something",
        title="Сверка плана",
        user=world.users[Who.EDITOR_A],
        language="ru",
        back="/map/",
    )


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.users[Who.EDITOR_A])
    return client


def change(job: Job, **values: object) -> None:
    Job.objects.filter(pk=job.pk).update(**values)


def test_a_running_job_tells_stage_and_rows(client: Client, job: Job) -> None:
    change(job, state=State.RUNNING, stage="строки сверяются", done=30, total=120)
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "Строки сверяются" in page
    assert '<progress class="w-100"' in page
    assert 'value="30" max="120"' in page
    assert "<noscript><meta http-equiv=" in page


def test_a_job_that_is_done_leads_to_its_result_with_its_words(client: Client, job: Job) -> None:
    result = {"url": reverse("events:reports"), "messages": [("SUCCESS", "Загружено 3 файла.")]}
    change(job, state=State.DONE, result=result)
    progress = client.get(reverse("job_progress", args=[job.pk]), headers={"HX-Request": "true"})
    assert progress.headers["HX-Redirect"] == reverse("job", args=[job.pk])
    shown = client.get(reverse("job", args=[job.pk]), follow=True)
    assert shown.redirect_chain[-1] == (reverse("events:reports"), 302)
    assert "Загружено 3 файла." in shown.content.decode()


def test_a_failed_job_leads_back_with_its_reason(client: Client, job: Job) -> None:
    change(job, state=State.FAILED, error="Документ закрыт.")
    shown = client.get(reverse("job", args=[job.pk]), follow=True)
    assert shown.redirect_chain[-1] == ("/map/", 302)
    assert "Документ закрыт." in shown.content.decode()


def test_a_waiting_job_is_cancelled_from_its_page(client: Client, job: Job) -> None:
    shown = client.post(reverse("job_cancel", args=[job.pk]), follow=True)
    assert shown.redirect_chain[-1] == ("/map/", 302)
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_the_administrator_sees_all_jobs_and_why_one_failed(world: World, job: Job) -> None:
    change(job, state=State.FAILED, error="Не хватило памяти.")
    client = Client()
    client.force_login(world.users[Who.ADMINISTRATOR])
    page = client.get(reverse("events:jobs"), {"state": "failed"}).content.decode()
    assert "Сверка плана" in page
    assert "Не хватило памяти." in page
    assert "Сверка плана" not in client.get(reverse("events:jobs"), {"state": "done"}).content.decode()
    assert "Не хватило памяти." in client.get(reverse("job", args=[job.pk])).content.decode()


def test_a_file_waits_for_whoever_asked_until_it_is_old(world: World, client: Client, job: Job) -> None:
    content = bytes(range(256)) * 5000  # more than one part
    result = keep_file(job, BytesIO(content), "Перечень.csv", "text/csv")
    change(job, state=State.DONE, result=result)
    page, address = reverse("job", args=[job.pk]), reverse("job_file", args=[job.pk])
    assert address in client.get(page).content.decode()
    answer = client.get(address)
    assert (answer.getvalue(), int(answer["Content-Length"])) == (content, len(content))
    assert "Перечень.csv" in unquote(answer["Content-Disposition"])
    administrator = Client()
    administrator.force_login(world.users[Who.ADMINISTRATOR])
    assert administrator.get(address).status_code == 404
    JobFile.objects.update(made_at=timezone.now() - timedelta(hours=25))
    delete_old_files()
    assert JobFilePart.objects.count() == 0
    assert client.get(address).status_code == 404
    assert address not in client.get(page).content.decode()
