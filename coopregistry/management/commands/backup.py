"""Writes a backup of the whole registry into one file."""

import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...backup.archive import BackupError
from ...backup.making import make_backup
from ...backup.retention import name_of, prune
from ...models import Backup


class Command(BaseCommand):
    help = (
        "Writes a backup of one moment, while the site runs, into PATH; into a file named by the time where "
        "PATH is a folder. Restore it with restore, into any supported database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the file, which must not exist, or a folder")
        parser.add_argument("--recipient", default="", help="encrypt for this public key (age1…)")
        parser.add_argument("--keep", type=int, help="of the backups in the folder keep only so many")

    def handle(self, *args: Any, path: Path, recipient: str, keep: int | None, **options: Any) -> None:
        if keep is not None and (keep < 1 or not path.is_dir()):
            raise CommandError(_("--keep wants a folder and a number from 1."))
        folder = path if path.is_dir() else None
        file = folder / name_of(timezone.localtime(), bool(recipient)) if folder else path
        record = Backup(path=str(file.absolute()), is_encrypted=bool(recipient))
        begun = time.monotonic()
        try:
            manifest = make_backup(file, recipient=recipient)
        except (BackupError, OSError) as error:
            record.error = str(error)
            with suppress(DatabaseError):  # it may be what failed
                record.save()
            raise CommandError(str(error)) from error
        record.size, record.rows = file.stat().st_size, manifest.rows
        record.seconds = time.monotonic() - begun
        record.save()
        self.stdout.write(
            _("%(file)s: %(rows)d rows of %(tables)d tables.")
            % {"file": file, "rows": manifest.rows, "tables": len(manifest.tables)}
        )
        for old in prune(folder, keep) if folder and keep else ():
            self.stdout.write(_("%s was removed.") % old)
