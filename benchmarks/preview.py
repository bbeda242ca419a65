"""How long the preview of one document takes: file, table, values, comparison with an empty registry.

DATABASE_URL=… python benchmarks/preview.py [--rows 75 300 900] [FILE…]; exits 1 where a limit is passed.

The database is migrated and empty. The document is a plan of invented events; *long* has 10,000 signs in the
last cell of each row. CPU seconds, the best of three, once names and dictionaries are loaded.
"""

import argparse
import math
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from benchmarks.archive.plan import plan_of
from importers.documents.layouts import recognise
from importers.documents.readers import read
from importers.documents.target import Target
from importers.resolving.resolver import resolve
from samples.make import made

MAX_SECONDS = 2.0  # of 300 rows
MAX_ROW = 0.002  # seconds, of reading one row
MAX_EXPONENT = 1.15
LONG = 10_000  # signs


def best(work: Callable[[], object]) -> float:
    times = []
    for _turn in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def measure(data: bytes, name: str) -> tuple[int, float, float]:
    """Rows, seconds of the whole preview, seconds of one row."""
    document = recognise(read(data, name), None)
    whole = best(lambda: resolve(recognise(read(data, name), None), Target()))
    rows = best(lambda: resolve(document, Target()))
    return len(document.rows), whole, rows / len(document.rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rows", type=int, nargs="+", default=[75, 300, 900])
    given = parser.parse_args()
    measure(made(plan_of(20)), "plan.docx")
    print("document        rows  preview s (<= 2 for 300)  growth (<= 1.15)  ms a row (<= 2)")
    failed = False
    for name, length in (("plan", 0), ("plan, long", LONG)):
        before: tuple[int, float] | None = None
        for size in given.rows:
            rows, seconds, each = measure(made(plan_of(size, length)), "plan.docx")
            growth = math.nan
            if before is not None:
                growth = math.log(seconds / before[1]) / math.log(rows / before[0])
            if not length:
                failed |= (rows == 300 and seconds > MAX_SECONDS) or each > MAX_ROW
            failed |= growth > MAX_EXPONENT
            tell(name, rows, seconds, growth, each)
            before = rows, seconds
    for path in given.files:
        rows, seconds, each = measure(path.read_bytes(), path.name)
        tell(path.name, rows, seconds, math.nan, each)
    return int(failed)


def tell(name: str, rows: int, seconds: float, growth: float, each: float) -> None:
    print(f"{name:14}  {rows:4}  {seconds:24.2f}  {growth:16.2f}  {each * 1000:15.2f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
