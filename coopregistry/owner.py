"""The role that owns the tables, where it is another than the site's: it migrates and restores.

The site then signs in to PostgreSQL as a role that reads and writes all tables but may only add rows to the
append-only ones. Its password alone is in DATABASE_URL; that of the owner, in MIGRATION_DATABASE_URL, is
given to `manage.py migrate` and `restore` and to nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils.translation import gettext as _

from .journal import append_only
from .schema_objects import SchemaObjects, declare

_SIGN_IN = ("USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def as_owner(using: str = "default") -> Iterator[None]:
    """Connected as the owner, if there is one."""
    connection, owner = connections[using], settings.MIGRATION_DATABASE
    if not owner:
        yield
        return
    said = connection.settings_dict
    if (owner["ENGINE"], owner["NAME"]) != (said["ENGINE"], said["NAME"]):
        raise ImproperlyConfigured(_("MIGRATION_DATABASE_URL and DATABASE_URL name different databases."))
    connection.close()
    connection.settings_dict = {**said, **{name: owner[name] for name in _SIGN_IN}}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = said


def missing_rights(using: str = "default") -> list[str]:
    """What the site's role has too much or too little, where it is another than the owner."""
    connection, role = connections[using], site_role(using)
    if not role:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, kind FROM pg_class, "
            "unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS kind "
            "WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') "
            "AND has_table_privilege(%s, pg_class.oid, kind) "
            "= (kind = 'TRUNCATE' OR relname = ANY(%s) AND kind IN ('UPDATE', 'DELETE')) ORDER BY 1, 2",
            [role, list(append_only.TABLES)],
        )
        return [f"{kind} on {table} for {role}" for table, kind in cursor.fetchall()]


def grant(using: str = "default") -> None:
    connection, role = connections[using], site_role(using)
    tables, name = ", ".join(append_only.TABLES), connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
        for statement in (
            f"GRANT USAGE ON SCHEMA {schema} TO {name}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {name}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}",
            f"REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON {tables} FROM {name}",
        ):
            cursor.execute(statement)


def site_role(using: str = "default") -> str:
    """Of DATABASE_URL; "" where it is the owner itself."""
    role = settings.DATABASES[using].get("USER", "")
    owner = settings.MIGRATION_DATABASE
    return role if owner and owner["USER"] != role else ""


def may_rewrite(using: str = "default") -> bool:
    """Whether the role connected now could lift the protection: a superuser, or who owns the tables."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(pg_has_role(relowner, 'USAGE') "
            "OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE')) "
            "FROM pg_class WHERE oid IN (SELECT to_regclass(name) FROM unnest(%s) AS name)",
            [list(append_only.TABLES)],
        )
        return bool(cursor.fetchone()[0])


def declare_rights() -> None:
    declare(
        "rights of the site", SchemaObjects(tables=append_only.TABLES, missing=missing_rights, make=grant)
    )
