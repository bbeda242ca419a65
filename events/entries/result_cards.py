"""Ties results and meetings to the cards people keep of them, whatever becomes of the rows."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from events.models import Entry, Meeting, MeetingAnchor, Result, ResultAnchor

_AT_ONCE = 500  # rows
_SHORTEST = 20  # signs of words that tell one record from another
_ANCHORS: tuple[tuple[type[Result] | type[Meeting], type[ResultAnchor] | type[MeetingAnchor]], ...] = (
    (Result, ResultAnchor),
    (Meeting, MeetingAnchor),
)


def same_words(one: str, other: str) -> bool:
    mine, theirs = " ".join(one.split()), " ".join(other.split())
    return min(len(mine), len(theirs)) >= _SHORTEST and (mine in theirs or theirs in mine)


def bind_cards(entries: Collection[int]) -> None:
    """Point the records of entries (of at most 500) at their cards, others at none.

    A card finds its record by key; where rules or cell have changed by its words; where the row was removed
    and read again in the row of the same document that has the key.
    """
    for model, anchor_model in _ANCHORS:
        records = list(model.objects.filter(entry__in=entries).order_by("entry", "pk"))
        if not records:
            continue
        anchors = list(anchor_model.objects.filter(entry__in=entries, card__removed_at=None))
        anchors += _left_behind(anchor_model, records, entries)
        changed = []
        for record, card in _cards_of(records, anchors):
            if record.card_id != card:
                record.card_id = card
                changed.append(record)
        model.objects.bulk_update(changed, ["card"])


def bind_cards_of_removed(entries: Sequence[int]) -> None:
    """Rows have just been removed: their cards go to rows of the same documents that tell the same."""
    for first in range(0, len(entries), _AT_ONCE):
        part = entries[first : first + _AT_ONCE]
        told: set[int] = set()
        for model, anchor_model in _ANCHORS:
            anchors = anchor_model.objects.filter(entry__in=part, card__removed_at=None)
            keys = set(anchors.values_list("key", flat=True))
            if keys:
                reports = Entry.with_removed.filter(pk__in=part).values("report")
                same = model.objects.filter(
                    key__in=keys, entry__report__in=reports, entry__removed_at=None, card=None
                )
                told |= set(same.order_by().values_list("entry", flat=True))
        if told:
            bind_cards(sorted(told)[:_AT_ONCE])


def _left_behind(anchor_model: Any, records: Iterable[Any], entries: Collection[int]) -> list[Any]:
    """Anchors in removed rows of the same documents, as if they were in the rows that have their keys now."""
    documents = {
        pk: (kind, period, partner, agreement)
        for pk, kind, period, partner, agreement in Entry.with_removed.filter(pk__in=entries).values_list(
            "pk", "report__kind", "report__period_code", "report__partner", "report__agreement"
        )
    }
    by_key: dict[str, list[Any]] = {}
    for record in records:
        by_key.setdefault(record.key, []).append(record)
    lost = anchor_model.objects.filter(key__in=by_key, card__removed_at=None).exclude(entry__in=entries)
    lost = lost.exclude(entry__removed_at=None, entry__report__removed_at=None).select_related(
        "entry__report"
    )
    found = []
    for anchor in lost:
        report = anchor.entry.report
        document = (report.kind, report.period_code, report.partner_id, report.agreement_id)
        for record in by_key[anchor.key]:
            if documents[record.entry_id] == document:
                anchor.entry_id = record.entry_id
                found.append(anchor)
                break
    return found


def _cards_of(records: Iterable[Any], anchors: Iterable[Any]) -> Iterable[tuple[Any, int | None]]:
    by_key = {(anchor.entry_id, anchor.key): anchor for anchor in anchors}
    told = {(record.entry_id, record.key) for record in records}
    loose = [anchor for at, anchor in by_key.items() if at not in told]
    for record in records:
        anchor = by_key.get((record.entry_id, record.key))
        if anchor is None:
            anchor = next(
                (
                    one
                    for one in loose
                    if one.entry_id == record.entry_id and same_words(one.phrase, record.phrase)
                ),
                None,
            )
            if anchor is not None:
                loose.remove(anchor)
        yield record, anchor.card_id if anchor is not None else None
