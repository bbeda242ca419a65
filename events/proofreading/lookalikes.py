"""Letters of the other alphabet inside a word, and Cyrillic letters that stand for Roman numerals."""

import re
from collections.abc import Iterator

from agreements.names.folding import as_digits, letters_for_digits
from agreements.names.morphology import is_known

from .slip import Slip

_FAR = 20  # signs before a letter that may say it is a label
_TO_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTXYkiI", "асеорхуАВСЕНКМОРТХУкіІ")
_TO_LATIN = str.maketrans("асеорхуАВСЕНКМОРТХУкіІ", "aceopxyABCEHKMOPTXYkiI")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# «c международным»: a preposition or conjunction of one letter, typed on the other keyboard
_LONE = re.compile(r"(?<![^\s(«])[acokyACOKYB](?= [а-яёА-ЯЁ«])")
_LABELLED = re.compile(r"(?:групп|категор|класс|корпус|блок|секци|литер|план|витамин|серии?)\w* $", re.I)

_NUMERAL = re.compile(
    r"(?<!\w)(?:(?<![-–])|(?<=[IVXХІ][-–])|(?<=[IVXХІ]\s[-–]))[IVXLCMХІѴСМШПУ]+(?!\w|\.[А-ЯЁ])"
)
_AS_ROMAN = str.maketrans({"Х": "X", "І": "I", "Ѵ": "V", "С": "C", "М": "M", "У": "V", "П": "II", "Ш": "III"})
_WELL_FORMED = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_PERIOD = r"(?:квартал|полугоди|кв\.)"
_NUMBERED = (
    r"(?:век|столети|съезд|форум|конкурс|фестивал|этап|тур(?:[аеоу]|ы|ом)?\b|степен|категори|мест|созыв|сесси|"
    r"ассамбле|спартакиад|чемпионат|игр|конференц|конгресс|чтени|выставк|пленум|смен|сезон|слет|олимпиад|"
    r"годовщин|юбиле|сертификат)"
)
_ORDINAL_PLACE = re.compile(
    rf"\s{{1,3}}(?:{_PERIOD}|{_NUMBERED}|[А-ЯЁ]?[а-яё-]{{3,}}(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|"
    r"ом|ем|ым|им|ую|юю|ые|ие|ых|их|ыми|ими)(?![а-яё]))"
)
_PERIOD_PLACE = re.compile(rf"\s{{1,3}}(?:[-–и]\s{{0,2}}[IVXШП]+\s{{1,3}})?{_PERIOD}")


def numeral_slips(text: str) -> Iterator[Slip]:
    for found in _NUMERAL.finditer(text):
        written = found[0]
        roman = written.translate(_AS_ROMAN)
        if _CYRILLIC.search(written) and _WELL_FORMED.fullmatch(roman) and _is_numeral(text, found):
            yield Slip(code="cyrillic-roman-numeral", start=found.start(), end=found.end(), replacement=roman)


def _is_numeral(text: str, found: re.Match[str]) -> bool:
    written = found[0]
    is_of_period = _PERIOD_PLACE.match(text, found.end()) is not None
    if set(written) & set("ШПУ"):
        return is_of_period
    if set(written) & set("IVX") and set(written) <= set("IVXХІ"):
        return True
    if set(written) & set("СМ"):
        return is_of_period
    return is_of_period or _ORDINAL_PLACE.match(text, found.end()) is not None


def alphabet_slips(text: str) -> Iterator[Slip]:
    """Words that hold both alphabets and can be written in one of them: «Zа» is written so on purpose."""
    if not _LATIN.search(text):
        return
    numerals = {slip.start for slip in numeral_slips(text)}
    for found in _WORD.finditer(text):
        word = found[0]
        if found.start() in numerals:
            continue
        if _LATIN.search(word) and _CYRILLIC.search(word):
            better = _in_one_alphabet(word)
        elif _LONE.match(text, found.start()) and not _LABELLED.search(
            text, max(0, found.start() - _FAR), found.start()
        ):
            better = word.translate(_TO_CYRILLIC)
        else:
            continue
        if better:
            yield Slip(code="mixed-alphabets", start=found.start(), end=found.end(), replacement=better)


def digit_slips(text: str) -> Iterator[Slip]:
    """«I2 мая», «2О24 год»; a Roman numeral holds no digit."""
    for found in letters_for_digits(text):
        yield Slip(
            code="letter-for-digit",
            start=found.start(),
            end=found.end(),
            replacement=as_digits(found[0]),
        )


def _in_one_alphabet(word: str) -> str:
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    can_be_cyrillic, can_be_latin = not _LATIN.search(cyrillic), not _CYRILLIC.search(latin)
    if can_be_cyrillic and can_be_latin:
        return cyrillic if is_known(cyrillic.lower()) else latin
    if can_be_cyrillic:
        return cyrillic
    return latin if can_be_latin and len(_LATIN.findall(word)) > len(_CYRILLIC.findall(word)) else ""
