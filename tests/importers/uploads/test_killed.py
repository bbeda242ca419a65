"""A killed server leaves nothing half-loaded, and the next one goes on where it stopped."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.importers.dumps import CULTURE, dump, plan_row

ROOT = Path(__file__).parents[3]
PLAN = dump([(CULTURE, [plan_row("Книжная ярмарка"), plan_row("Выставка садов")])])

# Each step is a process of its own, as a server is.
BEGIN = """
import os, signal, sys
import django
django.setup()
from django.contrib.auth.models import Group
from coopregistry import roles
from coopregistry.models import User
from events.access import Access
from events.models import Entry, Report
from importers import applying
from importers.models import ImportRun, ImportedRow, PendingImport
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.uploads import loading, reading
from importers.uploads.preview import preview
from importers.uploads.storing import store_upload

def killed(*given, **more):
    os.kill(os.getpid(), signal.SIGKILL)

def load():
    one = PendingImport.objects.get()
    access = Access.of(User.objects.get(username="koord"))
    loading.load(one, access, seen=preview(one, access).fingerprint)
"""
GIVE = """
user = User.objects.create(username="koord")
user.groups.add(Group.objects.get(name=roles.COORDINATOR))
data = open(sys.argv[1], "rb").read()
store_upload(Upload(name="план.txt", data=data), user=user, target=Target())
"""
READ = """
reading.read_pending(PendingImport.objects.get(), Access.of(User.objects.get(username="koord")))
"""
TELL = """
one = PendingImport.objects.get()
print(one.state, one.stage, Entry.objects.count(), Report.objects.count(), ImportRun.objects.count())
"""


@pytest.fixture
def database(tmp_path: Path, transactional_db: None) -> str:
    """A registry of its own in a file: processes share it. No transaction is open while it is copied."""
    path = tmp_path / "registry.sqlite3"
    address = f"sqlite:///{path}"
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
    else:
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(migrate, cwd=ROOT, env=_environment(address), check=True)
    return address


def _environment(database: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "coopregistry.settings"}


def process(database: str, step: str, *given: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + step, *map(str, given)],
        cwd=ROOT,
        env=_environment(database),
        capture_output=True,
        text=True,
        check=False,
    )
    # The log goes to the standard error as well: it is told only where nothing else is.
    return done.returncode, done.stdout.strip() or done.stderr.strip()


def test_a_killed_server_leaves_all_or_nothing(database: str, tmp_path: Path) -> None:
    source = tmp_path / "план.txt"
    source.write_bytes(PLAN)
    assert process(database, GIVE, source) == (0, "")
    killed_reading = "reading.save_summary = killed\n" + READ
    assert process(database, killed_reading)[0] == -9
    assert process(database, TELL + READ) == (0, "waiting comparing 0 0 0")
    for step in (
        "applying._ResolutionWriter._remove_missing",
        "PendingImport.save",
    ):  # half-way, and just before the commit
        assert process(database, f"{step} = killed\nload()\n")[0] == -9
        assert process(database, TELL) == (0, "waiting read 0 0 0")
    assert process(database, "load()\n" + TELL) == (0, "loaded read 2 1 1")
