"""A slip in a text: where it stands, and what should stand there where one click can tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from events.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """`text[start:end]`; `replacement` None where only a person can tell what was meant."""

    code: str
    start: int
    end: int
    replacement: str | None = None
    expected: str = ""  # where a person has to decide: what the rest of the text says
    severity: Severity = Severity.INFO


def replaced(text: str, found: Iterable[Slip]) -> str:
    for slip in sorted(found, key=lambda slip: -slip.start):
        if slip.replacement is not None:
            text = text[: slip.start] + slip.replacement + text[slip.end :]
    return text


_BREAK = re.compile(r"\s*\n\s*")
_AROUND = 25  # signs before and after a slip, by which a person finds it
_LONGEST_WORD = 20  # signs


class Phrase(NamedTuple):
    """A slip among the words around it; `right` None where only a person can tell."""

    before: str
    wrong: str
    right: str | None
    after: str

    @property
    def is_gap(self) -> bool:
        """Only spaces are wrong, so that a line through them would look like a dash."""
        return self.wrong.isspace()

    @property
    def written(self) -> str:
        return f"{self.before}{self.wrong}{self.after}".strip()

    @property
    def corrected(self) -> str:
        return "" if self.right is None else f"{self.before}{self.right}{self.after}".strip()


def phrase_of(text: str, slip: Slip) -> Phrase:
    first = _word_edge(text, max(0, slip.start - _AROUND), -1)
    last = _word_edge(text, min(len(text), slip.end + _AROUND), 1)
    return Phrase(
        before=_on_one_line(text[first : slip.start]).lstrip(" .,;:!?)»"),
        wrong=_on_one_line(text[slip.start : slip.end]),
        right=slip.replacement,
        after=_on_one_line(text[slip.end : last]),
    )


def _word_edge(text: str, at: int, step: int) -> int:
    """The nearest place outwards where no word is cut."""
    for _sign in range(_LONGEST_WORD):
        if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
            break
        at += step
    return at


def _on_one_line(text: str) -> str:
    """Doubled spaces are what is to be seen, so only line breaks go."""
    return _BREAK.sub(" ", text)
