"""Which words name people, told by morphology: the unit of a head-count, the head of a group."""

import re
from functools import lru_cache
from typing import NamedTuple

from agreements.names.morphology import analyser


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Inanimate or irregular words that count people all the same.
_UNITS = _lemmas("человек чел лицо персона ребенок дитя молодежь")
# Animate by grammar, yet no people: firms, things, beasts.
_FIRMS = _lemmas("""
    экспонент производитель товаропроизводитель сельхозтоваропроизводитель экспортер импортер
    работодатель поставщик заявитель резидент оператор туроператор перевозчик застройщик
""")
_NO_PEOPLE = _FIRMS | _lemmas("""
    субъект объект голова
    лошадь конь собака кошка корова бык теленок животное птица рыба пчела овца коза олень
    номер робот дрон спутник истребитель памятник персонаж бренд модель показатель носитель двигатель
    указатель издатель герой оркестр танец кукла матрешка марионетка медведь тигр верблюд волк кролик голубь
    собор осетр кот пес скакун хищник зверь насекомое святой бог дух
""")
_COLLECTIVES = _lemmas("""
    делегация команда сборная коллектив ансамбль группа хор оркестр театр студия труппа капелла дуэт трио
    квартет общественность сообщество состав молодежь клуб объединение отряд администрация руководство
    департамент министерство комитет управление правительство ассоциация диаспора землячество
""")
_PREFIXES = _lemmas("онлайн интернет бизнес арт медиа веб пресс вице экс кино теле радио смарт")
_NOUNS_OF_VERBS = re.compile(
    r"(?P<stem>(?:обуча|уча|присутству|участву|отдыха|выступа|госслужа|военнослужа|служа|заведу|веду|приглаш|"
    r"верую|проживаю|нуждаю|командую|управляю|безработн|взросл|слабовидя|несовершеннолетн|учен|рабоч|больн|"
    r"пленн|"
    r"молод|желаю)(?:ющ|щ|енн)?)(?P<ending>[а-я]+)"
)
_GENITIVES = frozenset({"их", "ых", "ихся", "его", "егося", "ого"})
_NOMINATIVES = frozenset({"ие", "ые", "иеся", "ий", "ый", "ийся"})


_SHORTENED = re.compile(  # «уч-ся», «пред-лей»
    r"(?:уч|обуч)-с[яь]|(?:уч|участн|обуч|восп|пред|предст|преп|студ|спорт|сотр|спец|дел|педаг|рук|инстр|волонт|чел)-[а-я]{1,4}"
)
_CUT = _lemmas("чел участн студ преп предст сотр обуч рук зрит сопровожд")  # with a full stop behind


class Form(NamedTuple):
    """One way to read a word, in the dictionary's terms; the likeliest comes first."""

    part: str
    case: str
    number: str
    animate: bool
    name: bool  # a person's own name
    place: bool  # a geographic name
    lemma: str


def key_of(word: str) -> str:
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=16384)
def parse(word: str) -> tuple[Form, ...]:
    return tuple(
        Form(
            part=str(form.tag.POS or ""),
            case=str(form.tag.case or ""),
            number=str(form.tag.number or ""),
            # Some words are either («единица»): `tag.animacy` names one of the two by chance.
            animate="anim" in form.tag and "inan" not in form.tag,
            name=any(mark in form.tag for mark in ("Name", "Surn", "Patr")),
            place="Geox" in form.tag,
            lemma=key_of(form.normal_form),
        )
        for form in analyser().parse(word)
    )


def is_person(form: Form) -> bool:
    """«студенты», not «куклы», «лошади», which are animate by grammar as well."""
    return form.part == "NOUN" and form.animate and form.lemma not in _NO_PEOPLE


@lru_cache(maxsize=8192)
def counts_people(word: str) -> bool:
    """Whether «25 …» with this word counts people: «участников», «обучающихся», «чел.»."""
    key = key_of(word)
    if key == "чел" or _SHORTENED.fullmatch(key):
        return True
    noun = _NOUNS_OF_VERBS.fullmatch(key)
    if noun and noun["ending"] in _GENITIVES | _NOMINATIVES:
        return True
    first, dash, last = key.rpartition("-")
    if dash and first not in _PREFIXES:
        return counts_people(first) if parse(first)[0].part == "NOUN" else counts_people(last)
    for form in parse(key):
        if form.lemma in _NO_PEOPLE:
            return False
        if form.lemma in _UNITS:
            return True
        is_person_form = form.part == "NOUN" and form.animate and not form.name
        if is_person_form and (
            form.case in ("gent", "accs") or (form.case == "nomn" and form.number == "sing")
        ):
            return True
    return False


def may_be_firms(word: str) -> bool:
    """«150 туроператоров»: people or firms, nobody says."""
    return any(is_firm(form) for form in parse(key_of(word)))


def is_firm(form: Form) -> bool:
    return form.lemma in _FIRMS


def cut_short(word: str) -> bool:
    """Whether the word with a full stop behind it counts people: «20 студ.»."""
    return key_of(word) in _CUT


def is_collective(word: str) -> bool:
    return any(form.lemma in _COLLECTIVES for form in parse(key_of(word)))


@lru_cache(maxsize=8192)
def heads_person(word: str) -> bool:
    """As heads_group, but false for a team or an organisation."""
    return heads_group(word) and not is_collective(word)


@lru_cache(maxsize=8192)
def modifies(word: str) -> bool:
    """Whether the word may stand between a number and what it counts: «10 юных музыкантов»."""
    return any(form.part in ("ADJF", "PRTF") for form in parse(key_of(word)))


@lru_cache(maxsize=8192)
def heads_group(word: str) -> bool:
    """Whether the word, standing as a subject, is people by itself: «студенты», «делегация», «гости»."""
    key = key_of(word)
    if len(key) < 3:
        return False  # «г.», «д.»: the dictionary takes letters for initials of people
    noun = _NOUNS_OF_VERBS.fullmatch(key)
    if noun and noun["ending"] in _NOMINATIVES:
        return True
    for form in parse(key):
        if form.part != "NOUN" or form.case != "nomn":
            continue
        if form.lemma in _COLLECTIVES or form.lemma in _UNITS:
            return True
        if form.animate and not form.name:
            return form.lemma not in _NO_PEOPLE
    return False
