"""The title of a document out of the sentence that tells of its signing, readable alone, and its parties."""

import re

from agreements.names.declension import nominative
from agreements.names.morphology import analyser
from events.phrases.people import key_of, modifies
from events.phrases.plain import mask_quotes

_ENDS = re.compile(
    # A full stop within a sentence ends an abbreviation or initials, not the title.
    r"(?<!\sг)(?<!\sгг)\.(?=\s*$)|[;!]|,?\s+(?:котор\w+|что(?!бы)|состоя\w+|подписан[аоы]?|был[аио]?|заключен[аоы]?|перенес\w+|"
    r"отложен\w*|заплан\w+|"
    r"планир\w+|намечен\w*|ожида\w+|состоится|пройдет|предстоит|предполага\w+)(?!\w)|"
    r"\s+и\s+(?=(?:протокол|меморандум|договор|соглашени|контракт|дорожн|деклараци|"
    r"план\w* (?:мероп|совм|дейст))\w*)|"
    r",\s+(?:утвержден|согласован|определен|принят|рассмотрен|обсужден|организован|проведен|открыт)\w*|"
    r",\s+(?:его|ее|их|в рамках|в соответствии|подписанн\w+|где|а также достиг\w+|достигнут\w*|"
    r"согласно)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?P<number>\d+|дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|несколько|ряд|"
    r"пакет)\s+(?:\w+(?:ых|их)\s+)?)$",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(r"(?:[А-ЯЁа-яё-]+\s+){1,3}$")
_PARTY = re.compile(r"(?<!\w)между\s+(?P<both>.+)", re.IGNORECASE | re.DOTALL)
_WITH = re.compile(r"(?<!\w)со?\s+(?P<one>.+)", re.IGNORECASE | re.DOTALL)
_HEAD_OF_BOTH = re.compile(r"(?P<head>[А-ЯЁа-яё]+[ая]ми)\s+(?P<name>[А-ЯЁ].*)", re.DOTALL)
_ONE_NAME = re.compile(r"[А-ЯЁ][а-яё]+")
_ABOUT = re.compile(r"\s+(?:о|об|обо|по|в сфере|в области|на|для|в целях)\s+", re.IGNORECASE)


def title_of(sentence: str, start: int, end: int, *, many: bool) -> tuple[str, int]:
    """The title that begins with the document's word at `start`, and where it ends; `many` are several."""
    masked = mask_quotes(sentence)
    found = _ENDS.search(masked, end)
    stop = found.start() if found else len(sentence)
    rest = sentence[end:stop].rstrip(" ,:-–")
    if number := _NUMBER.search(sentence, 0, start):
        head = sentence[number.start() : end]
    else:
        first = _adjectives_before(sentence, start)
        head = _in_nominative(sentence[first:start], sentence[start:end], many=many)
    title = f"{head}{rest}".strip()
    return title[:1].upper() + title[1:], stop


def _adjectives_before(sentence: str, start: int) -> int:
    found = _ADJECTIVES.search(sentence, max(0, start - 60), start)
    first = start
    for word in reversed(re.findall(r"\S+", found[0]) if found else []):
        at = sentence.rfind(word, 0, first)
        if not modifies(word) or not re.search(
            r"(?:ого|его|ый|ий|ое|ее|ой|ая|ую|ых|их|ые|ие|ым|им)$", word.lower()
        ):
            break
        first = at
    return first


def _in_nominative(before: str, document: str, *, many: bool) -> str:
    first, *others = document.split(" ")
    number = "plur" if many else "sing"
    noun = "карта" if first.lower().startswith("дорожн") or first.startswith("«") else first
    if noun != first:
        return f"{before}{'Дорожные карты' if many else 'Дорожная карта'}"
    form = next((one for one in analyser().parse(key_of(first)) if one.tag.POS == "NOUN"), None)
    changed = form.inflect({"nomn", number}) if form is not None else None
    if form is None or changed is None:
        return f"{before}{document}"
    head = str(changed.word)
    words = []
    for word in before.split():
        adjective = next(
            (one for one in analyser().parse(key_of(word)) if one.tag.POS in ("ADJF", "PRTF")), None
        )
        wanted = {"nomn", number} | ({form.tag.gender} if not many and form.tag.gender else set())
        agreed = adjective.inflect(wanted) if adjective is not None else None
        words.append(str(agreed.word) if agreed is not None else word)
    head = head.capitalize() if first[:1].isupper() else head
    told = " ".join([*words, head, *others])
    return told if "ё" in before + document else told.replace("ё", "е")


def parties_of(title: str) -> tuple[str, ...]:
    """«между А и Б», «с В», in the nominative."""
    if found := _PARTY.search(title):
        both = found["both"].rstrip(" .,;")
        for split in re.finditer(r"(?:,| и| а также)\s+", mask_quotes(both)):
            first, second = both[: split.start()], both[split.end() :]
            if shared := _with_shared_head(first, second):
                return shared
            if _is_party(first) and _is_party(second):
                return tuple(map(_nominative_party, (first, second)))
        return ()
    if found := _WITH.search(title):
        return (_nominative_party(found["one"].rstrip(" .,;")),)
    return ()


def _with_shared_head(first: str, second: str) -> tuple[str, ...]:
    """«городами Рубцовском и Семеем», «Правительствами Смоленской области и Республики Беларусь»: each gets
    the head in the singular. Nothing where none is shared."""
    found = _HEAD_OF_BOTH.fullmatch(first)
    if found is None or not second[:1].isupper():
        return ()
    forms = analyser().parse(key_of(found["head"]))
    head = next((one for one in forms if {"NOUN", "ablt", "plur"} in one.tag), None)
    singular = head.inflect({"nomn", "sing"}) if head is not None else None
    if singular is None:
        return ()
    word = str(singular.word)
    word = word.capitalize() if found["head"][:1].isupper() else word
    if _ONE_NAME.fullmatch(found["name"]) and _ONE_NAME.fullmatch(second):
        return tuple(f"{word} {_nominative_name(name)}" for name in (found["name"], second))
    if _is_party(second):
        return ()
    return tuple(f"{word} {of}" for of in (found["name"], second))


def _nominative_name(name: str) -> str:
    forms = analyser().parse(key_of(name))
    noun = next((one for one in forms if {"NOUN", "ablt", "sing"} in one.tag), None)
    changed = noun.inflect({"nomn"}) if noun is not None else None
    return str(changed.word).replace("ё", "е").capitalize() if changed is not None else name


def _is_party(text: str) -> bool:
    words = re.findall(r"[\w«»-]+", text)[:4]
    if not words or words[0][:1] in "«" or words[0].isupper():
        return bool(words)
    for word in words:
        forms = analyser().parse(key_of(word))
        if any(form.tag.POS == "NOUN" and form.tag.case == "ablt" for form in forms):
            return True
        if not any(form.tag.POS in ("ADJF", "PRTF") and form.tag.case == "ablt" for form in forms):
            return False
    return False


def _nominative_party(text: str) -> str:
    masked = mask_quotes(text)
    about = _ABOUT.search(masked)
    name = text[: about.start()] if about and not re.match(r"\S+ом\s+по\s", text) else text
    return nominative(re.sub(r"\s*\([^()]*\)\s*$", "", name).strip())
