"""Equal results of rows of different events, offered as one."""

from datetime import timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Length

from events.access import Access
from events.models import Result

from .lines import ResultLine, visible_results

_SHORTEST = 30  # signs; «Протокол» of two rows says nothing
_MOST = 20
_NEAR = timedelta(days=100)  # documents of one quarter, or of two neighbouring ones


def equal_results(access: Access, line: ResultLine) -> list[ResultLine]:
    """Of other events, the same kind and words, and nearby days. On two that have cards it was decided."""
    if not line.told:
        return []
    result = line.result
    same = _alike(visible_results(access)).filter(kind=result.kind, title=result.title)
    if result.start is not None:
        same = same.filter(start__range=(result.start - _NEAR, result.start + _NEAR))
    same = same.exclude(entry__event=result.entry.event_id)
    if line.card is not None:
        same = same.filter(card=None)
    found = same.select_related("entry", "entry__report", "entry__event", "card").order_by("pk")[:_MOST]
    return [ResultLine(told=[one], card=one.card) for one in found]


def equal_titles(access: Access) -> list[str]:
    """Those that stand in rows of several events and wait for a decision."""
    groups = _alike(visible_results(access)).order_by().values("kind", "title")
    groups = groups.annotate(
        events=Count("entry__event", distinct=True),
        loose=Count("pk", filter=Q(card=None)),
        first=Min("start"),
        last=Max("start"),
    ).filter(events__gt=1, loose__gt=0)
    return [one["title"] for one in groups if one["first"] is None or one["last"] - one["first"] <= _NEAR]


def _alike(results: QuerySet[Result]) -> QuerySet[Result]:
    return results.alias(length=Length("title")).filter(length__gte=_SHORTEST)
