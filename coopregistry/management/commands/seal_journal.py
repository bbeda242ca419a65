"""Seals the journal now; workers do it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...journal.sealing import head, seal


class Command(BaseCommand):
    help = (
        "Seals what was added to the journal since the last seal, and prints number and hash of the last one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rows = seal()
        self.stdout.write(_("%(rows)d rows sealed. Head: %(head)s") % {"rows": rows, "head": head() or "–"})
