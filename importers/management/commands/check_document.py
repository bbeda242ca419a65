"""Proof-reads plans and reports without loading them."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.models import Entry
from events.period import Period
from events.reports.proofreading import not_accepted
from events.vocabulary import Kind, Severity
from importers.cli_output import checked, unreadable
from importers.column_lessons import stated_for
from importers.documents.issues import UnreadableDocument
from importers.documents.layouts import recognise
from importers.documents.readers import read
from importers.documents.sources import Source, sources
from importers.documents.target import Target
from importers.resolving.proofreading import document_issue, proof_read
from importers.resolving.resolver import resolve


class Command(BaseCommand):
    help = (
        "Proof-read plans and reports: what their reading leaves in doubt and what is wrong with their "
        "words. Nothing is written. Exits with 1 if a file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one object per file")
        parser.add_argument(
            "--kind", choices=[kind.value for kind in Kind], help="of files that do not say so"
        )
        parser.add_argument("--period", metavar="PERIOD", help=Period.EXAMPLES)
        parser.add_argument("--department", metavar="NAME", default="", help="rows of this body alone")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Target(
            kind=Kind(options["kind"]) if options["kind"] else None,
            period=_period(options["period"]) if options["period"] else None,
            department=options["department"],
        )
        results = [
            self._check(source, target)
            for source in sources(options["paths"])
            if source.issue is None or source.issue.severity is Severity.BLOCKER
        ]
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=1))
        else:
            for done in results:
                for remark in done["remarks"]:
                    self.stdout.write(f"{done['file']}: {remark['message']}")
        failed = [done for done in results if done["status"] == "failed"]
        for done in failed:
            self.stderr.write(f"{done['file']}: {done['error']}")
        if failed:
            raise SystemExit(1)

    def _check(self, source: Source, target: Target) -> dict[str, Any]:
        try:
            if source.issue is not None:
                raise UnreadableDocument(source.issue)
            resolution = resolve(
                recognise(read(source.data, source.name), target.kind, stated_for(None)), target
            )
        except UnreadableDocument as refused:
            return unreadable(source.name, refused.issue)
        raised = not_accepted(proof_read(resolution, Entry.objects.all()), resolution.subject.report)
        issues = [
            *(resolution.document.with_heading(issue) for issue in resolution.all_issues),
            *(document_issue(one, resolution) for one in raised),
        ]
        return checked(source.name, issues)


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as error:
        raise CommandError(str(error)) from error
