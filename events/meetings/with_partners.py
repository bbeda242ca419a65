"""Which meetings of a row that several partners take part in were with some of these partners."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner
from agreements.partner_tree import ancestors_of
from events.entries.recognition import in_chunks
from events.models import EntryPartner, Meeting
from events.phrases.counted_partners import is_home
from events.vocabulary import Side


def with_partners(meetings: Sequence[Meeting], partners: Collection[int]) -> list[Meeting]:
    """Without those whose own words name places and none of the partners."""
    shared = shared_entries({one.entry_id for one in meetings if one.entry_id is not None}, partners)
    away = _elsewhere([one for one in meetings if one.entry_id in shared], partners) if shared else set()
    return [one for one in meetings if one.pk not in away]


def shared_entries(entries: Collection[int], partners: Collection[int]) -> set[int]:
    """Those that name others than the partners and what these are part of."""
    named: dict[int, set[int]] = defaultdict(set)
    for part in in_chunks(sorted(entries)):
        links = EntryPartner.objects.counted().filter(entry__in=part)
        for entry, partner in links.values_list("entry", "partner"):
            named[entry].add(partner)
    lines = ancestors_of()
    near = set(partners).union(*(lines.get(partner, ()) for partner in partners))
    return {entry for entry, found in named.items() if not found <= near}


def _elsewhere(meetings: Iterable[Meeting], partners: Collection[int]) -> set[int]:
    codes = set(Partner.objects.filter(pk__in=partners).values_list("code", flat=True))
    gazetteer = current_gazetteer()
    found = set()
    for meeting in meetings:
        guests = [*meeting.of_side(Side.PARTNER), *meeting.of_side(Side.THIRD)]
        words = "; ".join(filter(None, (text for one in guests for text in (one.of, one.post))))
        away = {mention.code for mention in gazetteer.find(words)}
        away = {code for code in away if not is_home(code, gazetteer)}
        if away and not away & codes:
            found.add(meeting.pk)
    return found
