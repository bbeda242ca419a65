"""Options of the whole test suite, and the small registry many of its tests use."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from itertools import groupby

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from coopregistry.journal import append_only
from events.entries.restriction import OpeningMiddleware
from tests.permissions.roles import World, make_world


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="rewrite the golden files from what is read now; then read them against the documents by eye",
    )
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests whose answer is the same on every database",
    )


def pytest_configure() -> None:
    # A property holds or not; how long an example takes on a busy machine is no part of it.
    too_slow = hypothesis.HealthCheck.too_slow
    hypothesis.settings.register_profile("suite", deadline=None, suppress_health_check=[too_slow])
    hypothesis.settings.load_profile("suite")
    # Slow on purpose everywhere else: a test signs in to see a page, not to resist guessing.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A page test has no worker beside it: what it asks for is done where it asks. tests/coopregistry/jobs
    # start workers.
    settings.TASKS = {"default": {"BACKEND": "coopregistry.jobs.backend.ImmediateJobBackend"}}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        same = [item for item in items if not _depends_on_database(item)]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if _depends_on_database(item)]
    _refuse_mixed_modules(items)


def _depends_on_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("one_database"):
        return False
    names = getattr(item, "fixturenames", ())
    return "django_db_setup" in names or item.get_closest_marker("django_db") is not None


def _refuse_mixed_modules(items: list[pytest.Item]) -> None:
    """Data made for a whole module would be seen by those of its tests that do not expect it."""
    for module, own in groupby(items, lambda item: item.path):
        with_world: dict[bool, list[str]] = {True: [], False: []}
        for item in own:
            names = getattr(item, "fixturenames", ())
            if "db" in names or item.get_closest_marker("django_db"):
                with_world["standing_world" in names].append(item.name)
        if with_world[True] and with_world[False]:
            raise pytest.UsageError(
                f"{module}: `world` in {with_world[True][0]}, not in {with_world[False][0]}"
            )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With NO_SKIPS set, as on the machine that judges a change, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("a test was skipped where none may be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests that commit leave the database as it was made. Django would empty it and load the reference data
    again after each of them; SQLite puts back a copy at once."""
    if connection.vendor != "sqlite":
        empty = TransactionTestCase._fixture_teardown

        def empty_append_only_too(test: TransactionTestCase) -> None:
            with append_only.lifted():
                empty(test)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", empty_append_only_too)
            yield
        return
    with django_db_blocker.unblock(), closing(sqlite3.connect(":memory:")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)

        def put_back(test: TransactionTestCase) -> None:
            connection.ensure_connection()
            copy.backup(connection.connection)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
            with django_db_blocker.block():
                yield


@pytest.fixture(autouse=True)
def _nothing_to_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page of a process asks the database what is over since yesterday; which test that is depends
    on who else runs."""
    monkeypatch.setattr(OpeningMiddleware, "_opened_on", timezone.localdate())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file: a page in a browser asks several things at once, and a database in memory answers all
    but one of them that it is locked."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once for a module, within a transaction that its tests nest in. Ask for it by `world`."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    """A test's changes are undone, in the database and in the records themselves."""
    return deepcopy(standing_world)
