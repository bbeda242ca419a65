"""Writes one plan or report to a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

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
        parser.add_argument("period", metavar="PERIOD", help=Period.EXAMPLES)
        parser.add_argument(
            "--partner", metavar="NAME", default="", help="of a report about one partner alone"
        )
        parser.add_argument(
            "--agreement", metavar="TITLE", default="", help="of a report about one agreement alone"
        )
        parser.add_argument("--format", choices=[*FORMATS, "json"], default="docx")
        parser.add_argument("--output", type=Path, required=True, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._report(options)
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

    def _report(self, options: dict[str, Any]) -> Report:
        try:
            code = Period.parse(options["period"]).code
        except ValueError as error:
            raise CommandError(str(error)) from error
        reports = list(
            Report.objects.filter(kind=options["kind"], period_code=code).select_related(
                "partner", "agreement"
            )
        )
        found = [report for report in reports if _is_about(report, options["partner"], options["agreement"])]
        if len(found) == 1:
            return found[0]
        if found:
            titles = "; ".join(report.agreement.title for report in found if report.agreement)
            raise CommandError(_("Several documents fit; name the agreement: %s") % titles)
        existing = ", ".join(_named(report) for report in reports or Report.objects.all()[:20])
        raise CommandError(
            _("There is no such document in the registry. It holds: %s") % (existing or _("none"))
        )


def _is_about(report: Report, partner: str, agreement: str) -> bool:
    """Without names: about all partners. A document about one agreement is found by its partner as well."""
    if agreement:
        return report.agreement is not None and fold(agreement) in fold(report.agreement.title)
    if partner:
        partners = report.agreement.partners.all() if report.agreement else [report.partner]
        return any(fold(partner) in (fold(one.name), fold(one.official)) for one in partners if one)
    return report.partner is None and report.agreement is None


def _named(report: Report) -> str:
    words = [f"{report.kind} {report.period_code}"]
    if report.agreement is not None:
        words.append(f"--agreement “{report.agreement.title}”")
    elif report.partner is not None:
        words.append(f"--partner “{report.partner.name}”")
    return " ".join(words)
