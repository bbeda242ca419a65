"""Tells what an adjective, an organisation or an inhabitant named after a place says of who took part."""

import re

from agreements.names.mention import Evidence, Mention
from events.vocabulary import PartnerRole, Role

from .around import clause_of, in_quotes, lead_of, tail_of
from .governed import Governor, governor_of
from .offices import abroad
from .people import is_firm, is_person, parse

# Words that make a name a topic in a long story, wherever in the clause they stand.
HARD_TOPIC = re.compile(
    r"посвящ\w+|(?<!\w)дн(?:ю|я) |лети[юея](?!\w)|годовщин|юбиле(?!йн)|освобожд|единени|независимост|"
    r"(?<!\w)истори[ияюе](?!\w)|"
    r"экскурси\w+ по |путешестви\w+ (?:по|в) |боев\w+ действи|(?<!\w)(?:о|об|про) (?:\w+ ){0,2}$|"
    r"(?<!\w)(?:памяти|подвиг\w*) (?:\w+ )?(?:геро|защитник|воин|жертв|павш|погибш|партизан)\w*",
    re.IGNORECASE,
)
PLACED = re.compile(  # «1 место – Кандалакша, 2 – Лулео», «выиграл у Гданьска», «Производители – Костанай»
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
# What follows an adjective: people and bodies took part, a language or a dance did not.
_BODY = re.compile(
    r"(?:сторон|делегаци|коллектив|команд|сборн|предприяти|компани|организаци|театр|ансамбл|оркестр|хор|"
    r"групп|вуз|"
    r"университет|школ|институт|музе|библиотек|бизнес|учреждени|ведомств|молодеж|"
    r"посольств|консульств|исполком|облисполком|горисполком|филармони|капелл|академи|колледж|лице[йя]|гимнази|"
    r"корпораци|холдинг|концерн|фирм|ассоциаци|агентств|фонд|клуб|цирк|бригад|экипаж|парламент|правительств|"
    r"министерств|мэри|муниципалитет|издательств|банк|редакци|телеканал|"
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
CLERGY = re.compile(
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
# People of one land who live in another: «Черниговское землячество г. Гомеля».
_SETTLED = re.compile(r"\s+(?:[\w-]+\s+)?(?:диаспор|землячеств)\w*", re.IGNORECASE)
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
_DAYS = re.compile(r"(?<!\w)(?:дни|дней|дням|днях|днями|недел\w+|декад\w+)\s+$", re.IGNORECASE)
_CULTURE = re.compile(r"\s+(?:культур|кино|литератур|книг|искусств|музык|театр)\w*", re.IGNORECASE)
# «переговоры с турецкими поставщиками», unlike «каталог немецких производителей»
_WITH = re.compile(r"(?<!\w)со?\s+(?:[а-яё-]+(?:ыми|ими)(?:,| и)?\s+)*[а-яё-]+(?:ыми|ими)$", re.IGNORECASE)
_WORD = re.compile(r"[\s,-]*(?:и\s+)?([А-Яа-яё]+(?:-[А-Яа-яё]+)*)")


def of_qualifier(text: str, mention: Mention, cell: Role, *, domestic: bool) -> PartnerRole:
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
    lead = lead_of(text, mention.start)
    if _MET.search(lead) or PLACED.search(lead):
        return True
    before = lead.rsplit(",", 1)[-1].split()[-1:]
    after = tail_of(text, mention.end).split()[:1]
    return any(_DID_WELL.match(word) for word in (*before, *after))


def _of_organisation(text: str, mention: Mention, cell: Role, *, domestic: bool) -> PartnerRole:
    """The name of an organisation tells its country and region, but never a subject of Russia."""
    lead = lead_of(text, mention.start)
    if domestic or CLERGY.search(lead) or abroad(text, mention) or _names_a_sight(text, mention):
        return PartnerRole.MENTIONED
    if in_quotes(text, mention.start) and _TITLED.search(lead):
        return PartnerRole.MENTIONED
    if cell is Role.PLACE:
        return PartnerRole.PLACE
    governor = governor_of(lead) if cell is not Role.PARTICIPANTS else Governor.PEOPLE
    if governor is Governor.PEOPLE:
        return PartnerRole.PARTICIPANT
    is_topic = governor is Governor.TOPIC or HARD_TOPIC.search(clause_of(lead))
    return PartnerRole.MENTIONED if is_topic else PartnerRole.PARTICIPANT


def _names_a_sight(text: str, mention: Mention) -> bool:
    """«Китайский дворец», «Польский костел»: called by a country, and no body of it."""
    return mention.code.isalpha() and _SIGHT.match(text, mention.end) is not None


def _of_adjective(text: str, mention: Mention, cell: Role) -> PartnerRole:
    """«белорусские студенты» took part, «белорусский язык» and «немецкие захватчики» did not."""
    lead = lead_of(text, mention.start)
    if _ENEMY.match(text[mention.end :].lstrip(" -")) or CLERGY.search(lead):
        return PartnerRole.MENTIONED
    if _STATE_BODY.search(lead):
        return PartnerRole.PARTICIPANT
    if _OF_A_WORK.search(lead):
        return PartnerRole.MENTIONED
    if cell is Role.TITLE and names_days(text, mention):
        return PartnerRole.PARTICIPANT
    if cell is not Role.PARTICIPANTS and (
        governor_of(lead) in (Governor.TOPIC, Governor.SUBJECT) or in_quotes(text, mention.start)
    ):
        return PartnerRole.MENTIONED
    return PartnerRole.PARTICIPANT if _names_people(text, mention.end, cell) else PartnerRole.MENTIONED


def names_days(text: str, mention: Mention) -> bool:
    """«Дни белорусской культуры»: as a rule those whose culture it is bring it."""
    return (
        _DAYS.search(lead_of(text, mention.start)) is not None
        and _CULTURE.match(text, mention.end) is not None
    )


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
            if is_firm(form):
                return cell is Role.PARTICIPANTS or _WITH.search(lead_of(text, start)) is not None
            return is_person(form) and (
                cell is Role.PARTICIPANTS or form.number == "plur" or cell is Role.TITLE
            )
        if form.part not in ("ADJF", "PRTF"):
            return False
        at = word.end()
    return False
