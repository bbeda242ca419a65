"""Whether this process can serve: what a load balancer or a supervisor asks every few seconds."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from .. import scanning
from ..disk import is_nearly_full
from ..models import Backup, Job

logger = logging.getLogger(__name__)

BACKUP_IS_OLD = timedelta(days=2)
_OK = "ok"
_WAITS_LONG = timedelta(minutes=1)


def readiness() -> dict[str, str]:
    """«ok» or what fails, by name; in words that hold nothing secret."""
    answers = {name: check() for name, check in CHECKS.items()}
    failing = [name for name, answer in answers.items() if answer != _OK and name not in _TOLD_ALONE]
    if failing:
        logger.warning("not ready: %s", ", ".join(failing))
    return answers


def is_ready(answers: Mapping[str, str]) -> bool:
    """Without a worker, backup or scanner pages are served all the same: those are told alone."""
    return all(answer == _OK for name, answer in answers.items() if name not in _TOLD_ALONE)


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
    return "nearly full" if is_nearly_full() else _OK


def worker() -> str:
    """Whether jobs are taken: one that has waited long, while none is being done, has nobody to do it."""
    now = timezone.now()
    try:
        if Job.objects.filter(state=Job.State.RUNNING, lease_until__gt=now).exists():
            return _OK
        waits = Job.objects.filter(state=Job.State.WAITING, run_after__lt=now - _WAITS_LONG).exists()
    except (DatabaseError, InterfaceError):
        return "unknown"
    return "jobs wait" if waits else _OK


def backup() -> str:
    try:
        last = Backup.objects.filter(error="").first()
    except (DatabaseError, InterfaceError):
        return "unknown"
    if last is None:
        return "none"
    return "old" if timezone.now() - last.made_at > BACKUP_IS_OLD else _OK


def scanner() -> str:
    """Without it no file is taken in."""
    return _OK if scanning.answers() else "not reachable"


# One line for each thing /health/ready answers for.
CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
    "worker": worker,
    "backup": backup,
    "scanner": scanner,
}
_TOLD_ALONE = ("worker", "backup", "scanner")
