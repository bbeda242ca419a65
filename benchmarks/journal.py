"""What the triggers of the journal cost a bulk load, and how fast it is sealed and verified.

    DATABASE_URL=sqlite:///journal.sqlite3 python benchmarks/journal.py [ROWS]

The database is migrated and filled; take an empty one. On PostgreSQL: tests/with_postgresql python …
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from coopregistry.journal import append_only, sealing
from coopregistry.journal.verification import verify
from coopregistry.models import Change, ChangeSet

ROUNDS = 5
STATE = {
    "title": "Ярмарка «Ёлка» и гуляния",
    "cells": {"title": "Ярмарка", "place": "г. Смоленск"},
    "number": 7,
}


def rate(rows: int, work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return rows / (time.perf_counter() - begun)


def load(rows: int) -> None:
    with transaction.atomic():
        made = ChangeSet.objects.create()
        Change.objects.bulk_create(
            (
                Change(change_set=made, model="events.entry", record=number, action="create", after=STATE)
                for number in range(rows)
            ),
            batch_size=500,
        )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    call_command("migrate", verbosity=0)
    load(rows)  # warms what is warmed once
    rates: dict[str, list[float]] = {"with triggers": [], "without": []}
    for _round in range(ROUNDS):  # in turns, so that other work on the machine meets both
        for name, how in (("with triggers", nullcontext), ("without", append_only.lifted)):
            with how():
                rates[name].append(rate(rows, lambda: load(rows)))
    for name, found in rates.items():
        print(f"{connection.vendor}, {name}: {median(found):,.0f} changes/s (best {max(found):,.0f})")
    count = Change.objects.count()
    print(f"{connection.vendor}, sealed: {rate(count, sealing.seal):,.0f} rows/s")
    print(f"{connection.vendor}, verified: {rate(count, lambda: list(verify())):,.0f} rows/s")


if __name__ == "__main__":
    main()
