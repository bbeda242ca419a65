"""Writes a backup of one moment while the site runs."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from .archive import BackupError, Manifest, writing
from .keys import last_key
from .tables import lines_of

# Who is signed in at the moment, and who is locked out of it; files that are kept for a day to be taken.
_LEFT_OUT = frozenset(
    {
        "sessions.Session",
        "axes.AccessAttempt",
        "coopregistry.LimitCount",
        "coopregistry.JobFile",
        "coopregistry.JobFilePart",
    }
)
# Those of docs/production.md; their values may be secrets.
_VARIABLES = (
    *(
        "SECRET_KEY",
        "DATABASE_URL",
        "MIGRATION_DATABASE_URL",
        "LOG_FORMAT",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "SECURE_SSL_REDIRECT",
    ),
    *("HOME_SUBJECT", "REPORT_CUT_OFF_DAY", "REGION_TIME_ZONE", "LOG_LEVEL", "SLOW_REQUEST"),
    *("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS"),
    *("DEFAULT_FROM_EMAIL", "COOPREGISTRY_SOFFICE"),
    *("TRUSTED_PROXIES", "SECOND_FACTOR", "SIGN_IN_GROUPS", "LDAP_URL", "LDAP_KIND", "LDAP_USERS"),
    *("LDAP_GROUPS", "LDAP_BIND_DN", "LDAP_BIND_PASSWORD", "LDAP_CA", "LDAP_START_TLS", "LDAP_USER_FILTER"),
    *("LDAP_MIDDLE_NAME", "OIDC_ISSUER", "OIDC_NAME", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SCOPES"),
    *("OIDC_USERNAME_CLAIM", "OIDC_GROUPS_CLAIM"),
)


def make_backup(path: Path, *, recipient: str = "", using: str = "default") -> Manifest:
    """`recipient`: see `archive.writing`."""
    connection = connections[using]
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError(_("The database is behind the program. Run “manage.py migrate” first."))
    applied: dict[str, list[str]] = {}
    for app, name in sorted(executor.loader.applied_migrations):
        applied.setdefault(app, []).append(name)
    with writing(path, recipient) as archive:
        made_at = timezone.now()
        with snapshot(connection):
            for model in stored_models():
                archive.write_table(model._meta.label, lines_of(model, using), last_key(model, connection))
        manifest = Manifest(
            made_at=made_at.isoformat(timespec="seconds"),
            database=connection.vendor,
            versions={"Python": platform.python_version(), "Django": django.get_version()},
            settings=[name for name in _VARIABLES if name in os.environ],
            migrations=applied,
            tables=archive.tables,
        )
        archive.write_manifest(manifest)
    return manifest


def stored_models() -> list[type[Model]]:
    """By label; of those that share a table the one that owns it."""
    models = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in _LEFT_OUT
    )
    return sorted(models, key=lambda model: model._meta.label)


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """All is read as it was when the first row was; writers are not kept waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # transactions of the site take the write lock at once
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
