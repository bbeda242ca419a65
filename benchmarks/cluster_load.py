"""People who read pages, programs that write rows and documents that are loaded: for benchmarks/cluster.py,
or beside one machine.

    DATABASE_URL=… python benchmarks/cluster_load.py SITE SECONDS [--readers 44] [--writers 6] [--think 8]
                                                                  [--documents 1] [--rows 3000]

Prints «begun» when the load begins, and a line of JSON about it at the end.
"""

import argparse
import itertools
import json
import os
import statistics
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.utils import timezone
from killed_jobs import finish, give

from coopregistry.models import User
from events.access import Access
from events.models import AccessKey, Entry
from importers.uploads.jobs import ask_to_load, ask_to_read
from importers.uploads.partial import RowsToLoad
from importers.uploads.preview import preview

PAGES = ("/", "/events/", "/partners/", "/reports/", "/figures/")
READERS, WRITERS, DOCUMENTS, ROWS = 4, 3, 6, 60
_THINK = 0.1  # seconds between two pages of a reader
_PAUSE = 0.6  # seconds between two writes of one key: its limit is 120 a minute
_DOCUMENTS_BEGIN = 20  # seconds after the others


class Load:
    """What readers and writers saw."""

    def __init__(self, site: str, think: float):
        self.site, self.think = site, think
        self.is_over = threading.Event()
        self.answers: Counter[str] = Counter()
        self.times: list[float] = []  # seconds of pages that were answered
        self.answered_at = [time.monotonic()]
        self.acknowledged: dict[int, str] = {}  # row → title
        self.not_seen: list[int] = []  # by their own writer, right after
        self.refused = b""  # the last answer that says the row is wrong, of which there must be none
        self.waits: list[float] = []  # seconds until a write was acknowledged
        self._lock = threading.Lock()

    def read(self, cookie: str) -> None:
        for page in itertools.cycle(PAGES):
            if self.is_over.is_set():
                return
            began = time.monotonic()
            status, _body, _headers = self._ask(page, {"Cookie": cookie})
            with self._lock:
                self.answers[f"page {status}"] += 1
                if status == 200:
                    self.times.append(time.monotonic() - began)
                    self.answered_at.append(time.monotonic())
            self.is_over.wait(self.think)

    def write(self, writer: int | str, key: str, row: dict[str, object]) -> None:
        written = ""
        for number in itertools.count():
            if self.is_over.is_set():
                return
            title = f"Проба {writer}-{number}"
            headers = {
                "Authorization": f"Bearer {key}",
                "Content-Type": "application/json",
                "Idempotency-Key": f"cluster-{writer}-{number}",
            }
            began = time.monotonic()
            status = 0
            while status != 201 and not self.is_over.is_set():
                body = json.dumps({**row, "title": title}).encode()
                status, answer, told = self._ask("/api/rows/", headers, body)
                with self._lock:
                    self.answers[f"write {status}"] += 1
                if status == 400:
                    self.refused = answer
                if status != 201:
                    time.sleep(0.5)
            if status != 201:
                return
            pk = json.loads(answer)["id"]
            written = next(
                (one.split(";")[0] for one in told if one.startswith(f"{settings.WRITTEN_COOKIE_NAME}=")),
                written,
            )
            status, _body, _headers = self._ask(
                f"/api/rows/{pk}/", {"Authorization": headers["Authorization"], "Cookie": written}
            )
            with self._lock:
                self.acknowledged[pk] = title
                self.waits.append(time.monotonic() - began)
                self.answers[f"own row {status}"] += 1
                if status == 404:
                    self.not_seen.append(pk)
            time.sleep(_PAUSE)

    def _ask(
        self, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> tuple[int, bytes, list[str]]:
        request = urllib.request.Request(self.site + path, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read(), answer.headers.get_all("Set-Cookie") or []
        except urllib.error.HTTPError as error:
            return error.code, error.read(), []
        except OSError:
            return 0, b"", []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--writers", type=int, default=WRITERS)
    parser.add_argument("--think", type=float, default=_THINK, help="seconds between two pages of a reader")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="at most 15")
    parser.add_argument("--rows", type=int, default=ROWS, help="of each document")
    given = parser.parse_args()
    load = Load(given.site, given.think)
    keys, cookies, row = prepare(given.readers, given.writers)
    threads = [threading.Thread(target=load.read, args=(cookie,)) for cookie in cookies]
    threads += [
        threading.Thread(target=load.write, args=(number, key, row)) for number, key in enumerate(keys)
    ]
    threads.append(threading.Thread(target=_load_documents, args=(given.documents, given.rows)))
    print("begun", flush=True)
    for thread in threads:
        thread.start()
    time.sleep(given.seconds)
    load.is_over.set()
    for thread in threads:
        thread.join()
    print(json.dumps(_stands(load, given.documents, given.rows), ensure_ascii=False))


def prepare(readers: int, writers: int) -> tuple[list[str], list[str], dict[str, object]]:
    """Keys of programs, session cookies of people, and the row that is written."""
    keys, cookies = [], []
    for number in range(max(readers, writers)):
        user = User.objects.create_user(f"reader{number}", password=os.urandom(9).hex())
        user.groups.add(Group.objects.get(name="coordinator"))
        day = timezone.localdate() + timedelta(days=1)
        keys.append(AccessKey.make(expires_on=day, user=user, name="cluster", scope="write")[1])
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session.save()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    report = Access.of(user).writable_reports().filter(kind="interregional_plan", partner=None).first()
    department = report.entries.first().department_id
    row = {"report": report.pk, "department": department, "dates": "в течение года", "partners": ["ru-32"]}
    row |= {"place": "г. Смоленск", "reason": "проба"}
    return keys[:writers], cookies[:readers], row


def _load_documents(documents: int, rows: int) -> None:
    """One after the other, read and loaded by jobs."""
    time.sleep(_DOCUMENTS_BEGIN)
    user = User.objects.get(username="reader0")
    for number in range(documents):
        pending = give(user, number, rows)
        finish(ask_to_read(pending, user))
        pending.refresh_from_db()
        seen = preview(pending, Access.of(user)).fingerprint
        finish(ask_to_load(pending, user, seen=seen, rows_to_load=RowsToLoad.ALL, replace=False))


def _stands(load: Load, number_of_documents: int, rows: int) -> dict[str, object]:
    connections.close_all()
    titles = Counter(
        Entry.objects.filter(cells__title__startswith="Проба ").values_list("cells__title", flat=True)
    )
    documents = [
        Entry.objects.filter(report__period_code=f"{2000 + number}-H1").count()
        for number in range(number_of_documents)
    ]
    times = sorted(load.times)
    return {
        "answers": dict(sorted(load.answers.items())),
        "pages s": round(statistics.median(times), 2),
        "p95 of pages s": round(statistics.quantiles(times, n=20)[-1], 2),
        "longest without a page s": round(
            max(later - sooner for sooner, later in itertools.pairwise(load.answered_at)), 1
        ),
        "writes acknowledged": len(load.acknowledged),
        "longest wait of a writer s": round(max(load.waits, default=0), 1),
        "writes gone": sum(not titles[title] for title in load.acknowledged.values()),
        "writes twice": sum(several > 1 for several in titles.values()),
        "own writes not seen": len(load.not_seen),
        "refused": load.refused.decode(),
        "documents wrong": sum(found != rows for found in documents),
    }


if __name__ == "__main__":
    main()
