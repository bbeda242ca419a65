"""How many documents were signed at an event, as the latest of its reports that tells of them has it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from events.models import Entry, Result
from events.vocabulary import ResultKind

from .recognition import in_chunks
from .summing import Telling


def documents_signed_in(entries: Sequence[Telling]) -> dict[int, int]:
    """Event → documents; an event whose cells name none is left out. Two queries for each five hundred rows
    of finished reports that tell of a signing, none without them."""
    signing = {
        entry.pk: entry
        for entry in entries
        if entry.is_finished and entry.signed and not entry.report.is_plan
    }
    named: dict[int, int] = {}
    for part in in_chunks(sorted(signing)):
        named |= _named_in(part)
    ordered = sorted((signing[pk] for pk in named), key=lambda entry: (entry.report.end, entry.pk))
    return {entry.event_id: named[entry.pk] for entry in ordered}


def _named_in(entries: Sequence[int]) -> dict[int, int]:
    """Of each row whose cell names documents: none, where a person struck them out."""
    counts: dict[int, int] = defaultdict(int)
    of_results = Result.objects.filter(entry__in=entries, kind=ResultKind.SIGNED)
    for entry, count in of_results.order_by().values_list("entry", "count"):
        counts[entry] += count or 1
    told = Entry.objects.filter(pk__in=entries).values_list(
        "pk", "recognised__results", "recognised__result_records"
    )
    for entry, results, has_records in told:
        said = (results or {}).get("documents")
        if entry not in counts and said:
            counts[entry] = 0 if has_records else sum(map(_count_of, said))
    return counts


def _count_of(said: Any) -> int:
    """Of rows read before results were records."""
    return 1 if isinstance(said, str) else said.get("count", 1) or 1
