"""Meetings, receptions, visits and trips with a partner, as records tell of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import F, Q

from agreements.gazetteer import current_gazetteer
from agreements.models import Partner
from agreements.partner_tree import ancestors_of
from events.access import Access
from events.meetings.registers import ToldMeeting, each_once
from events.models import EntryPartner, Meeting, MeetingPartner
from events.phrases.counted_partners import is_home
from events.vocabulary import Level, Side


def contacts_with(access: Access, partners: Collection[int], start: date, end: date) -> list[ToldMeeting]:
    """Of reports that name one of the partners and of no report, on days of the period or on none; newest
    first. Of a row that several partners take part in those alone that are with one of `partners`."""
    held = access.events().filter(access.held_with(Q(partner__in=partners)))
    in_period = Q(start=None) | Q(start__lte=end, end__gte=start)
    cards = MeetingPartner.objects.filter(partner__in=partners).values("card")
    with_them = Q(entry__event__in=held.order_by().values("pk")) | Q(entry=None, card__in=cards)
    meetings = access.meetings().filter(in_period, with_them)
    ordered = list(
        meetings.with_what_is_shown()
        .select_related("entry__department")
        .order_by(F("start").desc(nulls_last=True), "-end", "entry__order", "pk")
    )
    return each_once(_with(ordered, partners))


def _with(meetings: Sequence[Meeting], partners: Collection[int]) -> Iterable[Meeting]:
    named: dict[int, set[int]] = defaultdict(set)
    entries = {meeting.entry_id for meeting in meetings if meeting.entry_id is not None}
    links = EntryPartner.objects.counted().filter(entry__in=entries)
    for entry, partner in links.values_list("entry", "partner"):
        named[entry].add(partner)
    lines = ancestors_of()
    near = set(partners).union(*(lines.get(partner, ()) for partner in partners))
    shared = [meeting for meeting in meetings if not named[meeting.entry_id] <= near]
    others = _with_others(shared, partners) if shared else set()
    return [meeting for meeting in meetings if meeting.pk not in others]


def _with_others(meetings: Iterable[Meeting], partners: Collection[int]) -> set[int]:
    """Those whose own words name places, and none of the partners."""
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


def rank_of(meeting: Meeting) -> int:
    """0 is the highest: of the higher side."""
    return min(Level(meeting.home_level).rank, Level(meeting.partner_level).rank)


def last_at_each_level(contacts: Iterable[ToldMeeting]) -> list[tuple[Level, ToldMeeting]]:
    """The newest contact at each level of the higher side, the highest first; `contacts`: newest first."""
    found: dict[int, ToldMeeting] = {}
    for told in contacts:
        found.setdefault(rank_of(told.meeting), told)
    levels = list(Level)
    return [(levels[rank], found[rank]) for rank in sorted(found) if levels[rank].is_official]
