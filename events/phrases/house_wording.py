"""Turns the values entered for an entry into printed cells in the house wording (no Django)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from events.period import Period
from events.vocabulary import Activity, Bound, Direction, Mode, Role, Severity

from .counts import read_counts
from .dates import Dates, read_dates, write_dates
from .issues import Issue
from .mode import read_mode
from .values import Values

_BARE = re.compile(r"(?:\d|\bтыс\.?|\bтысяч\w*|\bмлн\.?)$", re.IGNORECASE)  # says no unit
# «более 1 600», «100-150», «1,5 тыс.», but not «5 или 6» nor «-3»
_ONE_NUMBER = re.compile(r"(?:[^\W\d_][^\d-]*)?\d[\d ]*(?:,\d+|\s?[-–]\s?\d[\d ]*)?\D*")
_MODES = {
    Mode.ONLINE: "дистанционно",
    Mode.HYBRID: "очно и дистанционно",
    Mode.CORRESPONDENCE: "заочно",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCount:
    """People as a field says them: «120», «около 120», «более 1,5 тыс.»."""

    number: int
    bound: Bound
    words: str  # as printed: «около 120 человек»


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredValues:
    """The values of a form; an empty one leaves the cell to speak for itself."""

    title: str = ""
    partners: tuple[str, ...] = ()  # as they are printed
    agreement: str = ""
    dates: Dates | None = None
    dates_text: str = ""  # a phrase nobody could read
    place: str = ""
    mode: Mode | None = None
    participants: str = ""
    count: StatedCount | None = None  # of participants
    content: str = ""
    activity: Activity | None = None
    direction: Direction | None = None
    signed: bool | None = None
    agreed: bool | None = None


def count_typed(phrase: str) -> StatedCount | None:
    """None where the phrase says no number, or more than one."""
    digits = re.sub(r"\s", "", phrase)
    if digits.isascii() and digits.isdecimal():
        number = int(digits)
        return StatedCount(number=number, bound=Bound.EXACT, words=f"{number} {_people(number)}")
    if not _ONE_NUMBER.fullmatch(phrase):
        return None
    words = f"{phrase} человек" if _BARE.search(phrase) else phrase
    counts = read_counts(words)
    if counts.participants is None or counts.bound is None:
        return None
    return StatedCount(number=counts.participants, bound=counts.bound, words=words)


def dates_typed(phrase: str, period: Period) -> Dates | None:
    """A typed phrase as dates, with the year of the period filled in."""
    read = read_dates(phrase, period)
    return replace(read, year_given=True) if read else None


def compose_cells(facts: EnteredValues) -> dict[Role, str]:
    return {
        Role.PARTNER: ",\n".join(facts.partners),
        Role.AGREEMENT: facts.agreement,
        Role.TITLE: facts.title,
        Role.DATES: write_dates(facts.dates) if facts.dates else facts.dates_text,
        Role.PLACE: _place(facts.place, facts.mode),
        Role.PARTICIPANTS: _participants(facts.participants, facts.count),
        Role.CONTENT: facts.content,
    }


def _place(place: str, mode: Mode | None) -> str:
    word = _MODES.get(mode) if mode else None
    if word is None or read_mode(place, "", "", ""):
        return place
    return f"{place}\n({word})" if place else word.capitalize()


def _participants(text: str, count: StatedCount | None) -> str:
    if count is None or read_counts(text).participants is not None:
        return text
    return f"{text}\n({count.words})" if text else count.words


def _people(count: int) -> str:
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return "человека" if few else "человек"


# --- what was entered against what the cells say


def entered_columns(facts: EnteredValues) -> dict[str, object]:
    """The recognised columns a person gave a value of their own."""
    given: dict[str, object] = {}
    if facts.dates is not None:
        given |= {
            "start": facts.dates.start,
            "end": facts.dates.end,
            "precision": facts.dates.precision.value,
        }
    if facts.count is not None:
        given |= {"participants_count": facts.count.number, "participants_bound": facts.count.bound.value}
    for name in ("mode", "activity", "direction"):
        value = getattr(facts, name)
        if value is not None:
            given[name] = value.value
    for name in ("signed", "agreed"):
        if getattr(facts, name) is not None:
            given[name] = getattr(facts, name)
    return given


def differing(given: Mapping[str, object], read: Mapping[str, object]) -> dict[str, object]:
    """Values a person gave that the cells do not say. A bound counts only with its figure."""
    own = {name: value for name, value in given.items() if read[name] != value}
    if "participants_count" not in own:
        own.pop("participants_bound", None)
    elif read["participants_bound"] == given["participants_bound"]:
        own["participants_bound"] = given["participants_bound"]
    return own


def disagreements(facts: EnteredValues, values: Values) -> tuple[Issue, ...]:
    """Printed cells that contradict the value entered beside them."""
    issues = []
    read = values.dates
    if facts.dates and (read is None or (read.start, read.end) != (facts.dates.start, facts.dates.end)):
        issues.append(_issue(Role.DATES, write_dates(read) if read else "", write_dates(facts.dates)))
    count = values.counts.participants
    if facts.count is not None and count != facts.count.number:
        found = "" if count is None else str(count)
        issues.append(_issue(Role.PARTICIPANTS, found, str(facts.count.number)))
    mode = values.mode.mode if values.mode else Mode.IN_PERSON
    if facts.mode is not None and mode is not facts.mode:
        found = values.mode.phrase if values.mode else ""
        issues.append(_issue(Role.PLACE, found, _MODES.get(facts.mode, "очно")))
    return tuple(issues)


def _issue(role: Role, found: str, expected: str) -> Issue:
    code = "value-disagrees" if found else "value-not-in-cell"
    return Issue(code=code, severity=Severity.WARNING, role=role, found=found, expected=expected)
