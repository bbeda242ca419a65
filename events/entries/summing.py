"""What an event is: the sum of what its entries say.

Values are those of its finished entries of one standing: of reports where there are any, else of plans. The
entry of the latest period governs; what it does not say is taken from the next one that does. Once a report
speaks, what the plan said is no value of the event any more: its partners are kept as those of the plan
alone, its dates as the planned ones.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings

from agreements.names.folding import fold
from events.models.recognised import RECOGNISED_FIELDS
from events.vocabulary import Bound, PartnerRole, Precision, Role

_STRENGTH = [role.value for role in PartnerRole]
# Columns that say something only together: taken from the first entry that has the first of them.
_TOGETHER = (
    ("start", "end", "precision", "to_be_specified"),
    ("participants_count", "participants_bound"),
    ("audience_count",),
    ("mode",),
    ("activity",),
    ("direction",),
    ("agreement_id",),
)
_TRUE_IF_ANY = ("signed", "agreed", "all_subjects")
_NOTHING = (None, "")


class Difference(StrEnum):
    """A value on which entries of one standing contradict each other."""

    DATES = "dates"
    PLACE = "place"
    PARTICIPANTS = "participants"
    MODE = "mode"


_TOLD = (
    *("pk", "event_id", "report_id", "section_id", "department_id", "agreement_id"),
    *("cells", "fate", "restricted"),
    "recognised__place",  # of events.phrases.values.Values as JSON; None where the cell names no place
    *RECOGNISED_FIELDS,
)
# What an entry tells of its event, with its `report`; `department` is the folded name.
Telling = namedtuple("Telling", (*_TOLD, "is_finished", "report", "department"))


class Link(NamedTuple):
    """A partner named in an entry, and as what."""

    partner: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSaid:
    role: str
    entry: int  # that says so
    by_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSum:
    """`columns`: of Event, by name."""

    columns: Mapping[str, Any]
    places: frozenset[str] = frozenset()  # codes
    partners: Mapping[int, PartnerSaid] = field(default_factory=dict)


def sum_of(entries: Sequence[Telling], links: Mapping[int, Sequence[Link]]) -> EventSum:
    """`entries`: all live ones of the event, at least one, with `is_finished` and their report; `links`:
    their partners by key of the entry."""
    finished = [entry for entry in entries if entry.is_finished]
    telling = sorted(finished or entries, key=_weight, reverse=True)
    reports = [entry for entry in telling if not entry.report.is_plan]
    plans = [entry for entry in telling if entry.report.is_plan]
    standing = reports or plans
    columns = {
        "title": _first(_text(entry, Role.TITLE) for entry in standing),
        "place": _first(_text(entry, Role.PLACE) for entry in standing),
        **{name: any(getattr(entry, name) for entry in standing) for name in _TRUE_IF_ANY},
        "differences": [str(difference) for difference in differences(standing)],
        "department_id": standing[0].department_id,
        **_facts(finished),
    }
    for names in _TOGETHER:
        said = next((entry for entry in standing if getattr(entry, names[0]) not in _NOTHING), standing[0])
        columns |= {name: getattr(said, name) for name in names}
    partners = _united(standing, links, by_plan=False)
    if reports:
        partners = {**_united(plans, links, by_plan=True), **partners}
    return EventSum(columns=columns, places=_places(standing), partners=partners)


def _places(standing: Sequence[Telling]) -> frozenset[str]:
    """Of the entry whose place the event has. A venue without a town is one of the home region."""
    told = next((entry.recognised__place for entry in standing if _text(entry, Role.PLACE)), None) or {}
    codes = frozenset(code for part in told.get("parts", ()) for code in part.get("codes", ()))
    return codes or (frozenset({settings.HOME_SUBJECT}) if told.get("at_home") else codes)


def differences(standing: Sequence[Telling]) -> list[Difference]:
    """What entries of one standing contradict each other on."""
    contradicts: dict[Difference, Callable[[Telling, Telling], bool]] = {
        Difference.DATES: _other_dates,
        Difference.PLACE: _other_place,
        Difference.PARTICIPANTS: _other_number,
        Difference.MODE: lambda one, other: one.mode not in ("", other.mode) and other.mode != "",
    }
    pairs = [(one, other) for index, one in enumerate(standing) for other in standing[:index]]
    return [name for name, differ in contradicts.items() if any(differ(*pair) for pair in pairs)]


def _facts(finished: Sequence[Telling]) -> dict[str, Any]:
    """What outcomes are told from."""
    ordered = sorted(finished, key=_weight, reverse=True)
    plans = [entry for entry in ordered if entry.report.is_plan]
    reports = [entry for entry in ordered if not entry.report.is_plan]
    dated = next((entry for entry in plans if entry.start is not None), None)
    return {
        "is_planned": bool(plans),
        "is_reported": bool(reports),
        "plan_id": plans[0].report_id if plans else None,
        "report_id": reports[0].report_id if reports else None,
        "planned_start": dated.start if dated else None,
        "planned_end": dated.end if dated else None,
        "fate": _first(entry.fate for entry in plans),
    }


def _weight(entry: Telling) -> tuple[Any, ...]:
    return (not entry.report.is_plan, entry.report.end, entry.pk)


def _text(entry: Telling, role: Role) -> str:
    return " ".join(entry.cells.get(role, "").split())


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _united(
    entries: Sequence[Telling], links: Mapping[int, Sequence[Link]], *, by_plan: bool
) -> dict[int, PartnerSaid]:
    united: dict[int, PartnerSaid] = {}
    for entry in entries:
        for link in links.get(entry.pk, ()):
            known = united.get(link.partner)
            if known is None or _STRENGTH.index(link.role) < _STRENGTH.index(known.role):
                united[link.partner] = PartnerSaid(role=link.role, entry=entry.pk, by_plan=by_plan)
    return united


def _other_dates(one: Telling, other: Telling) -> bool:
    """«14-16 марта» and «март» agree, «14-16 марта» and «15-16 марта» do not."""
    if one.start is None or other.start is None:
        return False
    if one.precision == other.precision == Precision.DAY:
        return (one.start, one.end) != (other.start, other.end)
    return one.start > other.end or other.start > one.end


def _other_place(one: Telling, other: Telling) -> bool:
    first, second = fold(_text(one, Role.PLACE)), fold(_text(other, Role.PLACE))
    return bool(first and second) and first not in second and second not in first


def _other_number(one: Telling, other: Telling) -> bool:
    """«более 100» and «120» agree, and so do «до 120» and «100»."""
    first, second = one.participants_count, other.participants_count
    if first is None or second is None or first == second:
        return False
    bounds = {first: one.participants_bound, second: other.participants_bound}
    lesser, greater = bounds[min(first, second)], bounds[max(first, second)]
    return Bound.ABOUT not in (lesser, greater) and lesser != Bound.AT_LEAST and greater != Bound.AT_MOST
