"""/health/live and /health/ready: for programs, without signing in, telling nothing that is secret."""

import logging
import shutil
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coopregistry.jobs import queue
from coopregistry.models import Backup, Job
from coopregistry.monitoring import health
from tests.coopregistry.away import database_away


@pytest.fixture(autouse=True)
def _migrations_asked_anew() -> Iterator[None]:
    health._applied.clear()
    yield
    health._applied.clear()


@pytest.mark.django_db
def test_a_ready_registry_answers_anybody_and_opens_no_session(client: Client) -> None:
    answer = client.get("/health/ready", headers={"host": "10.1.2.3:8000"})
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "database": "ok",
            "migrations": "ok",
            "disk": "ok",
            "worker": "ok",
            "backup": "none",
            "scanner": "ok",
        },
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_readiness_is_cheap(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/health/ready")
    with django_assert_num_queries(4):
        client.get("/health/ready")


def test_live_asks_nothing_of_the_database(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_monitoring_is_read_only(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_a_database_behind_the_program_is_not_ready(client: Client) -> None:
    last = MigrationRecorder(connection).migration_qs.filter(app="events").latest("pk")
    name = last.name
    last.delete()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "not applied")
    MigrationRecorder(connection).record_applied("events", name)
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
def test_a_full_disk_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=499 * 1024 * 1024))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["disk"]) == (503, "nearly full")


@pytest.mark.django_db
def test_a_database_that_is_away_is_not_ready_and_comes_back(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with database_away(), caplog.at_level(logging.WARNING):
        answer = client.get("/health/ready")
        assert client.get("/health/live").status_code == 200
    assert (answer.status_code, answer.json()) == (
        503,
        {
            "database": "not reachable",
            "migrations": "unknown",
            "disk": "ok",
            "worker": "unknown",
            "backup": "unknown",
            "scanner": "ok",
        },
    )
    own = ("coopregistry", "django.request")
    assert [record.getMessage() for record in caplog.records if record.name.startswith(own)] == [
        "not ready: database, migrations"
    ]
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
def test_jobs_nobody_takes_and_an_old_backup_are_told_and_pages_served(client: Client) -> None:
    backup = Backup.objects.create(path="registry.zip", size=1)
    job = Job.objects.create(task="reading", language="ru")
    assert client.get("/health/ready").json()["worker"] == "ok"
    Job.objects.update(run_after=timezone.now() - timedelta(minutes=2))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["worker"], answer.json()["backup"]) == (200, "jobs wait", "ok")
    queue.take(job, "worker")
    Backup.objects.filter(pk=backup.pk).update(made_at=timezone.now() - timedelta(days=3))
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["worker"], answer.json()["backup"]) == (200, "ok", "old")
