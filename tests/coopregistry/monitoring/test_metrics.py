"""Figures for Prometheus: who may read them, what they count, and that workers are counted together."""

import os
import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoDbBlocker

from coopregistry.monitoring import metrics

TOKEN = {"authorization": "Bearer a-token-of-monitoring"}


@pytest.fixture
def _token() -> Iterator[None]:
    with override_settings(METRICS_TOKEN="a-token-of-monitoring"):
        yield


def figures(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_without_a_setting_there_is_no_such_address(client: Client) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
def test_the_token_opens_it_and_nothing_else_does(client: Client) -> None:
    assert client.get("/metrics", headers=TOKEN).status_code == 200
    for wrong in ("", "Bearer", "Bearer a-token-of-monitorinG", "Basic a-token-of-monitoring", "Bearer ж"):
        assert client.get("/metrics", headers={"authorization": wrong}).status_code == 403


@pytest.mark.django_db
@override_settings(METRICS_ADDRESSES=[ip_network("10.0.0.0/8"), ip_network("127.0.0.1")])
def test_an_allowed_address_opens_it_but_not_through_the_proxy(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="11.1.2.3").status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="").status_code == 403
    proxied = client.get("/metrics", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "203.0.113.9"})
    assert proxied.status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
def test_requests_are_counted_by_view_and_status_without_what_people_typed(client: Client) -> None:
    before = figures(client.get("/metrics", headers=TOKEN).content.decode())
    client.get(reverse("sign_in"), {"next": "/secret/"})
    client.get("/no/such/page/")
    client.generic("BREW", reverse("sign_in"))
    text = client.get("/metrics", headers=TOKEN).content.decode()
    added = {
        key[1:]: value - before.get(key, 0)
        for key, value in figures(text).items()
        if key[0] == "registry_requests_total" and value != before.get(key, 0)
    }
    assert added == {
        ("GET", "200", "sign_in"): 1,
        ("GET", "404", "no such address"): 1,
        ("other", "405", "sign_in"): 1,
    }
    assert "secret" not in text
    assert "BREW" not in text


@pytest.mark.django_db
@pytest.mark.usefixtures("_token")
def test_slow_queries_are_counted_and_logged_without_their_words(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    def counted() -> float:
        return figures(metrics.exposition().decode())["registry_slow_queries_total",]

    before = counted()
    with override_settings(SLOW_QUERY=0), connection.cursor() as cursor:
        cursor.execute("SELECT 'тайна'")
    assert counted() == before + 1
    (line,) = [record.getMessage() for record in caplog.records if record.name == metrics.__name__]
    assert line.startswith("slow query: ")
    assert "тайна" not in line


@pytest.mark.django_db
def test_imports_are_asked_of_the_database(client: Client) -> None:
    text = metrics.exposition().decode()
    assert "# TYPE registry_imports_total counter" in text
    assert "# TYPE registry_uploaded_files gauge" in text


def test_without_a_database_the_rest_is_told(django_db_blocker: DjangoDbBlocker) -> None:
    def away() -> None:
        raise metrics.DatabaseError

    metrics._sources.append(away)
    try:
        with django_db_blocker.unblock():
            assert b"registry_requests" in metrics.exposition()
    finally:
        metrics._sources.remove(away)


WORKER = """
import sys
import django; django.setup()
from django.http import HttpRequest, HttpResponse
from coopregistry.monitoring import metrics
metrics._sources.clear()
if sys.argv[1] == "count":
    request = HttpRequest(); request.method = "GET"; request.resolver_match = None
    metrics.count_request(request, HttpResponse(status=404), 0.2)
else:
    sys.stdout.buffer.write(metrics.exposition())
"""


def test_workers_are_counted_together(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "coopregistry.settings",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }

    def worker(what: str) -> str:
        command = [sys.executable, "-c", WORKER, what]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    worker("count")
    worker("count")
    assert figures(worker("tell"))["registry_requests_total", "GET", "404", "no such address"] == 2
