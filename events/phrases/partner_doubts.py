"""Partners told from little: the title alone names them, or their sentence speaks of something else."""

import re
from collections.abc import Iterator, Mapping

from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from events.vocabulary import Kind, Role, Severity

from .counted_partners import is_home, region_or_country
from .issues import Issue
from .partner_values import PartnerFound, Partners
from .qualified import names_days
from .taking_part import CONTACT
from .told_partners import COUNTERPART

CODE = "partner-doubted"
# Who did not come, whose birthplace or way it is: what tells that the name is there, but not the partner
_OTHERWISE = re.compile(
    r"(?<!\w)не\s+(?:(?:\w+\s+)?(?:вышл|выехал|приехал|прибыл|явил|смог|приня|участв|состоял|прислал)\w*)|"
    r"отозва|отказал|отказыва|заявля(?:л|в)|"
    r"(?<!\w)урожен|(?<!\w)родом(?!\w)|(?<!\w)родил(?:ся|ась|ись)|(?<!\w)прожил|"
    r"(?<!\w)следу(?:ет|ют|ющ\w+)\s+(?:транзитом\s+)?из(?!\w)|(?<!\w)транзит|(?<!\w)проездом(?!\w)",
    re.IGNORECASE,
)
# «греческих коллективов республики», «казахских ансамблей Кулундинского района»: those who live here
_OF_HERE = re.compile(
    r"\s+(?:[а-яё]+\s+){1,2}(?:(?:наше(?:го|й)\s+)?(?:республики|области|края|округа|региона|города)(?!\w|\s+[А-ЯЁ«])"
    r"|(?:[А-ЯЁ]\w+\s+)?район(?:а|ов)(?!\w))"
)
# A comma before a capital joins names in a list; one before a small letter begins another clause
_CLAUSE_END = re.compile(r"[;!?\n]|\.\s+(?=[А-ЯЁ«])|,\s+(?=[а-яё])")
_AROUND = 60  # signs of the text that are shown


def partner_doubts(
    kind: Kind, cells: Mapping[Role, str], partners: Partners, gazetteer: Gazetteer
) -> Iterator[Issue]:
    """One issue a partner; `suggestion` is the code to leave out. A row that has a column of partners says
    itself who they are."""
    if cells.get(kind.counterpart_column, "").strip():
        return
    told = [
        one
        for one in partners.found
        if one.role.is_counted and one.phrase and one.end and not is_home(one.code, gazetteer)
    ]
    unsure = [one for one in told if _is_doubtful(one, cells, gazetteer)]
    sure: set[str] = set()
    for one in told:
        if one not in unsure:
            sure |= {one.code, *(place.code for place in gazetteer.ancestors(one.code))}
    said: set[str] = set()
    for one in unsure:
        code = region_or_country(one.code, gazetteer)
        if code and code not in sure | said:
            said.add(code)
            yield Issue(
                code=CODE,
                severity=Severity.WARNING,
                role=one.cell,
                found=_shown(cells[one.cell], one),
                expected=gazetteer.place(code).name,
                suggestion=one.code,
            )


def _is_doubtful(one: PartnerFound, cells: Mapping[Role, str], gazetteer: Gazetteer) -> bool:
    text = cells.get(one.cell, "")
    if one.cell is Role.TITLE:
        # «белорусские студенты», «Гомельский театр» are counted for the people and bodies they name
        by_name = any(
            mention.start == one.start and (mention.evidence is Evidence.NAME or names_days(text, mention))
            for mention in gazetteer.find(text)
        )
        return by_name and not (
            CONTACT.search(text) or any(COUNTERPART.search(cell) for cell in cells.values())
        )
    if one.cell is Role.PLACE:
        return False
    is_of_here = one.phrase[:1].islower() and _OF_HERE.match(text, one.end) is not None
    return _OTHERWISE.search(_clause(text, one)) is not None or _is_a_title(text, one) or is_of_here


def _clause(text: str, one: PartnerFound) -> str:
    """What is said of it: «команды Беларуси не прибыли, команды Армении – 30 человек» tells two things."""
    start = max((stop.end() for stop in _CLAUSE_END.finditer(text, 0, one.start)), default=0)
    stop = _CLAUSE_END.search(text, one.end)
    return text[start : stop.start() if stop else len(text)]


def _is_a_title(text: str, one: PartnerFound) -> bool:
    """«теплоход «Бангкок»»: alone in quotes it is the name of something else."""
    return text[max(0, one.start - 1) : one.start] == "«" and text[one.end : one.end + 1] == "»"


def _shown(text: str, one: PartnerFound) -> str:
    start, end = max(0, one.start - _AROUND), min(len(text), one.end + _AROUND)
    start = text.find(" ", start, one.start) + 1 if start else 0
    end = text.rfind(" ", one.end, end) if end < len(text) else end
    return " ".join(text[start : max(end, one.end)].split())
