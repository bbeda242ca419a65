"""Events a text finds: by its words, by the partner it means, by the days it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.db.models import Case, F, Q, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Partner
from events.access import Access
from events.event_list.filters import EventFilter
from events.event_list.rows import dates_in_words
from events.labels import ROLE_LABELS
from events.models import Entry, Event
from events.phrases.dates import Dates, write_dates
from events.vocabulary import Role
from events.words.highlight import Piece, excerpt, marked_words
from events.words.stems import wanted_stems

from .model import SearchGroup, SearchHit

# Searched for an excerpt in this order.
_EXCERPT_CELLS = (Role.CONTENT, Role.PARTICIPANTS, Role.PLACE, Role.PARTNER, Role.AGREEMENT)


def events_found(text: str, wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    """The events of the list under the same words; those with the words in the title first, then newest."""
    in_title = Q()
    for stem in wanted:
        in_title &= Q(search__contains=stem.strip())
    rank = Case(When(in_title, then=Value(0)), default=Value(1))
    return _listed("events", _("Events"), {"text": text}, wanted, access, shown, rank)


def events_of_partner(partner: Partner, access: Access, shown: int) -> SearchGroup:
    label = _("Events with %(partner)s") % {"partner": partner.name}
    return _listed("partner-events", label, {"partner": partner.code}, (), access, shown)


def events_of_days(dates: Dates, access: Access, shown: int) -> SearchGroup:
    """`dates.note`: the words that stood beside the days."""
    query = {"since": f"{dates.start}", "until": f"{dates.end}"}
    if wanted := wanted_stems(dates.note):
        query["text"] = dates.note
    label = _("Events of %(days)s") % {"days": write_dates(replace(dates, note=""))}
    return _listed("day-events", label, query, wanted, access, shown)


def _listed(
    key: str,
    label: str,
    query: Mapping[str, str],
    wanted: Sequence[str],
    access: Access,
    shown: int,
    *first: Case,
) -> SearchGroup:
    address = urlencode(query)
    found = EventFilter(QueryDict(address), access).events
    events = list(found.order_by(*first, F("start").desc(nulls_last=True), "-id")[:shown])
    entries = access.entries().filter(event__in=events).order_by("-report__end", "-id")
    by_event: dict[int, list[Entry]] = {}
    for entry in entries.only("event_id", "cells", "stems") if wanted else ():
        by_event.setdefault(entry.event_id, []).append(entry)
    return SearchGroup(
        key=key,
        label=label,
        count=found.count(),
        hits=[_event_hit(event, by_event.get(event.pk, []), wanted) for event in events],
        more=f"{reverse('events:events')}?{address}",
    )


def _event_hit(event: Event, entries: Iterable[Entry], wanted: Sequence[str]) -> SearchHit:
    cell, pieces = _excerpt(entries, wanted)
    return SearchHit(
        name=marked_words(event.title, wanted) or [Piece(_("event without a title"))],
        url=reverse("events:event", args=[event.pk]),
        about=dates_in_words(event),
        cell=cell,
        excerpt=pieces,
    )


def _excerpt(entries: Iterable[Entry], wanted: Sequence[str]) -> tuple[str, Sequence[Piece]]:
    """From the first entry that contains all words: the column and the words in their context."""
    for entry in entries:
        if all(stem in entry.stems for stem in wanted):
            for role in _EXCERPT_CELLS:
                if pieces := excerpt(entry.cells.get(role, ""), wanted):
                    return str(ROLE_LABELS[role]), pieces
            break
    return "", []
