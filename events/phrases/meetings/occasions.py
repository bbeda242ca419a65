"""The meetings a cell tells of: in which words, on which day, who met whom about what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Mention
from agreements.names.place import PlaceKind
from events.period import Period
from events.phrases.counted_partners import is_home
from events.phrases.dates import read_dates
from events.phrases.dates.model import Dates

from .cues import find_cues
from .officials import Cell, Official
from .subjects import in_nominative

_STOP = re.compile(
    r",\s+(?:в (?:ходе|рамках)|на|в|где|по итогам|во время)\s*(?:котор|где)\w*|,\s*где(?!\w)|"
    r"[,.]?\s+(?=обсужд\w+|посвященн)|"
    r",\s+(?=обсуд|рассмотр|посвящ)|(?<!\w)по вопрос\w+",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:\s*(?:-|и|,)\s*\d{1,2})?\s+(?:января|февраля|марта|апреля|мая|июня|июля|августа|"
    r"сентября|"
    r"октября|ноября|декабря)(?:\s+\d{4}\s*(?:года|г\.)?)?|(?<!\d)\d{1,2}\.\d{2}\.\d{4}(?!\d)",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"(?<!\w)в (?:тот|этот) же день(?!\w)", re.IGNORECASE)
_LEADS = re.compile(r"возглав|сопредседател|под председательством|председательствовал", re.IGNORECASE)
_WITH = re.compile(r"(?<!\w)со?\s+(?=\w)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?<!\w)(?:обсу(?:дил\w*|ждал\w*|жден\w*|ждени\w+)|рассмотр\w+|рассматривал\w*|посвящ\w+|"
    r"внимание (?:\w+ )?удел\w+|по вопрос\w+|переговоры об?|в целях)\s+",
    re.IGNORECASE,
)
_FURTHER = re.compile(r",\s+(?:а также достигнут|в том числе|достигнут)", re.IGNORECASE)
_FORM_OF_BUSINESS = re.compile(
    r"(?:[А-ЯЁ]{2,}(?:\s[А-ЯЁ]{2,})?\s+|(?:компани|холдинг|предприяти|корпораци|объединени|концерн)\w+\s+)?«"
)


@dataclass(slots=True, kw_only=True)
class Occasion:
    """A meeting as one cell tells it; what another cell knows is put in where both are one."""

    cell: Cell
    start: int
    end: int
    dates: Dates | None = None
    officials: list[Official]
    with_whom: str = ""  # the territory's code
    body: str = ""
    subject: str = ""
    place: str = ""
    certain: bool = True
    is_purpose: bool = False  # «для участия во встрече с …»
    is_session: bool = False
    is_signing: bool = False

    @property
    def phrase(self) -> str:
        return self.cell.written(self.start, self.end).rstrip(" .,;:")

    def is_met(self, official: Official) -> bool:
        """«встреча … с митрополитом»: named behind «с»."""
        return official in self.cell.officials and bool(
            re.search(r"(?<!\w)со?\s+$", self.cell.text[: official.start])
        )


def find_occasions(
    cell: Cell, row_dates: Dates | None, period: Period | None, gazetteer: Gazetteer
) -> list[Occasion]:
    found: list[Occasion] = []
    for start, end in cell.sentences:
        found += _of_sentence(cell, start, end, found, row_dates, period, gazetteer)
    for index, one in enumerate(found):
        until = found[index + 1].start if index + 1 < len(found) else len(cell.text)
        if one.is_session:
            one.officials += _leaders(cell, one.end, until)
        one.subject = one.subject or _subject(cell, one.start, until)
    return found


def subject_in(cell: Cell) -> str:
    """What the cell says was discussed."""
    return _subject(cell, 0, len(cell.text))


def _subject(cell: Cell, start: int, until: int) -> str:
    """To the end of the sentence; whom something was discussed with is no subject."""
    for _first, last in cell.sentences:
        said = _SUBJECT.search(cell.text, start, min(last, until))
        if last <= start or said is None:
            continue
        aim = said[0].lower().startswith("в целях")
        first, end = said.start() if aim else said.end(), min(last, until)
        if _WITH.match(cell.text, first):
            first = max([first, *(one.end for one in cell.officials_in(first, end))])
        if further := _FURTHER.search(cell.text, first, end):
            end = further.start()
        return in_nominative(cell.written(first, end).strip(" .,;:"))
    return ""


def _leaders(cell: Cell, start: int, until: int) -> list[Official]:
    """«Белорусскую часть Рабочей группы возглавлял …», in the sentences that follow."""
    return [
        official
        for first, last in cell.sentences
        if start <= first < until and _LEADS.search(cell.text, first, last)
        for official in cell.officials_in(first, last)
    ]


def _of_sentence(
    cell: Cell,
    start: int,
    end: int,
    before: Sequence[Occasion],
    row_dates: Dates | None,
    period: Period | None,
    gazetteer: Gazetteer,
) -> Iterator[Occasion]:
    cues = list(find_cues(cell, start, end))
    last: Occasion | None = None
    for index, (first, cue_end, kind) in enumerate(cues):
        limit = cues[index + 1][0] if index + 1 < len(cues) else end
        stop = _STOP.search(cell.text, cue_end, limit)
        until = stop.start() if stop else limit
        opens = start if index == 0 else cues[index - 1][1]
        officials = cell.officials_in(opens if index == 0 else first, until)
        if index and last is not None and len(officials) < 2:
            officials = [*last.officials[:1], *officials]
        dates = _date(cell, start, first, until, before if last is None else [last], row_dates, period)
        whom, body, body_end = _counterpart(
            cell,
            first if kind == "заседание" else cue_end,
            until,
            officials,
            gazetteer,
            named_after_with=kind != "заседание",
        )
        ends = [one.end for one in officials if one.start < until]
        opening = (
            start + len(cell.text[start:first]) - len(cell.text[start:first].lstrip())
            if index == 0
            else first
        )
        last = Occasion(
            cell=cell,
            start=opening,
            end=max([cue_end, body_end, *ends]) if (ends or body_end) else until,
            dates=dates,
            officials=officials,
            with_whom=whom,
            body=body,
            place=_place(cell, opening, first, until, gazetteer),
            certain=kind not in ("обсудил", "подписание"),
            is_purpose=kind == "участие",
            is_session=kind == "заседание",
            is_signing=kind == "подписание",
        )
        yield last


def _date(
    cell: Cell,
    start: int,
    first: int,
    until: int,
    before: Sequence[Occasion],
    row_dates: Dates | None,
    period: Period | None,
) -> Dates | None:
    if _SAME_DAY.search(cell.text, start, until):
        return next((one.dates for one in reversed(before) if one.dates), None)
    for found in _DATE.finditer(cell.text, start, until):
        text = found[0]
        if row_dates is not None and not re.search(r"\d{4}", text):
            text = f"{text} {row_dates.start.year} года"
        dates = read_dates(text, period)
        if dates is not None and _is_near(dates.start, row_dates):
            return dates
    return None


def _is_near(day: date, row_dates: Dates | None) -> bool:
    """A day far from the row's is history or a plan."""
    if row_dates is None:
        return True
    return (row_dates.start - day).days <= 31 and (day - row_dates.end).days <= 31


def _counterpart(
    cell: Cell,
    at: int,
    until: int,
    officials: Sequence[Official],
    gazetteer: Gazetteer,
    *,
    named_after_with: bool,
) -> tuple[str, str, int]:
    """Whom they met where nobody is named: a territory, a body in quotes, and where its words end."""
    with_at = _WITH.search(cell.text, at, until) if named_after_with else None
    first = with_at.end() if with_at else at
    free = [
        one
        for one in cell.mentions_in(first, until)
        if not any(official.start <= one.start < official.end for official in officials)
        and not is_home(one.code, gazetteer)
    ]
    quoted = _FORM_OF_BUSINESS.search(cell.text, first, until) if with_at else None
    body, end = "", 0
    if quoted and not any(one.start <= quoted.start() < one.end and one.name for one in officials):
        close = cell.text.find("»", quoted.end(), until + 1)
        if close > 0:
            body, end = cell.written(quoted.start(), close + 1), close + 1
            free = [one for one in free if not quoted.start() <= one.start < end]
    named: Mention | None = free[0] if free else None
    return (named.code if named else ""), body, max(end, named.end if named and not body else 0)


def _place(cell: Cell, start: int, first: int, until: int, gazetteer: Gazetteer) -> str:
    """«в г. Минске состоялась»: the town before the words that people met."""
    for one in cell.mentions_in(start, first):
        is_town = gazetteer.place(one.code).kind is PlaceKind.CITY or one.phrase.startswith("г")
        if is_town and re.search(r"(?<!\w)в\s+$", cell.text[start : one.start]):
            return f"г. {gazetteer.place(one.code).short[0]}"
    return ""
