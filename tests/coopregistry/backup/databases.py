"""Databases of other processes, as an administrator names them in DATABASE_URL."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection

from events.entries.governing import govern_events_of
from events.models import Entry
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import CULTURE, dump, plan_row


def fill() -> None:
    """A document with its file, history and search words."""
    rows = [plan_row("Ярмарка «Ёлка»\nи гуляния"), plan_row("Выставка садов", "Брянская область")]
    import_document(Upload(name="план.txt", data=dump([(CULTURE, rows)])))
    govern_events_of(Entry.objects.all())


def manage(database: str, *arguments: str, fails: bool = False) -> str:
    """The output of manage.py over this database; its errors where it should fail."""
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "coopregistry.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode != 0) == fails, ran.stderr
    return ran.stderr if fails else ran.stdout


@contextmanager
def empty_postgresql() -> Iterator[str]:
    """An empty database beside that of the tests, which must be on PostgreSQL."""
    name = f"restored_{uuid4().hex}"
    said = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield f"postgres://{said['USER']}@{said['HOST']}:{said['PORT']}/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manifest_of(backup: Path) -> dict[str, Any]:
    with zipfile.ZipFile(backup) as archive:
        return json.loads(archive.read("manifest.json"))


def tables_of(backup: Path) -> dict[str, tuple[int, str]]:
    return {table["label"]: (table["rows"], table["sha256"]) for table in manifest_of(backup)["tables"]}


def rewritten(backup: Path, manifest: dict[str, Any]) -> Path:
    """The same archive with another manifest."""
    changed = backup.with_name(f"changed-{uuid4().hex}.zip")
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(changed, "w") as target:
        for member in source.namelist():
            text = json.dumps(manifest).encode() if member == "manifest.json" else source.read(member)
            target.writestr(member, text)
    return changed
