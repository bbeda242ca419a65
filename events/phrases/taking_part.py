"""Tells whether a place named in a report took part, hosted the event, or is only mentioned."""

import re

from agreements.names.mention import Evidence, Mention
from events.vocabulary import PartnerRole, Role

from .absence import goes_on, is_absent, may_say
from .around import FAR, clause_of, in_quotes, lead_of, tail_of
from .elsewhere import (
    comes_as_a_thing,
    is_listed_topic,
    is_of_a_life,
    is_on_the_way,
    is_past,
    is_recalled,
    is_to_come,
    may_be_past,
)
from .governed import Governor, governor_of
from .offices import IN, abroad
from .qualified import CLERGY, HARD_TOPIC, PLACED, of_qualifier

# Words before a name that make it a participant or a place, in a cell that tells a story.
_PEOPLE = (
    r"представител|делегаци|коллектив|участник|гост|студент|обучающ|учащ|школьник|педагог|специалист|учены|"
    r"ученых|"
    r"артист|художник|мастер|команд|спортсмен|посл|посол|президент|министр|председател|губернатор|"
    r"глав[аоуы]|мэр|"
    r"руководств|руководител|директор|сотрудник|жител|партнер|предпринимател|компани|предприяти|организаци|"
    r"посольств|министерств|правительств|администраци|исполком|комитет|учреждени|университет|институт|"
    r"театр|ансамбл|"
    r"оркестр|музе|библиотек|граждан|молодеж|бизнес|экспонат|работ[ыа]?(?!\w)|профессор|бизнес-мисси|"
    r"экспозици|преподавател|аспирант|воспитанник|дет(?:и|ей|ям|ьми)(?!\w)|волонт[её]р|доброволь|журналист|блогер|"
    r"врач|медик|медработник|поисковик|юнарме|сем(?:ьи|ей|ьям)(?!\w)|музыкант|солист|тренер|судь[иея]|депутат|"
    r"туроператор|турфирм|туркомпани|делов\w+\s+круг|ремесленник|фермер|аграри"
)
_TAKES_PART = re.compile(
    rf"(?<!\w)(?:из|от|со стороны)\s+(?:[\w.«»-]+\s+){{0,3}}?$|"
    rf"(?<!\w)(?:{_PEOPLE})\w*\s+(?:[\w.«»-]+\s+){{0,5}}?$|"
    rf"(?:посети|посещ|выех|прибы|направи|побыва)\w+\s+(?:[\w.«»-]+\s+){{0,6}}?$|"
    rf"(?<!\w)прожива(?:ющ\w+|ют)\s+(?:[\w.«»-]+\s+){{0,4}}?$",
    re.IGNORECASE,
)
_HELD_IN = re.compile(
    r"(?:прош|состоял|проведен|провод|проход|выступ|возлож|организован|открыт|"
    r"приня(?:л\w*) участие)\w*\s+(?:(?:(?!,\s+(?:\w+\s)?(?:котор|чь[ияею]|чей|где))[^.;]){0,80}\s)?"
    r"(?:в|во|на базе|на площадке)\s+(?:[\w.«»-]+\s+){0,2}?$|(?<!\w)в\s+г(?:ороде|\.)?\s*$|"
    r"(?<!\w)на\s+(?:площадк|сцен|арен|стадион|трасс|полигон|корт)\w+\s+(?:[\w.«»-]+\s+){0,2}?$",
    re.IGNORECASE,
)
_SENT = r"(?:был[аио]?\s+)?(?:отправлен|направлен|выслан|переслан|передан|доставлен|отгружен)[аыо]?(?!\w)"
_SENT_TO = re.compile(
    rf"(?<!\w){_SENT}\s+(?:[\w.«»-]+\s+){{0,5}}?(?:в|во)\s+(?:г(?:\.|ород)\s*)?$", re.IGNORECASE
)
_IS_SENT = re.compile(rf"\s+{_SENT}", re.IGNORECASE)  # «в Алматы отправлено 50 книг»
# Whoever signs with us, or will, is the other side; what was signed before is «подписанное соглашение»
_SIGNS_WITH = re.compile(
    r"(?<!\w)(?:подписан(?:и[еяюи]|ием|[оаы])?|подписать|подпи(?:шут|шет|сал\w*)|"
    r"заключ(?:ени[еяюи]|ением|ить|ил\w*|ен[оаы]?|ат))"
    r"\s+(?:\w+\s+){0,3}?(?:соглашени|меморандум|договор|протокол|контракт|план\w*\s+мероприяти|"
    r"дорожн\w+\s+карт)\w*\s+"
    r"(?:[^.;:]{0,80}\s)?(?:с|со|между)\s+(?:[^.;:]|\.(?=\w|,?\s[а-я])){0,80}$",
    re.IGNORECASE,
)
_NOT_SIGNED = re.compile(
    r"вопрос|возможност|проект|подготовк|перспектив|намерен|годовщин|юбиле|лети[еюя]|(?<!\w)лет(?!\w)|ранее|(?<!\w)не(?!\w)",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(
    r"(?:\s*\([^()]{0,80}\)(?=,)|\s*[-–—]\s*\d+(?:\s*чел\w*\.?)?(?=,))?[\s,();:]*"
    r"(?:(?:и|а также|или|из|г\.|городов|города)[\s(]*)?(?:(?-i:[А-ЯЁ]{2,5})\s)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[»\w.]\s*\((?:г\.\s*)?[^()]{0,40}$")
# In a title with one of these both sides met, so that what they met about is no mere topic.
CONTACT = re.compile(
    r"(?<!\w)(?:\w+-)?мисси[яиюей]|(?<!\w)визит|командировк|(?<!\w)поездк|гастрол|переговор|делегаци|(?<!\w)встреч|"
    r"(?<!\w)при[её]м(?!н)|подписани\w+|совместн|телемост|заседани\w+ рабочей группы",
    re.IGNORECASE,
)
_ACT = (
    r"(?:выступ(?:ил|ал)|участвова|победил|выиграл|проиграл|обыграл|уступил|сыграл|завоева|представлен|соревнова)"
    r"[аио]?(?:с[ья])?|(?:приня(?:л|ла|ли)|принимал[аи]?) участие|занял[аи]? \w+ место"
)
_ACTED_BEFORE = re.compile(
    rf"(?<!\w)(?<!не )(?:{_ACT})(?:\s+(?:также|и|команды|страны))?(?:\s*:)?\s+"
    r"(?:[А-ЯЁ][\w-]+(?:\s[А-ЯЁ]?[\w-]+)?(?:,|\s+и)\s+)*$"
)
_ACTED = re.compile(rf"\s+(?:также\s+)?(?:{_ACT})(?!\w)")
_EXCHANGE = re.compile(  # «обмен письмами г. Мурома и г. Навои»: both sides are named
    r"(?<!\w)[Оо]бмен\w*\s+(?:\w+(?:ами|ями|ом|ем)\s+)?(?:между\s+)?(?:г\.\s*)?"
    r"[А-ЯЁ][\w-]+(?:\s+(?:области|края|республики))?\s+и\s+(?:г\.\s*)?$"
)
_LAND = re.compile(
    r"[щч]ин(?:а|ы|е|у|ой|ою)$"
)  # «Гродненщина» is the region, though it is called by its people
# A war that is called by its country: «ветераны Афганистана» are our own.
_OF_A_WAR = re.compile(r"(?<!\w)(?:ветеран|участник|инвалид)\w*\s+(?:войны в\s+)?$", re.IGNORECASE)
_WARS = frozenset({"af"})


def role_of(
    text: str,
    mention: Mention,
    cell: Role,
    *,
    domestic: bool,
    town: bool,
    before: tuple[Mention, PartnerRole] | None,
) -> PartnerRole:
    """`before`: the mention before it in the same cell and its role; a list shares one role."""
    if mention.code in _WARS and _OF_A_WAR.search(lead_of(text, mention.start)):
        return PartnerRole.MENTIONED
    if mention.evidence is Evidence.NAME or (
        not domestic and mention.evidence is Evidence.INHABITANT and _LAND.search(mention.phrase.lower())
    ):
        exchanges = cell is not Role.PLACE and _EXCHANGE.search(lead_of(text, mention.start))
        told = PartnerRole.PARTICIPANT if exchanges else _of_list(text, mention, before)
        role = told or _of_name(text, mention, cell, domestic=domestic, town=town)
    else:
        role = _of_adjectives(text, mention, before) or of_qualifier(text, mention, cell, domestic=domestic)
    if role.is_counted and cell is not Role.PLACE and was_not_there(text, mention):
        return PartnerRole.MENTIONED
    return role


def _of_list(text: str, mention: Mention, before: tuple[Mention, PartnerRole] | None) -> PartnerRole | None:
    """A list shares one role; a topic only with what a comma or «и» joins to it."""
    if before is None or not _LIST_GAP.fullmatch(text, before[0].end, mention.start):
        return None
    if before[1].is_counted:
        return None if abroad(text, mention) else before[1]
    of_a_name = before[0].evidence is Evidence.NAME
    return before[1] if of_a_name and goes_on(text[before[0].end : mention.start]) else None


def _of_adjectives(
    text: str, mention: Mention, before: tuple[Mention, PartnerRole] | None
) -> PartnerRole | None:
    """«о бухарских, армянских и индийских купцах»: what the first is told as, all are."""
    if before is None or before[1].is_counted or mention.evidence is not Evidence.ADJECTIVE:
        return None
    is_list = before[0].evidence is Evidence.ADJECTIVE and goes_on(text[before[0].end : mention.start])
    return before[1] if is_list else None


def is_told_by_little(
    text: str, mention: Mention, *, town: bool, before: tuple[Mention, PartnerRole] | None
) -> bool:
    """Counted in a story on no word for people, or in a sentence that tells of absence or of the past."""
    lead, tail = lead_of(text, mention.start), tail_of(text, mention.end)
    sentence = f"{lead} {tail}"
    if may_say(sentence, 0, len(sentence)) or may_be_past(sentence, 0, len(sentence)):
        return True
    if mention.evidence in (Evidence.ORGANISATION, Evidence.INHABITANT):
        return True
    if mention.evidence is not Evidence.NAME or _of_list(text, mention, before) is not None:
        return False
    return governor_of(lead, town=town) is not Governor.PEOPLE


def names_home_of_people(text: str, start: int) -> bool:
    """«Выступили мастера из …»: whatever name begins at `start`, people are from there."""
    return governor_of(lead_of(text, start), town=True) is Governor.PEOPLE


def was_not_there(text: str, mention: Mention) -> bool:
    if not may_say(text, mention.start - FAR, mention.end + FAR):
        return False
    return is_absent(lead_of(text, mention.start), _within_bracket(tail_of(text, mention.end)))


_NAMES_OTHERS = re.compile(r"\((?=[^()]*[А-ЯЁ])[^()]*\)")


def _within_bracket(tail: str) -> str:
    """Without brackets that name others, and no further than the bracket the mention stands in."""
    inside, closing, _ = tail.partition(")")
    if closing and "(" not in inside:
        return inside
    return _NAMES_OTHERS.sub(" ", tail)


def is_told_elsewhere(text: str, mention: Mention, cell: Role, year: int | None, *, lies_ahead: bool) -> bool:
    """Told of another time, of a life, as a topic or a thing, or as a place gone to on another day.

    `lies_ahead`: in a plan all is still to come.
    """
    lead = lead_of(text, mention.start)
    if is_of_a_life(lead) or is_listed_topic(lead) or is_on_the_way(lead):
        return True
    if not lies_ahead and is_to_come(lead):
        return True
    if cell is Role.CONTENT and (is_recalled(lead) or comes_as_a_thing(lead)):
        return governor_of(lead) is not Governor.PEOPLE
    if not may_be_past(text, mention.start - FAR, mention.end + FAR):
        return False
    return is_past(lead, tail_of(text, mention.end), year)


def _of_name(text: str, mention: Mention, cell: Role, *, domestic: bool, town: bool) -> PartnerRole:
    if cell is Role.PLACE:
        return PartnerRole.PLACE
    lead = lead_of(text, mention.start)
    if abroad(text, mention) or CLERGY.search(lead):
        return PartnerRole.MENTIONED
    if cell is not Role.PARTICIPANTS and in_quotes(text, mention.start):
        return PartnerRole.MENTIONED
    governor = governor_of(lead, town=town)
    if governor in (Governor.PEOPLE, Governor.TOPIC):
        return PartnerRole.PARTICIPANT if governor is Governor.PEOPLE else PartnerRole.MENTIONED
    if cell is Role.TITLE:
        met = governor is Governor.NOTHING or CONTACT.search(text)
        return PartnerRole.PARTICIPANT if met else PartnerRole.MENTIONED
    if HARD_TOPIC.search(clause_of(lead)):
        return PartnerRole.MENTIONED
    if _is_who_acted(text, mention, lead, town=town):
        return PartnerRole.PARTICIPANT
    if cell is Role.PARTICIPANTS or _TAKES_PART.search(lead) or _OPENING.search(lead):
        return PartnerRole.PARTICIPANT
    if PLACED.search(lead):
        return PartnerRole.PARTICIPANT
    if (signs := _SIGNS_WITH.search(lead)) and not _NOT_SIGNED.search(lead, 0, signs.end()):
        return PartnerRole.PARTICIPANT
    if not domestic and _is_destination(text, mention, lead):
        return PartnerRole.PARTICIPANT
    return PartnerRole.PLACE if _HELD_IN.search(lead) else PartnerRole.MENTIONED


def _is_who_acted(text: str, mention: Mention, lead: str, *, town: bool) -> bool:
    """«выступили Казахстан и Беларусь», «победила Сербия»: a country stands for its team."""
    if town or mention.case not in ("nomn", "accs", ""):
        return False
    return _ACTED_BEFORE.search(lead) is not None or _ACTED.match(tail_of(text, mention.end)) is not None


def _is_destination(text: str, mention: Mention, lead: str) -> bool:
    """Things went there: who got them is the other side."""
    if _SENT_TO.search(lead):
        return True
    return IN.search(lead) is not None and _IS_SENT.match(text, mention.end) is not None
