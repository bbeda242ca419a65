"""Rates of what is asked often: counted in the database by the block, so that not every request writes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import OperationalError, connection
from django.utils import timezone

from .limits import Limit

_BLOCK = 20  # a process takes this part of what is left: few blocks at first, single requests at the end
_PATIENCE = 2000  # milliseconds for SQLite's write lock, which an import may hold for long
_MOST_SUBJECTS = 10_000


@dataclass
class _Block:
    left: int
    until: datetime
    taken: int = 0  # by this process since the count began
    is_last: bool = False  # nothing is left for anybody until then


class Rate:
    """Never grants more than the limit over all processes, and all of it to whoever asks long enough. Only
    while SQLite's lock is held for longer than a reader should wait does each process count alone."""

    def __init__(self, limit: Limit):
        self._limit = limit
        self._blocks: dict[object, _Block] = {}
        self._lock = threading.Lock()

    def take(self, subject: object) -> timedelta | None:
        """None, or how long to wait."""
        now = timezone.now()
        with self._lock:
            block = self._blocks.get(subject)
            if block is None or block.until <= now:
                block = _Block(0, now)
                self._remember(subject, block, now)
            if not (block.left or block.is_last):
                self._fill(subject, block, now)
            if not block.left:
                return block.until - now
            block.left -= 1
            return None

    def forget(self) -> None:
        with self._lock:
            self._blocks.clear()

    def _remember(self, subject: object, block: _Block, now: datetime) -> None:
        if len(self._blocks) >= _MOST_SUBJECTS:
            self._blocks = {key: one for key, one in self._blocks.items() if one.until > now}
        self._blocks[subject] = block

    def _fill(self, subject: object, block: _Block, now: datetime) -> None:
        wanted = max(1, (self._limit.most - block.taken) // _BLOCK)
        try:
            with _short_wait():
                block.left, block.until = self._limit.spend(subject, wanted)
        except OperationalError as error:
            if "locked" not in str(error) or connection.in_atomic_block:
                raise
            # Somebody else writes for long: meanwhile this process counts alone.
            if block.until <= now:
                block.until = now + timedelta(seconds=self._limit.seconds)
            block.left = min(wanted, self._limit.most - block.taken)
        block.taken += block.left
        block.is_last = not block.left


@contextmanager
def _short_wait() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
