"""Ties results to the cards people keep of them, whatever becomes of the rows."""

from collections.abc import Collection, Iterable, Sequence

from events.models import Entry, Result, ResultAnchor

_AT_ONCE = 500  # rows
_SHORTEST = 20  # signs of words that tell one record from another


def same_words(one: str, other: str) -> bool:
    mine, theirs = " ".join(one.split()), " ".join(other.split())
    return min(len(mine), len(theirs)) >= _SHORTEST and (mine in theirs or theirs in mine)


def bind_cards(entries: Collection[int]) -> None:
    """Point the results of entries (of at most 500) at their cards, others at none.

    A card finds its result by key; where rules or cell have changed by its words; where the row was removed
    and read again in the row of the same document that has the key.
    """
    results = list(Result.objects.filter(entry__in=entries).order_by("entry", "pk"))
    if not results:
        return
    anchors = list(ResultAnchor.objects.filter(entry__in=entries, card__removed_at=None))
    anchors += _left_behind(results, entries)
    changed = []
    for result, card in _cards_of(results, anchors):
        if result.card_id != card:
            result.card_id = card
            changed.append(result)
    Result.objects.bulk_update(changed, ["card"])


def bind_cards_of_removed(entries: Sequence[int]) -> None:
    """Rows have just been removed: their cards go to rows of the same documents that tell the same."""
    for first in range(0, len(entries), _AT_ONCE):
        part = entries[first : first + _AT_ONCE]
        anchors = ResultAnchor.objects.filter(entry__in=part, card__removed_at=None)
        keys = set(anchors.values_list("key", flat=True))
        if not keys:
            continue
        reports = Entry.with_removed.filter(pk__in=part).values("report")
        told = Result.objects.filter(
            key__in=keys, entry__report__in=reports, entry__removed_at=None, card=None
        )
        bind_cards(sorted(set(told.order_by().values_list("entry", flat=True)))[:_AT_ONCE])


def _left_behind(results: Iterable[Result], entries: Collection[int]) -> list[ResultAnchor]:
    """Anchors in removed rows of the same documents, as if they were in the rows that have their keys now."""
    documents = {
        pk: (kind, period, partner, agreement)
        for pk, kind, period, partner, agreement in Entry.with_removed.filter(pk__in=entries).values_list(
            "pk", "report__kind", "report__period_code", "report__partner", "report__agreement"
        )
    }
    by_key: dict[str, list[Result]] = {}
    for result in results:
        by_key.setdefault(result.key, []).append(result)
    lost = ResultAnchor.objects.filter(key__in=by_key, card__removed_at=None).exclude(entry__in=entries)
    lost = lost.exclude(entry__removed_at=None, entry__report__removed_at=None).select_related(
        "entry__report"
    )
    found = []
    for anchor in lost:
        report = anchor.entry.report
        document = (report.kind, report.period_code, report.partner_id, report.agreement_id)
        for result in by_key[anchor.key]:
            if documents[result.entry_id] == document:
                anchor.entry_id = result.entry_id
                found.append(anchor)
                break
    return found


def _cards_of(
    results: Iterable[Result], anchors: Iterable[ResultAnchor]
) -> Iterable[tuple[Result, int | None]]:
    by_key = {(anchor.entry_id, anchor.key): anchor for anchor in anchors}
    told = {(result.entry_id, result.key) for result in results}
    loose = [anchor for at, anchor in by_key.items() if at not in told]
    for result in results:
        anchor = by_key.get((result.entry_id, result.key))
        if anchor is None:
            anchor = next(
                (
                    one
                    for one in loose
                    if one.entry_id == result.entry_id and same_words(one.phrase, result.phrase)
                ),
                None,
            )
            if anchor is not None:
                loose.remove(anchor)
        yield result, anchor.card_id if anchor is not None else None
