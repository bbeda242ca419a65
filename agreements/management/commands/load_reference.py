"""Loads the reference data and lists the edits it kept."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...reference.load import load


class Command(BaseCommand):
    help = "Load partners, executive bodies and their spellings; edits made by people stay."

    def handle(self, *args: Any, **options: Any) -> None:
        for kept in load():
            self.stdout.write(
                _("%(record)s, %(field)s: kept “%(ours)s”, the reference data say “%(theirs)s”")
                % {"record": kept.record, "field": kept.field, "ours": kept.ours, "theirs": kept.theirs}
            )
        self.stdout.write(_("The reference data are in the database."))
