"""Tells whether a place named in a report took part, hosted the event, or is only mentioned."""

import re
from functools import lru_cache

from agreements.names.mention import Evidence, Mention
from events.vocabulary import PartnerRole, Role

from .absence import goes_on, is_absent, may_say
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
from .people import is_person, parse
from .plain import mask_quotes

_SENTENCE = re.compile(  # but for initials and «г.», «аг.», «дер.»
    r"\.\s(?<![\s.(][А-ЯA-Z]..)(?<![\s(]г..)(?<!им..)(?<!пос..)(?<![\s(]аг..)(?<![\s(][дсп]..)(?<![\s(]дер..)"
    r"(?<!\sул..)|[;!?]",
    re.DOTALL,
)

# Diplomats and offices stand abroad: «атташе Посольства России в Литовской Республике» is no Lithuanian.
_OFFICE = re.compile(
    r"посольств|консул|представительств|представител|атташе|(?<!\w)пос(?:ол|ла|лу|лом|ле)(?!\w)|торгпред|"
    r"русск\w+ дом|российск\w+ центр|россотрудничеств|миссии? ",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"росси|(?<!\w)рф(?!\w)|россотрудничеств|русск\w+ дом|(?<!\w)мвд(?!\w)|(?<!\w)мид(?!\w)", re.IGNORECASE
)
_IN = re.compile(r"(?<!\w)(?:в|во|на территории)\s+(?:г(?:ор(?:оде)?)?\.?\s*)?$", re.IGNORECASE)

# Words that make a name a topic in a long story, wherever in the clause they stand.
_HARD_TOPIC = re.compile(
    r"посвящ\w+|(?<!\w)дн(?:ю|я) |лети[юея](?!\w)|годовщин|юбиле(?!йн)|освобожд|единени|независимост|"
    r"(?<!\w)истори[ияюе](?!\w)|"
    r"экскурси\w+ по |путешестви\w+ (?:по|в) |боев\w+ действи|(?<!\w)(?:о|об|про) (?:\w+ ){0,2}$|"
    r"(?<!\w)(?:памяти|подвиг\w*) (?:\w+ )?(?:геро|защитник|воин|жертв|павш|погибш|партизан)\w*",
    re.IGNORECASE,
)
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
    r"туроператор|ремесленник|фермер|аграри"
)
_TAKES_PART = re.compile(
    rf"(?<!\w)(?:из|от|со стороны)\s+(?:[\w.«»-]+\s+){{0,3}}?$|"
    rf"(?<!\w)(?:{_PEOPLE})\w*\s+(?:[\w.«»-]+\s+){{0,5}}?$|"
    rf"(?:посети|посещ|выех|прибы|направи|побыва)\w+\s+(?:[\w.«»-]+\s+){{0,6}}?$",
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
_PLACED = re.compile(  # «1 место – Кандалакша, 2 – Лулео», «выиграл у Гданьска», «Производители – Костанай»
    r"(?<!\w)(?:участник|производител|гост|команд|организатор|партн[её]р|исполнител|коллектив|приглашен)\w*"
    r"\s*[-–—:]\s*(?:г\.\s*)?$|"
    r"(?<![\d.,])\d{1,2}(?:-?(?:[еояй]|ое|ая|ий))?\s*(?:мест[оа])?\s*[-–—:]\s*(?:команд\w+\s+)?(?:г\.\s*)?$|"
    r"(?<!\w)(?:выигра|обыгра|победи|уступи|проигра)\w*\s+(?:у\s+)?(?:[а-яё]+\s+){0,2}(?:г\.\s*)?$",
    re.IGNORECASE,
)
_DID_WELL = re.compile(
    r"(?<!\w)(?:финиширов|побед|выигр|заня[лв]|завоев|приеха|прибы|выступ|участв|стал[аио]?(?!\w))\w*",
    re.IGNORECASE,
)
_MET = re.compile(
    r"(?<!\w)(?:встреч|переговор|беседо?|матч|совместно|знакомств)\w*\s+(?:с|со)\s+(?:\w+ми\s+)?$|"
    r"(?<!\w)(?:с участием|при участии)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(
    r"(?:\s*\([^()]{0,80}\)(?=,))?[\s,();:]*(?:(?:и|а также|или|из|г\.|городов|города)[\s(]*)?", re.IGNORECASE
)
_OPENING = re.compile(r"[»\w.]\s*\((?:г\.\s*)?[^()]{0,40}$")

# What follows an adjective: people and bodies took part, a language or a dance did not.
_BODY = re.compile(
    r"(?:сторон|делегаци|коллектив|команд|сборн|предприяти|компани|организаци|театр|ансамбл|оркестр|хор|"
    r"групп|вуз|"
    r"университет|школ|институт|музе|библиотек|бизнес|учреждени|ведомств|молодеж|"
    r"посольств|консульств|исполком|облисполком|горисполком|филармони|капелл|академи|колледж|лице[йя]|гимнази|"
    r"комбинат|завод|фабрик)\w*",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:форум|конференц|семинар|фестивал|конкурс|конгресс|съезд|выстав|ярмар|встреч|"
    r"заседани|"
    r"совещани|диалог|проект|турнир|кубок|слет|лагер|чтени|форсайт|круглы|пленэр|марафон|экспедици|олимпиад|"
    r"стажировк|автопробег|бизнес-мисси|телемост)\w*",
    re.IGNORECASE,
)
_ENEMY = re.compile(r"(?:\w+[ -]){0,2}?(?:фашист|оккупант|захватчик|войск|арми|плен(?!эр))\w*", re.IGNORECASE)
_CLERGY = re.compile(
    r"(?:митрополит|архиепископ|епископ|патриарх|архимандрит)\w*\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_OF_A_WORK = re.compile(
    r"(?:пьес|роман|стих|произведени|творчеств|памят|мотив)\w*\s+(?:\w+\s+)?$", re.IGNORECASE
)
_STATE_BODY = re.compile(
    r"(?:государственн|национальн|республиканск|центральн)\w+\s+(?:\w+\s+)?(?:музе|театр|библиотек|"
    r"институт|архив|академи|центр)\w*"
    r"\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
# In a title with one of these both sides met, so that what they met about is no mere topic.
CONTACT = re.compile(
    r"(?<!\w)(?:\w+-)?мисси[яиюей]|(?<!\w)визит|командировк|(?<!\w)поездк|гастрол|переговор|делегаци|(?<!\w)встреч|"
    r"(?<!\w)при[её]м(?!н)|подписани\w+|совместн|телемост|заседани\w+ рабочей группы",
    re.IGNORECASE,
)
# People of one land who live in another: «Черниговское землячество г. Гомеля».
_SETTLED = re.compile(r"\s+(?:[\w-]+\s+)?(?:диаспор|землячеств)\w*", re.IGNORECASE)
_LAND = re.compile(
    r"[щч]ин(?:а|ы|е|у|ой|ою)$"
)  # «Гродненщина» is the region, though it is called by its people
_LIVING_HERE = re.compile(  # «армяне, немцы края»
    r"(?:,?\s+(?:и\s+)?[а-яё]+){0,3}?\s+(?:(?:нашего|нашей)\s+)?(?:края|области|республики|района|города|округа|региона)(?!\w)"
)
_SIGHT = re.compile(
    r"\s+(?:[а-яё]+(?:ий|ый|ая|ое|ого|ой|ую|ом|ем)\s+)?(?:кост[её]л|собор|церк[ов]|двор(?:ец|ц)|парк|сад|мост|сквер|"
    r"кладбищ|бульвар|башн|ворот|храм|монастыр|переул|бан[яеию]|павильон|кварта|набережн|улиц|пруд|беседк)\w*"
)
# What has a title of its own in quotes: «выставка «Дорогой Бухарского подворья»»
_TITLED = re.compile(
    r"(?:выстав|экспозици|лекци|книг|фильм|спектакл|пьес|песн|картин|цикл|фотовыстав|викторин|показ)\w*\s+(?:\w+\s+)?"
    r"[«\"][^«»\"]*$",
    re.IGNORECASE,
)
# A war that is called by its country: «ветераны Афганистана» are our own.
_OF_A_WAR = re.compile(r"(?<!\w)(?:ветеран|участник|инвалид)\w*\s+(?:войны в\s+)?$", re.IGNORECASE)
_WARS = frozenset({"af"})
_FAR = 300  # signs before a name that may say what it does there
_WORD = re.compile(r"[\s,-]*(?:и\s+)?([А-Яа-яё]+(?:-[А-Яа-яё]+)*)")


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
    if mention.code in _WARS and _OF_A_WAR.search(_lead(text, mention.start)):
        return PartnerRole.MENTIONED
    if mention.evidence is Evidence.NAME or (
        not domestic and mention.evidence is Evidence.INHABITANT and _LAND.search(mention.phrase.lower())
    ):
        role = _of_list(text, mention, before) or _of_name(text, mention, cell, domestic=domestic, town=town)
    else:
        role = _of_adjectives(text, mention, before) or _of_qualifier(text, mention, cell, domestic=domestic)
    if role.is_counted and cell is not Role.PLACE and was_not_there(text, mention):
        return PartnerRole.MENTIONED
    return role


def _of_list(text: str, mention: Mention, before: tuple[Mention, PartnerRole] | None) -> PartnerRole | None:
    """A list shares one role; a topic only with what a comma or «и» joins to it."""
    if before is None or not _LIST_GAP.fullmatch(text, before[0].end, mention.start):
        return None
    if before[1].is_counted:
        return None if _abroad(text, mention) else before[1]
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
    lead, tail = _lead(text, mention.start), _tail(text, mention.end)
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
    return governor_of(_lead(text, start), town=True) is Governor.PEOPLE


def was_not_there(text: str, mention: Mention) -> bool:
    if not may_say(text, mention.start - _FAR, mention.end + _FAR):
        return False
    return is_absent(_lead(text, mention.start), _within_bracket(_tail(text, mention.end)))


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
    lead = _lead(text, mention.start)
    if is_of_a_life(lead) or is_listed_topic(lead) or is_on_the_way(lead):
        return True
    if not lies_ahead and is_to_come(lead):
        return True
    if cell is Role.CONTENT and (is_recalled(lead) or comes_as_a_thing(lead)):
        return governor_of(lead) is not Governor.PEOPLE
    if not may_be_past(text, mention.start - _FAR, mention.end + _FAR):
        return False
    return is_past(lead, _tail(text, mention.end), year)


def _of_qualifier(text: str, mention: Mention, cell: Role, *, domestic: bool) -> PartnerRole:
    if _SETTLED.match(text, mention.end):
        return PartnerRole.MENTIONED
    if mention.evidence is Evidence.INHABITANT and _LIVING_HERE.match(text, mention.end):
        return PartnerRole.MENTIONED
    if mention.evidence is Evidence.ORGANISATION:
        return _of_organisation(text, mention, cell, domestic=domestic)
    if mention.evidence is Evidence.INHABITANT:
        took_part = cell is Role.PARTICIPANTS or (cell is not Role.PLACE and _did_something(text, mention))
        return PartnerRole.PARTICIPANT if took_part else PartnerRole.MENTIONED
    return _of_adjective(text, mention, cell)


def _did_something(text: str, mention: Mention) -> bool:
    """«Первым финишировал кениец», «японцы выступили», «встреча с вьетнамцами», «гости – витебчане»."""
    lead = _lead(text, mention.start)
    if _MET.search(lead) or _PLACED.search(lead):
        return True
    before = lead.rsplit(",", 1)[-1].split()[-1:]
    after = _tail(text, mention.end).split()[:1]
    return any(_DID_WELL.match(word) for word in (*before, *after))


def _of_name(text: str, mention: Mention, cell: Role, *, domestic: bool, town: bool) -> PartnerRole:
    if cell is Role.PLACE:
        return PartnerRole.PLACE
    lead = _lead(text, mention.start)
    if _abroad(text, mention) or _CLERGY.search(lead):
        return PartnerRole.MENTIONED
    if cell is not Role.PARTICIPANTS and _in_quotes(text, mention.start):
        return PartnerRole.MENTIONED
    governor = governor_of(lead, town=town)
    if governor in (Governor.PEOPLE, Governor.TOPIC):
        return PartnerRole.PARTICIPANT if governor is Governor.PEOPLE else PartnerRole.MENTIONED
    if cell is Role.TITLE:
        met = governor is Governor.NOTHING or CONTACT.search(text)
        return PartnerRole.PARTICIPANT if met else PartnerRole.MENTIONED
    if _HARD_TOPIC.search(_clause(lead)):
        return PartnerRole.MENTIONED
    if cell is Role.PARTICIPANTS or _TAKES_PART.search(lead) or _OPENING.search(lead):
        return PartnerRole.PARTICIPANT
    if _PLACED.search(lead):
        return PartnerRole.PARTICIPANT
    if (signs := _SIGNS_WITH.search(lead)) and not _NOT_SIGNED.search(lead, 0, signs.end()):
        return PartnerRole.PARTICIPANT
    if not domestic and _is_destination(text, mention, lead):
        return PartnerRole.PARTICIPANT
    return PartnerRole.PLACE if _HELD_IN.search(lead) else PartnerRole.MENTIONED


def _is_destination(text: str, mention: Mention, lead: str) -> bool:
    """Things went there: who got them is the other side."""
    if _SENT_TO.search(lead):
        return True
    return _IN.search(lead) is not None and _IS_SENT.match(text, mention.end) is not None


def _of_organisation(text: str, mention: Mention, cell: Role, *, domestic: bool) -> PartnerRole:
    """The name of an organisation tells its country and region, but never a subject of Russia."""
    lead = _lead(text, mention.start)
    if domestic or _CLERGY.search(lead) or _abroad(text, mention) or _names_a_sight(text, mention):
        return PartnerRole.MENTIONED
    if _in_quotes(text, mention.start) and _TITLED.search(lead):
        return PartnerRole.MENTIONED
    if cell is Role.PLACE:
        return PartnerRole.PLACE
    governor = governor_of(lead) if cell is not Role.PARTICIPANTS else Governor.PEOPLE
    if governor is Governor.PEOPLE:
        return PartnerRole.PARTICIPANT
    is_topic = governor is Governor.TOPIC or _HARD_TOPIC.search(_clause(lead))
    return PartnerRole.MENTIONED if is_topic else PartnerRole.PARTICIPANT


def _names_a_sight(text: str, mention: Mention) -> bool:
    """«Китайский дворец», «Польский костел»: called by a country, and no body of it."""
    return mention.code.isalpha() and _SIGHT.match(text, mention.end) is not None


def _of_adjective(text: str, mention: Mention, cell: Role) -> PartnerRole:
    """«белорусские студенты» took part, «белорусский язык» and «немецкие захватчики» did not."""
    lead = _lead(text, mention.start)
    if _ENEMY.match(text[mention.end :].lstrip(" -")) or _CLERGY.search(lead):
        return PartnerRole.MENTIONED
    if _STATE_BODY.search(lead):
        return PartnerRole.PARTICIPANT
    if _OF_A_WORK.search(lead):
        return PartnerRole.MENTIONED
    if cell is not Role.PARTICIPANTS and (
        governor_of(lead) in (Governor.TOPIC, Governor.SUBJECT) or _in_quotes(text, mention.start)
    ):
        return PartnerRole.MENTIONED
    return PartnerRole.PARTICIPANT if _names_people(text, mention.end, cell) else PartnerRole.MENTIONED


def _names_people(text: str, start: int, cell: Role) -> bool:
    """Whether people or an organisation follow, after further adjectives; in a story one poet is a topic."""
    at = start
    for _ in range(5):
        word = _WORD.match(text, at)
        if word is None:
            return False
        if _BODY.match(word[1]):
            return True
        if cell is Role.TITLE and _EVENT.match(word[1]):
            return True
        form = parse(word[1].lower())[0]
        if form.part == "NOUN":
            return is_person(form) and (
                cell is Role.PARTICIPANTS or form.number == "plur" or cell is Role.TITLE
            )
        if form.part not in ("ADJF", "PRTF"):
            return False
        at = word.end()
    return False


def _abroad(text: str, mention: Mention) -> bool:
    """In the clause of an office, after «в»: where the office stands, not whose it is."""
    lead = _lead(text, mention.start)
    if not _IN.search(lead):
        return False
    clause = _clause(lead)
    return bool(_OFFICE.search(clause)) and bool(
        _OURS.search(clause)
        or re.search(
            r"посольств|консул|"
            r"пос[ло]",
            clause,
            re.I,
        )
    )


@lru_cache(maxsize=32)
def _lead(text: str, end: int) -> str:
    """The sentence up to the mention, on one line."""
    start = max(0, end - _FAR)
    for stop in _SENTENCE.finditer(text, start, end):
        start = stop.end()
    return re.sub(r"\s+", " ", text[start:end])


def _tail(text: str, start: int) -> str:
    """The sentence from the mention on, on one line."""
    end = min(len(text), start + _FAR)
    stop = _SENTENCE.search(text, start, end)
    return re.sub(r"\s+", " ", text[start : stop.start() if stop else end])


def _clause(lead: str) -> str:
    return re.split(r",\s|\)\s", lead)[-1]


def _in_quotes(text: str, position: int) -> bool:
    return mask_quotes(text)[position] != text[position]
