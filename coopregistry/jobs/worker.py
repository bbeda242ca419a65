"""The worker: looks for jobs, gives each a process, and says to the queue that it is still there."""

import logging
import os
import secrets
import signal
import socket
import time
from collections import Counter, defaultdict
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection
from django.db.backends.signals import connection_created
from django.utils.module_loading import import_string

from coopregistry.models import Job

from . import queue
from .child import Child
from .files import delete_old_files

logger = logging.getLogger(__name__)

_TICK = 0.05  # seconds between two looks at the children
_LOOK = 0.25  # seconds between two looks for a job
_TELL = 0.5  # seconds between two reports of progress
_TIDY = 5.0  # seconds between two looks for jobs whose worker is dead
_DELETE = 3600.0  # seconds between two deletions of old jobs
_FINISH = 10.0  # seconds that jobs get to finish once the worker is to stop
_BUSY = 500  # milliseconds this process waits for SQLite's write lock: it has children to look after


class Worker:
    def __init__(self, *, processes: int, parent: int | None = None):
        self._pid = os.getpid()
        self.name = f"{socket.gethostname()[:60]}:{self._pid}:{secrets.token_hex(3)}"
        self._processes = processes
        self._parent = parent  # ends with it
        self._children: list[Child] = []
        self._ended: list[Child] = []  # but the queue does not know yet
        self._signs: dict[int, float] = {}  # job → when its last sign of life was given
        self._stop_at: float | None = None
        self._due: defaultdict[str, float] = defaultdict(float)  # what → when next, on the monotonic clock
        self._due["regular"] = time.monotonic() + settings.JOB_REGULAR_SECONDS

    def run(self, *, until_empty: bool = False) -> None:
        """Until SIGTERM, SIGINT or the end of its parent; `until_empty`: or until nothing waits."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        connection_created.connect(self._wait_briefly)
        logger.info("worker %s begins, %s processes", self.name, self._processes)
        while True:
            try:
                self._step()
                is_idle = not (self._children or self._ended)
                if is_idle and (self._stop_at is not None or (until_empty and not _is_any_left())):
                    break
            except OperationalError as error:  # locked, or gone for a while: looked at again
                logger.warning(
                    "worker %s: the database does not answer (%s)", self.name, type(error).__name__
                )
                connection.close()
                time.sleep(_LOOK)
            time.sleep(_TICK)
        logger.info("worker %s ends", self.name)

    def _step(self) -> None:
        self._look_after_children()
        if self._parent is not None and os.getppid() != self._parent:
            self._stop()
        if self._stop_at is not None:
            if time.monotonic() > self._stop_at:
                for child in self._children:
                    child.give_back()
            return
        if self._is_due("tidy", _TIDY):
            queue.take_back_expired()
            if not self._children:
                _warm_up()
        if self._is_due("delete", _DELETE):
            queue.delete_old()
            delete_old_files()
        if self._is_due("regular", settings.JOB_REGULAR_SECONDS):
            for path in settings.JOB_REGULAR:
                import_string(path)()
        if self._is_due("look", _LOOK) and len(self._children) < self._processes:
            self._take_one()

    def _take_one(self) -> None:
        close_old_connections()
        job = queue.claim(self.name, satisfied=self._satisfied())
        if job is not None:
            logger.info("job %s (%s) begins, attempt %s", job.pk, job.task, job.attempts)
            self._children.append(Child(job))
            self._signs[job.pk] = time.monotonic()
            self._due["look"] = 0  # another may wait

    def _satisfied(self) -> list[int]:
        """One user never has all processes of a worker, so that others find one free."""
        most = max(1, self._processes - 1)
        running = Counter(child.job.user_id for child in self._children if child.job.user_id)
        return [user for user, count in running.items() if count >= most]

    def _look_after_children(self) -> None:
        is_asked = self._is_due("cancel", _TELL)
        for child in list(self._children):
            if child.poll():
                if is_asked and _is_unwanted(child.job):
                    child.end()
                self._tell(child)
            else:
                self._children.remove(child)
                self._ended.append(child)
                self._due["look"] = 0
        for child in list(self._ended):
            child.settle()
            self._ended.remove(child)
            self._signs.pop(child.job.pk, None)

    def _tell(self, child: Child) -> None:
        """Progress and a sign of life."""
        job, since = child.job, time.monotonic() - self._signs[child.job.pk]
        if since < (settings.JOB_LEASE / 4 if child.is_told else _TELL):
            return
        self._signs[job.pk] = time.monotonic()
        if not queue.prolong(job) and _is_lost(job):
            child.end()
        child.is_told = True

    def _is_due(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[what]:
            return False
        self._due[what] = now + every
        return True

    def _wait_briefly(self, connection: Any, **kwargs: Any) -> None:
        if connection.vendor == "sqlite" and os.getpid() == self._pid:
            connection.cursor().execute(f"PRAGMA busy_timeout = {_BUSY}")

    def _stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Takes no more jobs and lets those at work finish; asked again, gives them back at once."""
        soon = time.monotonic() + _FINISH
        self._stop_at = soon if self._stop_at is None else (0.0 if number else self._stop_at)


def _warm_up() -> None:
    for path in settings.JOB_WARM_UP:
        import_string(path)()


def _is_unwanted(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, cancel_requested=True).exists()


def _is_lost(job: Job) -> bool:
    """Another has it. One that is done has closed itself and is about to end."""
    current = Job.objects.filter(pk=job.pk).values_list("attempts", "state").first()
    return current is None or current[0] != job.attempts or current[1] == Job.State.WAITING


def _is_any_left() -> bool:
    return Job.objects.filter(state__in=Job.UNFINISHED).exists()
