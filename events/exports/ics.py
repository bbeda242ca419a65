"""Events as a calendar file (iCalendar, RFC 5545) for the calendars people already have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, vText
from icalendar import Event as Item

from .text import clean

_PRODUCT = "-//coopregistry//Registry of regional cooperation//RU"
_TITLE_MOST = 300
_AFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One event in the words of the file; its days are known at least as a span."""

    uid: str  # the same for ever: a calendar knows by it that an event moved
    title: str
    start: date
    end: date  # the last day itself
    days: tuple[date, ...] = ()  # all of them where there are gaps
    span: str = ""  # what a vague date says: «март 2025 года»; "" where the days are known
    place: str = ""
    categories: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # lines of the description
    url: str = ""
    cancelled: bool = False
    tentative: bool = False


def write_ics(events: Sequence[CalendarEvent], *, name: str, about: str, stamp: datetime) -> bytes:
    """`stamp` (aware) is the DTSTAMP of every event: the time the data are from."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(clean(name)))
    for key in ("description", "x-wr-caldesc"):
        calendar.add(key, vText(clean(about)))
    calendar.add("refresh-interval", _AFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(_item(event, stamp))
    data: bytes = calendar.to_ical()
    return data


def _item(event: CalendarEvent, stamp: datetime) -> Item:
    item = Item()
    item.add("uid", event.uid)
    item.add("dtstamp", stamp)
    item.add("dtstart", event.start)
    last = event.start if event.days else event.end
    item.add("dtend", last + timedelta(days=1))  # the day after the last one, as the format wants it
    if event.days[1:]:
        item.add("rdate", list(event.days[1:]), parameters={"VALUE": "DATE"})
    item.add("summary", _summary(event))
    if event.place:
        item.add("location", clean(event.place))
    if event.categories:
        item.add("categories", [clean(category) for category in event.categories])
    if event.about:
        item.add("description", clean("\n".join(event.about)))
    if event.url:
        item.add("url", event.url)
    item.add("status", _status(event))
    item.add("transp", "TRANSPARENT")  # the day stays free: nobody is booked by a registry
    return item


def _summary(event: CalendarEvent) -> str:
    """A calendar has days only: a vaguer date covers all of its days, and the title begins by saying so."""
    title = clean(" ".join(event.title.split()))
    if len(title) > _TITLE_MOST:
        title = f"{title[: _TITLE_MOST - 1].rstrip()}…"
    marks = [event.span] if event.span else []
    if event.tentative and not event.span:
        marks.append("срок уточняется")
    if event.cancelled:
        marks.insert(0, "отменено")
    return f"[{', '.join(marks)}] {title}" if marks else title


def _status(event: CalendarEvent) -> str:
    if event.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.tentative or event.span else "CONFIRMED"
