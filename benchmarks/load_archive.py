"""Loads an archive of invented documents in one go, and again after it was killed in the middle.

python benchmarks/load_archive.py [--years 2 5 10] [--seed 1]; exits 1 where a limit is passed

A year has 20 documents.

Each archive goes into an empty database by a process of its own. What was read is compared with what the
documents were made from: a value that is wrong without a remark at its row is counted as silent.
"""

import argparse
import json
import math
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.archive.make import write_archive

MAX_SECONDS = 60  # CPU, of 200 documents
MAX_EXPONENT = 1.15
FIELDS = ("start", "end", "subjects", "countries", "participants_count", "signed", "agreed")
_OF_AGREEMENT_PLANS = ("start", "end")
_NO_DOUBTS = ("no-participant-figure", "city-for-region")


class Loaded(NamedTuple):
    documents: int
    rows: int
    seconds: float  # CPU
    megabytes: float  # peak of the process
    wrong: int
    silent: int


class Registry:
    """An empty database in a folder, and the command that loads into it."""

    def __init__(self, folder: Path):
        self.path = folder / "db.sqlite3"
        self._environment = {**os.environ, "DATABASE_URL": f"sqlite:///{self.path}"}
        subprocess.run([*self._manage, "migrate", "--verbosity", "0"], env=self._environment, check=True)

    @property
    def _manage(self) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py")]

    def load(self, archive: Path, *, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        command = [*self._manage, "import_documents", str(archive), "--json", "--summary"]
        return subprocess.Popen(command, env=self._environment, stdout=stdout, stderr=subprocess.DEVNULL)

    def count(self, table: str) -> int:
        with sqlite3.connect(self.path) as database:
            (found,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 # ours
        return int(found)


def measure(years: int, seed: int) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        truth = write_archive(archive, seed=seed, years=years)
        registry = Registry(Path(folder))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output, _errors = registry.load(archive).communicate()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wrong, silent = compared(json.loads(output), truth, archive)
    return Loaded(
        documents=len(truth["files"]),
        rows=sum(len(one["rows"]) for one in truth["files"].values()),
        seconds=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        megabytes=after.ru_maxrss / 1024,
        wrong=wrong,
        silent=silent,
    )


def compared(output: dict[str, Any], truth: dict[str, Any], archive: Path) -> tuple[int, int]:
    """Wrong values, and those of them without a remark. What is not as it must be fails at once."""
    files = {str(Path(one["file"]).relative_to(archive)): one for one in output["files"]}
    refused = {path: one["code"] for path, one in files.items() if one["status"] == "failed"}
    assert refused == truth["refused"], refused
    assert [path for path, one in files.items() if "loaded_at" in one] == truth["again"]
    missing = [
        [gap["kind"], period]
        for gap in output["summary"]["missing"]
        if not gap["incomplete"] and gap["about"] is None
        for period in gap["periods"]
    ]
    assert sorted(missing) == sorted(truth["missing"]), missing
    wrong = Counter[bool]()
    for path, right in truth["files"].items():
        done = files[path]
        assert (done["report"]["kind"], done["report"]["period"]) == (right["kind"], right["period"]), path
        assert len(done["rows"]) == len(right["rows"]), path
        for read, expected in zip(done["rows"], right["rows"], strict=True):
            said = any(issue["code"] not in _NO_DOUBTS for issue in read["issues"])
            for field in _fields(right):
                if read[field] != expected[field]:
                    wrong[said] += 1
    return wrong.total(), wrong[False]


def _fields(right: dict[str, Any]) -> tuple[str, ...]:
    if right["is_agreement_plan"]:
        return _OF_AGREEMENT_PLANS
    return (
        FIELDS[:-2] if right["kind"].endswith("plan") else FIELDS
    )  # what a plan intends was not written down


def resumed(seed: int) -> str:
    """Kills a load of two years once ten documents are in, begins again and counts what is there."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        truth = write_archive(archive, seed=seed, years=2)
        registry = Registry(Path(folder))
        first = registry.load(archive, stdout=subprocess.DEVNULL)  # a pipe nobody reads would stop it
        while registry.count("importers_importrun") < 10:
            time.sleep(0.1)
        first.send_signal(signal.SIGKILL)
        first.communicate()
        stood = registry.count("importers_importrun")
        output, _errors = registry.load(archive).communicate()
        summary = json.loads(output)["summary"]
        documents = len(truth["files"]) + len(truth["newer"])
        assert summary["already"] == stood + len(truth["again"]), summary["already"]
        assert registry.count("importers_importrun") == documents
    return (
        f"killed after {stood} of {documents} documents: {documents - stood} read the second time, none twice"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="+", default=[2, 5, 10])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("documents  rows   CPU s  growth (<= 1.15)  peak MB  wrong  of them silent")
    failed = False
    before: Loaded | None = None
    for years in given.years:
        now = measure(years, given.seed)
        growth = math.nan
        if before is not None:
            growth = math.log(now.seconds / before.seconds) / math.log(now.rows / before.rows)
        failed |= growth > MAX_EXPONENT or (now.documents == 200 and now.seconds > MAX_SECONDS)
        print(
            f"{now.documents:9}  {now.rows:5}  {now.seconds:5.1f}  {growth:16.2f}  {now.megabytes:7.0f}"
            f"  {now.wrong:5}  {now.silent:14}",
            flush=True,
        )
        before = now
    print(resumed(given.seed))
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
