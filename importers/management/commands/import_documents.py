"""Imports plans and reports from files, folders and archives."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.lookup import find_partners
from agreements.names.folding import fold
from agreements.reference.world import ensure_partners
from coopregistry.models import User
from events.period import Period
from events.vocabulary import ColumnUse, Kind, Role, Severity
from importers.cli_output import failure, outcome, removal_refused
from importers.documents.columns import Meaning, meaning_of
from importers.documents.issues import UnreadableDocument
from importers.documents.sources import sources
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import WouldRemove, import_document, preview
from importers.messages import message
from importers.models import ImportRun

_MEANINGS = tuple(meaning.value for meaning in (*Role, *ColumnUse))


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _column(text: str) -> tuple[int, Meaning]:
    number, _, meaning = text.partition("=")
    if not number.isdigit() or meaning not in _MEANINGS:
        raise ArgumentTypeError(f"N=ROLE, where ROLE is one of {', '.join(_MEANINGS)}")
    return int(number), meaning_of(meaning)


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
        parser.add_argument("--period", metavar="PERIOD", help=Period.EXAMPLES)
        parser.add_argument("--department", metavar="NAME", default="", help="rows of this body alone")
        parser.add_argument("--partner", metavar="NAME", default="", help="about this partner alone")
        parser.add_argument("--agreement", metavar="TITLE", default="", help="about this agreement alone")
        parser.add_argument(
            "--column",
            metavar="N=ROLE",
            action="append",
            default=[],
            type=_column,
            help=f"what column N of the table is: {', '.join(_MEANINGS)}",
        )
        parser.add_argument(
            "--replace", action="store_true", help="also where more than a third of the rows would be removed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = self._user(options["user"])
        target = Target(
            kind=Kind(options["kind"]) if options["kind"] else None,
            period=_period(options["period"]) if options["period"] else None,
            department=options["department"],
            partner=self._partner(options["partner"]),
            agreement=options["agreement"],
        )
        self._replace, self._columns = options["replace"], dict(options["column"])
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
                done = failure(source.name, unreadable.issue)
            except WouldRemove as refused:
                done = removal_refused(source.name, refused.resolution)
            if done["status"] == "failed":
                failed += 1
                self._say_failed(done)
            results.append(done)
            if not options["json"] and done["status"] != "failed":
                self.stdout.write(self._line(done))
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=1))
        if failed:
            raise SystemExit(1)

    def _import(self, upload: Upload, target: Target, user: User | None, dry_run: bool) -> dict[str, Any]:
        if not dry_run:
            resolution, run = import_document(
                upload, target, user=user, columns=self._columns, replace=self._replace
            )
            return outcome(upload.name, run.status, resolution)
        resolution = preview(upload, target, user=user, columns=self._columns, replace=self._replace)
        status = ImportRun.Status.UPDATED if resolution.subject.report else ImportRun.Status.IMPORTED
        if resolution.changes_nothing:
            status = ImportRun.Status.UNCHANGED
        return outcome(upload.name, status, resolution)

    def _say_failed(self, done: dict[str, Any]) -> None:
        self.stderr.write(f"{done['file']}: {done['error']}")
        for row in done["rows"]:
            title = " ".join(row["title"].split())
            self.stderr.write(f"  {row['number'] or '–'}. {title}")
        if done["code"] == "would-remove":
            self.stderr.write(_("Repeat with --replace if these rows may go."))

    def _partner(self, name: str) -> str:
        """The code of the partner of this name."""
        if not name:
            return ""
        found = [
            partner
            for partner in find_partners(name, unrecorded=True)
            if fold(name) in (fold(partner.name), fold(partner.official))
        ]
        if not found:
            close = ", ".join(partner.name for partner in find_partners(name)[:3])
            raise CommandError(
                _("There is no partner “%(name)s”. Close names: %(close)s")
                % {"name": name, "close": close or "–"}
            )
        ensure_partners([found[0].code])
        return found[0].code

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
