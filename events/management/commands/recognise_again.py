"""Reads stored rows with the rules of today."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopregistry import history
from events.entries.rereading import Rereading, read_again, store_rereadings, with_what_reading_needs
from events.models import Entry
from events.period import Period
from events.vocabulary import Kind, Role

_AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Read the cells of stored rows again, in the whole registry or in one kind of documents of a period. "
        "Cells, corrections, decisions and editions stay; all changes are one set that can be undone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", choices=[kind.value for kind in Kind], metavar="KIND")
        parser.add_argument("period", nargs="?", metavar="PERIOD", help=Period.EXAMPLES)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
        parser.add_argument("--json", action="store_true", help="print each row that changes")

    def handle(self, *args: Any, **options: Any) -> None:
        keys = list(self._entries(options["kind"], options["period"]).values_list("pk", flat=True))
        with transaction.atomic(), history.change_set(reason=_("Rows read again with the rules of today")):
            changed = self._read(keys, write=not options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(changed, ensure_ascii=False, indent=1))
            return
        for row in changed:
            self.stdout.write(_line(row))
        text = ngettext(
            "%(count)d of %(all)d row changes.", "%(count)d of %(all)d rows change.", len(changed)
        )
        self.stdout.write(text % {"count": len(changed), "all": len(keys)})

    def _entries(self, kind: str | None, period: str | None) -> QuerySet[Entry]:
        entries = Entry.objects.filter(report__removed_at=None)
        if kind:
            entries = entries.filter(report__kind=kind)
        if period:
            try:
                entries = entries.filter(report__period_code=Period.parse(period).code)
            except ValueError as error:
                raise CommandError(str(error)) from error
        return entries.order_by("report", "order", "pk")

    def _read(self, keys: Sequence[int], *, write: bool) -> list[dict[str, Any]]:
        changed: list[dict[str, Any]] = []
        for first in range(0, len(keys), _AT_ONCE):
            part = with_what_reading_needs(Entry.objects.filter(pk__in=keys[first : first + _AT_ONCE]))
            found = list(read_again(part.order_by("report", "order", "pk")))
            changed += [_object(one) for one in found if one.changes]
            if write:
                store_rereadings([one for one in found if one.is_stale])
        return changed


def _object(found: Rereading) -> dict[str, Any]:
    entry = found.entry
    return {
        "id": entry.pk,
        "kind": entry.report.kind,
        "period": entry.report.period_code,
        "number": entry.number,
        "title": " ".join(entry.cells.get(Role.TITLE, "").split()),
        "changes": {name: [_plain(value) for value in values] for name, values in found.changes.items()},
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _line(row: dict[str, Any]) -> str:
    changes = "; ".join(f"{name}: {before} → {after}" for name, (before, after) in row["changes"].items())
    return f"{row['kind']} {row['period']} № {row['number']} {row['title'][:60]}: {changes}"
