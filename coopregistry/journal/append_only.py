"""Tables that the database lets nobody change: rows are added, and that is all.

Triggers refuse on either database. On PostgreSQL the site's role should have no right to it either, and not
own the tables, or it could drop the triggers: see coopregistry/owner.py.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ..models import Change, ChangeSet, Seal, SignIn
from ..schema_objects import SchemaObjects, declare

MODELS = {model._meta.db_table: model for model in (SignIn, ChangeSet, Change, Seal)}
TABLES = tuple(MODELS)
_FUNCTION = """
CREATE OR REPLACE FUNCTION coopregistry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def missing(using: str = "default") -> list[str]:
    """Triggers that are not there, or switched off."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' "
                "AND tgrelid IN (SELECT to_regclass(name) FROM unnest(%s) AS name)",
                [list(TABLES)],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}
    return [name for table in TABLES for name in _triggers(table, connection) if name not in standing]


def protect(using: str = "default") -> None:
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        _drop(connection, TABLES)
        for table in TABLES:
            for statement in _triggers(table, connection).values():
                cursor.execute(statement)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """For a restore, and for a migration that has to rewrite the tables; only their owner may. The seals then
    tell what was changed."""
    connection = connections[using]
    with transaction.atomic(using=using):
        with connection.cursor() as cursor:
            present = set(connection.introspection.table_names(cursor))
        _finish_checks(connection)
        _drop(connection, [table for table in TABLES if table in present])
        yield
        _finish_checks(connection)
        if present.issuperset(TABLES):
            protect(using)


def _finish_checks(connection: BaseDatabaseWrapper) -> None:
    """PostgreSQL alters no table whose rows are still to be checked at the end of the transaction."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _drop(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            for name in _triggers(table, connection):
                of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def _triggers(table: str, connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Name and statement. Those of PostgreSQL are asked once a statement; added rows cost nothing."""
    if connection.vendor == "postgresql":
        name = f"{table}_append_only"
        return {
            name: f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION coopregistry_append_only()"
        }
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    unique = [field.column for field in MODELS[table]._meta.concrete_fields if field.unique]
    same = " OR ".join(f"{column} = NEW.{column}" for column in unique)
    # INSERT OR REPLACE deletes what is in its way without asking the trigger of deletion.
    replaces = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 -- names of our own
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_no_replace": (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {replaces} {refuse}"
        ),
    }


def declare_triggers() -> None:
    declare("append-only tables", SchemaObjects(tables=TABLES, missing=missing, make=protect))
