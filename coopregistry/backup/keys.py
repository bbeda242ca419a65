"""The highest key a table has ever given, kept by the database beside its rows."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Model


def last_key(model: type[Model], connection: BaseDatabaseWrapper) -> int | None:
    """None for a table whose keys the database does not count, or that never had a row."""
    if not isinstance(model._meta.pk, models.AutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            found = cursor.fetchone()
            return found[0] if found and found[0] else None
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", _names(model, connection))
        (sequence,) = cursor.fetchone()
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 -- named by the database
        value, is_called = cursor.fetchone()
        return value if is_called else None


def go_on_after(model: type[Model], key: int | None, connection: BaseDatabaseWrapper) -> None:
    """Let the next row have a key above this one and above those that are there."""
    if not isinstance(model._meta.pk, models.AutoField):
        return
    highest = model._base_manager.using(connection.alias).aggregate(key=Max("pk"))["key"]
    after = max(key or 0, highest or 0)
    if not after:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            table = model._meta.db_table
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, after])
        else:
            names = _names(model, connection)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [*names, after])


def _names(model: type[Model], connection: BaseDatabaseWrapper) -> list[str]:
    return [connection.ops.quote_name(model._meta.db_table), model._meta.pk.column]
