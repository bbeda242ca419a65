"""Imports plans and reports from files, folders and archives."""

import gc
import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from agreements.lookup import find_partners
from agreements.names.folding import fold
from agreements.reference.world import ensure_partners
from coopregistry.models import User
from events.period import Period
from events.vocabulary import ColumnUse, Kind, Role, Severity
from importers.batch.known import standing_run
from importers.batch.matching import match_waiting
from importers.batch.stopping import stopping
from importers.batch.summary import Summary, missing_documents
from importers.batch.telling import as_json, in_words
from importers.cli_output import already_in, failure, outcome, removal_issue, removal_refused
from importers.documents.columns import Meaning, meaning_of
from importers.documents.issues import UnreadableDocument
from importers.documents.sources import Source, sources
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import WouldRemove, import_document, preview
from importers.messages import message
from importers.models import ImportRun
from importers.resolving.resolution import Resolution
from importers.scanned import scanned

_STOPPED = 130  # the customary exit code of what a person stopped

_MEANINGS = tuple(meaning.value for meaning in (*Role, *ColumnUse))


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """A load keeps nearly all it makes; looking for cycles as often as usual takes 7% of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


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
        parser.add_argument(
            "--again", action="store_true", help="also files of folders and archives that are in already"
        )
        parser.add_argument(
            "--summary",
            action="store_true",
            help="with --json: print an object with `files` and `summary`; else: sum up one file as well",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._user = self._named_user(options["user"])
        self._target = Target(
            kind=Kind(options["kind"]) if options["kind"] else None,
            period=_period(options["period"]) if options["period"] else None,
            department=options["department"],
            partner=self._partner(options["partner"]),
            agreement=options["agreement"],
        )
        self._options, self._columns = options, dict(options["column"])
        self._summary = summary = Summary()
        paths = options["paths"]
        self._begin()
        with _collecting_seldom():
            self._load(paths, summary)
        self._end(is_of_many=options["summary"] or sum(summary.files.values()) + summary.known > 1)
        if summary.is_stopped:
            raise SystemExit(_STOPPED)
        if summary.refused:
            raise SystemExit(1)

    def _load(self, paths: list[Path], summary: Summary) -> None:
        with stopping(self._say_stopping) as stop:
            for source in scanned(sources(paths)):
                if stop.is_asked:
                    summary.is_stopped = True
                    break
                if source.issue is not None and source.issue.severity is not Severity.BLOCKER:
                    self.stderr.write(message(source.issue))
                    continue
                self._tell(self._done(source, is_found=Path(source.name) not in paths))
        if not self._options["dry_run"]:
            match_waiting(user=self._user)

    def _done(self, source: Source, *, is_found: bool) -> dict[str, Any]:
        """What came of one file. A file of a folder or an archive that is in already is passed over: so a run
        that was stopped goes on where it ended. One named by itself is always read, and matched at once."""
        try:
            if source.issue is not None:
                raise UnreadableDocument(source.issue)
            upload = Upload(name=source.name, data=source.data or b"")
            if is_found and not (self._options["again"] or self._columns):
                run = standing_run(upload, self._target)
                if run is not None:
                    self._summary.known += 1
                    return already_in(source.name, run)
            status, resolution = self._import(upload, is_one_of_many=is_found)
        except UnreadableDocument as unreadable:
            self._summary.refuse(source.name, unreadable.issue)
            return failure(source.name, unreadable.issue)
        except WouldRemove as refused:
            self._summary.refuse(source.name, removal_issue(refused.resolution))
            return removal_refused(source.name, refused.resolution)
        self._summary.add(source.name, status, resolution)
        return outcome(source.name, status, resolution)

    def _import(self, upload: Upload, *, is_one_of_many: bool) -> tuple[str, Resolution]:
        replace = self._options["replace"]
        if not self._options["dry_run"]:
            resolution, run = import_document(
                upload,
                self._target,
                user=self._user,
                columns=self._columns,
                replace=replace,
                is_one_of_many=is_one_of_many,
            )
            return run.status, resolution
        resolution = preview(upload, self._target, user=self._user, columns=self._columns, replace=replace)
        if resolution.changes_nothing:
            return ImportRun.Status.UNCHANGED, resolution
        return (
            ImportRun.Status.UPDATED if resolution.subject.report else ImportRun.Status.IMPORTED
        ), resolution

    # -- what is printed ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._is_first = True
        if self._options["json"]:
            self.stdout.write('{"files": [' if self._options["summary"] else "[", ending="")

    def _tell(self, done: dict[str, Any]) -> None:
        """At once: with many files the list would take more memory than any of them."""
        if done["status"] == "failed":
            self._say_failed(done)
        if self._options["json"]:
            text = json.dumps(done, ensure_ascii=False, indent=1)
            self.stdout.write(("\n" if self._is_first else ",\n") + text, ending="")
            self._is_first = False
        elif done["status"] != "failed":
            self.stdout.write(self._line(done))

    def _end(self, *, is_of_many: bool) -> None:
        gaps = missing_documents() if is_of_many else []
        if not self._options["json"]:
            for line in in_words(self._summary, gaps) if is_of_many else ():
                self.stdout.write(line)
        elif self._options["summary"]:
            text = json.dumps(as_json(self._summary, gaps), ensure_ascii=False, indent=1)
            self.stdout.write(f'\n], "summary": {text}}}')
        else:
            self.stdout.write("\n]")

    def _say_stopping(self) -> None:
        self.stderr.write(_("It stops after the document under way. Press again to stop at once."))

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
        if "loaded_at" in done:
            day = datetime.fromisoformat(done["loaded_at"]).astimezone(get_current_timezone())
            return _("%(file)s: in since %(day)s, not read again") % {
                "file": done["file"],
                "day": f"{day:%d.%m.%Y %H:%M}",
            }
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

    def _named_user(self, name: str | None) -> User | None:
        if not name:
            return None
        try:
            return User.objects.get(username=name)
        except User.DoesNotExist:
            raise CommandError(_("There is no user “%s”.") % name) from None
