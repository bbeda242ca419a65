"""A database that does not answer, is busy or behind the program, a full disk: no fault of the request, so a
503."""

import logging
from enum import StrEnum

from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    InterfaceError,
    OperationalError,
    connection,
    connections,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .disk import DiskNearlyFull
from .monitoring.health import unapplied_migrations
from .replicas import REPLICA, leave_alone

logger = logging.getLogger(__name__)


class Outage(StrEnum):
    AWAY = "database away"
    BUSY = "database busy"
    BEHIND = "database behind"
    FULL = "disk full"


RETRY_AFTER = {Outage.AWAY: 30, Outage.BUSY: 5, Outage.BEHIND: 60, Outage.FULL: 600}  # seconds
TITLES: dict[Outage, Promise] = {
    Outage.AWAY: _("The database does not answer"),
    Outage.BUSY: _("The registry is busy"),
    Outage.BEHIND: _("The registry is being prepared"),
    Outage.FULL: _("There is no room for files"),
}
ADVICE: dict[Outage, Promise] = {
    Outage.AWAY: _(
        "Repeat in a minute: the registry comes back by itself. If it lasts, the administrator has "
        "to see whether the database server runs and DATABASE_URL names it."
    ),
    Outage.BUSY: _("Somebody else's work holds the same records. Repeat in a few seconds."),
    Outage.BEHIND: _(
        "The database is older than the program. The administrator has to run: python manage.py migrate"
    ),
    Outage.FULL: _(
        "The disk of the registry is nearly full: rows can be read and entered, files and long work have to "
        "wait. Nothing of what was sent is kept. The administrator has to free some of the disk."
    ),
}
# SQLSTATE, and how SQLite's messages begin: it has no codes for them.
_MISSING = ("42P01", "42703"), ("no such table", "no such column")
_FULL = ("53100",), ("database or disk is full",)
_HELD = ("55P03", "57014", "40P01", "40001"), ("database is locked", "database table is locked")


def outage_of(error: BaseException | None) -> Outage | None:
    """What ails the machine, or None where the error is the program's own."""
    if isinstance(error, DiskNearlyFull):
        return Outage.FULL
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return None
    if _is(error, *_MISSING):
        return Outage.BEHIND if _is_behind() else None
    if not isinstance(error, (OperationalError, InterfaceError)):
        return None
    if _is(error, *_FULL):
        return Outage.FULL
    if _is(error, *_HELD):
        return Outage.BUSY
    if REPLICA in connections and not _answers(REPLICA):
        leave_alone(error)  # the next request reads from the primary
        return Outage.AWAY
    return None if _answers() else Outage.AWAY


def _is(error: Exception, codes: tuple[str, ...], beginnings: tuple[str, ...]) -> bool:
    code = getattr(error.__cause__, "pgcode", None)
    return code in codes if connection.vendor == "postgresql" else str(error).startswith(beginnings)


def _answers(alias: str = DEFAULT_DB_ALIAS) -> bool:
    try:
        connections[alias].ensure_connection()
        return connections[alias].is_usable()
    except (DatabaseError, InterfaceError):
        return False


def _is_behind() -> bool:
    try:
        return bool(unapplied_migrations())
    except (DatabaseError, InterfaceError):
        return False
