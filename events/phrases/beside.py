"""What stands beside a cell in a column of its own: the end of its dates, the number of its participants."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from agreements.names.folding import fold

_UNTIL = re.compile(
    r"(?:срок|дат|период|время).*\b(?:окончан|завершен|конец|конца|по\b)|^(?:окончание|завершение|по)$"
)
_COUNT = re.compile(
    r"(?:колич\w*|кол-?\s?во|числ\w*|численност\w*)\b.*\b(?:участ|челов|чел\b|представит|делегат)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Texts as written; "" where there is no such column."""

    until: str = ""
    count: str = ""

    @classmethod
    def of_columns(cls, extra: Mapping[str, str]) -> "Beside":
        """By the headings of the columns that have no role of their own."""
        return cls(until=_text(_UNTIL, extra), count=_text(_COUNT, extra))


NOTHING_BESIDE = Beside()


def is_beside(heading: str) -> bool:
    """Whether a column of this heading is read together with another."""
    folded = fold(heading)
    return _UNTIL.search(folded) is not None or _COUNT.search(folded) is not None


def _text(pattern: re.Pattern[str], extra: Mapping[str, str]) -> str:
    found = (text for heading, text in extra.items() if text.strip() and pattern.search(fold(heading)))
    return next(found, "")
