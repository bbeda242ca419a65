"""Queries, milliseconds and CPU of every list page against the database named by DATABASE_URL.

DATABASE_URL=… python benchmarks/list_pages.py [--repeat 20] [--only part-of-a-name] [--files]

Exits 1 where the 95th percentile of a list page passes LIMIT_MS. The pages are asked of the application
itself, without a web server in front of it. CPU is that of this process: on a busy machine it tells more
than the clock; of PostgreSQL it tells the application's share alone.
"""

import argparse
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
    yield "events, page 500", f"{events}?page=500"
    yield "events, by title", f"{events}?order=title"
    yield "events, by partner", f"{events}?order=partner"
    yield "events, by department", f"{events}?order=department"
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
    yield "groupings", f"{url('events:groupings')}?{year}"
    yield "groupings, by documents", f"{url('events:groupings')}?{year}&by=documents"
    for name in ("events:search", "events:dashboard", "events:calendar", "events:map"):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        yield name, f"{address}?q=ярмарок" if name == "events:search" else address


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--only", default="")
    parser.add_argument("--files", action="store_true", help="measure the exports, once each")
    arguments = parser.parse_args()
    settings.DEBUG = False
    client = Client()
    user, _made = User.objects.get_or_create(
        username="a-measurer", defaults={"is_superuser": True, "is_staff": True}
    )
    client.force_login(user)
    print(f"{connection.vendor}: {Event.objects.count()} events, {Entry.objects.count()} rows")
    print(
        f"| {'page':<28} | queries | p50 ms | p95 ms | CPU ms | in SQL | KB |\n|---|---|---|---|---|---|---|"
    )
    slow = []
    for name, address in files() if arguments.files else pages():
        if arguments.only not in name:
            continue
        queries, took, cpu, in_sql, size = measure(
            client, address, 0 if arguments.files else arguments.repeat
        )
        p95 = took[max(0, -(-len(took) * 95 // 100) - 1)]
        print(
            f"| {name:<28} | {queries} | {statistics.median(took):.0f} | {p95:.0f} | {cpu:.0f} "
            f"| {in_sql:.0f} | {size / 1024:.0f} |",
            flush=True,
        )
        if p95 > LIMIT_MS and not arguments.files:
            slow.append(name)
    if slow:
        print(f"over {LIMIT_MS} ms: {', '.join(slow)}")
        raise SystemExit(1)


if __name__ == "__main__":
    main()
