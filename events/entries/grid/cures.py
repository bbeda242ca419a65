"""Remarks a click can mend: what the cell would say then."""

import re
from dataclasses import dataclass

from events.models import Finding
from events.proofreading.proofread import MENDABLE

UNKNOWN_PLACE = "unknown-place"  # suggests names of places, likeliest first
_BETWEEN = re.compile(r", (?![^()]*\))")
_KIND = re.compile(
    r"(?:г|гор|пос|пгт|с|дер|д|ст|х)\.\s*|(?:город|пос[её]лок|село|деревня|станица)\s+", re.IGNORECASE
)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Cure:
    label: str
    text: str  # of the whole cell


def cures_of(finding: Finding, text: str) -> list[Cure]:
    """None where the cell does not say what was found any more, or says it with other spaces."""
    if not finding.found or not finding.suggestion or finding.found not in text:
        return []
    if finding.code in MENDABLE:
        return [Cure(finding.suggestion, text.replace(finding.found, finding.suggestion, 1))]
    if finding.code != UNKNOWN_PLACE:
        return []
    kind = _KIND.match(finding.found)
    before = kind[0] if kind else ""
    return [
        Cure(name, text.replace(finding.found, before + name.partition(" (")[0], 1))
        for name in _BETWEEN.split(finding.suggestion)[:_MOST]
    ]
