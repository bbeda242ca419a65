"""Meetings and delegations: which events are one, for filters and counts, and the words that show it."""

import re
from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from events.models import Entry
from events.vocabulary import Activity, Direction, Role


class Visit(StrEnum):
    """An event may be a meeting and a delegation at once: «прием делегации»."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    MEETING = "meeting"


VISIT_LABELS = {
    Visit.OUTGOING: _("delegations and trips out"),
    Visit.INCOMING: _("delegations received"),
    Visit.MEETING: _("meetings, receptions, negotiations"),
}
_TRIPS = (Activity.VISIT, Activity.BUSINESS_TRIP, Activity.RECEPTION, Activity.BUSINESS_MISSION)
_MEETINGS = (Activity.MEETING, Activity.NEGOTIATIONS, Activity.RECEPTION)
_STEM = "делегаци"
_SHOWS = re.compile(
    r"(?:(?:служебн|рабоч)\w+ )?(?:командировк|визит|поездк|посещени)\w*(?: делегаци\w*)?|бизнес-мисси\w*|"
    r"при[её]м\w* (?:\w+ ){0,3}?(?:делегаци|гост|посл|консул|представител)\w*|делегаци\w*|"
    r"видеоконференц\w*|(?:онлайн-|теле)?(?:встреч|мост)\w*|переговор\w*|диалог\w*|бесед\w*",
    re.IGNORECASE,
)


def visits(visible: QuerySet[Entry]) -> Mapping[Visit, Q]:
    """Conditions on events. A delegation is named in the title or among the participants of a row the reader
    may see: content speaks of delegations to come as well."""
    rows = visible.filter(event=OuterRef("pk"), search__contains=_STEM)  # cheap; the cells are asked after it
    rows = rows.annotate(title_cell=KT("cells__title"), people_cell=KT("cells__participants"))
    # SQLite does not fold Cyrillic case: the first letter is left out.
    named = Q(Exists(rows.filter(Q(title_cell__contains=_STEM[1:]) | Q(people_cell__contains=_STEM[1:]))))
    reception = Q(activity=Activity.RECEPTION)
    trip = Q(activity__in=_TRIPS) | named
    return {
        Visit.OUTGOING: Q(direction=Direction.OUTGOING) & ~reception & trip,
        Visit.INCOMING: reception | (Q(direction__in=(Direction.INCOMING, Direction.AT_HOME)) & trip),
        Visit.MEETING: Q(activity__in=_MEETINGS),
    }


def shown_by(cells: Mapping[str, str]) -> tuple[Role, str]:
    """The cell that shows a visit or a meeting and the words in it; empty words where a person said so."""
    for role in (Role.TITLE, Role.PARTICIPANTS, Role.CONTENT):
        if found := _SHOWS.search(cells.get(role, "")):
            return role, found[0]
    return Role.TITLE, ""
