"""Meetings, receptions, visits and trips with a partner, as records tell of them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F

from events.access import Access
from events.meetings.registers import ToldMeeting, each_once
from events.meetings.with_partners import with_partners
from events.models import Meeting
from events.vocabulary import Level

from ..meetings import meetings_with


def contacts_with(access: Access, partners: Collection[int], start: date, end: date) -> list[ToldMeeting]:
    """Each once, the newest first. Of a row that several partners take part in those alone that are with one
    of `partners`."""
    ordered = (
        meetings_with(access, partners, start, end)
        .with_what_is_shown()
        .select_related("entry__department")
        .order_by(F("start").desc(nulls_last=True), "-end", "entry__order", "pk")
    )
    return each_once(with_partners(list(ordered), partners))


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
