"""Ends a process of the server that serves a request too long, after what its other threads do."""

import logging
import os
import signal
import threading
import time

logger = logging.getLogger(__name__)

_LOOK = 1.0  # seconds between two looks
_GRACE = 30.0  # seconds that the other requests of the process get, as gunicorn gives them


class Overtime:
    """`begins` and `ends` are called in the thread of the request, `watch` once in each process."""

    def __init__(self, seconds: float):
        self._seconds = seconds
        self._since: dict[int, float] = {}  # thread → when its request began, on the monotonic clock

    def begins(self) -> None:
        self._since[threading.get_ident()] = time.monotonic()

    def ends(self) -> None:
        self._since.pop(threading.get_ident(), None)

    def is_exceeded(self) -> bool:
        before = time.monotonic() - self._seconds
        return any(since < before for since in list(self._since.values()))

    def watch(self) -> None:
        threading.Thread(target=self._watch, name="overtime", daemon=True).start()

    def _watch(self) -> None:
        while not self.is_exceeded():
            time.sleep(_LOOK)
        logger.error("a request took longer than %s s: its process is ended", self._seconds)
        # gunicorn takes no more requests here and starts another process
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os._exit(1)  # Python itself would wait for the thread that does not end
