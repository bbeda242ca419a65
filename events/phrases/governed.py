"""Tells by grammar what governs a place's name: people who took part, or a topic that is only spoken of.

«с участием команд Беларуси» and «турнир по боксу, сборная Минска» name people; «о художниках Франции» and
«юбилей поэта Литвы» a topic. A word counts only where it governs the name, however near it stands otherwise.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from agreements.names.morphology import tags

from .people import is_person, parse
from .plain import mask_quotes


class Governor(Enum):
    PEOPLE = auto()
    TOPIC = auto()  # and whoever is named with it: «памяти героев Бреста»
    SUBJECT = auto()  # of talk, study or trade; people outweigh it: «искусство мастеров Беларуси»
    NOTHING = auto()


_LONGEST = 14  # words between a name and what governs it
_WORD = re.compile(r"[\w№]+(?:-\w+)*")
_LINKS = re.compile(r"[\s.(«»\"-]*")  # «театр (г. Минск», «министр культуры г. Минска»; a comma ends the walk
_MASK = "#"
_ABOVE_ALL = re.compile(  # «гости из стран Азии, прежде всего Китая»
    r",\s+(?:в первую очередь|прежде всего|в частности|главным образом|преимущественно|в основном|особенно|"
    r"в том числе|включая)(?:\s+из)?(?=\s)",
    re.IGNORECASE,
)

_AMONG_COUNTRIES = re.compile(  # «студентов 12 стран, в т.ч. Китая», «гости из пяти стран: Сербии»
    r"(?:\d+(?:-?[а-я]{1,2})?|\w+)\s+(?:зарубежн\w+\s+|иностранн\w+\s+|разн\w+\s+)?"
    r"(?:стран|государств|регион(?:ов|а)|субъект(?:ов|а)(?:\s+(?:РФ|Росси\w+|Российской\s+Федерации))?)"
    r"(?:\s+мира|\s+СНГ)?(?:,|\s*[:(]|\s+[-–—])\s*(?:(?:в\s+т(?:ом|\.)\s?ч(?:исле|\.)|включая|среди\s+них|"
    r"в\s+их\s+числе)[\s:]*)?(?:из\s+)?(?:(?:[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ]?[\w-]+)?,\s+)*(?:[А-ЯЁ][\w-]+\s+и\s+)?)$"
)

_TRANSPARENT = frozenset({"из", "от"})
_WITH = frozenset({"с", "со", "между"})
_INTO = frozenset({"в", "во", "на"})
_AT = frozenset({"под", "у", "за"})
_ABOUT = frozenset({"о", "об", "обо", "про"})

_TAKING_PART = re.compile(r"участи(?:е|ем|и)$")
_DAYS = re.compile(r"(?:дни|дней|дням|днях|днями)$")
_TOPIC = re.compile(
    r"посвящ|(?:\d+-?)?лети(?:е|ю|я|ем|и)$|юбиле(?:й|я|ю|ем|е|и)$|годовщин|освобождени|независимост|единени|"
    r"памят[иью]$|подвиг|рол[ьи]$|ролью$|судьб|биографи|жизн|д(?:ень|ню|ня)$|битв|блокад|вывод(?:а|у|ом|е)?$"
)
_WORKS = re.compile(r"произведени|пьес|роман(?:а|у|ом|е|ы)?$|стих(?:и|ов|ам|ами|ах)$|песн|музык")
_VISIT = re.compile(r"визит|приезд|приглашени|поездк|встреч|прием(?!н)")
_FEAST = re.compile(r"праздновани|торжеств")
_SUBJECT = re.compile(
    r"истори[ияюейх]+$|литератур|искусств(?!овед)|культур[аыуеой]+$|традици|обыча|обряд|рын(?:ок|к)|кухн|"
    r"поэзи|природ|памятник|опыт|законодательств|экономик|достопримечательност|фольклор|творчеств|сказк|танц"
)
_COOPERATION = re.compile(r"сотрудничеств|отношени|взаимодействи|связ|торговл|товарооборот|дружб|границ")
_BOND = re.compile(r"договор|соглашени|союз|войн|мир(?:а|у|ом|е)?$")
_TRADE = re.compile(r"экспорт|импорт|поставк|вывоз|ввоз|путешестви|товар|продукци")
_TOUR = re.compile(r"экскурси|путешестви|тур(?:а|у|ом|е|ы|ов)?$|прогулк|викторин")
_WAR = re.compile(
    r"войн|действи|бо(?:и|ях|ев|ям)$|конфликт|кампани|битв|сражени|погиб|павш|воева|сража|служивш"
)

# Substantives that grammar takes for adjectives, and bodies and groups that it takes for things.
_BODIES = re.compile(
    r"побратим|город\w*-(?:побратим|партн[её]р)|делегаци|коллектив|команд|сборн|молодеж|бизнес(?!-мисси)|(?:тур)?компани|(?:тур)?фирм|агентств|корпораци|холдинг|концерн|ассоциаци|палат[аыуе]|предприяти|организаци|посольств|консульств|"
    r"министерств|правительств|администраци|акимат|хокимият|исполком|комитет|учреждени|университет|институт|"
    r"академи|вуз|школ(?!ьн)|колледж|театр|ансамбл|оркестр|хор(?:а|у|ом|е|ы|ов)?$|капелл|филармони|музе[йяюе]|"
    r"библиотек|групп|трупп|дуэт|трио|квартет|клуб|экспозици|обучающ|учащ|учен(?:ые|ых|ым|ыми)$|"
    r"сем(?:ья|ьи|ей|ьям)$|баритон|тенор|сопрано|контральто|руководств|департамент|управлени|экспонат"
)
_OF_THE_PAST = re.compile(
    r"геро|воин|партизан|жертв|захватчик|оккупант|защитник|пред(?:ок|к)|княз|цар|народ|войск"
)
_CITY_MARK = frozenset({"г", "гор", "город", "города", "городе", "городом", "городов", "городах"})


def governor_of(lead: str, *, town: bool = False) -> Governor:
    """`lead`: the sentence up to the name; `town`: what follows is a town, where an event rather is held."""
    words = _words_before(lead)
    if words and words[-1] in _CITY_MARK:
        words.pop()
    if not words:
        return Governor.NOTHING
    nearest = words[-1]
    if nearest in _INTO:
        return _of_direction(words[:-1], town=town)
    if nearest in _AT:
        return Governor.TOPIC if _first_noun(words[:-1], _WAR) else Governor.NOTHING
    if nearest == "по":
        return Governor.TOPIC if _first_noun(words[:-1], _TOUR) else Governor.NOTHING
    if nearest in _WITH:
        return _of_cooperation(words[:-1])
    return _walk(words, town=town)


def _words_before(lead: str) -> list[str]:
    """Lower-case words that lead to the name without a sign between them; quoted titles left out."""
    masked = mask_quotes(_ABOVE_ALL.sub(" ", _AMONG_COUNTRIES.sub("", lead)), _MASK)
    found = list(_WORD.finditer(masked))[-_LONGEST:]
    words: list[str] = []
    at = len(masked)
    for word in reversed(found):
        between = masked[word.end() : at].replace(_MASK, "")
        if not _LINKS.fullmatch(between) or " - " in between or (". " in between and len(word[0]) > 3):
            break
        words.append(word[0].lower().replace("ё", "е"))
        at = word.start()
    return words[::-1]


def _walk(words: Sequence[str], *, town: bool) -> Governor:
    people = subject = visit = False
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        before = words[at - 1] if at else ""
        if _TAKING_PART.match(word) and before in ("с", "при"):
            return Governor.PEOPLE
        if word in _ABOUT:
            return Governor.TOPIC
        if _DAYS.match(word):
            return Governor.PEOPLE
        if word in _TRANSPARENT:
            continue
        adjective = _is_adjective(word)
        if not adjective and (_TOPIC.match(word) or (people and _WORKS.match(word))):
            # «в праздновании 950-летия г. Орши»: there it was held
            return Governor.NOTHING if town and _FEAST.match(before) else Governor.TOPIC
        if visit and word.startswith("подготовк"):
            return Governor.TOPIC  # «оргкомитет по подготовке визита делегации …»
        visit = visit or _VISIT.match(word) is not None
        if people and _COOPERATION.match(word):
            return Governor.PEOPLE  # «о взаимодействии правительств …»: they were asked about it
        if _is_people(word):
            people = True
        elif not adjective and (_SUBJECT.match(word) or _WORKS.match(word)):
            subject = subject or not people
        elif _TRADE.match(word) and words[-1] in _TRANSPARENT:
            return Governor.SUBJECT
        elif _ends_the_phrase(word):
            break
    if people:
        return Governor.PEOPLE
    return Governor.SUBJECT if subject else Governor.NOTHING


def _of_direction(words: Sequence[str], *, town: bool) -> Governor:
    """«экспорт в Китай», «война в Испании», but «гастроли в Минске»: the noun right before tells."""
    if _first_noun(words, _TRADE):
        return Governor.TOPIC if _first_noun(words, _TOUR) else Governor.SUBJECT
    return Governor.TOPIC if not town and _first_noun(words, _WAR) else Governor.NOTHING


def _of_cooperation(words: Sequence[str]) -> Governor:
    """«сотрудничество с Китаем»; «годовщина договора с Литвой», but «День профориентации с вузом Бреста»."""
    is_bound = bool(words) and _BOND.match(words[-1]) is not None
    governor = Governor.NOTHING
    for word in reversed(words):
        if _COOPERATION.match(word):
            is_bound, governor = True, Governor.SUBJECT
        if is_bound and _TOPIC.match(word) and not _is_adjective(word):
            return Governor.TOPIC
        if _ends_the_phrase(word):
            break
    return governor


def _first_noun(words: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether such a word governs what follows; a genitive may stand between («поставка муки в Китай»)."""
    for word in reversed(words[-4:]):
        if pattern.match(word.rpartition("-")[2]):
            return True
        if _ends_the_phrase(word):
            return False
    return False


@lru_cache(maxsize=8192)
def _ends_the_phrase(word: str) -> bool:
    return parse(word)[0].part in ("PREP", "VERB", "INFN", "GRND", "CONJ") and word != "и"


@lru_cache(maxsize=8192)
def _is_adjective(word: str) -> bool:
    """«традиционный», «опытный», «юбилейный» qualify; they are no topic."""
    return parse(word)[0].part == "ADJF"


@lru_cache(maxsize=8192)
def _is_people(word: str) -> bool:
    """People or a body of people, told by the dictionary; those that history speaks of are none."""
    if _OF_THE_PAST.match(word):
        return False
    first = parse(word)[0]
    if _BODIES.match(word):
        return first.part in ("NOUN", "ADJF", "PRTF")
    if first.name:  # «гончары» are a surname first
        return any(is_person(form) and not form.name for form in parse(word))
    return is_person(first) and "known" in tags(word)
