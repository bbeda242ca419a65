"""Reads the cell «№ п/п» and reports a numbering that is not 1, 2, 3 …"""

import re
from collections.abc import Iterator, Sequence

from agreements.names.folding import fold
from events.vocabulary import Role, Severity

from ..document import DocumentRow
from ..issues import DocumentIssue
from .places import place_in

_NUMBER = re.compile(r"(?:№\s*)?\(?([0-9]{1,6})\s*[.)]{0,2}")
_COMPOUND = re.compile(r"(?:№\s*)?[0-9]{1,4}(?:\.[0-9]{1,4})+\s*[.)]?")
_ROMAN = re.compile(r"[ivxlіхѵ]{1,6}\s*[.)]?", re.IGNORECASE)


def read_number(text: str) -> int | None:
    """«1.», «1)», «№ 1», invisible signs aside; «1.2» is no number of a row. The text must be stripped."""
    if not text.isascii():
        text = fold(text)
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def is_compound(text: str) -> bool:
    return _COMPOUND.fullmatch(text) is not None


def is_roman(text: str) -> bool:
    return _ROMAN.fullmatch(text) is not None


def counts_columns(texts: Sequence[str]) -> bool:
    """Whether this is the row «1 2 3 4 5 6» under a header."""
    numbers = [read_number(text) for text in texts if text]
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def numbering_issues(rows: Sequence[DocumentRow]) -> Iterator[DocumentIssue]:
    """Numbers that are missing, repeated, skipped or begun again; one issue where no row has any."""
    numbered = [
        row
        for row in rows
        if Role.NUMBER in row.cells
        and Role.NUMBER not in row.continued
        and not is_compound(fold(row.cells[Role.NUMBER]))  # «1.2» counts within its section
    ]
    if not any(row.number is not None for row in numbered):
        if numbered:
            yield _issue("numbers-missing", Severity.INFO, numbered[0])
        return
    previous: DocumentRow | None = None
    seen: set[int] = set()
    for row in numbered:
        if row.number is None:
            written = row.cells[Role.NUMBER]
            yield _issue("number-unread" if written else "number-missing", Severity.INFO, row, written)
            continue
        last = previous.number if previous is not None and previous.number is not None else 0
        fresh = previous is not None and (
            previous.section != row.section or previous.source.table != row.source.table
        )
        if row.number == 1 and fresh and last:
            yield _issue("numbering-restarts", Severity.INFO, row, row.cells[Role.NUMBER])
            seen.clear()
        elif row.number in seen:
            yield _issue("number-repeated", Severity.WARNING, row, row.cells[Role.NUMBER], f"{last + 1}")
        elif row.number != last + 1:
            yield _issue("number-out-of-order", Severity.INFO, row, row.cells[Role.NUMBER], f"{last + 1}")
        seen.add(row.number)
        previous = row


def _issue(
    code: str, severity: Severity, row: DocumentRow, found: str = "", expected: str = ""
) -> DocumentIssue:
    return DocumentIssue(
        code=code, severity=severity, place=place_in(row, Role.NUMBER), found=found, expected=expected
    )
