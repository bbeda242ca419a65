"""What a person decided about the partners of an entry: added beside its cells, left out though they name
them, counted though they only mention them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from agreements.names.folding import fold
from events.models import Entry
from events.phrases import partner_doubts
from events.phrases.issues import Issue
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values
from events.vocabulary import PartnerRole, Role

_PREFIX = "partner:"
_AS_WRITTEN = "as-written:"
_NOTHING: Mapping[str, Any] = {"value": True}  # where nobody decided: as it was read
_DOUBTED: Mapping[str, Any] = {"value": False}
# What is asked of a name no partner is known by
_UNKNOWN = ("unknown-place", "unknown-partner")


def correction_key(found: PartnerFound) -> str:
    """The name of the correction that says of a place named in this cell that it is a partner (True), or is
    none (False)."""
    return f"{_PREFIX}{found.code}:{found.cell}"


def as_written_key(name: str) -> str:
    """The name of the correction that says: this name in the column of partners is right, though unknown."""
    return f"{_AS_WRITTEN}{fold(name)}"


def is_answer_about_name(correction: str) -> bool:
    return correction.startswith(_AS_WRITTEN)


def is_as_written(corrections: Mapping[str, Any], name: str) -> bool:
    return as_written_key(name) in corrections


def asks_about_name(code: str, role: str | None) -> bool:
    """Whether an issue is one that «as it is written» answers."""
    return code in _UNKNOWN and role == Role.PARTNER


def without_answered(values: Values, is_right: Callable[[str], bool]) -> Values:
    """The values without the questions about names a person said are right as written."""
    kept = tuple(
        issue
        for issue in values.issues
        if not (asks_about_name(issue.code, issue.role) and is_right(issue.found))
    )
    return values if len(kept) == len(values.issues) else replace(values, issues=kept)


def left_out_codes(corrections: Mapping[str, Any], values: Values) -> set[str]:
    """Partners a person left out and no other cell names; `values` are without them."""
    codes = {
        name.split(":")[1]
        for name, correction in corrections.items()
        if name.startswith(_PREFIX) and not correction["value"]
    }
    return codes - {found.code for found in values.partners.found}


def with_decisions(values: Values, corrections: Mapping[str, Any]) -> Values:
    """The values as a person decided on their partners; one a person added stays."""
    if any(name.startswith(_AS_WRITTEN) for name in corrections):
        values = without_answered(values, lambda name: is_as_written(corrections, name))
    if not any(name.startswith(_PREFIX) for name in corrections):
        return values
    values = with_counted(values, corrections)
    kept = tuple(
        found
        for found in values.partners.found
        if not found.phrase or corrections.get(correction_key(found), _NOTHING)["value"]
    )
    left = {(one.code, one.cell) for one in values.partners.found if one not in kept}
    # Whether it is a partner was asked, and is answered
    issues = tuple(
        issue
        for issue in values.issues
        if issue.code != partner_doubts.CODE or (issue.suggestion, issue.role) not in left
    )
    return replace(values, partners=replace(values.partners, found=kept), issues=issues)


def is_counted_decision(name: str, correction: Mapping[str, Any]) -> bool:
    return name.startswith(_PREFIX) and bool(correction["value"])


def with_counted(values: Values, corrections: Mapping[str, Any]) -> Values:
    """With the places a person says took part as participants; what was asked about them is answered."""
    counted = {
        found
        for found in values.partners.found
        if not found.role.is_counted and corrections.get(correction_key(found), _DOUBTED)["value"]
    }
    if not counted:
        return values
    found = tuple(
        replace(one, role=PartnerRole.PARTICIPANT) if one in counted else one for one in values.partners.found
    )
    phrases = {(one.cell, one.phrase) for one in counted}
    issues = tuple(filter(None, (_unanswered(issue, phrases) for issue in values.issues)))
    return replace(values, partners=replace(values.partners, found=found), issues=issues)


def _unanswered(issue: Issue, counted: Collection[tuple[Role, str]]) -> Issue | None:
    if issue.code == "no-partner-found":
        return None
    if issue.code != "partner-left-out":
        return issue
    phrases = [phrase for phrase in issue.found.split(", ") if (issue.role, phrase) not in counted]
    return replace(issue, found=", ".join(phrases)) if phrases else None


def with_chosen(entry: Entry, values: Values) -> Values:
    """Values read anew, with the partners a person chose before: those stand in no cell."""
    if not entry.recognised:
        return values
    named = {found.code for found in values.partners.found}
    chosen = tuple(
        found
        for found in Values.from_json(entry.recognised).partners.found
        if not found.phrase and found.code not in named
    )
    return values.with_partners(chosen)
