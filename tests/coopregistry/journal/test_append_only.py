"""What the database lets nobody do with the journal, and what a migration would have cost it."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from agreements.models import Department
from coopregistry.history import change_set
from coopregistry.journal import append_only
from coopregistry.models import Change, ChangeSet, Seal, SignIn
from coopregistry.undo import undo

pytestmark = pytest.mark.django_db

MODELS = (SignIn, ChangeSet, Change, Seal)


@pytest.fixture
def rows() -> None:
    SignIn.objects.create(outcome=SignIn.Outcome.REFUSED)
    with change_set(reason="Основание"):
        Department.objects.create(name="Министерство проб")
    Seal.objects.create(
        number=1, format=1, journal="changes", first=1, last=1, records=b"", made_at="2026-01-01T00:00Z",
        previous="0", hash="1",
    )  # fmt: skip


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_are_added_and_that_is_all(rows: None, model) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    before = list(model.objects.order_by("pk").values())
    assert before
    assert refused(f"UPDATE {table} SET {key} = {key}")  # noqa: S608 -- names of our own
    assert refused(f"DELETE FROM {table}")  # noqa: S608
    if connection.vendor == "postgresql":
        connection.check_constraints()  # no table is truncated before, whatever stands in it
        assert refused(f"TRUNCATE {table} CASCADE")
    else:
        assert refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608
    assert list(model.objects.order_by("pk").values()) == before


def test_what_is_unique_is_not_replaced_by_another_row(rows: None) -> None:
    """INSERT OR REPLACE deletes what is in its way, and asks no trigger of deletion."""
    if connection.vendor == "sqlite":
        assert refused(
            "INSERT OR REPLACE INTO coopregistry_seal "
            "(number, hash, format, journal, first, last, records, made_at, previous) "
            "SELECT 2, hash, format, journal, first, last, records, made_at, '2' FROM coopregistry_seal"
        )
    assert Seal.objects.get().number == 1


def test_an_undo_only_adds(rows: None) -> None:
    done = ChangeSet.objects.get(reason="Основание")
    undo(done)
    assert ChangeSet.objects.get(undoes=done).changes.count() == 1
    assert not Department.objects.filter(name="Министерство проб").exists()


def test_the_owner_lifts_it_for_a_time(rows: None) -> None:
    with append_only.lifted():
        SignIn.objects.all().delete()
    assert append_only.missing() == []
    SignIn.objects.create(outcome=SignIn.Outcome.REFUSED)
    assert refused("DELETE FROM coopregistry_signin")


def test_an_interrupted_lifting_leaves_nothing_open(rows: None) -> None:
    with suppress(KeyboardInterrupt), append_only.lifted():
        SignIn.objects.all().delete()
        raise KeyboardInterrupt
    assert append_only.missing() == []
    assert SignIn.objects.exists()
