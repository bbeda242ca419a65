"""Issues about a number of participants: what it leaves out, whom it may count alone."""

import re
from collections.abc import Iterator

from agreements.names.gazetteer import Gazetteer
from events.vocabulary import Kind, Role, Severity

from .activity import says_we_go
from .counted_partners import is_domestic, is_home, region_or_country
from .counts import CROWD, Counts
from .groups import BREAKDOWN
from .head_counts import FigureKind, holds_unread_number, misspelt_units, unread_numbers, vague_count
from .issues import Issue
from .place import PlaceReading


def count_doubts(
    kind: Kind,
    title: str,
    participants: str,
    place: PlaceReading,
    counts: Counts,
    gazetteer: Gazetteer,
    *,
    lies_ahead: bool,
) -> Iterator[Issue]:
    yield from _unclear(kind, participants, counts)
    if counts.participants is not None and (each := _EACH_TIME.search(participants)):
        yield Issue(
            code="participants-each-time",
            severity=Severity.INFO,
            role=Role.PARTICIPANTS,
            found=" ".join(each[0].split()),
        )
    yield from _guests(counts)
    own = [] if lies_ahead else list(_own_side(title, participants, place, counts, gazetteer))
    yield from own or _one_side(participants, counts, gazetteer)


_EACH_TIME = re.compile(
    r"ежедневно|еженедельно|ежемесячно|(?<!\w)(?:в|за)\s+(?:один\s+)?(?:день|сутки|смену|неделю|месяц)(?!\s+\w+а)|"
    r"(?:чел\w*|участник\w*|гост\w*)\.?\s*/\s*(?:день|сут\w*|смен\w*|мес\w*)|"
    r"(?<!\w)(?:на\s+)?кажд(?:ый|ом|ую|ой)\s+(?:день|дне|занятии|встрече|мероприятии|смен[уе]|этапе|туре)(?!\w)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"(?:участник\w*|количество|состав|число)\s+(?:\w+\s+)?(?:уточня|будет|определя|по согласованию)", re.I
)


def _unclear(kind: Kind, participants: str, counts: Counts) -> Iterator[Issue]:
    text = " ".join(participants.split())
    phrases = "; ".join(figure.phrase for figure in counts.figures)
    if misspelt := misspelt_units(participants):
        found = "; ".join(misspelt)
        yield Issue(code="unread-participants", severity=Severity.INFO, role=Role.PARTICIPANTS, found=found)
    if _UNSURE.search(text):
        yield Issue(
            code="participants-to-be-specified", severity=Severity.INFO, role=Role.PARTICIPANTS, found=text
        )
    elif counts.partial:
        yield Issue(
            code="participants-counted-in-part", severity=Severity.INFO, role=Role.PARTICIPANTS, found=phrases
        )
    elif counts.summed:
        yield Issue(
            code="participants-summed",
            severity=Severity.INFO,
            role=Role.PARTICIPANTS,
            found=phrases,
            suggestion=str(counts.participants),
        )
    elif counts.participants is None and (left := _beside_audience(participants, counts)):
        yield Issue(
            code="unread-participants", severity=Severity.INFO, role=Role.PARTICIPANTS, found="; ".join(left)
        )
    elif counts.figures and all(one.kind is FigureKind.SUBSET for one in counts.figures):
        yield Issue(  # «студенты, в том числе из Сирии, 90 чел.»
            code="participants-counted-in-part", severity=Severity.INFO, role=Role.PARTICIPANTS, found=phrases
        )
    elif text and not counts.figures and kind.is_plan:
        if holds_unread_number(participants):  # a plan may well name no number
            yield Issue(
                code="unread-participants", severity=Severity.INFO, role=Role.PARTICIPANTS, found=text
            )
    elif text and not counts.figures:
        if vague := vague_count(participants):
            yield Issue(
                code="vague-participants", severity=Severity.INFO, role=Role.PARTICIPANTS, found=vague
            )
        elif holds_unread_number(participants):
            yield Issue(
                code="unread-participants", severity=Severity.INFO, role=Role.PARTICIPANTS, found=text
            )
        else:
            yield Issue(code="no-participant-figure", severity=Severity.INFO, role=Role.PARTICIPANTS)


def _beside_audience(participants: str, counts: Counts) -> list[str]:
    """«22 модели, 400 зрителей»: numbers beside those who watched that may count who took part."""
    watched = [(one.start, one.end) for one in counts.figures if one.kind is FigureKind.AUDIENCE]
    return unread_numbers(participants, watched) if watched else []


_GUEST = re.compile(r"(?<!\w)гост(?:ей|я|и|ь)(?!\w)", re.IGNORECASE)


def _guests(counts: Counts) -> Iterator[Issue]:
    """«2 ведущих, 3 гостя»: a few guests beside others may as well have taken part, a crowd may have
    watched."""
    for figure in counts.figures:
        if (figure.kind is FigureKind.AUDIENCE) == (figure.value < CROWD) and _GUEST.search(figure.phrase):
            yield Issue(
                code="participants-or-guests",
                severity=Severity.INFO,
                role=Role.PARTICIPANTS,
                found=figure.phrase,
            )


_OF_ALL = re.compile(
    r"(?<!\w)(?:всего|итого|общ(?:ее|ая|ий)|(?:обеих|двух) сторон|кажд\w+)(?!\w)", re.IGNORECASE
)


def _own_side(
    title: str, participants: str, place: PlaceReading, counts: Counts, gazetteer: Gazetteer
) -> Iterator[Issue]:
    """«9 спортсменов» of a contest held elsewhere: likely the region's own, and not all who took part."""
    names_home = any(is_home(code, gazetteer) for code in place.codes)
    is_elsewhere = place.at_home is False or (not names_home and says_we_go(title, gazetteer))
    if counts.participants is None or not is_elsewhere or _OF_ALL.search(participants):
        return
    if any(not is_home(mention.code, gazetteer) for mention in gazetteer.find(participants)):
        return
    yield Issue(
        code="participants-own-side",
        severity=Severity.INFO,
        role=Role.PARTICIPANTS,
        found=" ".join(participants.split()),
    )


_NOT_BOTH = re.compile(
    r"(?<!\w)(?:с|со|от)\s+(?!кажд|обеих|двух|разн|все)\w+(?:ой|ей)\s+стороны", re.IGNORECASE
)


_AMONG = re.compile(r"(?<!\w)среди (?:них|которых)(?!\w)", re.IGNORECASE)


def _one_side(participants: str, counts: Counts, gazetteer: Gazetteer) -> Iterator[Issue]:
    """«27 участников от Дагестана», «8 чел. с белорусской стороны»: the only number, and of one side."""
    groups = [figure for figure in counts.figures if figure.kind is FigureKind.GROUP]
    totals = any(figure.kind is FigureKind.TOTAL for figure in counts.figures)
    if counts.participants is None or len(groups) != 1 or totals:
        return
    one = groups[0]
    start = max(participants.rfind(sign, 0, one.start) for sign in ";.\n") + 1
    stop = re.compile(r"[;\n]").search(participants, one.end)
    told = participants[start : stop.start() if stop else len(participants)]
    if parts := BREAKDOWN.search(told) or _AMONG.search(told):
        told = told[: parts.start()]
    named = gazetteer.find(told)
    sides = {region_or_country(mention.code, gazetteer) for mention in named}
    all_abroad = (
        counts.audience is not None
        and bool(sides)
        and not any(is_home(one.code, gazetteer) or is_domestic(one.code, gazetteer) for one in named)
    )
    if len(sides) == 1 or all_abroad or _NOT_BOTH.search(told):
        yield Issue(
            code="participants-one-side",
            severity=Severity.INFO,
            role=Role.PARTICIPANTS,
            found=" ".join(told.split()),
        )
