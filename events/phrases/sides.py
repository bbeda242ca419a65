"""Tells whether a number counts one side or share of those who took part: «от области 6», «400 онлайн»."""

import re

from . import groups
from .head_counts import HeadCount

_LABEL_HEAD = re.compile(
    r"^\s*(?:общ\w+ )?(?:количество|число|численность|кол-во)(?: участников| человек)?", re.IGNORECASE
)
_SIDE = re.compile(
    r"\s*[-(]?\s*(?:(?:в |по |с )?(?:очн|заочн|дистанц|онлайн|он-лайн|офлайн|оффлайн|удален|видео)\w*|"
    r"в (?:формате|режиме)|с использованием|посредством|на связи|подключил|присоединил"
    r"|(?:с|со) \w+ сторон|(?:с|со) \w+[сц]кой(?!\w)|от |из |граждан|представител)",
    re.IGNORECASE,
)


def segment_of(text: str, one: HeadCount, *, behind: str = "") -> str:
    """What stands between the number, or the bracket it is in, and the comma, colon or bracket before it."""
    lead = text[one.sentence[0] : one.start].removesuffix(behind).rstrip(" -:")
    return re.split(r"[,;:()\n]|(?<!\w)и(?!\w)", lead)[-1]


def is_share(text: str, one: HeadCount) -> bool:
    if groups.heads_things(text[one.sentence[0] : one.start]):
        return False
    segment = segment_of(text, one)
    return groups.is_share_of_place(text, segment, one.end) or groups.is_share_from_place(
        segment, one.end, text
    )


def inside_parentheses(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def has_side(text: str, one: HeadCount) -> bool:
    before = text[one.sentence[0] : one.start].rstrip(" -:").rsplit(",", 1)[-1].rsplit(":", 1)[-1]
    return bool(_SIDE.match(text, one.end) or _SIDE.match(_LABEL_HEAD.sub("", before)) or is_share(text, one))
