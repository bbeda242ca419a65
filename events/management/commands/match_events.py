"""Finds rows that tell the same event, and links those that are sure."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopregistry import history
from events.matching.comparing import Matched, compare_documents
from events.matching.linking import link_documents
from events.matching.listing import listed_pairs, pairs_as_json
from events.models import Report
from events.period import Period
from events.vocabulary import Kind


class Command(BaseCommand):
    help = (
        "Pair planned rows with reported ones and find events told twice, in the whole registry or around "
        "one document. Nothing is written without --apply."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", nargs=2, metavar=("KIND", "PERIOD"), help="one plan or report alone")
        parser.add_argument("--apply", action="store_true", help="link sure pairs, let likely ones wait")
        parser.add_argument("--json", action="store_true", help="print every pair")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = self._reports(options["plan"])
        with history.change_set(reason=_("Matching of plans and reports")):
            matched = link_documents(reports) if options["apply"] else compare_documents(reports)
        if options["json"]:
            pairs = pairs_as_json(listed_pairs(reports, matched))
            self.stdout.write(json.dumps(pairs, ensure_ascii=False, indent=1))
        else:
            self._say(matched, is_applied=options["apply"])

    def _reports(self, plan: list[str] | None) -> list[Report]:
        reports = Report.objects.order_by("start", "end", "pk")
        if plan is None:
            return list(reports)
        kind, period = plan
        if kind not in list(Kind):
            raise CommandError(
                _("%(kind)s is no kind; there are: %(kinds)s") % {"kind": kind, "kinds": ", ".join(Kind)}
            )
        try:
            found = list(reports.filter(kind=kind, period_code=Period.parse(period).code))
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not found:
            raise CommandError(_("There is no such document in the registry: %s") % f"{kind} {period}")
        return found

    def _say(self, matched: Matched, *, is_applied: bool) -> None:
        count = len(matched.sure)
        if is_applied:
            linked = ngettext("%d pair was linked.", "%d pairs were linked.", count)
        else:
            linked = ngettext("%d pair is sure.", "%d pairs are sure.", count)
        self.stdout.write(linked % count)
        waiting = ngettext("%d row waits for a decision.", "%d rows wait for a decision.", matched.waiting)
        self.stdout.write(waiting % matched.waiting)
