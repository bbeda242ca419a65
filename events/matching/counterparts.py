"""Rows that may tell the event of a row the matcher has no proposal for: found by words, or near in time."""

from datetime import date

from django.db.models import Q, QuerySet

from events.access import Access
from events.models import Entry
from events.vocabulary import Kind
from events.words.index import saying
from events.words.stems import wanted_stems

_MOST_FOUND, _MOST_RANKED = 20, 1000
_RELATED = ("report", "report__partner", "report__agreement", "department")


def found_by_words(entry: Entry, text: str, access: Access) -> list[Entry]:
    """Rows with all words, in any form; nearest in time first."""
    wanted = wanted_stems(text)
    if not wanted:
        return []
    return _nearest(entry, _others(entry, access).filter(saying(wanted)))


def of_same_body_and_month(entry: Entry, access: Access) -> list[Entry]:
    """Rows of the same executive body, its predecessors and successors, in the months of the row."""
    if entry.department is None or entry.start is None or entry.end is None:
        return []
    first, last = entry.start.replace(day=1), _last_of_month(entry.end)
    near = Q(start__lte=last, end__gte=first, department__in=entry.department.chain())
    return _nearest(entry, _others(entry, access).filter(near))


def _others(entry: Entry, access: Access) -> QuerySet[Entry]:
    return access.entries().exclude(event=entry.event_id)


def _nearest(entry: Entry, found: QuerySet[Entry]) -> list[Entry]:
    """Of a planned row the reported ones first and the other way round, those without a counterpart before
    others; then by time."""
    day = entry.start or entry.report.start
    counterpart = "event__is_planned" if entry.report.is_plan else "event__is_reported"
    facts = found.order_by("-report__end", "pk").values_list(
        "pk", "start", "report__start", "report__kind", counterpart
    )
    ranked = sorted(
        (
            (kind in Kind.PLANS) == entry.report.is_plan,
            has_counterpart,
            abs(((start or report_start) - day).days),
            pk,
        )
        for pk, start, report_start, kind, has_counterpart in facts[:_MOST_RANKED]
    )
    keys = [rank[-1] for rank in ranked[:_MOST_FOUND]]
    rows = Entry.objects.select_related(*_RELATED).in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _last_of_month(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
