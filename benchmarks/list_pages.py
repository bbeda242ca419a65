"""Queries, milliseconds and CPU of every list page against the database named by DATABASE_URL.

DATABASE_URL=… python benchmarks/list_pages.py [--repeat 20] [--only part-of-a-name] [--files]
                                               [--save FILE] [--against FILE]

Beside a page stand the plain SQL that fetches what it shows and the list of the same records in Django's
admin, measured in the same run, as ratios of CPU (page : peer). --save keeps the CPU of each page as JSON,
--against divides by what another run kept: the growth between two sizes. Exits 1 where the 95th percentile of
a list page passes LIMIT_MS. The pages are asked of the application itself, without a web server in front. CPU
is that of this process: on a busy machine it tells more than the clock; of PostgreSQL it is the share of the
application alone.
"""

import argparse
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import NoReverseMatch, reverse

from agreements.models import Agreement, Department, Partner
from coopregistry.models import User
from events.models import Entry, Event, Report, Sphere, Submission

LIMIT_MS = 200


def pages() -> Iterator[tuple[str, str]]:
    """Name and address, each with the records that have most to show."""
    busiest = Partner.objects.partners().annotate(n=Count("event_links")).order_by("-n")
    subject = busiest.filter(kind=Partner.Kind.SUBJECT).first()
    country = Partner.objects.get(code="by")
    report = Report.objects.annotate(n=Count("entries")).order_by("-n").first()
    department = Department.objects.annotate(n=Count("entries")).order_by("-n").first()
    sphere = Sphere.objects.annotate(n=Count("sections__entries")).order_by("-n").first()
    agreement = Agreement.objects.annotate(n=Count("events")).order_by("-n").first()
    submission = Submission.objects.first()
    events = url("events:events")
    yield "my tasks", url("home")
    yield "documents", url("events:reports")
    yield "document", url("events:report", report.pk)
    yield "board", url("events:board")
    if submission:
        yield "submission", url("events:part", submission.pk)
    yield "events", events
    yield "events, page 1000", f"{events}?page=1000"
    yield "events, by title", f"{events}?order=title"
    yield "events, by partner", f"{events}?order=partner"
    yield "events, by department", f"{events}?order=department"
    yield "events, by participants", f"{events}?order=participants"
    yield "events, by partner, page 1000", f"{events}?order=partner&page=1000"
    yield "events, a subject", f"{events}?partner={subject.code}"
    yield "events, Belarus", f"{events}?partner=by"
    yield "events, a district", f"{events}?district=ru-fd-central"
    yield "events, without a subject", f"{events}?partner={subject.code}&exclude=partner"
    yield "events, a department", f"{events}?department={department.pk}"
    yield "events, a sphere", f"{events}?sphere={sphere.pk}"
    yield "events, a year", f"{events}?period={report.start.year}"
    yield "events, held", f"{events}?outcome=held"
    yield "events, unplanned", f"{events}?outcome=unplanned"
    yield "events, no information", f"{events}?outcome=silent"
    yield "events, with findings", f"{events}?findings=yes"
    yield "events, nothing missing", f"{events}?missing=partner&missing=sphere"
    yield "events, one word", f"{events}?text=ярмарок"
    yield "events, three words", f"{events}?text=фестивали+библиотек+соседи"
    yield "events, a rare word", f"{events}?text=побратимство"
    yield (
        "events, six conditions",
        (
            f"{events}?partner={subject.code}&text=ярмарки&department={department.pk}"
            f"&outcome=held&period={report.start.year}&mode=online"
        ),
    )
    yield "an event", url("events:event", Event.objects.order_by("pk").first().pk)
    yield "partners", url("events:partners")
    yield "partners, by name", f"{url('events:partners')}?order=name"
    yield "a subject", url("events:partner", subject.pk)
    yield "Belarus", url("events:partner", country.pk)
    yield (
        "dossier of a year",
        (
            f"{url('events:dossier', country.pk)}"
            f"?start={report.start.year}-01-01&end={report.start.year}-12-31"
        ),
    )
    yield "agreements", url("events:agreements")
    yield "an agreement", url("events:agreement", agreement.pk)
    yield "events without agreement", url("events:events_without_agreement")
    yield "partners without agreement", url("events:partners_without_agreement")
    yield "lookup of partners", f"{url('events:event_lookup', 'partner')}?q=бела"
    year = f"period={report.start.year}"
    yield "figures, by documents", f"{url('events:dashboard')}?{year}&by=documents"
    yield (
        "figures, all years",
        f"{url('events:dashboard')}?period={report.start.year - 9}..{report.start.year}",
    )
    yield "figures of a partner", f"{url('events:dashboard')}?{year}&partner={subject.code}"
    yield "groupings", f"{url('events:groupings')}?{year}"
    yield "groupings, by documents", f"{url('events:groupings')}?{year}&by=documents"
    for name in ("events:search", "events:dashboard", "events:calendar", "events:map"):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        yield name, f"{address}?q=ярмарок" if name == "events:search" else address


_LATEST = "(start IS NULL), start DESC, id DESC"
_EVENTS = "SELECT id, title, start, place FROM events_event WHERE removed_at IS NULL ORDER BY"
# What a page shows, asked in plain SQL.
RAW = {
    "events": f"{_EVENTS} {_LATEST} LIMIT 50",
    "events, page 1000": f"{_EVENTS} {_LATEST} LIMIT 50 OFFSET 49950",
    "events, by title": f"{_EVENTS} SUBSTR(search, 1, 100), id LIMIT 50",
    "events, by partner": f"{_EVENTS} (partner_key = ''), partner_key, {_LATEST} LIMIT 50",
    "partners": (
        "SELECT partner_id, COUNT(*) FROM events_eventpartner JOIN events_event event ON event.id = event_id "
        "WHERE role <> 'mentioned' AND removed_at IS NULL GROUP BY partner_id ORDER BY 2 DESC LIMIT 25"
    ),
    "documents": (
        "SELECT id, title, (SELECT COUNT(*) FROM events_entry entry WHERE entry.report_id = report.id "
        "AND entry.removed_at IS NULL) FROM events_report report WHERE removed_at IS NULL "
        "ORDER BY start LIMIT 25"
    ),
}
ADMIN = {
    "documents": "admin:events_report_changelist",
    "events": "admin:events_event_changelist",
    "partners": "admin:agreements_partner_changelist",
    "agreements": "admin:agreements_agreement_changelist",
}


def files() -> Iterator[tuple[str, str]]:
    for suffix in ("csv", "xlsx", "docx"):
        yield f"all events as {suffix}", url("events:events_file", suffix)
    yield "journal of agreements", url("events:agreement_journal", "docx")


def url(name: str, *arguments: Any) -> str:
    return reverse(name, args=arguments)


class Counter:
    """How many queries were asked and how long the database took."""

    def __init__(self) -> None:
        self.queries, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.queries += 1
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += time.perf_counter() - began


def measure(client: Client, address: str, repeat: int) -> tuple[int, list[float], float, float, int]:
    took, cpu = [], []
    for _ in range(repeat + 1):
        counter = Counter()
        with connection.execute_wrapper(counter):
            began, busy = time.perf_counter(), time.process_time()
            answer = client.get(address, HTTP_HOST="localhost")
            size = sum(map(len, answer)) if answer.streaming else len(answer.content)
            took.append((time.perf_counter() - began) * 1000)
            cpu.append((time.process_time() - busy) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    warm = took[1:] or took
    return counter.queries, sorted(warm), statistics.median(cpu[1:] or cpu), counter.seconds * 1000, size


def measure_sql(statement: str, repeat: int) -> float:
    """The median of its CPU, in milliseconds."""
    took = []
    for _ in range(repeat + 1):
        busy = time.process_time()
        with connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.fetchall()
        took.append((time.process_time() - busy) * 1000)
    return statistics.median(took[1:])


def ratio(part: float, whole: float | None) -> str:
    return f"{part / whole:.1f}" if whole else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--only", default="")
    parser.add_argument("--files", action="store_true", help="measure the exports, once each")
    parser.add_argument("--save", type=Path, help="a file for the CPU of each page")
    parser.add_argument("--against", type=Path, help="such a file, of another size")
    arguments = parser.parse_args()
    settings.DEBUG = False
    gc.collect()
    gc.freeze()  # as coopregistry.wsgi
    client = Client()
    user, _made = User.objects.get_or_create(
        username="a-measurer", defaults={"is_superuser": True, "is_staff": True}
    )
    client.force_login(user)
    repeat = 0 if arguments.files else arguments.repeat
    before = json.loads(arguments.against.read_text()) if arguments.against else {}
    print(f"{connection.vendor}: {Event.objects.count()} events, {Entry.objects.count()} rows")
    print("| page | queries | p50 ms | p95 ms | CPU ms | in SQL | KB | : plain SQL | : admin | growth |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    slow, kept = [], {}
    for name, address in files() if arguments.files else pages():
        if arguments.only not in name:
            continue
        queries, took, cpu, in_sql, size = measure(client, address, repeat)
        p95 = took[max(0, -(-len(took) * 95 // 100) - 1)]
        raw = measure_sql(RAW[name], repeat) if name in RAW else None
        admin = measure(client, url(ADMIN[name]), repeat)[2] if name in ADMIN else None
        print(
            f"| {name} | {queries} | {statistics.median(took):.0f} | {p95:.0f} | {cpu:.0f} | {in_sql:.0f} "
            f"| {size / 1024:.0f} | {ratio(cpu, raw)} | {ratio(cpu, admin)} "
            f"| {ratio(cpu, before.get(name))} |",
            flush=True,
        )
        kept[name] = cpu
        if p95 > LIMIT_MS and not arguments.files:
            slow.append(name)
    if arguments.save:
        arguments.save.write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    if slow:
        print(f"over {LIMIT_MS} ms: {', '.join(slow)}")
        raise SystemExit(1)


if __name__ == "__main__":
    main()
