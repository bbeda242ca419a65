"""Names that a remark says were seen and not taken for partners, for a person who knows that they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agreements.gazetteer import current_gazetteer
from agreements.names.gazetteer import Gazetteer
from events.models import Entry, Finding
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values

_CODES = ("no-partner-found", "partner-left-out")
_BETWEEN = ", "  # phrases of a remark
_MOST = 5


@dataclass(frozen=True, slots=True)
class Seen:
    code: str
    name: str


def seen_in(findings: Iterable[Finding]) -> dict[int, list[Seen]]:
    """By key of the remark: each place once, in the order of the row; none for remarks of another kind.
    Two queries at most, where each remark has its entry."""
    asked = [one for one in findings if one.code in _CODES and one.found and one.entry_id]
    if not asked:
        return {}
    _fetch_recognised([one.entry for one in asked])
    gazetteer = current_gazetteer()
    return {finding.pk: seen_among(_mentions(finding), gazetteer) for finding in asked}


def seen_among(mentions: Iterable[PartnerFound], gazetteer: Gazetteer) -> list[Seen]:
    """Each place once, in the order of the mentions."""
    codes = dict.fromkeys(one.code for one in mentions if gazetteer.knows(one.code))
    return [Seen(code, gazetteer.place(code).name) for code in list(codes)[:_MOST]]


def _fetch_recognised(entries: Sequence[Entry]) -> None:
    """At once for those of which it was not asked with the rest."""
    lacking = [entry for entry in entries if "recognised" in entry.get_deferred_fields()]
    if lacking:
        values = Entry.objects.filter(pk__in=[one.pk for one in lacking]).values_list("pk", "recognised")
        recognised = dict(values)
        for entry in lacking:
            entry.recognised = recognised[entry.pk]


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
