"""The process of one job: forked from the worker, with limits of its own, and told apart by how it ends."""

import contextlib
import json
import logging
import os
import resource
import signal
import time
from enum import StrEnum
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.db import OperationalError, connections
from django.utils import translation
from django.utils.translation import gettext as _

from coopregistry import logs
from coopregistry.models import Job

from . import queue
from .running import Lost, Refused, run

logger = logging.getLogger(__name__)

_GRACE = 5.0  # seconds between the request to end and the end
_NICE = 5  # pages go first
_MEGABYTE = 1024 * 1024
_LONGEST_MESSAGE = 65536  # bytes read at once


class Outcome(StrEnum):
    """What a child says of its end; one that closed its job says nothing."""

    REFUSED = "refused"
    FAILED = "failed"
    MEMORY = "memory"
    BUSY = "busy"  # the database; worth another attempt


class Child:
    """A job at work. `poll` until it is over, then `settle` until the queue has taken note."""

    def __init__(self, job: Job):
        self.job = job
        self.is_told = True  # the progress is in the queue
        self._outcome: dict[str, Any] | None = None
        self._unread = b""
        self._until = time.monotonic() + settings.JOB_SECONDS
        self._kill_at: float | None = None
        self._status: int | None = None
        self._overtime = False
        self._given_back = False
        # A connection must not be used by two processes.
        connections.close_all()
        self._pipe, pipe = os.pipe()
        os.set_blocking(self._pipe, False)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._pipe)
            _work(job, pipe)
        os.close(pipe)

    def poll(self) -> bool:
        """Whether it is still at work. Takes the progress into the job; ends what takes too long."""
        self._read()
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            self._read()
            os.close(self._pipe)
            self._status = os.waitstatus_to_exitcode(status)
            return False
        now = time.monotonic()
        if now > self._until and not self._overtime:
            self._overtime = True
            self.end()
        if self._kill_at is not None and now > self._kill_at:
            self._signal(signal.SIGKILL)
        return True

    def end(self) -> None:
        """Ask it to end what it started and itself; after a while it is killed."""
        if self._kill_at is None:
            self._kill_at = time.monotonic() + _GRACE
            self._signal(signal.SIGTERM)

    def give_back(self) -> None:
        self._given_back = True
        self.end()

    def settle(self) -> None:
        """Tell the queue how it ended. Changes nothing where the child closed its job."""
        job = self.job
        outcome = self._outcome or {}
        logger.info("job %s (%s) ended: %s, exit status %s", job.pk, job.task, self._ended_by, self._status)
        with translation.override(job.language):
            if self._overtime:
                queue.fail(job, _("The work took longer than it may and was ended."))
            elif self._outcome is None and self._status == 0:
                return
            elif self._given_back and not outcome:
                queue.give_back(job)
            elif outcome.get("outcome") == Outcome.REFUSED:
                queue.fail(job, outcome["error"], outcome["detail"])
            elif outcome.get("outcome") == Outcome.MEMORY:
                queue.fail(job, _("The work needs more memory than it may have."))
            elif outcome.get("outcome") == Outcome.FAILED:
                queue.fail(job, _("The work failed. The administrator finds the reason in the log."))
            else:
                queue.interrupted(job)

    @property
    def _ended_by(self) -> str:
        if self._overtime:
            return "time"
        if self._outcome is not None:
            return self._outcome["outcome"]
        return "done" if self._status == 0 else "interrupted"

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self._pipe, _LONGEST_MESSAGE):
                self._unread += data
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            said = json.loads(line)
            if "outcome" in said:
                self._outcome = said
            else:
                self.job.stage, self.job.done, self.job.total = said["stage"], said["done"], said["total"]
                self.is_told = False


def _work(job: Job, pipe: int) -> NoReturn:
    """In the child, which ends here whatever happens: the worker's own loop must not run twice."""
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _leave)
        os.nice(_NICE)
        _limit_memory()
        logs.request_id.set(f"job {job.pk}")
        outcome = _outcome_of(job, pipe)
        if outcome is not None:
            _say(pipe, outcome)
        status = 0
    finally:
        os._exit(status)


def _outcome_of(job: Job, pipe: int) -> dict[str, Any] | None:
    worker = os.getppid()

    def tell(stage: str, done: int, total: int | None) -> None:
        if os.getppid() != worker:
            raise Lost(job.pk)  # nobody answers for this process any more
        _say(pipe, {"stage": stage, "done": done, "total": total})

    try:
        run(job, tell)
    except Refused as refused:
        return {"outcome": Outcome.REFUSED, "error": str(refused), "detail": refused.detail}
    except Lost:
        logger.warning("job %s was taken from its process, which leaves nothing behind", job.pk)
    except MemoryError:
        return {"outcome": Outcome.MEMORY}
    except OperationalError as error:
        logger.warning("job %s is to be tried again: %s", job.pk, type(error).__name__)
        return {"outcome": Outcome.BUSY}
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.task)
        return {"outcome": Outcome.FAILED}
    return None


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Unwinds, so that processes of its own are ended and transactions rolled back."""
    raise SystemExit(1)


def _limit_memory() -> None:
    """The soft limit alone: LibreOffice, started from here, needs to raise it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = settings.JOB_MEMORY * _MEGABYTE
    resource.setrlimit(
        resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(pipe: int, message: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):
        os.write(pipe, json.dumps(message).encode() + b"\n")
