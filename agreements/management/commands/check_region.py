"""Shows what a region's file gives, before it is used: every name in every case, for proofreading."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...home_region import region_file
from ...models import Department
from ...names.declension import decline
from ...reference.load import cases_of
from ...reference.records import OBLIQUE_CASES
from ...reference.region import DepartmentEntry, Region, RegionFileError, read_region


class Command(BaseCommand):
    help = "Prints a region's bodies in every case, its spheres and its terms. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="that of the settings where none is given")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        path = file or region_file()
        if path is None:
            raise CommandError(_("This region has no file; bodies and spheres are entered in the registry."))
        try:
            region = read_region(path)
        except RegionFileError as error:
            raise CommandError(str(error)) from None
        for entry in region.departments:
            self._body(entry)
        self._rest(region)

    def _body(self, entry: DepartmentEntry) -> None:
        self.stdout.write(f"\n{entry.name}")
        for case, form in zip(OBLIQUE_CASES, cases_of(entry), strict=True):
            self.stdout.write(f"  {Department._meta.get_field(case).verbose_name}: {form}")
        if not entry.cases and is_doubtful(entry.name):
            self.stdout.write(self.style.WARNING("  " + _("No rule fits this name: read it with care.")))

    def _rest(self, region: Region) -> None:
        self.stdout.write("")
        for sphere in region.spheres:
            self.stdout.write(_("Sphere: %s") % sphere.name)
        terms = region.terms
        self.stdout.write(
            _(
                "Terms: plans %(plans)d days before their period, reports %(reports)d days after it. "
                "What ends after day %(day)d of a quarter's last month is told in the next report."
            )
            % {
                "plans": terms.plan_days_before,
                "reports": terms.report_days_after,
                "day": terms.report_cut_off_day,
            }
        )
        self.stdout.write(
            _("%(bodies)d bodies, %(spheres)d spheres; the file is in order.")
            % {"bodies": len(region.departments), "spheres": len(region.spheres)}
        )


def is_doubtful(name: str) -> bool:
    """Nothing in it declines, or its first word was taken for another."""
    forms = decline(name)
    return forms[0] != name or len(set(forms)) == 1
