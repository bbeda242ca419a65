"""«Исправить все» for one user: the rows the user may change now, shown first and then changed as shown."""

from django.db import transaction
from django.http import Http404

from events.access import Access
from events.models import Entry, Report

from .mending import CellChange, cell_changes, fingerprint_of, mend
from .printed_table import in_printing_order
from .proofreading import accepted_fingerprints


def editable_entries(access: Access, report: Report) -> dict[int, Entry]:
    """Entries the user may change now, with what writing them needs."""
    if not (access.coordinates or access.edits):
        return {}
    entries = access.editable_entries().filter(report=report)
    links = ("report", "report__partner", "report__agreement", "section", "section__partner", "event")
    return {entry.pk: entry for entry in entries.select_related(*links)}


def printed_numbers(access: Access, report: Report) -> dict[int, int]:
    """Entry → the number it is printed under."""
    parts = in_printing_order(report, access.entries().filter(report=report))
    return {
        entry.pk: number
        for number, entry in enumerate((entry for _section, own in parts for entry in own), start=1)
    }


def changes_of(access: Access, report: Report, code: str) -> list[CellChange]:
    """In printing order."""
    order = printed_numbers(access, report)
    entries = sorted(editable_entries(access, report).values(), key=lambda entry: order[entry.pk])
    return cell_changes(entries, code, accepted_fingerprints(report))


@transaction.atomic
def correct_as_seen(access: Access, report: Report, code: str, seen: str) -> int | None:
    """Returns how many rows were changed; None, and changes nothing, where that would be something else than
    what `seen` is the fingerprint of."""
    try:
        access.hold_rows(report, {change.entry.pk for change in changes_of(access, report, code)})
    except Http404:  # one of them is the user's no longer
        return None
    changes = changes_of(access, report, code)  # as they stand now that nobody else writes them
    if seen != fingerprint_of(changes):
        return None
    return mend(changes, code, by_department=not access.coordinates)
