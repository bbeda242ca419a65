"""What was signed and arranged at events, as titles that can be read alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from events.access import Access
from events.models import Entry, Event, Result
from events.vocabulary import ResultKind

Told = tuple[str, int]  # title, how many documents
_KINDS = {ResultKind.SIGNED: "documents", ResultKind.AGREED: "arrangements"}


def results_of_events(
    access: Access, events: QuerySet[Event], partners: Collection[int] | None = None
) -> dict[int, dict[str, list[Told]]]:
    """Of each event `documents` and `arrangements` from the latest report that has them; with `partners`
    those alone that are with one of them. A list that is missing was ticked by hand. What lies ahead is
    no result. Two queries."""
    entries = (
        access.entries().of_reports().filter(Q(signed=True) | Q(agreed=True), event__in=events.values("pk"))
    )
    records = _records(entries, partners)
    found: dict[int, dict[str, list[Told]]] = {}
    told = entries.order_by("report__end", "pk").values_list(
        "pk", "event", "signed", "agreed", "recognised__results", "recognised__result_records"
    )
    for pk, event, signed, agreed, results, has_records in told:
        for name, happened in (("documents", signed), ("arrangements", agreed)):
            if not happened:
                continue
            said = (results or {}).get(name)
            if name in records.get(pk, {}):
                found.setdefault(event, {})[name] = records[pk][name]
            elif said and has_records:
                found.setdefault(event, {})[name] = []  # a person struck them out
            elif said:
                found.setdefault(event, {})[name] = list(_as_phrases(said))
    return found


def _records(entries: QuerySet[Entry], partners: Collection[int] | None) -> dict[int, dict[str, list[Told]]]:
    """By row; a list is there, be it empty, where the row has such records with whomever."""
    results = Result.objects.filter(entry__in=entries.order_by().values("pk"), kind__in=_KINDS)
    with_partner: Any = Value(True)
    if partners is not None:
        links = Result.partners.through.objects.filter(result=OuterRef("pk"), partner__in=partners)
        with_partner = Exists(links)
    told = results.annotate(with_partner=with_partner).order_by("entry", "pk")
    found: dict[int, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for entry, kind, title, count, is_with in told.values_list(
        "entry", "kind", "title", "count", "with_partner"
    ):
        titles = found[entry][_KINDS[ResultKind(kind)]]
        if is_with:
            titles.append((title, count or 1))
    return found


def _as_phrases(said: Iterable[str | Mapping[str, Any]]) -> Iterable[Told]:
    """Of rows read before results were records."""
    for one in said:
        if isinstance(one, str):
            yield one, 1
        else:
            yield (
                " ".join(f"{one.get('phrase', '')} {one.get('counterparties', '')}".split()),
                one.get("count", 1) or 1,
            )
