"""What is ticked on the page of a dossier is what its paper holds: no other button applies it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.meetings.registers import ToldMeeting
from events.models import PartnerFacts
from events.results.lines import ResultLine
from events.vocabulary import Side

from ..partner_events import PartnerEvent
from .contact_words import contact_dates, event_title, people
from .content import TICKED, Dossier, key_of
from .full import FACT_HEADINGS, as_of, execution
from .wording import KINDS, healed, when

_MOST = 400  # checkboxes of one form; Django accepts a thousand fields
SHOWN = "shown_{}"  # the keys a page had to tick, of which those not sent were unticked


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`note`: beside the text; `warning`: what to look at before it is printed."""

    key: str
    dates: str
    text: str
    note: str = ""
    warning: str | Promise = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows with a tick each; `name`: of the checkboxes."""

    name: str
    heading: str | Promise
    rows: Sequence[Row]


class Ticks:
    """`data`: what the form sent, None for a page just opened; `is_anew`: for another period than the page
    showed, where a row it did not show is ticked and one that was unticked stays so."""

    def __init__(self, dossier: Dossier, data: Any = None, *, is_anew: bool = False) -> None:
        self.keys = {name: [key_of(one) for one in getattr(dossier, name)] for name in TICKED}
        self.is_tickable = sum(map(len, self.keys.values())) <= _MOST
        everything = {name: frozenset(keys) for name, keys in self.keys.items()}
        self.is_stale = False
        if data is None or not self.is_tickable:
            self.ticked = everything
            return
        sent = {name: frozenset(data.getlist(name)) for name in TICKED}
        if is_anew:
            shown = {name: frozenset(data.get(SHOWN.format(name), "").split()) for name in TICKED}
            self.ticked = {name: everything[name] - (shown[name] - sent[name]) for name in TICKED}
            return
        self.ticked = {name: everything[name] & sent[name] for name in TICKED}
        self.is_stale = self.ticked != sent

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Names and values of hidden fields."""
        return [(SHOWN.format(name), " ".join(keys)) for name, keys in self.keys.items()]


def parts_of(dossier: Dossier) -> list[Part]:
    """In the order of the paper; those without rows are left out."""
    parts = [
        Part(
            name="facts",
            heading=_("Facts for the dossier"),
            rows=[_fact(one, dossier) for one in dossier.facts],
        ),
        Part(
            name="agreements",
            heading=_("Agreements"),
            rows=[Row(key=key_of(one), dates="", text=one.title) for one in dossier.agreements],
        ),
        Part(name="contacts", heading=_("Meetings and visits"), rows=list(map(_contact, dossier.contacts))),
        Part(
            name="results",
            heading=pgettext_lazy("heading", "Documents signed"),
            rows=[_result(line, "") for line in dossier.signed],
        ),
        Part(
            name="results",
            heading=_("Arrangements and their execution"),
            rows=[_result(line, execution(dossier, line)) for line in dossier.arranged],
        ),
        Part(name="events", heading=_("Events held"), rows=_events(dossier.held)),
        Part(name="events", heading=_("Plans that lie ahead"), rows=_events(dossier.ahead)),
        Part(name="events", heading=_("Past plans without a report"), rows=_events(dossier.unreported)),
    ]
    return [part for part in parts if part.rows]


def _fact(fact: PartnerFacts, dossier: Dossier) -> Row:
    old = _("older than a year: make sure it still holds") if fact.is_old(dossier.made_on) else ""
    kind = FACT_HEADINGS[PartnerFacts.Kind(fact.kind)]
    return Row(key=key_of(fact), dates="", text=f"{kind}: {fact.text}", note=as_of(fact), warning=old)


def _contact(told: ToldMeeting) -> Row:
    met = people(told, Side.HOME, Side.PARTNER, Side.THIRD) or event_title(told)
    kind = KINDS[told.meeting.kind]
    return Row(key=key_of(told), dates=contact_dates(told), text=met, note=kind)


def _result(line: ResultLine, note: str) -> Row:
    return Row(key=key_of(line), dates=line.dates, text=healed(line.title), note=note)


def _events(events: Iterable[PartnerEvent]) -> list[Row]:
    return [
        Row(key=key_of(one), dates=when(one), text=healed(one.title), note=healed(one.place))
        for one in events
    ]
