"""Keeps a worker beside a server, so that an installation on one machine starts both by one command."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

_MANAGE = Path(__file__).parents[2] / "manage.py"
_PAUSE = 2.0  # seconds before a worker that ended is started again
_PATIENCE = 30.0  # seconds a worker gets to finish its jobs or give them back


class Companion:
    """`start` and `stop` in the server's own process. The worker ends with that process, however it ends."""

    def __init__(self) -> None:
        self._worker: subprocess.Popen | None = None
        self._is_wanted = threading.Event()

    def start(self) -> None:
        """Nothing where JOB_WORKER is 0: workers run by themselves."""
        if os.environ.get("JOB_WORKER", "1") == "0":
            return
        self._is_wanted.set()
        threading.Thread(target=self._keep, name="worker", daemon=True).start()

    def stop(self, *, waits: bool = True) -> None:
        self._is_wanted.clear()
        worker = self._worker
        if worker is None or worker.poll() is not None:
            return
        worker.send_signal(signal.SIGTERM)
        if not waits:
            return
        try:
            worker.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()

    def _keep(self) -> None:
        while self._is_wanted.is_set():
            self._worker = subprocess.Popen([sys.executable, str(_MANAGE), "db_worker", "--with-parent"])
            self._worker.wait()
            time.sleep(_PAUSE)
