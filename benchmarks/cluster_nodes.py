"""The machines of packaging/cluster as processes on one: etcd, two PostgreSQL under Patroni, PgBouncer,
haproxy, two web nodes and two workers."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from string import Template

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
PATIENCE = 90.0  # seconds
SITE_PASSWORD = "password-of-the-site"


class Cluster:
    def __init__(self, folder: Path):
        self.folder = folder
        folder.chmod(0o755)
        names = ("ETCD_PORT", "ETCD_PEERS", "PRIMARY_PORT", "REPLICA_PORT", "PGBOUNCER_PORT", "SITE_PORT")
        self.ports = dict(zip(names, _free_ports(len(names)), strict=True))
        self.database_ports, self.rest_ports, self.web_ports = (_free_ports(2) for _one in range(3))
        self.running: dict[str, subprocess.Popen] = {}
        self.settings = {
            **{name: str(port) for name, port in self.ports.items()},
            "ADDRESS": ADDRESS,
            "HOST": ADDRESS,
            "NETWORK": f"{ADDRESS}/32",
            "ETCD": f"{ADDRESS}:{self.ports['ETCD_PORT']}",
            "BINARIES": str(sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]),
            "SUPERUSER_PASSWORD": "password-of-postgres",
            "REPLICATION_PASSWORD": "password-of-replication",
            "REWIND_PASSWORD": "password-of-rewind",
            "FIRST": f"{ADDRESS}:{self.database_ports[0]}",
            "SECOND": f"{ADDRESS}:{self.database_ports[1]}",
            "FIRST_REST": str(self.rest_ports[0]),
            "SECOND_REST": str(self.rest_ports[1]),
            "WEB1": f"{ADDRESS}:{self.web_ports[0]}",
            "WEB2": f"{ADDRESS}:{self.web_ports[1]}",
        }

    @property
    def site(self) -> str:
        return f"http://{ADDRESS}:{self.ports['SITE_PORT']}"

    def database_url(self, port: int, name: str = "registry", user: str = f"registry:{SITE_PASSWORD}") -> str:
        return f"postgres://{user}@{ADDRESS}:{port}/{name}"

    @property
    def primary_url(self) -> str:
        """Past the pooler."""
        return self.database_url(self.ports["PRIMARY_PORT"])

    def start_databases(self) -> None:
        client, peers = (f"http://{ADDRESS}:{self.ports[name]}" for name in ("ETCD_PORT", "ETCD_PEERS"))
        self._run(
            "etcd",
            *("etcd", "--data-dir", str(self._folder("etcd"))),
            *("--listen-client-urls", client, "--advertise-client-urls", client),
            *("--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers),
            *("--initial-cluster", f"default={peers}"),
            is_owner=True,
        )
        self.start_database(0)
        _wait(lambda: self.role_of(0) == "master", "the first PostgreSQL")
        self.start_database(1)
        _wait(lambda: self.role_of(1) == "replica", "the second PostgreSQL")
        self._run("haproxy", "haproxy", "-db", "-f", str(self._written("haproxy", "haproxy.cfg")))
        _wait(self._make_database, "the database")
        written = self._written("pgbouncer", "pgbouncer.ini")
        (written.parent / "userlist.txt").write_text(f'"registry" "{SITE_PASSWORD}"\n')
        self._run("pgbouncer", "pgbouncer", str(written), is_owner=True)

    def start_database(self, number: int) -> None:
        name = f"postgresql{number + 1}"
        written = self._written(
            name,
            "patroni.yml",
            NAME=name,
            REST_PORT=str(self.rest_ports[number]),
            POSTGRESQL_PORT=str(self.database_ports[number]),
        )
        self._run(name, "patroni", str(written), is_owner=True)

    def start_site(self) -> None:
        for number in (0, 1):
            self.start_web(number)
            self.start_worker(number)
        _wait(lambda: _status(self.site + "/health/live") == 200, "the site")

    def start_web(self, number: int) -> None:
        gunicorn = ("-m", "gunicorn", "coopregistry.wsgi", "--workers", "2")
        bind = ("--bind", self.settings[f"WEB{number + 1}"])
        self._run(f"web{number + 1}", sys.executable, *gunicorn, *bind, environment=self.environment())

    def start_worker(self, number: int) -> None:
        command = (sys.executable, "manage.py", "db_worker")
        self._run(f"worker{number + 1}", *command, environment=self.environment())

    def environment(self) -> dict[str, str]:
        pooled = self.ports["PGBOUNCER_PORT"]
        return {
            **os.environ,
            "DATABASE_URL": self.database_url(pooled),
            "DATABASE_REPLICA_URL": self.database_url(pooled, "registry_replica"),
            "DATABASE_POOLED": "1",
            "SECRET_KEY": "a-secret-key-of-the-cluster-that-serves-nobody-else-0123456789",
            "ALLOWED_HOSTS": ADDRESS,
            "HOME_SUBJECT": "ru-67",
            "TRUSTED_PROXIES": ADDRESS,
            "JOB_WORKER": "0",
            "JOB_LEASE": "5",
            "LOG_LEVEL": "WARNING",
        }

    def kill(self, name: str) -> None:
        """With all it started, as a machine that lost its power."""
        process = self.running.pop(name)
        postmaster = self.folder / name / "data" / "postmaster.pid"
        pids = [int(postmaster.read_text().split()[0])] if postmaster.exists() else []
        os.killpg(process.pid, signal.SIGKILL)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        process.wait()

    def primary(self) -> int | None:
        return next((number for number in (0, 1) if self.role_of(number) == "master"), None)

    def role_of(self, number: int) -> str:
        """As its Patroni says; "" where it does not answer or is not ready."""
        try:
            with urllib.request.urlopen(
                f"http://{ADDRESS}:{self.rest_ports[number]}/patroni", timeout=2
            ) as told:
                state = json.load(told)
        except (OSError, ValueError):
            return ""
        return state.get("role", "") if state.get("state") == "running" else ""

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)

    def _make_database(self) -> bool:
        superuser = f"postgres:{self.settings['SUPERUSER_PASSWORD']}"
        try:
            own = psycopg2.connect(self.database_url(self.ports["PRIMARY_PORT"], "postgres", superuser))
        except psycopg2.OperationalError:
            return False
        own.autocommit = True
        with own.cursor() as cursor:
            cursor.execute(f"CREATE ROLE registry LOGIN PASSWORD '{SITE_PASSWORD}'")
            # What a connection would ask for by itself is lost behind a pooler.
            for limit in (
                "lock_timeout = '5s'",
                "statement_timeout = '60s'",
                "jit = off",
                "random_page_cost = 1.1",
            ):
                cursor.execute(f"ALTER ROLE registry SET {limit}")
            cursor.execute("CREATE DATABASE registry OWNER registry")
        own.close()
        return True

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(exist_ok=True, mode=0o700)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        return folder

    def _written(self, name: str, template: str, **more: str) -> Path:
        folder = self._folder(name)
        text = Template((ROOT / "packaging" / "cluster" / template).read_text())
        written = folder / template
        written.write_text(text.substitute(self.settings, FOLDER=str(folder), **more))
        written.chmod(0o644)
        return written

    def _run(
        self, name: str, *command: str, is_owner: bool = False, environment: dict[str, str] | None = None
    ) -> None:
        as_owner = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            [*(as_owner if is_owner and os.getuid() == 0 else ()), *command],
            cwd=self._folder(name) if is_owner else ROOT,
            env=environment or {**os.environ, "HOME": str(self.folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _free_ports(several: int) -> list[int]:
    taken = [socket.create_server((ADDRESS, 0)) for _one in range(several)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _wait(is_so, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise SystemExit(f"{what} did not come within {PATIENCE:.0f} s: see the logs")
        time.sleep(0.3)
