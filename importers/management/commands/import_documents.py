"""Imports plans and reports from files, folders and archives."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from coopregistry.models import User
from events.period import Period
from events.vocabulary import Kind, Severity
from importers.cli_output import failure, outcome
from importers.documents.issues import UnreadableDocument
from importers.documents.sources import sources
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document, preview
from importers.messages import message
from importers.models import ImportRun


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as error:
        raise CommandError(str(error)) from error


class Command(BaseCommand):
    help = "Import plans and reports: .docx .doc .odt .rtf .xlsx .txt, folders and .zip archives of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print one object per file")
        parser.add_argument("--user", metavar="NAME", help="in whose name")
        parser.add_argument(
            "--kind", choices=[kind.value for kind in Kind], help="of files that do not say so"
        )
        parser.add_argument("--period", metavar="PERIOD", help="2024-H1, 2024-Q4, 2024-9M or 2024")
        parser.add_argument("--department", metavar="NAME", default="", help="rows of this body alone")

    def handle(self, *args: Any, **options: Any) -> None:
        user = self._user(options["user"])
        target = Target(
            kind=Kind(options["kind"]) if options["kind"] else None,
            period=_period(options["period"]) if options["period"] else None,
            department=options["department"],
        )
        results, failed = [], 0
        for source in sources(options["paths"]):
            if source.issue is not None and source.issue.severity is not Severity.BLOCKER:
                self.stderr.write(message(source.issue))
                continue
            try:
                if source.issue is not None:
                    raise UnreadableDocument(source.issue)
                done = self._import(
                    Upload(name=source.name, data=source.data), target, user, options["dry_run"]
                )
            except UnreadableDocument as unreadable:
                failed += 1
                done = failure(source.name, message(unreadable.issue))
                self.stderr.write(f"{source.name}: {done['error']}")
            results.append(done)
            if not options["json"] and done["status"] != "failed":
                self.stdout.write(self._line(done))
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=1))
        if failed:
            raise SystemExit(1)

    def _import(self, upload: Upload, target: Target, user: User | None, dry_run: bool) -> dict[str, Any]:
        if not dry_run:
            resolution, run = import_document(upload, target, user=user)
            return outcome(upload.name, run.status, resolution)
        resolution = preview(upload, target)
        status = ImportRun.Status.UPDATED if resolution.subject.report else ImportRun.Status.IMPORTED
        if resolution.changes_nothing:
            status = ImportRun.Status.UNCHANGED
        return outcome(upload.name, status, resolution)

    def _line(self, done: dict[str, Any]) -> str:
        counts = done["counts"]
        return _(
            "%(file)s: %(status)s; rows new %(new)s, changed %(changed)s, unchanged %(unchanged)s, "
            "missing %(missing)s; remarks %(issues)s"
        ) % {
            "file": done["file"],
            "status": ImportRun.Status(done["status"]).label,
            "issues": len(done["issues"]) + sum(len(row["issues"]) for row in done["rows"]),
            **counts,
        }

    def _user(self, name: str | None) -> User | None:
        if not name:
            return None
        try:
            return User.objects.get(username=name)
        except User.DoesNotExist:
            raise CommandError(_("There is no user “%s”.") % name) from None
