"""Pages beside writers that wait: what readers see while somebody holds SQLite's only write lock.

    DATABASE_URL=sqlite:///… python benchmarks/writers_wait.py [--threads 1 8] [--seconds 15]
                                                               [--readers 4] [--writers 6]

Starts gunicorn with three processes for each number of threads, holds the lock for some seconds, and prints a
line of JSON: the pages answered in these seconds, and the writes acknowledged once the lock was free.
"""

import argparse
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from cluster_load import Load, prepare
from django.conf import settings

ROOT = Path(__file__).parents[1]
_START = 300.0  # seconds, on a busy machine
_WARM = 40  # pages read before: each process builds the gazetteer with its first one
_AFTER = 25.0  # seconds for those who waited


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--writers", type=int, default=6)
    given = parser.parse_args()
    keys, cookies, row = prepare(given.readers, given.writers)
    for threads in given.threads:
        print(json.dumps(_measured(threads, given.seconds, keys, cookies, row)), flush=True)


def _measured(
    threads: int, seconds: float, keys: list[str], cookies: list[str], row: dict[str, object]
) -> dict[str, object]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "coopregistry.wsgi", "--workers", "3"]
    command += ["--threads", str(threads), "--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, "LOG_LEVEL": "ERROR", "JOB_WORKER": "0"}
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        return _run(Load(f"http://127.0.0.1:{port}", 0.2), threads, seconds, keys, cookies, row)
    finally:
        server.terminate()
        server.wait()


def _run(
    load: Load, threads: int, seconds: float, keys: list[str], cookies: list[str], row: dict[str, object]
) -> dict[str, object]:
    _wait_for(load.site)
    readers = [threading.Thread(target=load.read, args=(cookie,)) for cookie in cookies]
    writers = [
        threading.Thread(target=load.write, args=(f"{threads}-{number}", key, row))
        for number, key in enumerate(keys)
    ]
    for thread in readers:
        thread.start()
    while len(load.times) < _WARM:
        time.sleep(0.1)
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)) as holder:
        holder.execute("PRAGMA busy_timeout = 10000")
        holder.execute("BEGIN IMMEDIATE")
        for thread in writers:
            thread.start()
        began, before = time.monotonic(), len(load.times)
        time.sleep(seconds)
        during = load.times[before:]
        acknowledged = len(load.acknowledged)
        holder.execute("ROLLBACK")
    since = [moment for moment in load.answered_at if moment > began][: len(during)]
    gaps = [later - sooner for sooner, later in zip([began, *since], [*since, began + seconds], strict=True)]
    time.sleep(_AFTER)
    load.is_over.set()
    for thread in (*readers, *writers):
        thread.join()
    return {
        "threads": threads,
        "pages while the lock was held": len(during),
        "median s": round(statistics.median(during), 2) if during else None,
        "longest without a page s": round(max(gaps), 1),
        "writes acknowledged meanwhile": acknowledged,
        "afterwards": len(load.acknowledged) - acknowledged,
        "answers": dict(sorted(load.answers.items())),
    }


def _wait_for(site: str) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(site + "/sign-in/", timeout=30).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the site does not start")


if __name__ == "__main__":
    main()
