"""Prints one register of one report."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from events.management.one_report import add_report_arguments, report_of
from events.meetings.as_json import meeting_json, result_json
from events.meetings.registers import REGISTERS, each_once, meetings_told, results_told
from events.models import Entry

RESULTS = "results"


class Command(BaseCommand):
    help = "Print the meetings, receptions, trips or results that one report tells of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "register", choices=[*REGISTERS, RESULTS], metavar="|".join([*REGISTERS, RESULTS])
        )
        add_report_arguments(parser)
        parser.add_argument("--json", action="store_true", help="as JSON instead of lines to read")

    def handle(self, *args: Any, **options: Any) -> None:
        entries = Entry.objects.filter(report=report_of(options))
        told: list[dict[str, Any]]
        if options["register"] == RESULTS:
            told = [result_json(one) for one in results_told(entries)]
        else:
            meetings = meetings_told(REGISTERS[options["register"]], entries)
            told = [meeting_json(one.meeting) for one in each_once(meetings)]
        told.sort(key=lambda one: (one["row"] is None, one["row"] or 0))
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for one in told:
            mark = "" if one["certain"] else f" ({_('to be confirmed')})"
            self.stdout.write(f"{one['row'] or '–'}\t{one['date'] or '–'}\t{one['phrase']}{mark}")
