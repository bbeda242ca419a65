"""Figures of groups against the total they are part of."""

import re
from collections.abc import Iterator

from events.phrases.counts import Counts
from events.phrases.head_counts import FigureKind
from events.phrases.issues import Issue
from events.vocabulary import Bound, Role, Severity

from .document import ProofRow

_WHOM = r"(?:человека?|чел\.?|участник\w*|представител\w*|делегат\w*)?"
# The people of two sides are different people, so their parts add up: «20 от Смоленской области»
_SIDE = re.compile(
    rf"(?<![\d.,])(?P<before>\d{{1,6}})\s*{_WHOM}\s*[-–—]?\s*(?:от|из)\s+(?:г\.\s*)?[А-ЯЁ]|"
    r"(?<!\w)(?:от|из)\s+(?:г\.\s*)?[А-ЯЁ][^,;()\d:]{2,60}?\s*[-–—:]?\s*(?P<after>\d{1,6})(?![\d.])"
)
_WHOLE_LIST = re.compile(r"^\s*(?:человека?|чел\.?|участник\w*)?\s*[:(]\s*$")


def sum_issues(row: ProofRow) -> Iterator[Issue]:
    text, counts = row.cells.get(Role.PARTICIPANTS, ""), row.values.counts
    total = counts.participants
    if (
        total is None
        or counts.bound is not Bound.EXACT
        or counts.summed
        or Role.PARTICIPANTS in row.continued
    ):
        return
    larger = [one for one in counts.figures if one.kind is FigureKind.SUBSET and one.value > total]
    if larger:
        yield _issue(str(larger[0].value), total)
        return
    parts = [match for match in _SIDE.finditer(text) if match.start() >= _end_of_total(counts)]
    figures = [int(match["before"] or match["after"]) for match in parts]
    if len(figures) < 2 or sum(figures) == total:
        return
    is_whole_list = _WHOLE_LIST.match(text[_end_of_total(counts) : parts[0].start()]) is not None
    if sum(figures) > total or is_whole_list:
        yield _issue(f"{' + '.join(map(str, figures))} = {sum(figures)}", total)


def _end_of_total(counts: Counts) -> int:
    return next((one.end for one in counts.figures if one.value == counts.participants), 0)


def _issue(found: str, total: int) -> Issue:
    return Issue(
        code="sum-differs",
        severity=Severity.WARNING,
        role=Role.PARTICIPANTS,
        found=found,
        expected=str(total),
    )
