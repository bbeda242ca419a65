"""A database that is away or behind: a page or a problem of status 503, one line in the log."""

import pytest
from django.db import ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from tests.coopregistry.away import database_away
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db


def signed_in(world: World) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.users[Who.COORDINATOR])
    return client


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    own = ("coopregistry", "django.request")
    return [record.getMessage() for record in caplog.records if record.name.startswith(own)]


def test_a_page_says_that_the_database_is_away_and_comes_back_by_itself(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in(world)
    url = reverse("events:events")
    assert client.get(url).status_code == 200
    caplog.clear()
    with database_away():
        answer = client.get(url, {"text": "ярмарка"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'href="{url}?text=' in answer.content.decode()
    assert errors(caplog) == ["database away: OperationalError"]
    assert client.get(url).status_code == 200


def test_the_api_says_it_as_a_problem(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = signed_in(world)
    url = reverse("api:events")
    assert client.get(url).status_code == 200
    caplog.clear()
    with database_away():
        answer = client.get(url)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert (answer.headers["Content-Type"], answer.json()["status"]) == ("application/problem+json", 503)
    assert errors(caplog) == ["database away: OperationalError"]


@pytest.mark.parametrize(("language", "words"), [("ru", "python manage.py migrate"), ("en", "older than")])
def test_an_unmigrated_database_says_what_to_run(
    world: World, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    client = signed_in(world)
    client.cookies["django_language"] = language
    MigrationRecorder(connection).migration_qs.filter(app="events").latest("pk").delete()

    missing = Exception()
    missing.pgcode = "42P01"  # type: ignore[attr-defined] # as psycopg sets it

    def broken(*args: object, **kwargs: object) -> None:
        raise ProgrammingError("no such table: events_event") from missing

    monkeypatch.setattr("events.event_list.views.listing.EventListView.get_queryset", broken)
    answer = client.get(reverse("events:events"))
    assert answer.status_code == 503
    assert words in answer.content.decode()
