"""Measures writing events as an import does: rows, history, provenance, words and kept values; reads nothing.

DATABASE_URL=… python benchmarks/write_events.py [--events 5000]; the database is migrated and stays as filled

Beside it, on the same rows: `bulk_create` of Django, and the driver alone with values made ready before. All
CPU seconds of this process; on PostgreSQL the server works beside it.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import many_events  # sets Django up

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction

from coopregistry import bulk, history
from events.entries import governing
from events.models import Entry, EntryPartner
from importers.models import ImportedRow, ImportRun, SourceDocument

AIM = 5_000  # events a second


class Stages:
    """CPU seconds of each stage, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        done = work()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began
        return done


def write(batch: Sequence[many_events.Made], stages: Stages) -> None:
    """In one transaction and one change set, by the functions that imports use."""
    rows = [row for made in batch for row in made.rows]
    source, _new = SourceDocument.objects.get_or_create(sha256="0" * 64, defaults={"content": b"", "size": 0})
    with transaction.atomic(), history.change_set(reason="Import") as changes:
        events = stages.run("events", lambda: governing.new_events(len(batch)))
        for made, event in zip(batch, events, strict=True):
            made.rows[0].own_event = event
            for row in made.rows:
                row.event = event
        stages.run("rows, their words and history", lambda: Entry.objects.bulk_create(rows))
        links = [
            EntryPartner(entry=row, partner=partner, role=role, cell="partner", phrase=partner.name)
            for made in batch
            for row in made.rows
            for partner, role in made.partners
        ]
        stages.run("partners and their history", lambda: EntryPartner.objects.bulk_create(links))
        run = ImportRun.objects.create(
            document=source, report=rows[0].report, status="imported", change_set=changes.written
        )
        names = ("run", "entry", "table", "row", "columns")
        columns = {"partner": 2, "title": 3, "dates": 4, "place": 5, "participants": 6, "content": 7}
        told = [(run.pk, row.pk, 1, number, columns) for number, row in enumerate(rows, 1)]
        stages.run("provenance", lambda: bulk.insert_rows(ImportedRow, names, told))
        stages.run("values of events", lambda: governing.govern(events))


def beside(rows: Sequence[Entry]) -> dict[str, float]:
    """Rows a second of the table of rows alone, by each way of inserting them; all is rolled back."""
    first, second, third = _copies(rows), _copies(rows), _copies(rows)
    fields = Entry._meta.concrete_fields[1:]
    values_of = attrgetter(*(field.attname for field in fields))
    ready = [bulk._ready(values_of(row), bulk._prepared(fields)) for row in third]
    ways: dict[str, Callable[[], Any]] = {
        "by this": lambda: bulk.insert(first),
        "by bulk_create": lambda: models.QuerySet(Entry).bulk_create(second, batch_size=500),
        "by the driver alone": lambda: bulk._load(Entry, [field.column for field in fields], ready),
    }
    speeds = {}
    for name, way in ways.items():
        with transaction.atomic():
            began = time.process_time()
            way()
            speeds[name] = len(rows) / (time.process_time() - began)
            transaction.set_rollback(True)
    return speeds


def _copies(rows: Sequence[Entry]) -> list[Entry]:
    names = [field.attname for field in Entry._meta.concrete_fields]
    copies = [Entry(**{name: getattr(row, name) for name in names}) for row in rows]
    for copy in copies:
        copy.pk = copy.own_event_id = None
    return copies


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5_000)
    given = parser.parse_args()
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    many_events.World.with_history = True
    batches = list(many_events.batches(many_events.World(seed=1), given.events, 2015))
    stages = Stages()
    for batch in batches:
        write(batch, stages)
    for name, seconds in stages.seconds.items():
        print(f"{name:<34}{seconds / given.events * 1e6:8.0f} µs an event")
    speed = given.events / sum(stages.seconds.values())
    print(f"{'all: events a second':<34}{speed:8.0f}   aim {AIM}, {connection.vendor}")
    for name, found in beside([row for made in batches[0] for row in made.rows]).items():
        print(f"{f'rows a second {name}':<34}{found:8.0f}")
    return int(speed < AIM)


if __name__ == "__main__":
    raise SystemExit(main())
