"""Every line of the log while pages, programs, commands and jobs are at work, fail and are attacked: none
holds a name, a text, a password, a token or an address."""

import io
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from agreements.models import Department
from coopregistry import logs
from coopregistry.jobs import child, queue
from coopregistry.models import Job
from coopregistry.proxies import TrustedProxies
from events.models import AccessKey, CalendarLink
from tests.coopregistry.jobs.tasks import add_group
from tests.permissions.roles import Who, World
from tests.permissions.test_walk import RULES, address

TEXTS = ("Ярмарка", "Выставка", "Конкурс", "пробных дел", "опытных работ", "Тайнова", "taynova", "секретно")
TYPED = ("Secret-typed", "evil.example", "203.0.113.77", "2001:db8::77")


class _BothForms(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{logs.LineFormatter().format(record)}\n{logs.JSONFormatter().format(record)}"


def _console(formatter: logging.Formatter) -> Iterator[io.StringIO]:
    """The console of the server, with its real handler and filter."""
    [handler] = [
        handler
        for handler in logging.getLogger().handlers
        if any(isinstance(installed, logs.RequestFilter) for installed in handler.filters)
    ]
    written, usual = io.StringIO(), handler.formatter
    stream = handler.setStream(written)
    handler.setFormatter(formatter)
    yield written
    handler.setStream(stream)
    handler.setFormatter(usual)


@pytest.fixture(params=[logs.LineFormatter, logs.JSONFormatter], ids=["line", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    yield from _console(request.param())


@pytest.fixture
def log_in_both_forms() -> Iterator[io.StringIO]:
    """Each record twice: a walk over the whole site is made once."""
    yield from _console(_BothForms())


@pytest.fixture
def secrets(world: World) -> list[str]:
    """The names and texts of the small registry, and what is typed at its door."""
    user = world.users[Who.EDITOR_A]
    user.username, user.last_name, user.email = "taynova", "Тайнова", "taynova@example.org"
    user.set_password("Secret-typed-password")
    user.save()
    return [*TEXTS, *TYPED]


@pytest.fixture
def tokens(world: World) -> tuple[str, str]:
    """An access key, and the address of a calendar."""
    user = world.users[Who.EDITOR_A]
    _key, key = AccessKey.make(user=user, name="Ключ секретно", expires_on=date(2099, 1, 1))
    link = CalendarLink(user=user, name="секретно", query="")
    token = link.renew()
    link.save()
    return key, token


def hold_nothing(log: io.StringIO, secrets: list[str]) -> list[str]:
    """The lines, none of which holds a secret, not even within an escape of JSON."""
    lines = log.getvalue().splitlines()
    for line in lines:
        told = json.dumps(json.loads(line), ensure_ascii=False) if line.startswith("{") else line
        assert [secret for secret in secrets if secret.casefold() in told.casefold()] == [], told
    return lines


def client_of(world: World, who: Who) -> Client:
    client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77")
    client.force_login(world.users[who])
    return client


@pytest.mark.one_database
@override_settings(SLOW_REQUEST=0)
def test_of_every_address_asked_for_and_posted_to(
    world: World, secrets: list[str], log_in_both_forms: io.StringIO
) -> None:
    for name, rules in RULES.items():
        for rule in rules:
            for who in (Who.EDITOR_A, Who.COORDINATOR) if rule is rules[0] else (Who.EDITOR_A,):
                with transaction.atomic():
                    if rule.prepare:
                        rule.prepare(world)
                    client, url = client_of(world, who), address(name, rule, world)
                    for response in (client.get(url, rule.query(world)), client.post(url, rule.data(world))):
                        if response.streaming:
                            list(response)
                    transaction.set_rollback(True)
    lines = hold_nothing(log_in_both_forms, secrets)
    assert len(lines) > 4 * len(RULES)
    assert [line for line in lines if "explained after its first change" in line] == []


def test_of_people_who_try_to_get_in(
    world: World, secrets: list[str], tokens: tuple[str, str], log: io.StringIO
) -> None:
    client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77")
    key, token = tokens
    for name, password in (
        ("taynova", "Secret-typed-password"),
        ("taynova", "Secret-typed-wrong"),
        ("Secret-typed-as-a-name", "x"),
        ("taynova\nINFO forged [line] user 1 signed in", "x"),
    ):
        client.post(reverse("sign_in"), {"username": name, "password": password})
    client.post(reverse("password_reset"), {"email": "taynova@example.org"})
    for path in (
        f"/calendar/feed/{token}.ics",
        f"/calendar/feed/{token[:-1]}x.ics",
        f"/Secret-typed/{token}",
    ):
        for host in ("testserver", "evil.example"):
            client.get(path, headers={"host": host, "referer": f"https://evil.example/{token}"})
            Client(enforce_csrf_checks=True, raise_request_exception=False).post(
                path, headers={"referer": f"https://evil.example/{token}", "host": host}, secure=True
            )
    for header in (f"Bearer {key}", f"Bearer {key}x", "Bearer Secret-typed"):
        client.get(reverse("api:events"), {"text": "секретно"}, headers={"authorization": header})
        client.post(
            reverse("api:events"), "{Secret-typed", "application/json", headers={"authorization": header}
        )
    lines = hold_nothing(log, [*secrets, key, token])
    assert len(lines) > 10
    assert not any("forged" in line for line in lines)


def test_of_errors_that_quote_values(
    world: World, secrets: list[str], log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        try:
            Department.objects.create(pk=world.department_a.pk, name=secrets[0])
        except IntegrityError as error:
            raise ValueError(secrets) from error

    monkeypatch.setattr("events.administration.views.overview.system_state", broken)
    assert client_of(world, Who.ADMINISTRATOR).get(reverse("events:system_state")).status_code == 500
    lines = hold_nothing(log, secrets)
    said = "\n".join(lines)
    assert "ValueError" in said
    assert "IntegrityError" in said
    assert "test_log_lines.py" in said
    assert "events:system_state" in said


def test_of_files_commands_and_jobs(
    world: World, secrets: list[str], log: io.StringIO, tmp_path: Path
) -> None:
    upload = SimpleUploadedFile("Тайнова секретно.txt", "Ярмарка\tВыставка\n".encode())
    client_of(world, Who.COORDINATOR).post(reverse("importers:imports"), {"files": [upload]})
    file = tmp_path / "Тайнова.docx"
    file.write_bytes("PK секретно".encode())
    commands: list[Callable[[], object]] = [
        lambda: call_command("import_documents", str(file), stdout=io.StringIO(), stderr=io.StringIO()),
        lambda: call_command("check_registry", stdout=io.StringIO()),
        lambda: call_command("seal_journal", stdout=io.StringIO()),
        lambda: call_command("match_events", stdout=io.StringIO()),
        lambda: call_command("backup", tmp_path / "backup.zip", stdout=io.StringIO()),
        lambda: call_command("backup", tmp_path / "backup.zip", stdout=io.StringIO()),
    ]
    for command in commands:
        with suppress(CommandError, SystemExit):
            command()
    job = Job(task=add_group.module_path, language="ru", title="Тайнова секретно")
    job.arguments = {"args": ["Ярмарка", "one too many"], "kwargs": {}}
    job.save()
    with open(os.devnull, "wb") as pipe:
        assert child._outcome_of(queue.take(job, "worker"), pipe.fileno()) is not None
    assert any("failed" in line for line in hold_nothing(log, secrets))


@pytest.mark.parametrize(
    ("given", "trusted", "is_taken"),
    [
        ("01HZX-abc.9", "203.0.113.77", True),
        ("01HZX-abc.9", "", False),
        ("01HZX-abc.9", "198.51.100.1", False),
        ("a b", "203.0.113.77", False),
        ("x" * 65, "203.0.113.77", False),
        ("«»", "203.0.113.77", False),
    ],
)
def test_the_id_of_a_request_is_that_of_a_trusted_server(
    world: World, log: io.StringIO, given: str, trusted: str, is_taken: bool
) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77")
    with override_settings(SLOW_REQUEST=0, TRUSTED_PROXIES=TrustedProxies(trusted)):
        client.get(reverse("sign_in"), headers={"x-request-id": given})
    [line] = log.getvalue().splitlines()
    said = json.loads(line)["request"] if line.startswith("{") else line.partition("[")[2].partition("]")[0]
    assert (said == given) == is_taken
    assert is_taken or len(said) == 8


def test_what_a_library_puts_into_its_message_is_left_out(world: World, log: io.StringIO) -> None:
    logging.getLogger("library").warning("cannot read %s of %d", "Тайнова", 3)
    logging.getLogger("library").warning("page %d of %d", 2, 3)
    [first, second] = log.getvalue().splitlines()
    assert "cannot read %s of %d" in first
    assert "page 2 of 3" in second


def test_a_developer_sees_the_text_of_an_error(world: World, log: io.StringIO, settings) -> None:
    settings.DEBUG = True
    try:
        raise ValueError("Ярмарка")
    except ValueError:
        logging.getLogger("events").exception("failed")
    assert "ValueError: Ярмарка" in log.getvalue()


def test_a_record_is_one_object(world: World, log: io.StringIO) -> None:
    logging.getLogger("events").info("first\nsecond «ёж»")
    [line] = log.getvalue().splitlines()
    if line.startswith("{"):
        said = json.loads(line)
        assert set(said) == {"time", "level", "logger", "request", "message"}
        assert (said["level"], said["logger"], said["message"]) == ("INFO", "events", "first\nsecond «ёж»")
    else:
        assert line.endswith(" INFO events [-] first\\nsecond «ёж»")
