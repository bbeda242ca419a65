"""Nobody who writes waits for the seal, and no row that is committed late is passed over."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from coopregistry.journal import sealing
from coopregistry.journal.verification import verify
from coopregistry.models import SignIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealed() -> None:
    SignIn.objects.create(outcome=SignIn.Outcome.SIGNED_IN)
    sealing.seal()


@contextmanager
def slow_writer() -> Iterator[threading.Event]:
    """Somebody has added a row and ends their transaction once the event is set."""
    has_written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            SignIn.objects.create(outcome=SignIn.Outcome.REFUSED, username="slow")
            has_written.set()
            may_commit.wait(10)
        connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    has_written.wait(10)
    try:
        yield may_commit
    finally:
        may_commit.set()
        writer.join()


def test_what_is_not_committed_yet_is_waited_for(sealed: None) -> None:
    """On PostgreSQL a row may be committed after one with a later key: sealed now, it would never be."""
    with slow_writer() as may_commit:
        threading.Timer(0.5, may_commit.set).start()
        SignIn.objects.create(outcome=SignIn.Outcome.REFUSED, username="quick")
        assert sealing.seal() == 2
    assert list(verify()) == []


def test_who_writes_for_long_is_not_waited_for(sealed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_PATIENCE", 0.2)
    quick = 1 if connection.vendor == "postgresql" else 0  # SQLite has one writer
    with slow_writer():
        for _number in range(quick):
            SignIn.objects.create(outcome=SignIn.Outcome.REFUSED)
        assert sealing.seal() == 0
        assert sealing.tail().rows == quick
    assert sealing.seal() == 1 + quick
