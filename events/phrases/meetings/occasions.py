"""The meetings a cell tells of: in which words, on which day, who met whom about what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Mention
from agreements.names.place import PlaceKind
from events.period import Period
from events.phrases.dates import read_dates
from events.phrases.dates.model import Dates
from events.phrases.partners import is_home
from events.vocabulary import Role

from .officials import Cell, Official

_HELD = (
    r"состоя\w+ся|состоял\w+|прош(?:ла|ли|ел)|провел[аи]?|проведен[аыо]?|проводил\w*|проходил\w*|велись|"
    r"организован\w*|"
    r"имел\w+ место"
)
_ADJECTIVES = r"(?:[а-я-]+(?:ая|ую|яя|ие|ые)\s+){0,3}"
_NOUN = re.compile(
    rf"(?<![\w-])(?P<adjectives>{_ADJECTIVES})(?P<noun>встреч(?:а|у|и)|переговоры|беседа|беседу)(?![\w-])",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<!\w)(?:участи[ея]|для участия|участвовал\w*|приня\w+ участие)\s+(?:[\w.]+\s+){0,6}?во?\s+"
    r"(?P<adjectives>(?:[а-я-]+(?:ой|ей|их|ых)\s+){0,3})(?P<noun>встрече|переговорах)(?![\w-])",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<!\w)(?P<verb>встретил(?:ся|ась|ись)|принял[аи]?(?!\s+(?:\w+\s+){0,2}?(?:участи|решени|мер|"
    r"присяг|закон|план|"
    r"документ|программ|во внимание|к сведению))|обсудил[аи]?(?=\s+со?\s)|провел[аи]? бесед\w+|"
    r"побеседовал[аи]?)(?!\w)",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?<!\w)заседани(?:е|и|я)\s+(?:[\w-]+\s+){0,4}?(?:рабоч\w+ групп\w+|комисси\w+|комитет\w+|совет\w+|"
    r"подкомисси\w+)"
    r"\s+по\s+(?:[\w-]+\s+){0,3}?сотрудничеств|"
    r"(?<!\w)заседани(?:е|и|я)\s+(?:[\w-]+\s+){0,2}?(?:совместн|двусторонн|межправительственн)\w+\s+"
    r"(?:[\w-]+\s+){0,2}?(?:рабоч\w+ групп\w+|комисси\w+|комитет\w+|совет\w+)",
    re.IGNORECASE,
)
_BACK = re.compile(  # «в ходе встречи», «участники встречи»: one that was told of before
    r"(?<!\w)(?:в ходе|в рамках|на полях|по итогам|по результатам|в результате|итог\w*|участник\w*|"
    r"во время|в завершение|"
    r"после|до|перед|цел[ьи]\w*|программ\w*|тем\w+|повестк\w+|план\w*|о|об|при подготовке|вопрос\w*|"
    r"формат\w*|"
    r"подготов\w+ к|нач\w+|окончани\w+|организаци\w+|проведени[яю])\s+(?:(?:рабоч|официальн|указанн|"
    r"данн|эт|это|"
    r"деловых|состоявш|прошедш|двусторонн)\w*\s+){0,2}$",
    re.IGNORECASE,
)
_NO_OFFICIAL = re.compile(
    r"творческ|музыкальн|литературн|спортивн|товарищеск|онлайн|памятн|тематическ|познавательн|праздничн|"
    r"деловые|торжествен|просветительск|краеведческ|поэтическ|дружеск(?:ая|ую) встреч\w+ (?:по|команд)|"
    r"заключительн|отборочн|игров|методическ|обучающ|профориентац|ежегодн",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"^\W*(?:(?:организация|проведение)\s+)?{_ADJECTIVES}"
    r"(?:встреч[аиу]|переговор(?:ы|ов)|бесед[аы])(?![\w-])",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^\W*(?:визит\w*\s+вежливости|при[её]м(?!\s+(?:\w+\s+){0,3}делегаци))(?!\w)", re.IGNORECASE
)
_SIGNING = re.compile(r"^\W*(?:церемония\s+)?подписани[ея](?!\w)", re.IGNORECASE)
_NOT_YET = re.compile(
    r"(?<!\w)(?:планир\w+|намечен\w*|предполага\w+|будет|будут|предстоит|договорил\w+|условил\w+|"
    r"предложен\w*|"
    r"состоится|состоятся|отменен\w*|перенесен\w*|не состоял\w+)(?!\w)",
    re.IGNORECASE,
)
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
        first, end = said.end(), min(last, until)
        if _WITH.match(cell.text, first):
            first = max([first, *(one.end for one in cell.officials_in(first, end))])
        if further := _FURTHER.search(cell.text, first, end):
            end = further.start()
        return cell.written(first, end).strip(" .,;:")
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
    cues = list(_cues(cell, start, end))
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


def _cues(cell: Cell, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each word that says people met, as it happened."""
    text = cell.masked
    if cell.role is Role.TITLE:
        yield from _title_cues(text, start, end)
        return
    sentence = text[start:end]
    if _NOT_YET.search(sentence) and not re.search(_HELD, sentence, re.IGNORECASE):
        return
    cues = [
        (one.start(), one.end(), "встреча")
        for one in _NOUN.finditer(text, start, end)
        if _is_told(text, one, start, end)
    ]
    cues += [(one.start(), one.end(), one["verb"][:7].lower()) for one in _VERB.finditer(text, start, end)]
    cues += [
        (one.start(), one.end(), "заседание")
        for one in _SESSION.finditer(text, start, end)
        if not _BACK.search(text, start, one.start())
    ]
    cues += [(one.start("noun"), one.end(), "участие") for one in _PURPOSE.finditer(text, start, end)]
    yield from sorted(cues)


def _title_cues(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if (one := _TITLE.match(text, start, end)) and not _NO_OFFICIAL.search(one[0]):
        yield one.start(), one.end(), "встреча"
    elif one := _COURTESY.match(text, start, end):
        yield one.start(), one.end(), "визит"
    elif one := _SIGNING.match(text, start, end):
        yield one.start(), one.end(), "подписание"
    elif one := _PURPOSE.search(text, start, end):
        yield one.start("noun"), one.end(), "участие"
    elif one := _SESSION.search(text, start, end):
        yield one.start(), one.end(), "заседание"


def _is_told(text: str, found: re.Match[str], start: int, end: int) -> bool:
    if _NO_OFFICIAL.search(found["adjectives"]) or _BACK.search(text, start, found.start("adjectives")):
        return False
    if _BACK.search(text, start, found.start()):
        return False
    near = text[max(start, found.start() - 260) : min(end, found.end() + 200)]
    if re.search(rf"(?<!\w)(?:{_HELD})(?!\w)", near, re.IGNORECASE):
        return True
    return not text[start : found.start()].strip(" \n-•–")  # the sentence begins with it


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
