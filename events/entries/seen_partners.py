"""Names that a remark says were seen and not taken for partners, for a person who knows that they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.gazetteer import current_gazetteer
from events.models import Finding
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values

_CODES = ("no-partner-found", "partner-left-out")
_BETWEEN = ", "  # phrases of a remark
_MOST = 5


@dataclass(frozen=True, slots=True)
class Seen:
    code: str
    name: str


def seen_in(finding: Finding) -> list[Seen]:
    """Each place once, in the order of the row; none for a remark of another kind."""
    return seen_among(_mentions(finding))


def seen_among(mentions: Sequence[PartnerFound]) -> list[Seen]:
    gazetteer = current_gazetteer()
    codes = dict.fromkeys(one.code for one in mentions if gazetteer.knows(one.code))
    return [Seen(code, gazetteer.place(code).name) for code in list(codes)[:_MOST]]


def mentions_of(finding: Finding, code: str) -> list[PartnerFound]:
    return [one for one in _mentions(finding) if one.code == code]


def mentions_told(values: Values, *, code: str, found: str) -> list[PartnerFound]:
    """Those a remark of this code names by the phrases it has found."""
    if code not in _CODES or not found:
        return []
    phrases = set(found.split(_BETWEEN))
    return [one for one in values.partners.found if not one.role.is_counted and one.phrase in phrases]


def _mentions(finding: Finding) -> list[PartnerFound]:
    entry = finding.entry
    if entry is None or not entry.recognised:
        return []
    told = mentions_told(Values.from_json(entry.recognised), code=finding.code, found=finding.found)
    return [one for one in told if finding.role in ("", one.cell)]
