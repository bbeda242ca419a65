"""Two web nodes, workers and PostgreSQL under Patroni, PgBouncer, haproxy: one of each killed under load.

    python benchmarks/cluster.py [--keep FOLDER]

Starts what packaging/cluster describes on this machine (Debian: patroni etcd-server pgbouncer haproxy
postgresql), fills the database with the samples, and lets people read pages and programs write rows while a
web node, a worker with its job and the primary are killed. Prints a line of JSON; exits 1 where a write that
was acknowledged is gone or stands twice, a writer did not see what it wrote, a row was refused, or a document
was not loaded once.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cluster_nodes import ROOT, Cluster

# Seconds from the start of the load; documents are loaded from the 20th on.
_WEB_DIES, _WEB_IS_BACK, _WORKER_DIES, _WORKER_IS_BACK = 10, 20, 25, 45
_PRIMARY_DIES, _PRIMARY_IS_BACK, _END = 55, 85, 125
_FAULTS = ("writes gone", "writes twice", "own writes not seen", "refused", "documents wrong")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--keep", type=Path, help="an empty folder for databases and logs, kept afterwards")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as throw_away:
        folder = given.keep or Path(throw_away)
        folder.mkdir(exist_ok=True)
        cluster = Cluster(folder)
        try:
            cluster.start_databases()
            return run(cluster)
        finally:
            cluster.stop()


def run(cluster: Cluster) -> int:
    # Commands of an administrator go past the pooler.
    past_pooler = {"DATABASE_URL": cluster.primary_url, "DATABASE_POOLED": "0", "DATABASE_REPLICA_URL": ""}
    environment = cluster.environment() | past_pooler
    manage = (sys.executable, "manage.py")
    for command in (
        ("migrate", "-v0"),
        ("collectstatic", "-v0", "--noinput"),
        ("import_documents", "samples/documents"),
    ):
        subprocess.run([*manage, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    cluster.start_site()
    load = subprocess.Popen(
        [sys.executable, "benchmarks/cluster_load.py", cluster.site, str(_END)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    load.stdout.readline()  # begun
    told = _kill_one_of_each(cluster)
    told |= json.loads(load.communicate()[0])
    print(json.dumps(told, ensure_ascii=False))
    return 1 if any(told[fault] for fault in _FAULTS) or not told["writes acknowledged"] else 0


def _kill_one_of_each(cluster: Cluster) -> dict[str, object]:
    began = time.monotonic()

    def until(second: float) -> None:
        time.sleep(max(0.0, began + second - time.monotonic()))

    until(_WEB_DIES)
    cluster.kill("web1")
    until(_WEB_IS_BACK)
    cluster.start_web(0)
    until(_WORKER_DIES)
    cluster.kill("worker1")
    until(_WORKER_IS_BACK)
    cluster.start_worker(0)
    until(_PRIMARY_DIES)
    old = cluster.primary()
    cluster.kill(f"postgresql{old + 1}")
    died = time.monotonic()
    while cluster.primary() in (None, old):
        time.sleep(0.1)
    promoted = time.monotonic() - died
    until(_PRIMARY_IS_BACK)
    cluster.start_database(old)
    until(_END)
    return {"promoted after s": round(promoted, 1), "the old primary is": cluster.role_of(old)}


if __name__ == "__main__":
    sys.exit(main())
