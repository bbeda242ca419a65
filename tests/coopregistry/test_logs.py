"""What the server logs, and that no name, address or secret is in it."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from coopregistry.history import change_set
from coopregistry.logs import LineFormatter, RequestFilter
from coopregistry.undo import undo
from tests.permissions.roles import Who, World, make_world

PASSWORD = "a-Password-nobody-logs"
ADDRESS = "ivanova@example.org"


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    user = world.users[Who.EDITOR_A]
    user.email = ADDRESS
    user.set_password(PASSWORD)
    user.save()
    return world


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The console of the server, with its real handler."""
    [handler] = [
        handler
        for handler in logging.getLogger().handlers
        if any(isinstance(installed, RequestFilter) for installed in handler.filters)
    ]
    written = io.StringIO()
    stream = handler.setStream(written)
    yield written
    handler.setStream(stream)


def sign_in(name: str, password: str) -> None:
    Client().post(reverse("sign_in"), {"username": name, "password": password}, REMOTE_ADDR="203.0.113.9")


def test_sign_ins_are_logged_by_key(world: World, log: io.StringIO) -> None:
    user = world.users[Who.EDITOR_A]
    sign_in(user.username, PASSWORD)
    sign_in(user.username, "wrong-password")
    sign_in("a-Password-typed-as-a-name", "wrong-password")
    assert [line.partition("] ")[2] for line in log.getvalue().splitlines()] == [
        f"user {user.pk} signed in",
        f"sign-in failed: user {user.pk}",
        "sign-in failed: no such account",
    ]


def test_a_lock_out_is_logged_without_name_and_address(world: World, log: io.StringIO, settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    user = world.users[Who.EDITOR_A]
    for _attempt in range(2):
        sign_in(user.username, "wrong-password")
    assert "coopregistry.signals [" in log.getvalue()
    assert f"sign-in locked after too many failures: user {user.pk}\n" in log.getvalue()
    assert user.username not in log.getvalue()
    assert "203.0.113.9" not in log.getvalue()


def test_a_password_reset_is_logged_without_address_and_token(world: World, log: io.StringIO) -> None:
    user = world.users[Who.EDITOR_A]
    Client().post(reverse("password_reset"), {"email": ADDRESS})
    assert f"password reset asked: users [{user.pk}]\n" in log.getvalue()
    [letter] = mail.outbox
    path = next(line for line in letter.body.splitlines() if "/password/new/" in line).partition(
        "testserver"
    )[2]
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403  # which Django logs with the path
    token = path.rstrip("/").rpartition("/")[2]
    assert "Forbidden (CSRF cookie not set.): password_reset_confirm" in log.getvalue()
    assert ADDRESS not in log.getvalue()
    assert token not in log.getvalue()


def test_an_unknown_address_is_logged_without_the_path(world: World, log: io.StringIO) -> None:
    client = Client()
    client.force_login(world.users[Who.EDITOR_A])
    log.truncate(0)
    assert client.get("/nothing-here/ivanova/").status_code == 404
    assert "WARNING django.request [" in log.getvalue()
    assert log.getvalue().endswith("Not Found: no such address\n")


def test_gunicorn_says_where_it_listens_and_not_what_it_was_asked_for() -> None:
    def said(level: int, message: str, *args: object) -> str:
        record = logging.LogRecord("gunicorn.error", level, __file__, 1, message, args, None)
        RequestFilter().filter(record)
        return LineFormatter().format(record).partition("] ")[2]

    listening = "Listening at: %s (%s)", "http://127.0.0.1:8000", 7
    assert said(logging.INFO, *listening) == "Listening at: http://127.0.0.1:8000 (7)"
    ended = "Worker (pid:%s) was sent %s!", 7, "SIGKILL"
    assert said(logging.ERROR, *ended) == "Worker (pid:7) was sent SIGKILL!"
    assert (
        said(logging.ERROR, "Error handling request %s", "/password/new/token/")
        == "Error handling request %s"
    )


def test_slow_requests_are_logged_by_url_name(world: World, log: io.StringIO, settings) -> None:
    settings.SLOW_REQUEST = 0
    user = world.users[Who.EDITOR_A]
    client = Client()
    client.force_login(user)
    client.get(reverse("events:events"), {"text": "ivanova"})
    [line] = [line for line in log.getvalue().splitlines() if "slow request" in line]
    assert "slow request: GET events:events 200 " in line
    assert line.endswith(f" ms user {user.pk}")
    assert "ivanova" not in log.getvalue()


def test_fast_requests_are_not_logged(world: World, log: io.StringIO, settings) -> None:
    settings.SLOW_REQUEST = 60
    Client().get(reverse("sign_in"))
    assert log.getvalue() == ""


def test_lines_of_one_request_share_an_id(world: World, log: io.StringIO, settings) -> None:
    settings.SLOW_REQUEST = 0
    sign_in(world.users[Who.EDITOR_A].username, "wrong-password")
    sign_in(world.users[Who.EDITOR_A].username, "wrong-password")
    ids = [line.partition("[")[2].partition("]")[0] for line in log.getvalue().splitlines()]
    assert len(ids) == 4
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_an_undo_is_logged_with_its_counts(world: World, log: io.StringIO) -> None:
    with change_set(reason="Ivanova's reason") as changes:
        world.department_a.short_name = "Ivanova"
        world.department_a.save()
    undo(changes.written)
    assert log.getvalue().endswith(f"change set {changes.written.pk} undone: 1 records put back, 0 refused\n")
    assert "Ivanova" not in log.getvalue()
