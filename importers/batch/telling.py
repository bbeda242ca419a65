"""The summary of one go as JSON and in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.basis.documents import Gap
from events.basis.wording import gaps_in_words
from events.labels import SEVERITY_LABELS
from importers.messages import message
from importers.models import ImportRun

from .summary import Summary


def as_json(summary: Summary, gaps: Sequence[Gap]) -> dict[str, Any]:
    return {
        "files": {**{status.value: 0 for status in ImportRun.Status}, "failed": 0, **summary.files},
        "already": summary.known,
        "stopped": summary.is_stopped,
        "rows": dict(summary.rows),
        "severities": {severity.value: count for severity, count in summary.severities.items()},
        "issues": [
            {"code": code, "severity": one.severity.value, "count": one.count, "first": one.file}
            for code, one in summary.doubts.items()
        ],
        "refused": [
            {"file": file, "code": issue.code, "error": message(issue)} for file, issue in summary.refused
        ],
        "of_one_document": summary.of_one_document,
        "missing": [
            {
                "kind": gap.kind.value,
                "periods": [period.code for period in gap.periods],
                "about": gap.about or None,
                "incomplete": gap.document is not None,
            }
            for gap in gaps
        ],
    }


def in_words(summary: Summary, gaps: Sequence[Gap]) -> Iterator[str]:
    files, rows = summary.files, summary.rows
    yield _(
        "Files: %(imported)s imported, %(updated)s updated, %(unchanged)s unchanged, %(failed)s refused."
    ) % {
        "imported": files[ImportRun.Status.IMPORTED],
        "updated": files[ImportRun.Status.UPDATED],
        "unchanged": files[ImportRun.Status.UNCHANGED],
        "failed": files["failed"],
    }
    if summary.known:
        yield (
            ngettext(
                "%d file was in already and was not read again (--again reads it).",
                "%d files were in already and were not read again (--again reads them).",
                summary.known,
            )
            % summary.known
        )
    yield _("Rows: new %(new)s, changed %(changed)s, unchanged %(unchanged)s, missing %(missing)s.") % {
        name: rows[name] for name in ("new", "changed", "unchanged", "missing")
    }
    if summary.severities:
        counts = ", ".join(f"{SEVERITY_LABELS[one]} – {count}" for one, count in summary.severities.items())
        yield _("In doubt: %s.") % counts
        for code, one in summary.doubts.items():
            first = f"{message(one.first)} [{one.file}]"
            yield f"  {one.count} × {code} ({SEVERITY_LABELS[one.severity]}): {first}"
    if summary.of_one_document:
        yield _("Files of one document, of which the later ones changed it:")
        yield from ("  " + "; ".join(files) for files in summary.of_one_document)
    if summary.refused:
        yield _("Refused:")
        yield from (f"  {file}: {message(issue)}" for file, issue in summary.refused)
    if gaps:
        yield _("Lacking between the first and the last document of a kind:")
        yield from (f"  {line}" for line in gaps_in_words(gaps))
    if summary.is_stopped:
        yield _("Stopped: what is in stays in, and the same command goes on from there.")
