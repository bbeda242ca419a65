"""Which tellings of the cells of one row are one meeting."""

import re
from collections.abc import Mapping, Sequence

from events.vocabulary import Role, Side

from .occasions import Occasion
from .officials import Cell, Official, People

_CALLED_OFF = re.compile(
    r"(?<!\w)(?:встреч\w+|переговор\w+)[^.;]{0,120}?(?<!\w)"
    r"(?:не состоял\w+|отменен\w*|перенес\w+|отложен\w*)|"
    r"(?<!\w)(?:не состоял\w+|отменен\w*|перенесен\w*|отложен\w*)\s+(?:\w+\s+)?(?:встреч|переговор)",
    re.IGNORECASE,
)


def told_once(found: Mapping[Role, Sequence[Occasion]], story: Cell | None, people: People) -> list[Occasion]:
    """Each meeting once, as the cell tells it that says most; what another says is put in."""
    told = list(found.get(Role.CONTENT, ()))
    called_off = story is not None and _CALLED_OFF.search(story.text)
    for role in (Role.TITLE, Role.PARTICIPANTS):
        for one in found.get(role, ()):
            if called_off:
                continue  # what the title announces did not take place
            same = [other for other in told if _is_same(one, other, people, alone=len(told) == 1)]
            if same:
                _fill(same[0], one, people)
            else:
                told.insert(0, one)
    return _without_echoes(_without_repeats(told, people))


def _without_echoes(told: Sequence[Occasion]) -> list[Occasion]:
    """«Встреча прошла в теплой атмосфере»: no further meeting, but a word about one that was told."""
    telling = [one for one in told if one.officials or one.with_whom or one.body or one.dates]
    return telling or list(told[:1])


def _without_repeats(told: Sequence[Occasion], people: People) -> list[Occasion]:
    kept: list[Occasion] = []
    for one in told:
        same = [
            other
            for other in kept
            if _named(one, people)
            and _named(one, people) == _named(other, people)
            and one.dates == other.dates
        ]
        if same:
            _fill(same[0], one, people)
        else:
            kept.append(one)
    return kept


def _is_same(one: Occasion, other: Occasion, people: People, *, alone: bool) -> bool:
    mine, theirs = _named(one, people), _named(other, people)
    partners, others = _named(one, people, Side.PARTNER), _named(other, people, Side.PARTNER)
    if partners and others:
        return bool(partners & others)
    if one.is_session and other.is_session:
        return True
    if mine and theirs and not mine & theirs and not alone:
        return False
    return alone


def _named(occasion: Occasion, people: People, side: Side | None = None) -> frozenset[tuple[str, str]]:
    """Who is named, without those a name tells nothing of."""
    return frozenset(
        (one.name, "" if one.name else one.post.lower())
        for one in people.participants(occasion.officials)
        if side is None or one.side is side
    )


def _fill(kept: Occasion, other: Occasion, people: People) -> None:
    """The telling with more people stays; it takes from the other what it lacks."""
    known: list[Official] = list(kept.officials)
    mine = _named(kept, people)
    for one in other.officials:
        if not _named_of(one, people) <= mine:
            known.append(one)
    if len(other.officials) > len(kept.officials):
        kept.cell, kept.start, kept.end = other.cell, other.start, other.end
    kept.officials = known
    kept.dates = kept.dates or other.dates
    kept.subject = kept.subject or other.subject
    kept.place = kept.place or other.place
    kept.with_whom = kept.with_whom or other.with_whom
    kept.body = kept.body or other.body
    kept.certain = kept.certain or other.certain


def _named_of(official: Official, people: People) -> frozenset[tuple[str, str]]:
    return frozenset(
        (one.name, "" if one.name else one.post.lower()) for one in people.participants([official])
    )
