"""What other readers wait for their pages while heavy documents are uploaded and compared.

    python benchmarks/uploads_beside_pages.py DOCUMENT [--uploads 3] [--readers 4]

Starts the site on a copy of the database as an installation on one machine does: gunicorn with three workers,
and the worker of jobs beside them. Prints a line of JSON: the readers' times in milliseconds, without uploads
and with.
"""

import argparse
import json
import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).parents[1]
PASSWORD = "a-password-of-the-benchmark"
PAGES = ("/", "/events/", "/partners/", "/reports/", "/import/")
USERS = """
from django.contrib.auth.models import Group
from coopregistry.models import User
for number in range(%d):
    user = User.objects.create_user(f"bench{number}", password="%s")
    user.groups.add(Group.objects.get(name="coordinator"))
"""


class Browser:
    """Signed in, and as patient as a person."""

    def __init__(self, site: str, user: str):
        self.site = site
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        self.get("/sign-in/")
        self.post("/sign-in/", {"username": user, "password": PASSWORD})

    def get(self, path: str) -> str:
        with self._opener.open(self.site + path, timeout=120) as answer:
            return answer.read().decode()

    def post(self, path: str, fields: dict[str, str], file: Path | None = None, **headers: str) -> str:
        token = next(cookie.value for cookie in self._cookies if cookie.name == "csrftoken")
        fields = {"csrfmiddlewaretoken": token, **fields}
        edge = "an-edge-between-parts"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        if file is not None:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{file.name}"\r\n\r\n'
            parts.append(head.encode() + file.read_bytes() + b"\r\n")
        request = urllib.request.Request(
            self.site + path,
            b"".join(parts) + f"--{edge}--\r\n".encode(),
            {"Content-Type": f"multipart/form-data; boundary={edge}", **headers},
        )
        with self._opener.open(request, timeout=120) as answer:
            return answer.url


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("document", type=Path)
    parser.add_argument("--database", type=Path, default=ROOT / "db.sqlite3")
    parser.add_argument("--uploads", type=int, default=3)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20, help="of reading before the uploads")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "registry.sqlite3"
        with closing(sqlite3.connect(given.database)) as own, closing(sqlite3.connect(database)) as copy:
            own.backup(copy)
        print(json.dumps(measure(given, database)))


def measure(given: argparse.Namespace, database: Path) -> dict[str, object]:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "LOG_LEVEL": "WARNING"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    users = USERS % (given.readers + given.uploads, PASSWORD)
    subprocess.run([*manage, "shell", "-v0", "-c", users], cwd=ROOT, env=environment, check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "coopregistry.wsgi",
        "--workers",
        "3",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment, start_new_session=True)
    try:
        return run(given, f"http://127.0.0.1:{port}")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def run(given: argparse.Namespace, site: str) -> dict[str, object]:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(site + "/sign-in/", timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    readers = [Browser(site, f"bench{number}") for number in range(given.readers)]
    uploaders = [Browser(site, f"bench{given.readers + number}") for number in range(given.uploads)]
    for browser in readers:
        for page in PAGES:
            browser.get(page)
    before = read_until(readers, lambda since: since > given.seconds)
    told: list[dict[str, float]] = []
    threads = [threading.Thread(target=upload, args=(one, given.document, told)) for one in uploaders]
    for thread in threads:
        thread.start()
    beside = read_until(readers, lambda since: not any(thread.is_alive() for thread in threads))
    return {"alone": times(before), "beside uploads": times(beside), "uploads": told}


def read_until(readers: list[Browser], is_over) -> list[float | None]:
    """Milliseconds of each page; None for one that was not answered."""
    taken: list[float | None] = []
    began = time.monotonic()

    def read(browser: Browser) -> None:
        while not is_over(time.monotonic() - began):
            for page in PAGES:
                start = time.monotonic()
                try:
                    browser.get(page)
                    taken.append((time.monotonic() - start) * 1000)
                except OSError:
                    taken.append(None)
                time.sleep(0.5)

    threads = [threading.Thread(target=read, args=(browser,)) for browser in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def upload(browser: Browser, document: Path, told: list[dict[str, float]]) -> None:
    """As a person does: gives the file, waits for its comparison, looks at it."""
    start = time.monotonic()
    url = browser.post("/import/", {}, document)
    page = urllib.parse.urlsplit(url).path
    given = time.monotonic() - start
    browser.post(f"{page}read/", {}, **{"HX-Request": "true"})
    while 'name="seen"' not in (shown := browser.get(page)):
        if not re.search(r"jobs/\d+/cancel/", shown):
            break
        time.sleep(1)
    told.append(
        {
            "given": round(given, 2),
            "compared": round(time.monotonic() - start, 1),
            "ok": 'name="seen"' in shown,
        }
    )


def times(taken: list[float | None]) -> dict[str, float]:
    seen = sorted(one for one in taken if one is not None)
    return {
        "pages": len(taken),
        "errors": taken.count(None),
        "median": round(statistics.median(seen)),
        "p95": round(seen[int(0.95 * (len(seen) - 1))]),
        "most": round(seen[-1]),
    }


if __name__ == "__main__":
    main()
