"""Compares the journal with its seals, and with what of it was kept outside of the registry."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...journal.export import differences
from ...journal.sealing import head, tail
from ...journal.verification import Difference, holds, verify


class Command(BaseCommand):
    help = (
        "Compares the journal with its seals, and with heads and exports kept elsewhere. Exit code 1 if "
        "anything differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", type=_head, action="append", default=[], metavar="NUMBER:HASH", help="as printed once"
        )
        parser.add_argument(
            "--export", type=Path, action="append", default=[], metavar="FILE", help="of export_journal"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(verify())
        for number, hash_ in options["head"]:
            if not holds(number, hash_):
                what = _("The head that was kept is not in the chain.")
                found.append(Difference(record=f"coopregistry.seal {number}", what=what))
        for path in options["export"]:
            try:
                with path.open(encoding="utf-8") as lines:
                    found.extend(differences(lines))
            except (OSError, ValueError, KeyError) as error:
                raise CommandError(_("%s is no export of the journal.") % path) from error
        for one in found:
            self.stdout.write(f"{one.record}: {one.what}")
        unsealed = tail()
        self.stdout.write(
            _("Head: %(head)s. Not sealed yet: %(rows)d rows.")
            % {"head": head() or "–", "rows": unsealed.rows}
        )
        if found:
            raise CommandError(
                _("The journal is not what it was: %(count)d differences.") % {"count": len(found)}
            )


def _head(text: str) -> tuple[int, str]:
    number, _colon, hash_ = text.partition(":")
    if not number.strip().isdecimal():
        raise ArgumentTypeError("NUMBER:HASH")
    return int(number), hash_.strip().lower()
