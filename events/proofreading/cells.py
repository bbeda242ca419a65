"""One row at a time: empty cells, placeholders, a content that only repeats its title, absurd numbers."""

import re
from collections.abc import Iterator

from agreements.names.folding import fold
from events.phrases.issues import Issue
from events.vocabulary import Role, Severity

from .document import ProofDocument, ProofRow

_MANDATORY = (
    *(Role.PARTNER, Role.AGREEMENT, Role.TITLE, Role.DATES, Role.PLACE, Role.PARTICIPANTS, Role.CONTENT),
)
# What is said already while the row is read, by the codes of those issues
_SAID_EMPTY = {
    Role.TITLE: "row-without-title",
    Role.DATES: "no-dates",
    Role.PARTNER: "nothing-to-continue",
    Role.AGREEMENT: "nothing-to-continue",
}
_SAID_OPEN = {Role.DATES: "dates-to-be-specified", Role.PARTICIPANTS: "participants-to-be-specified"}

_MONTH = r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)"
_BLANK = re.compile(
    r"_{3,}|…{2,}|\.{5,}|\?{2,}|"
    rf"(?<![\w.])[ХXхx]{{2,3}}(?=\s*(?:человек|чел\.|участник|{_MONTH}|%|\.[ХXхx\d]))|(?<!\d)20[ХXхx]{{2}}(?!\w)"
)
_OPEN = (
    r"(?:уточня(?:ется|ются)|уточнить|на уточнении|подлежит уточнению|(?:требуется|необходимо|надо) уточнить|"
    r"буд(?:ет|ут) (?:определен|уточнен|дополнен|указан|объявлен|известн)[оаы]?"
    r"(?: (?:позднее|позже|дополнительно))?|"
    r"(?:указать|вставить|дополнить|заполнить)(?: позднее| позже)?)"
)
_WHAT = (
    r"(?:дат[аы]|срок\w*|мест[оа]|время|адрес|состав|количество|число|программа|информация|данные|результат\w*|"
    r"участник\w*|формат|сведения)"
)
_ANYWHERE = re.compile(rf"(?<![\w]){_OPEN}(?!\w)", re.IGNORECASE)
# In a story the same words tell what people did, unless they stand alone.
_ALONE = re.compile(
    rf"(?:^|[.;(\n])\s{{0,3}}(?:{_WHAT}(?: \w+){{0,2}} )?{_OPEN}\s*(?:$|[.;)\n])", re.IGNORECASE
)
_NOT_A_STORY = (Role.DATES, Role.PLACE, Role.PARTICIPANTS, Role.PARTNER)

_MANY = 1_000_000  # participants of one event; more is a slip of the hand
_TIME = re.compile(
    r"(?<!\w)(?:в|с|до|к)\s(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\d:])(?!\s?(?:сет|встреч|матч|пользу))"
)
_WORDS = re.compile(r"\w+")


def row_issues(document: ProofDocument, row: ProofRow) -> Iterator[Issue]:
    yield from _empty(document, row)
    yield from _placeholders(document, row)
    yield from _repeated_title(row)
    yield from _absurd(document, row)


def _said(row: ProofRow) -> set[str]:
    return {*row.said, *(issue.code for issue in row.values.issues)}


def _empty(document: ProofDocument, row: ProofRow) -> Iterator[Issue]:
    said = _said(row)
    for role in _MANDATORY:
        if role not in document.columns or row.cells.get(role, "").strip():
            continue
        if role not in row.continued and _SAID_EMPTY.get(role) not in said:
            yield Issue(code="empty-cell", severity=Severity.WARNING, role=role)


def _placeholders(document: ProofDocument, row: ProofRow) -> Iterator[Issue]:
    said = _said(row)
    for role, text in row.cells.items():
        if role is Role.NUMBER or role in row.continued:
            continue
        found = _BLANK.search(text)
        if found is None and not document.kind.is_plan and _SAID_OPEN.get(role) not in said:
            found = (_ANYWHERE if role in _NOT_A_STORY else _ALONE).search(text)
        if found is not None:
            phrase = " ".join(text[max(0, found.start() - 30) : found.end() + 20].split())
            yield Issue(code="placeholder-left", severity=Severity.WARNING, role=role, found=phrase)


def _repeated_title(row: ProofRow) -> Iterator[Issue]:
    title = _WORDS.findall(fold(row.cells.get(Role.TITLE, "")))
    content = row.cells.get(Role.CONTENT, "")
    if title and Role.CONTENT not in row.continued and _WORDS.findall(fold(content)) == title:
        yield Issue(
            code="content-repeats-title",
            severity=Severity.INFO,
            role=Role.CONTENT,
            found=" ".join(content.split()),
        )


def _absurd(document: ProofDocument, row: ProofRow) -> Iterator[Issue]:
    counts = row.values.counts
    years = range(document.period.start.year, document.period.end.year + 1)
    if counts.participants is not None and (
        counts.participants == 0 or counts.participants >= _MANY or counts.participants in years
    ):
        found = "; ".join(figure.phrase for figure in counts.figures) or str(counts.participants)
        yield Issue(code="absurd-number", severity=Severity.WARNING, role=Role.PARTICIPANTS, found=found)
    for role, text in row.cells.items():
        for time in _TIME.finditer(text):
            if int(time["hour"]) > 24 or int(time["minute"]) > 59:
                yield Issue(code="absurd-number", severity=Severity.WARNING, role=role, found=time[0])
