"""Writes one plan or report to a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.models import Partner
from agreements.names.folding import fold
from coopregistry.office import OfficeError
from events.exports.formats import FORMATS
from events.exports.page_style import Properties
from events.models import Report
from events.period import Period
from events.reports.as_json import report_json
from events.reports.printed_table import report_table
from events.vocabulary import Kind


class Command(BaseCommand):
    help = "Export one plan or report as a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in Kind], metavar="KIND")
        parser.add_argument("period", metavar="PERIOD", help="2024-H1, 2024-Q4, 2024-9M or 2024")
        parser.add_argument(
            "--partner", metavar="NAME", default="", help="of a report about one partner alone"
        )
        parser.add_argument("--format", choices=[*FORMATS, "json"], default="docx")
        parser.add_argument("--output", type=Path, required=True, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._report(options["kind"], options["period"], options["partner"])
        if options["format"] == "json":
            data = json.dumps(report_json(report), ensure_ascii=False, indent=1).encode()
        else:
            properties = Properties(created=report.latest_change())
            try:
                data = FORMATS[options["format"]](report_table(report), properties)
            except OfficeError as error:
                raise CommandError(str(error)) from error
        try:
            options["output"].write_bytes(data)
        except OSError as error:
            raise CommandError(
                _("Cannot write %(path)s: %(error)s") % {"path": options["output"], "error": error.strerror}
            ) from error

    def _report(self, kind: str, period: str, partner_name: str) -> Report:
        try:
            code = Period.parse(period).code
        except ValueError as error:
            raise CommandError(str(error)) from error
        reports = Report.objects.filter(kind=kind, period_code=code)
        if partner_name:
            folded = fold(partner_name)
            partners = [
                partner.pk
                for partner in Partner.objects.all()
                if folded in (fold(partner.name), fold(partner.official))
            ]
            reports = reports.filter(partner__in=partners)
        else:
            reports = reports.filter(partner=None)
        report = reports.first()
        if report is None:
            existing = ", ".join(
                f"{report.kind} {report.period_code}" for report in Report.objects.all()[:20]
            )
            raise CommandError(
                _("There is no such document in the registry. It holds: %s") % (existing or _("none"))
            )
        return report
