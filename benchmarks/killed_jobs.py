"""Kills jobs and workers with SIGKILL while documents are loaded, and counts what stands afterwards.

    DATABASE_URL=… python benchmarks/killed_jobs.py [--kills 30] [--rows 60]

Writes to the database it is given: use a throw-away one (`tests/with_postgresql` starts a PostgreSQL). Each
document is read and loaded by jobs; at a random moment the process of the loading is killed, every third time
the worker with it. Exits 1 where a job was lost, or a document stands twice or in part.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")
os.environ.setdefault("JOB_LEASE", "2")

import django

django.setup()

from django.contrib.auth.models import Group

from coopregistry.models import Job, User
from events.access import Access
from events.models import Entry
from events.period import Period
from events.vocabulary import Kind
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.models import ImportRun, PendingImport
from importers.uploads.jobs import ask_to_load, ask_to_read
from importers.uploads.partial import RowsToLoad
from importers.uploads.preview import preview
from importers.uploads.storing import store_upload
from tests.importers.dumps import CULTURE, dump, plan_row

PATIENCE = 180.0  # seconds


def start_worker() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "db_worker"], cwd=ROOT, env={**os.environ, "LOG_LEVEL": "ERROR"}
    )


def process_of_job(worker: subprocess.Popen) -> int | None:
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    return int(children[0]) if children else None


def finish(job: Job) -> Job:
    until = time.monotonic() + PATIENCE
    while not job.is_finished and time.monotonic() < until:
        time.sleep(0.02)
        job.refresh_from_db()
    return job


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    user, _created = User.objects.get_or_create(username="killed")
    user.groups.add(Group.objects.get(name="coordinator"))
    chance = random.Random(given.seed)
    worker, took = start_worker(), 0.0
    counts = {"documents": 0, "jobs killed": 0, "workers killed": 0, "in vain": 0, "lost": 0, "wrong": 0}
    before = ImportRun.objects.count()
    try:
        while counts["jobs killed"] + counts["workers killed"] < given.kills:
            number = counts["documents"] = counts["documents"] + 1
            pending = give(user, number, given.rows)
            finish(ask_to_read(pending, user))
            pending.refresh_from_db()
            seen = preview(pending, Access.of(user)).fingerprint
            job = ask_to_load(pending, user, seen=seen, rows_to_load=RowsToLoad.ALL, replace=False)
            began = time.monotonic()
            if number > 1:  # the first tells how long one takes
                worker = kill(worker, job, chance.uniform(0, took), counts)
            finish(job)
            took = took or time.monotonic() - began
            pending.refresh_from_db()
            counts["lost"] += not job.is_finished or pending.run is None
            stands = Entry.objects.filter(report=pending.run.report).count() if pending.run else 0
            counts["wrong"] += stands != given.rows
        counts["wrong"] += ImportRun.objects.count() - before != counts["documents"]
    finally:
        worker.terminate()
        worker.wait()
    print(json.dumps({**counts, "seconds of a load": round(took, 2)}))
    return 1 if counts["lost"] or counts["wrong"] else 0


def give(user: User, number: int, rows: int) -> PendingImport:
    """A plan of a year of its own."""
    year = 2000 + number
    own = [plan_row(f"Ярмарка {number}-{row}", dates=f"12 марта {year} года") for row in range(rows)]
    target = Target(kind=Kind.INTERREGIONAL_PLAN, period=Period.parse(f"{year}-H1"))
    data = dump([(CULTURE, own)], title="")
    return store_upload(Upload(name=f"план {year}.txt", data=data), user=user, target=target)


def kill(worker: subprocess.Popen, job: Job, wait: float, counts: dict[str, int]) -> subprocess.Popen:
    """The worker that goes on."""
    job.refresh_from_db()
    while job.state == Job.State.WAITING:
        time.sleep(0.005)
        job.refresh_from_db()
    time.sleep(wait)
    pid = process_of_job(worker)
    if pid is None:
        counts["in vain"] += 1  # done before
        return worker
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    if (counts["jobs killed"] + counts["workers killed"]) % 3 < 2:
        counts["jobs killed"] += 1
        return worker
    worker.kill()
    worker.wait()
    counts["workers killed"] += 1
    return start_worker()


if __name__ == "__main__":
    sys.exit(main())
