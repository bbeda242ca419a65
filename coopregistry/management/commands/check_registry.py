"""Recomputes and compares what the registry keeps: files, history, kept values, editions."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ...integrity.checks import all_checks
from ...models import IntegrityRun

_MOST_KEPT = 200  # faults of a run


class Command(BaseCommand):
    help = (
        "Compares files with their checksums, records with their history, kept values with what they are "
        "computed from, editions with their documents. Exit code 1 if anything differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        checks = all_checks()
        parser.add_argument("--only", action="append", choices=sorted(checks), help="this check alone")
        parser.add_argument("--json", action="store_true", help="print {check: [{record, what}, …]}")

    def handle(self, *args: Any, only: list[str] | None, json: bool, **options: Any) -> None:
        begun = time.monotonic()
        found: dict[str, list[dict[str, str]]] = {}
        for code, (title, check) in all_checks().items():
            if only and code not in only:
                continue
            faults = found[code] = [{"record": fault.record, "what": fault.what} for fault in check()]
            if not json:
                self.stdout.write(f"{title}: {len(faults) or _('in order')}")
                for fault in faults:
                    self.stdout.write(f"  {fault['record']}: {fault['what']}")
        if json:
            self.stdout.write(_as_text(found))
        count = sum(map(len, found.values()))
        IntegrityRun.objects.create(
            seconds=time.monotonic() - begun,
            checks=sorted(found),
            count=count,
            faults=[{"check": code, **fault} for code, faults in found.items() for fault in faults][
                :_MOST_KEPT
            ],
        )
        if count:
            raise CommandError(_("Not everything is in order: %(count)d differences.") % {"count": count})


def _as_text(found: dict[str, list[dict[str, str]]]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)
