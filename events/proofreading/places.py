"""A place that contradicts itself: «г. Минск, Республика Казахстан»."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.place import Place, PlaceKind
from events.phrases.issues import Issue
from events.vocabulary import Role, Severity

from .document import ProofRow

_BETWEEN = re.compile(r"\s*[,(]\s*")
_CITY_HEAD = re.compile(r"(?:г\.|город)\s*", re.IGNORECASE)
_UNITS = (PlaceKind.SUBJECT, PlaceKind.FOREIGN_REGION)


def place_issues(row: ProofRow, gazetteer: Gazetteer) -> Iterator[Issue]:
    """A foreign city named with a country or region it does not lie in. One in brackets of which the country
    knows no such city is an unknown place already; a Russian city beside a country is the next of a list."""
    text = row.cells.get(Role.PLACE, "")
    if "," not in text and "(" not in text:
        return
    named = [mention for mention in gazetteer.find(text) if mention.evidence is Evidence.NAME]
    codes = {mention.code for mention in named}
    for inner, outer in pairwise(named):
        if not _BETWEEN.fullmatch(text, inner.end, outer.start) or not _CITY_HEAD.match(inner.phrase):
            continue
        level = _level(gazetteer.place(outer.code))
        above = gazetteer.ancestors(inner.code)
        lies_in = [place for place in above if _level(place) == level != ""]
        is_abroad = all(place.kind is not PlaceKind.SUBJECT and place.code != "ru" for place in above)
        if is_abroad and lies_in and not codes & {place.code for place in lies_in}:
            end = outer.end + (text[outer.end : outer.end + 1] == ")")
            yield Issue(
                code="place-contradicts-itself",
                severity=Severity.WARNING,
                role=Role.PLACE,
                found=" ".join(text[inner.start : end].split()),
                expected=lies_in[0].name,
            )


def _level(place: Place) -> str:
    if place.kind in _UNITS:
        return "unit"
    return "country" if place.kind is PlaceKind.COUNTRY else ""
