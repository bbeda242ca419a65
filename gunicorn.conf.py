"""How gunicorn runs the registry; it reads this file by itself when started in this folder."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from coopregistry.jobs.companion import Companion
from coopregistry.overtime import Overtime

# Its own lines like those of the site. The access log stays off: paths of the registry hold secrets.
logconfig_dict = {
    "version": 1,
    "filters": {"request": {"()": "coopregistry.logs.RequestFilter"}},
    "formatters": {
        "line": {"()": "coopregistry.logs.LineFormatter"},
        "json": {"()": "coopregistry.logs.JSONFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": os.environ.get("LOG_FORMAT", "line"),
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "propagate": False},
    },
}
# A request that waits, on SQLite for another's write, on PostgreSQL for a row, costs a thread and no process:
# pages are answered beside it. With four, six writers that waited could still fill a process.
threads = 8
timeout = 60  # seconds; nothing long is done in a request
# The workers count into files of one folder, or /metrics would tell of the one that happens to answer.
_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
if _VARIABLE not in os.environ:
    os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="coopregistry-metrics-")
_FOLDER = os.environ[_VARIABLE]


def on_starting(server: Any) -> None:
    """Wrong settings are told in words, not at the first page. Figures begin with the server: files of an
    earlier run would be counted again."""
    if subprocess.run([sys.executable, "manage.py", "check"], stdout=subprocess.DEVNULL).returncode:
        sys.exit("The settings are wrong, see above: the site does not start.")
    Path(_FOLDER).mkdir(parents=True, exist_ok=True)
    for file in Path(_FOLDER).glob("*.db"):
        file.unlink()


_overtime = Overtime(timeout)


def post_worker_init(worker: Any) -> None:
    """With threads, gunicorn itself ends no request that takes too long."""
    _overtime.watch()


def pre_request(worker: Any, request: Any) -> None:
    _overtime.begins()


def post_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    _overtime.ends()


_companion = Companion()


def when_ready(server: Any) -> None:
    """The worker of jobs starts with the site."""
    _companion.start()


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 -- reads the folder's name

    mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    _companion.stop()
    shutil.rmtree(_FOLDER, ignore_errors=True)
