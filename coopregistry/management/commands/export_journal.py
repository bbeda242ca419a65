"""Writes the journal with its seals, for keeping outside of the registry."""

import os
import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...journal.export import lines
from ...journal.sealing import head


class Command(BaseCommand):
    help = (
        "Writes each sealed row of the journal with its hash, and after them their seal, one JSON object a "
        "line. "
        "Print the head, or keep the file elsewhere; verify_journal compares either with the registry."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, nargs="?", help="a file that is not there; else standard output"
        )
        parser.add_argument("--after", type=int, default=0, help="only what follows the seal of this number")
        parser.add_argument("--hashes-only", action="store_true", help="without what the rows say")
        parser.add_argument("--head", action="store_true", help="only number and hash of the last seal")

    def handle(self, *args: Any, path: Path | None, after: int, hashes_only: bool, **options: Any) -> None:
        if options["head"]:
            self.stdout.write(str(head() or _("Nothing is sealed yet.")))
            return
        try:
            with _opened(path) as out:
                for line in lines(after, with_contents=not hashes_only):
                    out.write(f"{line}\n")
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(_("Head: %s") % (head() or "–"))


def _opened(path: Path | None) -> AbstractContextManager[TextIO]:
    if path is None:
        return nullcontext(sys.stdout)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")
