"""One question asked of everything: events, partners, agreements, executive bodies, plans and reports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.lookup import find_partners, regions_first
from agreements.models import Department, Partner
from events.access import Access
from events.event_list.filters import EventFilter
from events.event_list.rows import dates_in_words
from events.labels import ROLE_LABELS
from events.models import Entry, Event, Report
from events.vocabulary import Role
from events.words.highlight import Piece, excerpt, marked_hits
from events.words.stems import stems, wanted_stems

_SPOKEN = {"H": "полугодие", "Q": "квартал"}
_EVENTS, _OTHERS = 10, 30  # of a kind shown on the page
_CELLS = (Role.TITLE, Role.CONTENT, Role.PARTICIPANTS, Role.PLACE, Role.PARTNER, Role.AGREEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    name: Sequence[Piece]
    url: str
    about: str = ""
    cell: str = ""  # which cell of a row the excerpt is from
    excerpt: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind; `count` is all of it, `more` the address of the rest."""

    key: str
    label: str
    count: int
    hits: Sequence[Hit]
    more: str = ""


def search(text: str, access: Access, *, shown: int | None = None) -> list[Group]:
    """Groups that hold anything; every word of the text must be found in a record, in any form.

    `shown`: at most so many hits of each kind. The number of queries does not depend on what is found."""
    wanted = wanted_stems(text)
    if not wanted or not access.reads:
        return []
    groups = (
        _partners(text, wanted, shown or _OTHERS),
        _events(text, wanted, access, shown or _EVENTS),
        _agreements(wanted, access, shown or _OTHERS),
        _departments(wanted, shown or _OTHERS),
        _reports(wanted, access, shown or _OTHERS),
    )
    return [group for group in groups if group.count]


def _events(text: str, wanted: Sequence[str], access: Access, shown: int) -> Group:
    """The events the list shows for the words: titles that say them first, then the newest."""
    query = urlencode({"text": text})
    found = EventFilter(QueryDict(query), access).events
    in_title = Q()
    for stem in wanted:
        in_title &= Q(search__contains=stem.strip())
    order = Case(When(in_title, then=Value(0)), default=Value(1))
    events = list(found.order_by(order, F("start").desc(nulls_last=True), "-id")[:shown])
    rows = access.entries().filter(event__in=events).order_by("-report__end", "-id")
    speaking: dict[int, list[Entry]] = {}
    for row in rows.only("event_id", "cells", "stems"):
        speaking.setdefault(row.event_id, []).append(row)
    return Group(
        key="events",
        label=_("Events"),
        count=found.count(),
        hits=[_event(event, speaking.get(event.pk, []), wanted) for event in events],
        more=f"{reverse('events:events')}?{query}",
    )


def _event(event: Event, rows: Iterable[Entry], wanted: Sequence[str]) -> Hit:
    row = next((row for row in rows if all(stem in row.stems for stem in wanted)), None)
    cell, part = next(
        (
            (str(ROLE_LABELS[role]), part)
            for role in _CELLS
            if role is not Role.TITLE and row and (part := excerpt(row.cells.get(role, ""), wanted))
        ),
        ("", []),
    )
    return Hit(
        name=marked_hits(event.title, wanted) or [Piece(_("event without a title"))],
        url=reverse("events:event", args=[event.pk]),
        about=dates_in_words(event),
        cell=cell,
        excerpt=part,
    )


def _partners(text: str, wanted: Sequence[str], shown: int) -> Group:
    """Whom the text names, then those whose name holds its words: «Брянскую» alone names the town."""
    named = find_partners(text)
    others = Partner.objects.partners().exclude(pk__in=[partner.pk for partner in named])
    found = regions_first(
        named
        + [
            partner
            for partner in others.select_related("parent")
            if _says(stems(f"{partner.name} {partner.official}"), wanted)
        ]
    )
    return Group(
        key="partners",
        label=_("Partners"),
        count=len(found),
        hits=[
            Hit(
                name=marked_hits(partner.name, wanted),
                url=reverse("events:partner", args=[partner.pk]),
                about=_kind_and_place(partner),
            )
            for partner in found[:shown]
        ],
    )


def _kind_and_place(partner: Partner) -> str:
    whole = partner.parent if partner.parent and partner.parent.code != "ru" else None
    return f"{partner.get_kind_display()}, {whole.name}" if whole else str(partner.get_kind_display())


def _agreements(wanted: Sequence[str], access: Access, shown: int) -> Group:
    return _by_text(
        "agreements",
        _("Agreements"),
        access.agreements(),
        lambda one: f"{one.title} {one.number} {one.registration_number}",
        wanted,
        shown,
        lambda one: Hit(
            name=marked_hits(one.title, wanted),
            url=reverse("events:agreement", args=[one.pk]),
            about=" ".join(filter(None, (one.number and f"№ {one.number}", one.get_state_display()))),
        ),
    )


def _departments(wanted: Sequence[str], shown: int) -> Group:
    return _by_text(
        "departments",
        _("Executive bodies"),
        Department.objects.all(),
        lambda one: f"{one.name} {one.short_name}",
        wanted,
        shown,
        lambda one: Hit(
            name=marked_hits(one.name, wanted),
            url=f"{reverse('events:events')}?{urlencode({'department': one.pk})}",
            about=_("events of the body"),
        ),
    )


def _reports(wanted: Sequence[str], access: Access, shown: int) -> Group:
    return _by_text(
        "reports",
        _("Plans and reports"),
        access.reports().select_related("partner"),
        lambda one: f"{one} {one.title} {_in_figures(one)}",
        wanted,
        shown,
        lambda one: Hit(
            name=marked_hits(str(one), wanted),
            url=reverse("events:report", args=[one.pk]),
            about=str(one.get_state_display()),
        ),
    )


def _by_text(
    key: str,
    label: str,
    records: QuerySet,
    text_of: Callable[[Any], str],
    wanted: Sequence[str],
    shown: int,
    hit: Callable[[Any], Hit],
) -> Group:
    """Of kinds there are hundreds of at most: they are read here, so that every word form counts."""
    found = [record for record in records if _says(stems(text_of(record)), wanted)]
    return Group(key=key, label=label, count=len(found), hits=[hit(record) for record in found[:shown]])


def _says(known: str, wanted: Sequence[str]) -> bool:
    return all(stem in known for stem in wanted)


def _in_figures(report: Report) -> str:
    """«4 квартал»: documents write Roman numerals, people type Arabic ones."""
    part = report.period.part
    return f"{part[1:]} {_SPOKEN[part[0]]}" if part[:1] in _SPOKEN else ""
