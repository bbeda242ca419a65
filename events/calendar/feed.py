"""The contents of a calendar subscription."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone, translation

from events.access import Access
from events.event_list.active_filters import describe_filter
from events.event_list.calendar_file import calendar_events, fingerprint
from events.event_list.shared_filter import filter_from_query
from events.exports.ics import CalendarEvent, write_ics
from events.models import CalendarLink
from events.vocabulary import Precision

MAX_EVENTS = 2_000  # the latest ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    link: CalendarLink
    events: Sequence[CalendarEvent]
    about: str
    fingerprint: str  # changes as soon as the file would; its stamp is not part of it
    is_truncated: bool

    def ics(self) -> bytes:
        return write_ics(self.events, name=self.link.name, about=self.about, stamp=self.link.changed_at)


def feed_of(link: CalendarLink, *, site: str) -> Feed | None:
    """As the owner may see it now; None if the owner may see nothing or the filter is no longer valid.

    `site`: the base of links, `request.build_absolute_uri("/")`.
    """
    access = Access.of(link.user)
    event_filter = filter_from_query(QueryDict(link.query), access)
    if not access.reads or not event_filter.is_valid():
        return None
    wanted = Q() if link.with_vague else Q(precision__in=("", Precision.DAY))
    dated = event_filter.events.filter(wanted).exclude(start=None).with_outcome(access.drafts())
    events = list(dated[: MAX_EVENTS + 1])
    is_truncated = len(events) > MAX_EVENTS
    with translation.override("ru"):
        about = [describe_filter(event_filter)]
    if is_truncated:
        about.append(f"Показаны последние мероприятия: {MAX_EVENTS}")
    in_calendar = calendar_events(events[:MAX_EVENTS], access, site=site)
    description = "\n".join(filter(None, about))
    return Feed(
        link=link,
        events=in_calendar,
        about=description,
        fingerprint=fingerprint(in_calendar, f"{link.name}\n{description}"),
        is_truncated=is_truncated,
    )


def record_use(feed: Feed) -> None:
    """Notes the moment, and that of a change of the contents: it is the stamp of the file."""
    link, now = feed.link, timezone.now().replace(microsecond=0)
    link.last_used_at = now
    if feed.fingerprint != link.content_digest:
        link.content_digest, link.changed_at = feed.fingerprint, now
    CalendarLink.objects.filter(pk=link.pk).update(
        last_used_at=link.last_used_at, content_digest=link.content_digest, changed_at=link.changed_at
    )
