"""Choices of the event filter that are no vocabulary of the models."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Entry, EntryPartner, EventPartner
from events.vocabulary import Role

from .conditions import PARTLY, WHOLLY

# Beside the outcomes: whether any plan or report has the event at all.
PLANNED, REPORTED = "planned", "reported"
STANDINGS = [(PLANNED, _("stands in a plan")), (REPORTED, _("stands in a report"))]
# The values are fields of Event.
RESULTS = [("signed", _("documents signed")), ("agreed", _("arrangements reached"))]
VISITS = [
    ("outgoing", _("delegations and trips out")),
    ("incoming", _("delegations received")),
    ("meeting", _("official meetings")),
]
YES, NO = "yes", "no"
ALL_OF_THEM = "all"
SEVERAL = [("2", _("two or more")), ("3", _("three or more")), ("5", _("five or more"))]
OUTSIDE = [(WHOLLY, _("wholly outside of it")), (PARTLY, _("partly outside of it"))]
# Cells remarks are about, after whether there are any.
REMARKS = [
    (YES, _("with remarks")),
    (NO, _("without remarks")),
    (Role.DATES, _("about the dates")),
    (Role.PLACE, _("about the place")),
    (Role.PARTNER, _("about the partner")),
    (Role.AGREEMENT, _("about the agreement")),
    (Role.PARTICIPANTS, _("about the participants")),
    (Role.CONTENT, _("about the content")),
    (Role.TITLE, _("about the title")),
]
AHEAD = [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))]  # days from today
# Filters that may be inverted: all events except those they match.
EXCLUDABLE = {
    "partner": _("Partner"),
    "district": _("Federal district"),
    "partner_kind": _("Kind of partner"),
    "department": _("Executive body"),
    "sphere": _("Sphere"),
    "agreement": _("Agreement"),
    "kind": _("Document"),
    "activity": _("Kind of event"),
    "direction": _("Direction"),
    "mode": _("Mode"),
    "held_in": _("Held in"),
    "missing": _("Not said"),
}


@dataclass(frozen=True, slots=True)
class MissingValue:
    """`condition` takes the visible entries of the event, correlated by OuterRef("pk")."""

    label: Any
    condition: Callable[[QuerySet[Entry]], Q]


def _no_entry(**lookup: Any) -> Callable[[QuerySet[Entry]], Q]:
    return lambda entries: ~Q(Exists(entries.filter(**lookup)))


def _no_partner(entries: QuerySet[Entry]) -> Q:
    """The complement of what the filter by partner finds."""
    links = EventPartner.objects.named().filter(event=OuterRef("pk"))
    in_entry = EntryPartner.objects.counted().filter(entry=OuterRef("pk"))
    return ~Q(Exists(links)) & ~Q(Exists(entries.filter(Exists(in_entry))))


MISSING = {
    "dates": MissingValue(_("no dates"), lambda entries: Q(start=None)),
    "place": MissingValue(_("no place"), lambda entries: Q(place="")),
    "partner": MissingValue(_("no partner"), _no_partner),
    "department": MissingValue(_("no executive body"), _no_entry(department__isnull=False)),
    "sphere": MissingValue(_("no sphere"), _no_entry(section__sphere__isnull=False)),
    "agreement": MissingValue(_("no agreement"), _no_entry(agreement__isnull=False)),
    "activity": MissingValue(_("no kind of event"), lambda entries: Q(activity="")),
    "direction": MissingValue(_("no direction"), lambda entries: Q(direction="")),
    "mode": MissingValue(_("no mode"), lambda entries: Q(mode="")),
    "participants": MissingValue(_("no number of participants"), lambda entries: Q(participants_count=None)),
}


def choices_of(labels: Mapping[StrEnum, Any]) -> list[tuple[str, Any]]:
    """Choices of a form field from the labels of a vocabulary."""
    return [(key.value, label) for key, label in labels.items()]
