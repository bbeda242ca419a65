"""All that is found wrong with a document by its own words: what a careful reader would mark (pure)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from agreements.names.gazetteer import Gazetteer
from events.period import Period
from events.phrases.issues import Issue
from events.vocabulary import Role, Severity

from .abbreviations import unexplained
from .cells import row_issues
from .dates import date_slips, year_slips
from .document import Place, ProofDocument, ProofIssue, fingerprint
from .duplicates import duplicate_issues
from .numbering import numbering_issues
from .places import place_issues
from .slip import Slip, phrase_of
from .spelling import misspelt
from .sums import sum_issues
from .typography import TYPOGRAPHY, slips, slips_of

_YEAR = "year-in-nominative"
# Spaces; in a line outside of the table more part the post of a signature from the name
_GAP = 4
# Codes whose issues one click can put right
MENDABLE = frozenset({*TYPOGRAPHY, _YEAR} - {"unbalanced-brackets"})


def proofread(
    document: ProofDocument, gazetteer: Gazetteer, names: Collection[str] = frozenset()
) -> list[ProofIssue]:
    """In no order; see in_order. `names`: stems of names that are spelled right (spelling.name_stems)."""
    return [
        *_of_texts(document),
        *(
            ProofIssue(issue=issue, place=Place(row=index))
            for index, row in enumerate(document.rows)
            for issue in (*row_issues(document, row), *place_issues(row, gazetteer), *sum_issues(row))
        ),
        *(ProofIssue(issue=issue, place=Place(row=index)) for index, issue in duplicate_issues(document)),
        *(ProofIssue(issue=issue, place=Place(row=index)) for index, issue in unexplained(document)),
        *(ProofIssue(issue=issue, place=Place(row=index)) for index, issue in numbering_issues(document)),
        *_misspelt(document, names),
    ]


def in_order(found: Iterable[ProofIssue], document: ProofDocument) -> list[ProofIssue]:
    """By row, what is about none first; each with the fingerprint of its text."""
    ordered = sorted(found, key=lambda one: -1 if one.place.row is None else one.place.row)
    return [replace(one, fingerprint=_fingerprint(one, document)) for one in ordered]


def _fingerprint(one: ProofIssue, document: ProofDocument) -> str:
    text = one.issue.found
    if not text and one.place.row is not None:  # an empty cell is known by its row
        text = f"{one.issue.role} {document.rows[one.place.row].cells.get(Role.TITLE, '')}"
    return fingerprint(one.issue.code, text)


def text_slips(text: str, role: Role | None, period: Period) -> Iterator[Slip]:
    yield from slips(text)
    for slip in date_slips(text, period):
        if not (slip.code == "impossible-date" and role is Role.DATES):  # its cell is said to be unread
            yield slip


def slips_to_mend(text: str, code: str, accepted: Collection[str] = ()) -> list[Slip]:
    """What a click on all issues of a code puts right in a text; `accepted` by fingerprint."""
    if code not in MENDABLE:
        return []
    found = year_slips(text) if code == _YEAR else slips_of(code, text)
    return [
        slip
        for slip in found
        if slip.replacement is not None and fingerprint(code, phrase_of(text, slip).written) not in accepted
    ]


def _of_texts(document: ProofDocument) -> Iterator[ProofIssue]:
    for text, place, role in texts(document):
        for slip in text_slips(text, role, document.period):
            if place.row is None and slip.code == "doubled-space" and slip.end - slip.start > _GAP:
                continue
            phrase = phrase_of(text, slip)
            yield ProofIssue(
                issue=Issue(
                    code=slip.code,
                    severity=slip.severity,
                    role=role,
                    found=phrase.written,
                    expected=slip.expected,
                    suggestion=phrase.corrected,
                ),
                place=place,
                phrase=phrase,
                is_mendable=slip.replacement is not None and place.row is not None and slip.code in MENDABLE,
            )


def texts(document: ProofDocument) -> Iterator[tuple[str, Place, Role | None]]:
    """Every text once: a continued cell is that of the row above."""
    yield document.title, Place(), None
    for index, text in enumerate(document.sections):
        yield text, Place(section=index), None
    for index, row in enumerate(document.rows):
        for role, text in row.cells.items():
            if role is not Role.NUMBER and role not in row.continued:
                yield text, Place(row=index), role
        for heading, text in row.extra.items():
            yield text, Place(row=index, heading=heading), None
    for text in (*document.notes, *document.extras):
        yield text, Place(), None


def _misspelt(document: ProofDocument, names: Collection[str]) -> Iterator[ProofIssue]:
    wrong = misspelt((text for text, _place, _role in texts(document)), names)
    if not wrong:
        return
    for text, place, role in texts(document):
        for word, better in wrong.items():
            at = _find_word(text, word)
            if at is None:
                continue
            slip = Slip(code="misspelt", start=at, end=at + len(word), replacement=better)
            yield ProofIssue(
                issue=Issue(
                    code="misspelt", severity=Severity.INFO, role=role, found=word, suggestion=better
                ),
                place=place,
                phrase=phrase_of(text, slip),
            )


def _find_word(text: str, word: str) -> int | None:
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = text.find(word, at + 1)
    return None
