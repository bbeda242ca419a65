"""Kills what writes with SIGKILL at random moments and checks what stands afterwards.

    DATABASE_URL=… python benchmarks/kills.py [--kills 40] [--long 4] [--seed 1]

Writes to the database it is given and makes others beside it: use a throw-away one (`tests/with_postgresql`
starts a PostgreSQL). Import, undo, edition and backup are killed `--kills` times each, migration and restore
`--long` times. Each runs in a process of its own that stays a while when it is done, and is killed at any
moment of that, so that kills fall on both sides of the commit; `killed_jobs.py` does the same to workers.
After each kill everything of it must stand or nothing; then it is done again and has to succeed. At the end
`check_registry` compares all there is. Exits 1 where anything was half-written.
"""

import argparse
import itertools
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopregistry.settings")

import django

django.setup()

from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from coopregistry.backup.archive import BackupError, reading
from coopregistry.models import User
from events.access import Access
from events.editions.fixing import fix
from events.models import Edition, Entry, Report
from events.period import Period
from events.vocabulary import Kind
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.models import ImportRun, PendingImport
from importers.undoing import undo_import
from importers.uploads.loading import load
from importers.uploads.preview import preview
from importers.uploads.reading import read_pending
from importers.uploads.storing import store_upload
from tests.importers.dumps import CULTURE, dump, plan_row

ROWS = 25
STAYS = 0.5  # of the usual time
ONE_BACK = {"events": "0029", "importers": "0007"}  # a migration that makes tables, one that fills a column


class Counts(dict[str, int]):
    def one(self, what: str) -> None:
        self[what] = self.get(what, 0) + 1


def in_child(work: Callable[[], object], wait: float | None, stay: float = 0) -> bool:
    """Do it in a process of its own that stays when it is done, killed after `wait` seconds; whether it had
    ended by then."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            time.sleep(stay)
            status = 0
        except BaseException:  # it must never go on as the parent does
            traceback.print_exc()
        finally:
            os._exit(status)
    if wait is not None:
        until = time.monotonic() + wait
        while time.monotonic() < until:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return True
            time.sleep(0.002)
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    if wait is None and status:
        raise SystemExit(f"It failed without being killed: {status}")
    return not status


class Kills:
    def __init__(self, chance: random.Random):
        self.chance = chance
        self.took: dict[str, float] = {}
        self.counts: dict[str, Counts] = {}
        self.folder = Path(tempfile.mkdtemp())
        self.user, _created = User.objects.get_or_create(username="killed")
        self.user.groups.add(Group.objects.get(name="coordinator"))
        self.rows_before = 0
        self.months = itertools.count(12 * 1990 + PendingImport.objects.count())  # of no earlier document

    def attempt(self, what: str, work: Callable[[], object], stands: Callable[[], bool | None]) -> None:
        """`stands`: whether all of it stands; None where half of it does."""
        counts = self.counts.setdefault(what, Counts())
        if what not in self.took:  # the first tells how long it takes
            began = time.monotonic()
            in_child(work, None)
            self.took[what] = time.monotonic() - began
            return
        stay = STAYS * self.took[what]
        if in_child(work, self.chance.uniform(0, self.took[what] + stay), stay):
            counts.one("ended before the kill")
            return
        counts.one("kills")
        after = stands()
        counts.one({True: "all stood", False: "nothing stood", None: "HALF STOOD"}[after])
        if not after:
            in_child(work, None)
            if not stands():
                counts.one("NOT DONE AGAIN")

    def needs(self, what: str, number: int) -> bool:
        return self.counts.get(what, {}).get("kills", 0) < number

    # --- what is killed

    def document(self) -> tuple[PendingImport, Callable[[], object]]:
        year, month = divmod(next(self.months), 12)
        period = Period.parse(f"{year}-{month + 1:02}")
        self.rows_before = Entry.objects.count()
        rows = [
            plan_row(f"Ярмарка {period.code}-{row}", dates=f"12.{month + 1:02}.{year}") for row in range(ROWS)
        ]
        target = Target(kind=Kind.INTERREGIONAL_PLAN, period=period)
        upload = Upload(name=f"план {period.code}.txt", data=dump([(CULTURE, rows)], title=""))
        pending = store_upload(upload, user=self.user, target=target)
        read_pending(pending, Access.of(self.user))
        seen = preview(pending, Access.of(self.user)).fingerprint
        return pending, lambda: load(pending, Access.of(self.user), seen=seen)

    def document_done(self) -> ImportRun:
        pending, work = self.document()
        self.attempt("import", work, lambda: self._loaded(pending))
        pending.refresh_from_db()
        assert pending.run
        return pending.run

    def _loaded(self, pending: PendingImport) -> bool | None:
        pending.refresh_from_db()
        runs = ImportRun.objects.filter(document=pending.document).count()
        rows = Entry.objects.count() - self.rows_before
        found = (pending.run is not None, runs, rows)
        return {(True, 1, ROWS): True, (False, 0, 0): False}.get(found)

    def edition(self, run: ImportRun) -> None:
        report = run.report

        def fixed() -> bool | None:
            editions = Edition.objects.filter(report=report).count()
            is_closed = Report.objects.get(pk=report.pk).is_closed
            return {(1, True): True, (0, False): False}.get((editions, is_closed))

        self.attempt("edition", lambda: fix(report, user=self.user), fixed)

    def undo(self, run: ImportRun) -> None:
        def undone() -> bool | None:
            rows = Entry.objects.filter(report=run.report).count()
            return {0: True, ROWS: False}.get(rows)

        self.attempt("undo", lambda: undo_import(run, user=self.user), undone)

    def backup(self, number: int) -> None:
        path = self.folder / f"{number}.backup"
        silent = (self.folder / "log").open("w")
        work: Callable[[], object] = lambda: path.exists() or call_command("backup", path, stdout=silent)  # noqa: E731
        self.attempt("backup", work, lambda: whole(path))

    def migration(self, app: str, back: str) -> None:
        """Each way; a killed one is begun again."""
        last = sorted(path.stem for path in (ROOT / app / "migrations").glob("0*.py"))[-1]
        for target in (back, last):
            self.attempt(
                f"migration {'back' if target is back else 'forward'}",
                lambda target=target: call_command("migrate", app, target, verbosity=0),
                lambda target=target: migrated(app, target),
            )

    def restore(self, backup: Path) -> None:
        name = beside(self.folder)

        def work() -> None:
            connection.settings_dict["NAME"] = name
            call_command("restore", backup, stdout=(self.folder / "log").open("w"))

        self.attempt("restore", work, lambda: self._restored(name))

    def _restored(self, name: str) -> bool | None:
        """Users are there once all rows are; the changes are as many as here."""
        usual, expected = connection.settings_dict["NAME"], (User.objects.count(), Entry.objects.count())
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            if "events_entry" not in connection.introspection.table_names():
                return False
            found = (User.objects.count(), Entry.objects.count())
            return {expected: True, (0, 0): False}.get(found)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual


def whole(path: Path) -> bool | None:
    """A file under its name is a whole archive."""
    if not path.exists():
        return False
    try:
        with reading(path, None) as archive:
            for table in archive.manifest.tables:
                for _line in archive.lines(table):
                    pass
    except BackupError:
        return None
    return True


def migrated(app: str, target: str) -> bool:
    applied = {name for of, name in MigrationRecorder(connection).applied_migrations() if of == app}
    return max(applied).startswith(target)


def beside(folder: Path) -> str:
    """A new empty database."""
    name = f"restored_{time.monotonic_ns()}"
    if connection.vendor == "sqlite":
        return str(folder / f"{name}.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    return name


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--long", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    kills, number = Kills(random.Random(given.seed)), 0
    while any(kills.needs(what, given.kills) for what in ("import", "undo", "edition", "backup")):
        number += 1
        run = kills.document_done()
        if number % 2 and kills.needs("edition", given.kills):
            kills.edition(run)
        else:
            kills.undo(run)
        if kills.needs("backup", given.kills):
            kills.backup(number)
        if number % 10 == 0:
            print(json.dumps(kills.counts), flush=True)
    for app, back in ONE_BACK.items():
        for _turn in range(given.long):
            kills.migration(app, back)
    last = kills.folder / "last.backup"  # of all that stands now
    call_command("backup", last)
    while kills.needs("restore", given.long):
        kills.restore(last)
    faults = sum(
        number for counts in kills.counts.values() for what, number in counts.items() if what.isupper()
    )
    try:
        call_command("check_registry")
    except CommandError as error:
        print(error)
        faults += 1
    print(json.dumps({"usual seconds": {what: round(took, 2) for what, took in kills.took.items()}}))
    print(json.dumps(kills.counts))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
