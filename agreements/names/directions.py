"""The quarters of the compass before the name of a country or a region."""

import re

# As the first half of an adjective → stem of the adjective itself, folded
DIRECTIONS = {"северо": "северн", "южно": "южн", "восточно": "восточн", "западно": "западн"}
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:северо|юго)-)?(?:северн|южн|восточн|западн|центральн)\w{2,3}\s+(?:и\s+)?$", re.IGNORECASE
)
_FAR = 40


def direction_before(text: str, start: int) -> int:
    """Where «Западной» begins before «Грузии» at `start`, or «Западного» before «и Восточного Казахстана»;
    `start` itself where no such word stands there."""
    found = _BEFORE.search(text, max(0, start - _FAR), start)
    return found.start() if found else start
