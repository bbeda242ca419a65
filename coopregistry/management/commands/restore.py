"""Reads a backup into the empty database of DATABASE_URL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...backup.archive import BackupError
from ...backup.restoring import restore_backup
from ...journal.verification import verify
from ...owner import as_owner


class Command(BaseCommand):
    help = (
        "Reads a backup into the empty database of DATABASE_URL, SQLite or PostgreSQL, whichever it was made "
        "from. Backups of earlier versions are migrated."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--identity", type=Path, help="the file with the secret key of an encrypted backup"
        )

    def handle(self, *args: Any, path: Path, identity: Path | None, **options: Any) -> None:
        try:
            with as_owner():
                manifest = restore_backup(path, identity=identity)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("%(rows)d rows of %(tables)d tables, as they were on %(moment)s.")
            % {"rows": manifest.rows, "tables": len(manifest.tables), "moment": manifest.made_at}
        )
        differences = [f"{one.record}: {one.what}" for one in verify()]
        if differences:
            told = _("All is restored, but the journal is not as it was sealed:")
            raise CommandError("\n".join([told, *differences]))
        self.stdout.write(_("The journal is as it was sealed."))
