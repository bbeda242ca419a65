"""Where requests read from. That a lagging or promoted replica is followed is tried in benchmarks/cluster.py,
against real ones."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from agreements.models import Membership, Partner
from coopregistry import replicas
from coopregistry.models import Job, User
from events.models import Event

pytestmark = pytest.mark.django_db
_ON_POSTGRESQL = connection.vendor == "postgresql"
_FAR_AHEAD = "FFFFFFFF/FFFFFFFF"


@pytest.fixture
def replica(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The connection of the test under a second name: whatever it is asked is answered alike."""
    monkeypatch.setitem(settings.DATABASES, replicas.REPLICA, settings.DATABASES["default"])
    monkeypatch.setattr(replicas, "_away_until", 0.0)
    connections[replicas.REPLICA] = connections["default"]
    yield
    del connections[replicas.REPLICA]


def seen(method: str, view: Callable[[], None], **cookies: str) -> tuple[list[str], HttpResponse]:
    """From where a request reads events, partners, users and memberships after `view`."""
    read: list[str] = []

    def answer(request: HttpRequest) -> HttpResponse:
        view()
        read.extend(model.objects.all().db for model in (Event, Partner, User, Membership))
        return HttpResponse()

    request = RequestFactory().generic(method, "/events/")
    request.COOKIES.update(cookies)
    return read, replicas.ReplicaMiddleware(answer)(request)


def nothing() -> None:
    pass


def write() -> None:
    Partner.objects.filter(pk=0).update(code="nowhere")


def wait_for_a_job() -> None:
    list(Job.objects.filter(pk=0))


FROM_REPLICA = ["replica", "replica", "default", "default"]
FROM_PRIMARY = ["default"] * 4


def test_pages_read_from_the_replica_and_rights_from_the_primary(replica: None) -> None:
    read, response = seen("GET", nothing)
    assert (read, dict(response.cookies)) == (FROM_REPLICA, {})


@pytest.mark.parametrize(("method", "view"), [("POST", nothing), ("GET", write)])
def test_a_request_that_writes_reads_what_it_wrote_and_so_does_the_next(
    replica: None, method: str, view: Callable[[], None]
) -> None:
    read, response = seen(method, view)
    assert read == FROM_PRIMARY
    assert (settings.WRITTEN_COOKIE_NAME in response.cookies) is _ON_POSTGRESQL


def test_who_saw_a_job_done_sees_what_it_did(replica: None) -> None:
    read, response = seen("GET", wait_for_a_job)
    assert read == FROM_REPLICA
    assert (settings.WRITTEN_COOKIE_NAME in response.cookies) is _ON_POSTGRESQL


def test_a_cookie_that_is_no_place_in_the_log_is_as_none(replica: None) -> None:
    read, response = seen("GET", nothing, **{settings.WRITTEN_COOKIE_NAME: "0/1'; SELECT 1"})
    assert read == FROM_REPLICA
    assert response.cookies[settings.WRITTEN_COOKIE_NAME]["max-age"] == 0


def test_a_replica_that_is_away_is_left_alone_for_a_while(
    replica: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = {
        "postgresql": {"HOST": "127.0.0.1", "PORT": "1"},
        "sqlite": {"NAME": "/nonexistent/db.sqlite3"},
    }
    lost = connections.create_connection("default")
    lost.settings_dict = connection.settings_dict | nowhere[connection.vendor]
    connections[replicas.REPLICA] = lost
    assert seen("GET", nothing)[0] == FROM_PRIMARY
    connections[replicas.REPLICA] = connections["default"]
    assert seen("GET", nothing)[0] == FROM_PRIMARY
    monkeypatch.setattr(replicas, "_away_until", 0.0)
    assert seen("GET", nothing)[0] == FROM_REPLICA


def test_outside_requests_and_without_a_replica_all_is_read_from_the_primary() -> None:
    assert Event.objects.all().db == "default"
    assert seen("GET", nothing, **{settings.WRITTEN_COOKIE_NAME: _FAR_AHEAD})[0] == FROM_PRIMARY
