"""Writes one plan or report to a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from coopregistry.office import OfficeError
from events.exports.formats import FORMATS
from events.exports.page_style import Properties
from events.management.one_report import add_report_arguments, report_of
from events.reports.as_json import report_json
from events.reports.printed_table import report_table


class Command(BaseCommand):
    help = "Export one plan or report as a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_report_arguments(parser)
        parser.add_argument("--format", choices=[*FORMATS, "json"], default="docx")
        parser.add_argument("--output", type=Path, required=True, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        report = report_of(options)
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
