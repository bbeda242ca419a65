"""Delegations a row names: whose each is, who heads it, of how many it consists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Mention
from agreements.names.place import PlaceKind
from events.phrases.counted_partners import is_home
from events.phrases.numerals import numbers
from events.vocabulary import Role

from .officials import Cell, Official

_DELEGATION = re.compile(
    r"(?<![\w-])(?P<word>делегаци(?:я|и|ю|ей|ею|ях|ям|ями|й))(?!\w)|"
    r"(?<!\w)во главе с(?:о)? [^.;]{5,200}?в составе (?=[\w-]+ (?:человек|чел\.|представител))",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"делегаци(?:ях|ям|ями|й)$", re.IGNORECASE)
_TEAM = re.compile(
    r"(?<!\w)(?:команд|сборн|коллектив|ансамбл|оркестр|хор(?:а|у|ом)?(?!\w)|театр|стенд|труппа|"
    r"группа\s+(?:детей|учащ))",
    re.IGNORECASE,
)
# What is only talked of: «обмен делегациями», «предстоящий визит делегации».
_NOT_HERE = re.compile(
    r"обмен\w*|взаимн\w+|планир\w+|намеч\w+|предстоящ\w+|будущ\w+|пригла(?:шен|сил|си)\w*|ожида\w+|"
    r"предлож\w+|"
    r"подготов\w+|возможност\w+|договорил\w+|договоренност\w+|организаци\w+|ранее|прошл\w+ год\w*|направить|"
    r"принять",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?:представител|член|участник|руководител|глав)\w*\s+(?:\w+\s+)?$", re.IGNORECASE)
_OWNER_ENDS = re.compile(
    r"[;:]|,(?! г\.)|"
    r"(?<!\w)(?:во главе|в составе|в количестве|возглав\w+|посети\w+|приня\w+|приезж\w+|прибы\w+|"
    r"вош\w+|участв\w+|на территори\w+|для|с целью|в целях|в рамках|включающ\w+|ознаком\w+|состоя\w+|"
    r"провел\w*|"
    r"встрет\w+|в (?=Республик|г\.|город))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<words>(?:[\w-]+(?:ая|ой|ую|ей)\s+){1,3})$")
_FROM = re.compile(r"(?<!\w)(?:со стороны|от|из)\s+[^.;]{3,80}?[:,-]?\s*$", re.IGNORECASE)
_HEADED = re.compile(
    r"(?<!\w)во главе(?: делегации)?\s+(?:со?\s+)?|"
    r"(?<!\w)возглав(?:ил|ляет|ляла|лял|ила|ляемая)\w*\s+",
    re.IGNORECASE,
)
_HEAD_SAID = re.compile(r"(?<!\w)(?:глава|руководитель)\s+делегации\s*[-:,]?\s*", re.IGNORECASE)
_SIZE_SAID = re.compile(
    r"(?<!\w)(?:состав|численность|количество)\s+(?:(?:членов|участников)\s+)?делегации\s*[-:,]?\s*"
    r"(?:составил[аио]?\s*[-:]?\s*)?|"
    r"(?<!\w)делегаци\w+\s+(?:из|в составе|в количестве|численностью)\s+",
    re.IGNORECASE,
)
_HEAD_BEHIND = re.compile(
    r"(?<!\w)(?:делегаци\w+\s+(?:[^.;]{0,40}\s)?(?:возглав\w+|во главе со?)|"
    r"(?:глава|руководитель)\s+делегации)\s*[-:,]?\s*$",
    re.IGNORECASE,
)
_HEAD_BEFORE = re.compile(
    r"\s*[,(-]?\s*(?:глава|руководитель|возглав\w+|во главе)\s+(?:\w+\s+)?делегаци", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[^.;(]{0,120}?\((?P<inside>[^()]{3,120})\)")
_ITS_HEAD = re.compile(r"(?<!\w)глав(?:а|ы|е|у|ой)\s+$", re.IGNORECASE)  # «глава делегации – …»
_HEADS_IT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,\s*)?(?:во главе|возглавля\w+|возглавив\w+)\s+(?:\w+\s+)?делегаци",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?:в составе|в количестве|численностью|включающ\w+ (?:в себя )?|состоящ\w+ из|в числе|(?<!\w)из|\(|,|"
    r"[-–—])\s*(?:из\s+)?$",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"\s*(?:-?[тхм]\w?\s+)?(?:[а-я]+(?:ых|их)\s+)?(?:человек|чел\.?|представител|член|участник|специалист)",
    re.I,
)
_ALL = re.compile(
    r"(?:общ\w+|всего|количеств\w+ участник|зрител|посетител|гост)\w*[^.;]{0,40}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """`owner` is the code of its territory, "" where only its organisation is named."""

    cell: Cell
    start: int
    end: int
    owner: str
    body: str
    head: Official | None
    size: int | None
    certain: bool = True

    @property
    def phrase(self) -> str:
        return self.cell.written(self.start, self.end)


def find_delegations(cell: Cell, gazetteer: Gazetteer) -> Iterator[Delegation]:
    for start, end in cell.sentences:
        for found in _DELEGATION.finditer(cell.masked, start, end):
            yield from _delegations(cell, found, start, end, gazetteer)


def _delegations(
    cell: Cell, found: re.Match[str], start: int, end: int, gazetteer: Gazetteer
) -> Iterator[Delegation]:
    lead = cell.masked[start : found.start()]
    if not found["word"]:
        if _TEAM.search(lead) or _DELEGATION.search(lead):
            return
    elif _PLURAL.search(found[0]) and cell.role is not Role.PARTICIPANTS and "для" not in lead[-10:]:
        return
    if _NOT_HERE.search(lead[-60:]) or (_ITS_HEAD.search(lead) and _DELEGATION.search(lead)):
        return
    owners, body = _owners(cell, found, start, end, gazetteer)
    if not owners and not body:
        return
    stop = _end_of_clause(cell, found.end(), end)
    head, headed_to = _head(cell, found, start, stop)
    size, sized_to = _size(cell, found.end(), stop)
    last = max(found.end(), headed_to, sized_to, *(one.end for one in owners), 0)
    opening = _MEMBERS.search(lead)
    first = start + opening.start() if opening else found.start()
    if (before := _BEFORE.search(lead)) and not opening:
        first = start + before.start("words")
    for owner in [one.code for one in owners] or [""]:
        yield Delegation(
            cell=cell,
            start=first,
            end=last,
            owner=owner,
            body=body,
            head=head,
            size=size if len(owners) < 2 else None,
            certain=len(owners) < 2,
        )


def _owners(
    cell: Cell, found: re.Match[str], start: int, end: int, gazetteer: Gazetteer
) -> tuple[list[Mention], str]:
    """Whose the delegation is: named behind it, by the adjective before it, or in brackets behind."""
    before = _BEFORE.search(cell.text, start, found.start())
    if before and (named := cell.mentions_in(before.start(), found.start())):
        return named[-1:], ""
    if not found["word"]:
        return cell.mentions_in(start, found.start())[:1], ""
    side = _FROM.search(cell.text, start, found.start())
    if side and (named := cell.mentions_in(side.start(), found.start())):
        return named[:1], ""
    ends = _OWNER_ENDS.search(cell.masked, found.end(), end)
    stop = ends.start() if ends else end
    named = cell.mentions_in(found.end(), stop)
    quoted = cell.text.find("«", found.end(), stop)
    body = ""
    if quoted >= 0 and (not named or quoted < named[0].start):
        close = cell.text.find("»", quoted)
        body = cell.written(found.end(), close + 1) if close > 0 else ""
    if not named and (aside := _IN_BRACKETS.match(cell.text, found.end(), end)):
        named = cell.mentions_in(*aside.span("inside"))
    many = found[0].lower() in ("делегации", "делегаций") and cell.role is Role.PARTICIPANTS
    if many and len(named) > 1:
        above = {place.code for one in named for place in gazetteer.ancestors(one.code)}
        return [one for one in named if one.code not in above], ""
    return named[:1], body


def _end_of_clause(cell: Cell, at: int, end: int) -> int:
    """A semicolon or a full stop ends the sentence; another delegation ends what belongs to this one."""
    for following in _DELEGATION.finditer(cell.masked, at, end):
        if following["word"] and not _ITS_HEAD.search(cell.masked, at, following.start()):
            return following.start()
    return end


def _head(cell: Cell, found: re.Match[str], start: int, stop: int) -> tuple[Official | None, int]:
    here = _HEADED.search(cell.masked, found.start(), stop)
    if here:
        officials = cell.officials_in(here.end() - 1, stop)
        if officials and officials[0].start - here.end() < 4:
            return officials[0], officials[0].end
    for one in reversed(cell.officials_in(start, found.start())):
        if _HEADS_IT.match(cell.text, one.end):
            return one, 0
    if said := _HEAD_SAID.search(cell.text, start, stop):
        officials = cell.officials_in(said.end(), stop)
        if officials:
            return officials[0], officials[0].end
    return None, 0


def _size(cell: Cell, at: int, stop: int) -> tuple[int | None, int]:
    for number in numbers(cell.text[at:stop]):
        first, last = at + number.start, at + number.end
        lead = cell.text[max(at, first - 60) : first]
        people = _OF_PEOPLE.match(cell.text, last)
        if _SIZE.search(lead) and people and not _ALL.search(lead):
            closes = cell.text[people.end() : people.end() + 3].find(")")
            return number.value, people.end() + (closes + 1 if closes >= 0 else 0)
    return None, 0


def size_said(cells: Iterable[Cell]) -> int | None:
    """«Состав делегации – 9 человек», apart from the words that name the delegation."""
    for cell in cells:
        if said := _SIZE_SAID.search(cell.text):
            number = next(numbers(cell.text[said.end() : said.end() + 40]), None)
            if number is not None and number.start == 0:
                return number.value
    return None


def heads_said(cells: Iterable[Cell]) -> list[Official]:
    """«Делегацию возглавил …», «… – глава делегации», apart from the words that say whose it is."""
    return [
        official
        for cell in cells
        for official in cell.officials
        if _HEAD_BEHIND.search(cell.text, max(0, official.start - 120), official.start)
        or _HEAD_BEFORE.match(cell.text, official.end)
    ]


def is_of_home(delegation: Delegation, gazetteer: Gazetteer) -> bool:
    return (
        bool(delegation.owner)
        and is_home(delegation.owner, gazetteer)
        and (gazetteer.place(delegation.owner).kind is not PlaceKind.COUNTRY)
    )
