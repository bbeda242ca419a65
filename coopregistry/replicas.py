"""Reads from a streaming replica of PostgreSQL, by setting; whoever wrote reads what was written.

Pages that only read ask the replica. Sessions, users, rights, jobs and whatever a writing request asks come
from the primary; so does all of a request after its first write. A browser carries the place in the log that
its last write has reached, and until the replica has come so far it reads from the primary. A replica that is
away is left alone for a while.
"""

import logging
import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections, models, transaction
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

REPLICA = "replica"
_COOKIE_AGE = 60 * 60  # seconds; a replica that is further behind has no requests sent to it
_AWAY = 10.0  # seconds until a replica that did not answer is asked again
_PLACE = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")  # in PostgreSQL's log, like 0/16B3748
_SAFE = ("GET", "HEAD", "OPTIONS")

# Who somebody is and what they may do must not lag behind; nor may what a page waits for.
_PRIMARY_APPS = frozenset({"sessions", "auth", "contenttypes", "axes", "coopregistry"})
_PRIMARY_MODELS = frozenset({"agreements.membership", "events.accesskey", "events.calendarlink"})
_TELLS_OF_OTHERS_WRITES = "coopregistry.job"  # a job that is done wrote what the next page shows


@dataclass(slots=True)
class _Reading:
    """Of one request: where it reads from, and whether the next one has to see what it saw."""

    alias: str
    must_be_seen: bool = False


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)
_away_until = 0.0  # on the monotonic clock, of this process


class ReplicaRouter:
    """Outside a request everything is read from the primary: jobs, commands, bodies that are streamed."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        reading = _reading.get()
        if reading is None:
            return DEFAULT_DB_ALIAS
        label = model._meta.label_lower
        if label == _TELLS_OF_OTHERS_WRITES:
            reading.must_be_seen = True
        if model._meta.app_label in _PRIMARY_APPS or label in _PRIMARY_MODELS:
            return DEFAULT_DB_ALIAS
        return reading.alias

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        reading = _reading.get()
        if reading is not None:
            reading.alias, reading.must_be_seen = DEFAULT_DB_ALIAS, True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != REPLICA


class ReplicaMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if REPLICA not in settings.DATABASES:
            return self.get_response(request)
        written = request.COOKIES.get(settings.WRITTEN_COOKIE_NAME, "")
        written = written if _PLACE.fullmatch(written) else ""
        is_safe = request.method in _SAFE
        with ExitStack() as transaction_there:
            is_caught_up = is_safe and _begin(transaction_there, written)
            reading = _Reading(REPLICA if is_caught_up else DEFAULT_DB_ALIAS, not is_safe)
            token = _reading.set(reading)
            try:
                response = self.get_response(request)
            finally:
                _reading.reset(token)
                _end(transaction_there)
        if reading.must_be_seen:
            _remember(response)
        elif is_caught_up and settings.WRITTEN_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.WRITTEN_COOKIE_NAME, samesite="Lax")
        return response


def _begin(transaction_there: ExitStack, written: str) -> bool:
    """Whether a replica answers and holds what was written up to there. The transaction stays open, so that a
    balancer before several replicas, or a pooler, goes on asking this one."""
    if time.monotonic() < _away_until:
        return False
    try:
        transaction_there.enter_context(transaction.atomic(using=REPLICA))
        with connections[REPLICA].cursor() as cursor:
            if not written:
                cursor.execute("SELECT 1")
                return True
            # The primary, which a balancer may offer for reading too, replays nothing.
            cursor.execute("SELECT coalesce(pg_last_wal_replay_lsn() >= %s::pg_lsn, true)", [written])
            if cursor.fetchone()[0]:
                return True
    except (DatabaseError, InterfaceError) as error:
        leave_alone(error)
    _end(transaction_there)
    return False


def _end(transaction_there: ExitStack) -> None:
    """It only read: whether it can still be ended well does not matter to the answer."""
    try:
        transaction_there.close()
    except (DatabaseError, InterfaceError) as error:
        leave_alone(error)


def leave_alone(error: BaseException) -> None:
    """The replica failed: for a while everything is read from the primary."""
    global _away_until
    _away_until = time.monotonic() + _AWAY
    connections[REPLICA].close()
    logger.warning("replica: does not answer (%s), left alone for %d s", type(error).__name__, _AWAY)


def _remember(response: HttpResponse) -> None:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()")
            place = cursor.fetchone()[0]
    except (DatabaseError, InterfaceError):  # told by the answer itself, or nothing was written
        return
    response.set_cookie(
        settings.WRITTEN_COOKIE_NAME,
        place,
        max_age=_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
