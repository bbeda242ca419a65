"""Gives out a dossier: writes its paper, and keeps a copy of what was given out."""

import hashlib
from datetime import date

from django.db.models import QuerySet
from django.utils import translation

from events.access import Access
from events.meetings.names_left_out import leaves_names_out
from events.models import DossierCopy, Event
from events.web import paper_bytes

from ..issued import numbers_at_issue
from ..wording import with_whom
from .content import Dossier
from .full import FULL_STYLE, full_paper
from .names import paper_without_names
from .one_page import one_page

AT_ONCE = 1_000  # events; a dossier of more is written by a job, with nothing to choose
_LONGEST_NAME = 150  # characters of the partner's name in the name of the file


def is_long(events: QuerySet[Event], start: date, end: date) -> bool:
    """Told without reading the events."""
    return events_between(events, start, end).order_by()[: AT_ONCE + 1].count() > AT_ONCE


def events_between(events: QuerySet[Event], start: date, end: date) -> QuerySet[Event]:
    """Those with dates of their own."""
    return events.filter(start__lte=end, end__gte=start)


def copy_of(chosen: Dossier, access: Access, *, is_short: bool) -> DossierCopy:
    """The paper as its reader gets it, not saved yet."""
    with translation.override("ru"):
        paper, style = one_page(chosen) if is_short else (full_paper(chosen), FULL_STYLE)
    if leaves_names_out(access):
        paper = paper_without_names(paper, chosen)
    data = paper_bytes(paper, style)
    with_partner = with_whom(chosen.partner)[:_LONGEST_NAME]
    period = f"{chosen.start:%d.%m.%Y}-{chosen.end:%d.%m.%Y}"
    total = chosen.cooperation.total
    return DossierCopy(
        partner=chosen.partner,
        start=chosen.start,
        end=chosen.end,
        short=is_short,
        made_by=access.user,
        prepared_by=chosen.prepared_by,
        name=f"Справка о сотрудничестве {with_partner} {period}.docx",
        docx=data,
        sha256=hashlib.sha256(data).hexdigest(),
        figures=numbers_at_issue(
            events=[event.pk for event in chosen.cooperation.events],
            held=total.held,
            participants=total.participants,
            signed=total.signed,
        ),
    )
