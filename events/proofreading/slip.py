"""A slip in a text: where it stands, and what should stand there where one click can tell."""

from collections.abc import Iterable
from dataclasses import dataclass

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


_BEFORE, _AFTER = 25, 25  # signs around a slip, by which a person finds it


def surroundings(text: str, slip: Slip) -> tuple[str, str]:
    """The phrase around a slip as it stands and, where it can be mended, as it should."""
    first = _word_edge(text, max(0, slip.start - _BEFORE), -1)
    last = _word_edge(text, min(len(text), slip.end + _AFTER), 1)
    before, after = text[first : slip.start], text[slip.end : last]
    mended = "" if slip.replacement is None else f"{before}{slip.replacement}{after}"
    return _on_one_line(f"{before}{text[slip.start : slip.end]}{after}"), _on_one_line(mended)


def _word_edge(text: str, at: int, step: int) -> int:
    """The nearest place outwards where no word is cut, twenty signs at most."""
    for _sign in range(20):
        if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
            break
        at += step
    return at


def _on_one_line(text: str) -> str:
    """Doubled spaces are what is to be seen, so only line breaks go."""
    return text.replace("\n", " ").strip()
