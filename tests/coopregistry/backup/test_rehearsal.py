"""A backup restored: every table as it was, on either database, and every export byte for byte."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from coopregistry.backup import making
from coopregistry.backup.making import make_backup
from coopregistry.models import Backup, ReferenceLoad

from .databases import empty_postgresql, fill, manage, manifest_of, rewritten, tables_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'restored.sqlite3'}"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    fill()
    path = tmp_path / "backup.zip"
    ReferenceLoad.objects.create(name="removed").delete()  # its key must not be given again
    call_command("backup", path, verbosity=0)
    return path


def test_databases_give_each_other_their_backups(backup: Path, sqlite: str, tmp_path: Path) -> None:
    """SQLite to SQLite; run on PostgreSQL also PostgreSQL to SQLite, and that to PostgreSQL. Keys go on where
    they were: the history names records by them, those of removed ones too."""
    last = {table["label"]: table["last_key"] for table in manifest_of(backup)["tables"]}
    call_command("export_report", "interregional_plan", "2025-H1", output=tmp_path / "0.docx", verbosity=0)
    with ExitStack() as stack:
        targets = [sqlite]
        if connection.vendor == "postgresql":
            targets.append(stack.enter_context(empty_postgresql()))
        source = backup
        for number, target in enumerate(targets, start=1):
            manage(target, "restore", str(source))
            again = tmp_path / f"again-{number}.zip"
            manage(target, "backup", str(again))
            assert tables_of(again) == tables_of(backup)
            exported = tmp_path / f"{number}.docx"
            manage(target, "export_report", "interregional_plan", "2025-H1", "--output", str(exported))
            assert exported.read_bytes() == (tmp_path / "0.docx").read_bytes()
            assert "Ярмарка «Ёлка»" in manage(target, "shell", "-v0", "-c", _SEARCH)
            made = manage(target, "shell", "-v0", "-c", f"{_ONE_MORE}; print(made.pk)")
            assert int(made) == last["coopregistry.ReferenceLoad"] + 1
            source = again


_SEARCH = (
    "from events.models import Entry; from events.words.index import saying; "
    "from events.words.stems import wanted_stems; "
    "print([entry.cells['title'] for entry in Entry.objects.filter(saying(wanted_stems('елка')))])"
)


_ONE_MORE = "from coopregistry.models import ReferenceLoad; made = ReferenceLoad.objects.create(name='more')"


def test_a_backup_of_an_earlier_version_is_migrated(backup: Path, sqlite: str, tmp_path: Path) -> None:
    manifest = manifest_of(backup)
    manifest["migrations"]["coopregistry"].remove("0003_backups")
    manifest["tables"] = [table for table in manifest["tables"] if table["label"] != "coopregistry.Backup"]
    manage(sqlite, "restore", str(rewritten(backup, manifest)))
    again = tmp_path / "again.zip"
    manage(sqlite, "backup", str(again))
    # What `migrate` tells of the new table: its kind and the right to see it.
    told = {"contenttypes.ContentType", "auth.Permission", "auth.Group_permissions"}
    before, after = tables_of(backup), tables_of(again)
    assert {label for label in after if after[label] != before[label]} <= told


def test_a_backup_of_a_newer_version_is_refused_in_words(backup: Path, sqlite: str) -> None:
    manifest = manifest_of(backup)
    manifest["migrations"]["events"].append("9999_of_tomorrow")
    said = manage(sqlite, "restore", str(rewritten(backup, manifest)), fails=True)
    assert "events.9999_of_tomorrow" in said
    assert "Traceback" not in said


def test_a_database_in_use_is_not_touched(backup: Path, sqlite: str) -> None:
    manage(sqlite, "migrate", "-v0")
    manage(sqlite, "create_administrator", "vedomstvo", "--generate")
    said = manage(sqlite, "restore", str(backup), fails=True)
    assert "DATABASE_URL" in said
    assert manage(sqlite, "shell", "-v0", "-c", _USERS).strip() == "1"


_USERS = "from coopregistry.models import User; print(User.objects.count())"


def test_a_restore_that_failed_may_be_repeated(backup: Path, sqlite: str) -> None:
    manifest = manifest_of(backup)
    manifest["tables"][-1]["rows"] += 1
    manage(sqlite, "restore", str(rewritten(backup, manifest)), fails=True)
    assert "Ярмарка" not in manage(sqlite, "shell", "-v0", "-c", _TITLES)
    manage(sqlite, "restore", str(backup))
    assert "Ярмарка" in manage(sqlite, "shell", "-v0", "-c", _TITLES)


_DIES = """
import os
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
record, recorded = MigrationRecorder.record_applied, []
def die(self, app, name):
    recorded.append(name)
    if len(recorded) == 30 or not self.connection.in_atomic_block:
        os._exit(9)
    record(self, app, name)
MigrationRecorder.record_applied = die
call_command("restore", "PATH")
"""


def test_a_restore_that_died_before_a_migration_was_recorded_may_be_repeated(
    backup: Path, sqlite: str
) -> None:
    manage(sqlite, "shell", "-v0", "-c", _DIES.replace("PATH", str(backup)), fails=True)
    manage(sqlite, "restore", str(backup))
    assert "Ярмарка" in manage(sqlite, "shell", "-v0", "-c", _TITLES)


_TITLES = "from events.models import Event; print(list(Event.objects.values_list('title', flat=True)))"


def test_the_registry_knows_its_last_backup(backup: Path, tmp_path: Path) -> None:
    made = Backup.objects.get()
    assert (made.path, made.size, made.error) == (str(backup), backup.stat().st_size, "")
    assert made.rows == sum(rows for rows, _sha256 in tables_of(backup).values())


def test_writers_do_not_wait_and_the_backup_sees_one_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process commits while tables are read is in none of them."""
    seen = ReferenceLoad.objects.count()
    path = tmp_path / "backup.zip"
    read = making.lines_of

    def lines_of(model: type[Model], using: str) -> Iterator[str]:
        if model is ReferenceLoad:
            manage(_own_url(), "shell", "-v0", "-c", _ONE_MORE)
        return read(model, using)

    monkeypatch.setattr(making, "lines_of", lines_of)
    make_backup(path)
    assert tables_of(path)["coopregistry.ReferenceLoad"][0] == seen
    assert ReferenceLoad.objects.count() == seen + 1


def _own_url() -> str:
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgres://{said['USER']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"
