"""The partner that only headings of columns name: «Исполнители от Амурской области»."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from agreements.names.gazetteer import Gazetteer
from events.vocabulary import Role, Severity
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, SourceRef

from .pairing import squeeze

_WHO = r"(?:исполнител|ответственн|участни|представител|организатор|куратор|сторон)\w*"
_IS_OF_A_SIDE = re.compile(rf"(?<!\w){_WHO}|\A\s*(?:от|со?\s+сторон\w*)(?!\w)", re.IGNORECASE)
# Beside the name no other word stands: not «Участники (представители регионов, в том числе …)»
_NOTHING_ELSE = re.compile(
    rf"(?:\W|(?<!\w)(?:{_WHO}|от|из|со?|г|город\w*|орган\w*|власти|лиц\w*|исполнительн\w*|уполномоченн\w*)(?!\w))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInHeadings:
    """`codes`: whom headings name as the other side; `open`: headings that may name somebody."""

    codes: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # that name them
    open: tuple[str, ...] = ()

    def issues(self, taken: Iterable[str], name: str = "") -> list[DocumentIssue]:
        """That a partner was taken from a heading, or that a heading names another than `taken`."""
        if name:
            return [_issue("partner-from-heading", Severity.INFO, self.headings[0], name)]
        doubtful = self.open if set(self.codes) <= set(taken) else (*self.headings, *self.open)
        return [_issue("partner-in-heading-open", Severity.WARNING, heading) for heading in doubtful[:1]]


def named_in_headings(document: Document, gazetteer: Gazetteer) -> NamedInHeadings:
    codes: dict[str, str] = {}
    doubtful: list[str] = []
    for heading in document.headings:
        text = squeeze(heading.text)
        if heading.role not in (None, Role.PARTICIPANTS) or not _IS_OF_A_SIDE.search(text):
            continue
        mentions = list(gazetteer.find(text))
        named = {mention.code for mention in mentions}
        named -= {place.code for code in named for place in gazetteer.ancestors(code)}
        others = {code for code in named if not _is_home(code, gazetteer)}
        if not others:
            continue
        rest = text
        for mention in reversed(mentions):
            rest = f"{rest[: mention.start]} {rest[mention.end :]}"
        if len(named) == 1 and _NOTHING_ELSE.fullmatch(rest):
            codes.update(dict.fromkeys(others, heading.text))
        else:
            doubtful.append(heading.text)
    return NamedInHeadings(codes=tuple(codes), headings=tuple(codes.values()), open=tuple(doubtful))


def names_partners(document: Document) -> bool:
    """Whether a column of its own says of rows who the partner is."""
    return any(
        row.cells.get(role, "").strip() for row in document.rows for role in (Role.PARTNER, Role.AGREEMENT)
    )


def _is_home(code: str, gazetteer: Gazetteer) -> bool:
    """The home region, what lies in it, and the country it lies in."""
    home = settings.HOME_SUBJECT
    above = {place.code for place in gazetteer.ancestors(home)}
    return code in above or home in {code, *(place.code for place in gazetteer.ancestors(code))}


def _issue(code: str, severity: Severity, heading: str, expected: str = "") -> DocumentIssue:
    return DocumentIssue(
        code=code,
        severity=severity,
        place=SourceRef(heading=heading),
        found=squeeze(heading),
        expected=expected,
    )
