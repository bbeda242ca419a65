"""Whether this process can serve: what a load balancer or a supervisor asks every few seconds."""

import logging
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger(__name__)

_OK = "ok"
_MB = 1024 * 1024


def readiness() -> dict[str, str]:
    """«ok» or what fails, by name; in words that hold nothing secret."""
    answers = {name: check() for name, check in CHECKS.items()}
    failing = [name for name, answer in answers.items() if answer != _OK]
    if failing:
        logger.warning("not ready: %s", ", ".join(failing))
    return answers


def is_ready(answers: Mapping[str, str]) -> bool:
    return all(answer == _OK for answer in answers.values())


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return "not reachable"
    return _OK


_applied: set[str] = set()  # aliases; the code of a process never needs more migrations than at its start


def migrations() -> str:
    if connection.alias in _applied:
        return _OK
    try:
        behind = unapplied_migrations()
    except (DatabaseError, InterfaceError):
        return "unknown"
    if behind:
        return "not applied"
    _applied.add(connection.alias)
    return _OK


def unapplied_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def disk() -> str:
    free = min(shutil.disk_usage(folder).free for folder in (data_folder(), Path(tempfile.gettempdir())))
    return _OK if free >= settings.MIN_FREE_DISK * _MB else "nearly full"


def data_folder() -> Path:
    """The disk the database grows on; that of another machine is not known here."""
    file = Path(str(connection.settings_dict["NAME"]))
    return file.parent if connection.vendor == "sqlite" and file.is_file() else Path(settings.BASE_DIR)


# One line for each thing /health/ready answers for; a worker's sign of life and the last backup belong here.
CHECKS: dict[str, Callable[[], str]] = {"database": database, "migrations": migrations, "disk": disk}
