"""Starts real workers on the test database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from coopregistry.jobs import queue
from coopregistry.models import Job

ROOT = Path(__file__).parents[3]
PATIENCE = 300.0  # seconds, on a busy machine


def ask(task: Any, *args: Any, user: Any = None, key: str = "", **kwargs: Any) -> Job:
    """As the site asks for work that a worker is to do."""
    return queue.add(task.module_path, args, kwargs, user=user, key=key)


def database_address() -> str:
    """Of the database this test writes to."""
    stands = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{stands['NAME']}"
    return f"postgres://{stands['USER']}@{stands['HOST']}:{stands['PORT']}/{stands['NAME']}"


@contextmanager
def worker(*options: str, **environment: Any) -> Iterator[subprocess.Popen]:
    """Ended at once when the block is left, if it has not ended itself."""
    own = {name: str(value) for name, value in environment.items()}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", *options],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": database_address(),
            "JOB_LEASE": "3",
            "LOG_LEVEL": "WARNING",
            **own,
        },
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)  # or the two are one
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def until(is_so: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, [(job.pk, job.task, job.state, job.error) for job in Job.objects.all()]
        time.sleep(0.05)


def is_finished(job: Job) -> bool:
    job.refresh_from_db()
    return job.is_finished


def work_off(**environment: Any) -> None:
    """One worker until nothing is left."""
    with worker("--until-empty", **environment) as process:
        assert process.wait(PATIENCE) == 0
