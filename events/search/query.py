"""Full-text search over partners, people, events, agreements, departments, plans and reports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Case, F, Model, Q, QuerySet, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.lookup import find_partners, regions_first
from agreements.models import Agreement, Department, Partner
from events.access import Access
from events.event_list.filters import EventFilter
from events.event_list.rows import dates_in_words
from events.labels import ROLE_LABELS
from events.models import Entry, Event, Report
from events.people.queries import found_people, person_lines
from events.vocabulary import Role
from events.words.highlight import Piece, excerpt, marked_words
from events.words.stems import stems, wanted_stems

_EVENTS_SHOWN, _OTHERS_SHOWN = 10, 30
# Searched for an excerpt in this order.
_EXCERPT_CELLS = (Role.CONTENT, Role.PARTICIPANTS, Role.PLACE, Role.PARTNER, Role.AGREEMENT)
_PERIOD_WORDS = {"H": "полугодие", "Q": "квартал"}
_Record = TypeVar("_Record", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    name: Sequence[Piece]
    url: str
    about: str = ""
    cell: str = ""  # the column of the excerpt
    excerpt: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchGroup:
    """Hits of one kind of record. `count` includes those not shown; `more`: the URL of all."""

    key: str
    label: str
    count: int
    hits: Sequence[SearchHit]
    more: str = ""


def search(text: str, access: Access, *, shown: int | None = None) -> list[SearchGroup]:
    """Groups with hits. A record matches if it contains every word of the text, in any form.

    `shown`: hits of each kind at most. The number of queries is constant."""
    wanted = wanted_stems(text)
    if not wanted or not access.reads:
        return []
    groups = (
        _partners(text, wanted, shown or _OTHERS_SHOWN),
        _people(text, wanted, access, shown or _OTHERS_SHOWN),
        _events(text, wanted, access, shown or _EVENTS_SHOWN),
        _agreements(wanted, access, shown or _OTHERS_SHOWN),
        _departments(wanted, shown or _OTHERS_SHOWN),
        _reports(wanted, access, shown or _OTHERS_SHOWN),
    )
    return [group for group in groups if group.count]


def _events(text: str, wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    """The events of the list under the same words; those with the words in the title first, then newest."""
    query = urlencode({"text": text})
    found = EventFilter(QueryDict(query), access).events
    in_title = Q()
    for stem in wanted:
        in_title &= Q(search__contains=stem.strip())
    rank = Case(When(in_title, then=Value(0)), default=Value(1))
    events = list(found.order_by(rank, F("start").desc(nulls_last=True), "-id")[:shown])
    entries = access.entries().filter(event__in=events).order_by("-report__end", "-id")
    by_event: dict[int, list[Entry]] = {}
    for entry in entries.only("event_id", "cells", "stems"):
        by_event.setdefault(entry.event_id, []).append(entry)
    return SearchGroup(
        key="events",
        label=_("Events"),
        count=found.count(),
        hits=[_event_hit(event, by_event.get(event.pk, []), wanted) for event in events],
        more=f"{reverse('events:events')}?{query}",
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
        if _contains(entry.stems, wanted):
            for role in _EXCERPT_CELLS:
                if pieces := excerpt(entry.cells.get(role, ""), wanted):
                    return str(ROLE_LABELS[role]), pieces
            break
    return "", []


def _partners(text: str, wanted: Sequence[str], shown: int) -> SearchGroup:
    """Partners the text means, then those whose name contains its words: «Брянскую» alone means the town."""

    def hit(partner: Partner) -> SearchHit:
        return SearchHit(
            name=marked_words(partner.name, wanted),
            url=reverse("events:partner", args=[partner.pk]),
            about=_kind_and_place(partner),
        )

    meant = find_partners(text)
    others = Partner.objects.partners().exclude(pk__in=[partner.pk for partner in meant])
    named = _matching(
        others.select_related("parent"), lambda partner: f"{partner.name} {partner.official}", wanted
    )
    return _group("partners", _("Partners"), regions_first(meant + named), shown, hit)


def _kind_and_place(partner: Partner) -> str:
    kind = str(partner.get_kind_display())
    return f"{kind}, {partner.parent.name}" if partner.parent and partner.parent.code != "ru" else kind


def _people(text: str, wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    """By surname, with the post of the last meeting."""
    found = found_people(text, access)
    return SearchGroup(
        key="people",
        label=_("People met"),
        count=found.count(),
        hits=[
            SearchHit(
                name=marked_words(line.person.name, wanted),
                url=reverse("events:person_met", args=[line.person.key]),
                about=line.post,
            )
            for line in person_lines(found[:shown], access)
        ],
    )


def _agreements(wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    def hit(agreement: Agreement) -> SearchHit:
        number = f"№ {agreement.number}" if agreement.number else ""
        return SearchHit(
            name=marked_words(agreement.title, wanted),
            url=reverse("events:agreement", args=[agreement.pk]),
            about=" ".join(filter(None, (number, agreement.get_state_display()))),
        )

    found = _matching(
        access.agreements(),
        lambda agreement: f"{agreement.title} {agreement.number} {agreement.registration_number}",
        wanted,
    )
    return _group("agreements", _("Agreements"), found, shown, hit)


def _departments(wanted: Sequence[str], shown: int) -> SearchGroup:
    def hit(department: Department) -> SearchHit:
        return SearchHit(
            name=marked_words(department.name, wanted),
            url=f"{reverse('events:events')}?{urlencode({'department': department.pk})}",
            about=_("events of the body"),
        )

    found = _matching(
        Department.objects.all(), lambda department: f"{department.name} {department.short_name}", wanted
    )
    return _group("departments", _("Executive bodies"), found, shown, hit)


def _reports(wanted: Sequence[str], access: Access, shown: int) -> SearchGroup:
    def hit(report: Report) -> SearchHit:
        return SearchHit(
            name=marked_words(str(report), wanted),
            url=reverse("events:report", args=[report.pk]),
            about=str(report.get_state_display()),
        )

    found = _matching(
        access.reports().select_related("partner", "agreement"),
        lambda report: f"{report} {report.title} {_period_in_digits(report)}",
        wanted,
    )
    return _group("reports", _("Plans and reports"), found, shown, hit)


def _period_in_digits(report: Report) -> str:
    """«4 квартал»: documents write Roman numerals, people type Arabic ones."""
    part = report.period.part
    return f"{part[1:]} {_PERIOD_WORDS[part[0]]}" if part[:1] in _PERIOD_WORDS else ""


def _matching(
    records: QuerySet[_Record], text_of: Callable[[_Record], str], wanted: Sequence[str]
) -> list[_Record]:
    """Stemmed in Python, so that every word form counts; for models with hundreds of records at most."""
    return [record for record in records if _contains(stems(text_of(record)), wanted)]


def _contains(stemmed: str, wanted: Sequence[str]) -> bool:
    return all(stem in stemmed for stem in wanted)


def _group(
    key: str, label: str, found: Sequence[_Record], shown: int, hit: Callable[[_Record], SearchHit]
) -> SearchGroup:
    return SearchGroup(key=key, label=label, count=len(found), hits=[hit(record) for record in found[:shown]])
