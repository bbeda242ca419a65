"""Who a participant of a meeting is: by surname, initials and the organisation the post names."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from agreements.names.folding import fold
from agreements.names.morphology import analyser
from events.vocabulary import MeetingKind, Side

from .model import MeetingFound, Participant
from .names import find_names, initials_of

_DOUBLE = re.compile(r"\s[-–—]\s")
_WORD = re.compile(r"[а-яёa-zіi]+(?:-[а-яёa-z]+)*", re.IGNORECASE)
# They say how high a post is, not where.
_RANK = re.compile(
    r"первый|второй|третий|старший|главный|заместитель|зам|помощник|советник|врио|исполнять|исполняющий|"
    r"обязанность|временно|председатель|руководитель|начальник|директор|министр|глава|полномочный|"
    r"чрезвычайный|[ивопс]|на|по|при"
)
# Every region has many of them: alone they name no organisation.
_ANY_BODY = re.compile(
    r"управление|отдел|департамент|комитет|служба|инспекция|агентство|министерство|администрация|сектор|"
    r"представител(?:ь|ьство)"
)
_IN_FULL = {
    "облисполком": "областной исполнительный комитет",
    "горисполком": "городской исполнительный комитет",
    "райисполком": "районный исполнительный комитет",
}


class Identity(NamedTuple):
    """`person`: surname, initials and organisation; `post`: the same with the whole post."""

    name: str  # «Н.Н. Небывайко»
    name_key: str  # «небывайко нн»: what is compared and sorted by
    person: str
    post: str


def identities(meeting: MeetingFound, meeting_key: str) -> Iterator[Identity | None]:
    """Of each participant; None for whom no record is kept: there is one only for officials and heads of
    delegations who are named with a post."""
    head = _head(meeting)
    for one in meeting.participants:
        named = one.name and one.post and (one.level.is_official or one is head)
        yield _identity(one, meeting_key) if named else None


def _head(meeting: MeetingFound) -> Participant | None:
    """Of the delegation: a visit names its head first."""
    match meeting.kind:
        case MeetingKind.RECEPTION:
            guests = meeting.of_side(Side.PARTNER)
        case MeetingKind.TRIP:
            guests = meeting.of_side(Side.HOME)
        case MeetingKind.DELEGATION_VISIT:
            guests = meeting.participants
        case _:
            return None
    return next((one for one in guests if one.name and one.post), None)


def _identity(one: Participant, meeting_key: str) -> Identity:
    name, name_key = name_and_key(one.name)
    organisation = _organisation(one.post, one.of)
    if not organisation:  # «начальник управления» of nowhere is joined with nobody by itself
        organisation = f"? {meeting_key}"
    of_person = f"{name_key}|{organisation}"
    return Identity(name, name_key, _key(of_person), _key(f"{of_person}|{fold(one.post)}"))


def name_and_key(name: str) -> tuple[str, str]:
    """«Анохин Василий Николаевич» → «В.Н. Анохин», «анохин вн». A name of another make stays as it is."""
    text = " ".join(name.split())
    found = next(find_names(text), None)
    if found is None or (found.start, found.end) != (0, len(text)):
        return text, fold(text)
    initials = initials_of(found.rest)
    shown = "".join(f"{letter}." for letter in initials)
    return f"{shown} {found.surname}", f"{fold(found.surname)} {fold(initials)}"


@lru_cache(maxsize=4096)
def _organisation(post: str, of: str) -> str:
    """The body and territory a post belongs to, the same for all its posts; "" where it names none. Of a
    double post the first one."""
    territory = set(_lemmas(of))
    words = {word for word in _lemmas(_DOUBLE.split(post)[0]) if not _RANK.fullmatch(word)} - territory
    if not territory and all(map(_ANY_BODY.fullmatch, words)):
        return ""
    return f"{fold(of)}|{' '.join(sorted(words))}"


def _lemmas(text: str) -> list[str]:
    lemmas = [fold(analyser().parse(word)[0].normal_form) for word in _WORD.findall(fold(text))]
    return " ".join(_IN_FULL.get(lemma, lemma) for lemma in lemmas).split()


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
