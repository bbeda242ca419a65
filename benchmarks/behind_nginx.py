"""Site and worker as the shipped units start them, behind nginx with the shipped configuration, under load.

    tests/with_postgresql python benchmarks/behind_nginx.py [--keep FOLDER] [--seconds 100]

Of the units it takes commands, environment, `MemoryMax` (where it may make a control group), and what systemd
does with them: what has ended is started again after `RestartSec`, a stop is SIGTERM, a reload SIGHUP.
Processes are killed, reloaded and restarted while people read pages and programs write rows over TLS. Prints
a line of JSON; exits 1 where a write that was acknowledged is gone or stands twice, a writer did not see what
it wrote, a row was refused or a document was not loaded once.
"""

import argparse
import configparser
import contextlib
import json
import os
import re
import shlex
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
ADDRESS = "127.0.0.1"
PORT, PLAIN_PORT = 8443, 8480
GROUPS = Path("/sys/fs/cgroup/memory")  # of version 1
SIZES = {"M": 2**20, "G": 2**30}
_FAULTS = ("writes gone", "writes twice", "own writes not seen", "refused", "documents wrong")


class Unit:
    """A service, kept running as systemd would."""

    def __init__(self, name: str, folder: Path, environment: dict[str, str]):
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str
        unit.read(PACKAGING / "systemd" / f"registry-{name}.service")
        service = unit["Service"]
        self.name = name
        self.environment = environment | dict(
            one.split("=", 1) for one in shlex.split(_here(service["Environment"], folder))
        )
        command = _here(service["ExecStart"], folder)
        self.command = shlex.split(re.sub(r"\$\{(\w+)\}", lambda found: self.environment[found[1]], command))
        self.restart_after = float(service["RestartSec"])
        self.stop_after = float(service["TimeoutStopSec"])
        self.memory = service["MemoryMax"]
        self.log = (folder / f"{name}.log").open("ab")
        self.is_over = False
        self.starts = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.group = _memory_group(f"registry-{name}", self.memory)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while not self.is_over:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=self.log,
                stderr=self.log,
                start_new_session=True,
            )
            if self.group:
                (self.group / "cgroup.procs").write_text(str(self.process.pid))
            self.starts += 1
            self.process.wait()
            with contextlib.suppress(ProcessLookupError):  # KillMode=mixed: what is left of it too
                os.killpg(self.process.pid, signal.SIGKILL)
            time.sleep(self.restart_after)

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def kill_child(self) -> None:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)

    def stop(self) -> None:
        self.is_over = True
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(self.stop_after)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    @property
    def peak(self) -> int | None:
        """Megabytes of all its processes."""
        return int((self.group / "memory.max_usage_in_bytes").read_text()) // 2**20 if self.group else None


def _here(text: str, folder: Path) -> str:
    """The places of an installed registry in those of this folder."""
    for place, own in (
        ("/opt/registry/current/.venv/bin", Path(sys.executable).parent),
        ("/opt/registry/current", ROOT),
        ("/run/registry", folder),
        ("/etc/registry/tls", folder),
        ("/var/lib/registry", folder),
        ("/var/log/nginx", folder),
        ("/etc/nginx/registry-proxy.conf", PACKAGING / "nginx" / "registry-proxy.conf"),
        ("@HOST@", ADDRESS),
        ("listen 443", f"listen {ADDRESS}:{PORT}"),
        ("listen 80", f"listen {ADDRESS}:{PLAIN_PORT}"),
    ):
        text = text.replace(place, str(own))
    return re.sub(r"listen \[::\].*", "", text)


def _memory_group(name: str, limit: str) -> Path | None:
    group = GROUPS / f"{name}-{os.getpid()}"
    try:
        group.mkdir()
        (group / "memory.limit_in_bytes").write_text(str(int(limit[:-1]) * SIZES[limit[-1]]))
    except OSError:
        return None
    return group


def start_nginx(folder: Path) -> subprocess.Popen[bytes]:
    subprocess.run(
        shlex.split(
            f"openssl req -x509 -newkey rsa:2048 -days 2 -nodes -subj /CN={ADDRESS} -addext "
            f"subjectAltName=IP:{ADDRESS} -keyout {folder}/key.pem -out {folder}/certificate.pem"
        ),
        check=True,
        stderr=subprocess.DEVNULL,
    )
    site = _here((PACKAGING / "nginx" / "registry.conf").read_text(), folder)
    user = "user root;" if os.getuid() == 0 else ""
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    written = folder / "nginx.conf"
    written.write_text(
        f"{user} worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; {temporary}\n{site} }}\n"
    )
    return subprocess.Popen(["nginx", "-c", str(written), "-g", "daemon off;"], stderr=subprocess.DEVNULL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--keep", type=Path, help="an empty folder for logs, kept afterwards")
    parser.add_argument("--seconds", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as throw_away:
        folder = given.keep or Path(throw_away)
        folder.mkdir(exist_ok=True, parents=True)
        return run(folder, given.seconds)


def run(folder: Path, seconds: int) -> int:
    environment = {
        **os.environ,
        "SECRET_KEY": "a-secret-key-of-a-benchmark-that-serves-nobody-else-0123456789",
        "ALLOWED_HOSTS": f"{ADDRESS},localhost",
        "HOME_SUBJECT": "ru-67",
        "TRUSTED_PROXIES": "unix",
        "SSL_CERT_FILE": str(folder / "certificate.pem"),
    }
    for command in (
        ("migrate", "-v0"),
        ("collectstatic", "-v0", "--noinput"),
        ("import_documents", "samples/documents"),
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    nginx = start_nginx(folder)
    units = [Unit("web", folder, environment), Unit("worker", folder, environment)]
    try:
        told = under_load(*units, environment, seconds)
    finally:
        for unit in units:
            unit.stop()
        nginx.terminate()
    for unit in units:
        told |= {f"starts of {unit.name}": unit.starts, f"MB of {unit.name} at most": unit.peak}
    print(json.dumps(told, ensure_ascii=False))
    return 1 if any(told[fault] for fault in _FAULTS) or not told["writes acknowledged"] else 0


def under_load(web: Unit, worker: Unit, environment: dict[str, str], seconds: int) -> dict[str, object]:
    trusted = ssl.create_default_context(cafile=environment["SSL_CERT_FILE"])
    while not _is_live(trusted):
        time.sleep(0.5)
    load = subprocess.Popen(
        [sys.executable, "benchmarks/cluster_load.py", f"https://{ADDRESS}:{PORT}", str(seconds)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    load.stdout.readline()  # begun
    began = time.monotonic()
    for part, act in (
        (0.1, web.kill_child),
        (0.2, lambda: web.signal(signal.SIGHUP)),
        (0.35, lambda: web.signal(signal.SIGKILL)),
        (0.5, lambda: worker.signal(signal.SIGKILL)),
        (0.65, lambda: web.signal(signal.SIGTERM)),
        (0.75, lambda: worker.signal(signal.SIGTERM)),
    ):
        time.sleep(max(0.0, began + part * seconds - time.monotonic()))
        act()
    return json.loads(load.communicate()[0])


def _is_live(trusted: ssl.SSLContext) -> bool:
    try:
        with urllib.request.urlopen(f"https://{ADDRESS}:{PORT}/health/live", context=trusted, timeout=10):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
