"""Reads a backup into an empty database, of whichever kind the backup was made from."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from ..journal.append_only import lifted
from .archive import ArchiveReader, BackupError, Manifest, reading
from .keys import go_on_after
from .tables import TableError, load_lines


def restore_backup(path: Path, *, identity: Path | None = None, using: str = "default") -> Manifest:
    """The tables are made as they were when the backup was, filled in one transaction, and migrated to what
    this version wants; what is computed from them is computed anew by `migrate`. An interrupted restore
    leaves tables without rows, into which it may be repeated."""
    connection = connections[using]
    with reading(path, identity) as archive:
        executor = MigrationExecutor(connection)
        _check_versions(archive.manifest, executor)
        _check_empty(connection)
        applied = [(app, name) for app, names in archive.manifest.migrations.items() for name in names]
        _check_not_later(executor, applied)
        last = _last_of_each_app(executor, set(applied))
        # Django records a migration after its commit: one killed in between would be applied to its own
        # tables when the restore is repeated. SQLite makes tables in a transaction that checks no keys alone.
        with connection.constraint_checks_disabled(), transaction.atomic(using=using):
            executor.migrate(last)
        _load(archive, executor, last, connection)
    call_command("migrate", database=using, verbosity=0, interactive=False)
    return archive.manifest


def _check_versions(manifest: Manifest, executor: MigrationExecutor) -> None:
    for app, names in manifest.migrations.items():
        for name in names:
            if (app, name) not in executor.loader.graph.nodes:
                raise BackupError(
                    _("The backup was made by a newer version (%s). Install that version, then restore.")
                    % f"{app}.{name}"
                )


def _check_empty(connection: BaseDatabaseWrapper) -> None:
    """Without users: a database that was only migrated has none."""
    with connection.cursor() as cursor:
        if "coopregistry_user" not in connection.introspection.table_names(cursor):
            return
        cursor.execute("SELECT COUNT(*) FROM coopregistry_user")
        if cursor.fetchone()[0]:
            raise BackupError(
                _(
                    "The database has users: it is in use. Restore into an empty one: name it in "
                    "DATABASE_URL, then let the site use it."
                )
            )


def _check_not_later(executor: MigrationExecutor, applied: list[tuple[str, str]]) -> None:
    later = sorted(set(executor.loader.applied_migrations) - set(applied))
    if later:
        raise BackupError(
            _(
                "The backup is older than the tables of this database (%s). Restore into a database that was "
                "never migrated."
            )
            % ".".join(later[0])
        )


def _last_of_each_app(executor: MigrationExecutor, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    followed = {
        parent.key
        for key in applied
        for parent in executor.loader.graph.node_map[key].parents
        if parent.key[0] == key[0]
    }
    return sorted(applied - followed)


def _load(
    archive: ArchiveReader,
    executor: MigrationExecutor,
    last: list[tuple[str, str]],
    connection: BaseDatabaseWrapper,
) -> None:
    state = executor.loader.project_state(last).apps
    models = {model._meta.label: model for model in state.get_models(include_auto_created=True)}
    using = connection.alias
    try:
        with lifted(using):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL statement_timeout = 0")
            tables = [model._meta.db_table for model in models.values() if model._meta.managed]
            flush = connection.ops.sql_flush(no_style(), tables, reset_sequences=False, allow_cascade=False)
            with connection.cursor() as cursor:
                for statement in flush:
                    cursor.execute(statement)
            for table in archive.manifest.tables:
                model = models[table.label]
                if load_lines(model, archive.lines(table), using) != table.rows:
                    raise BackupError(_("%s lacks rows. Take another backup.") % table.label)
                go_on_after(model, table.last_key, connection)
            connection.check_constraints()
    except (KeyError, TableError, ValueError, IntegrityError) as error:
        raise BackupError(
            _("The backup does not fit its own tables: %s. Nothing was restored.") % error
        ) from error
