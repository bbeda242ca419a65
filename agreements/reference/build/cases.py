"""The six cases of a place's name by its endings; a person reads what the builders make."""

import re

from agreements.names.heads import HEADS, Head

from .irregular import FEMININE, IRREGULAR, UNDECLINED

_GENITIVES = frozenset(
    {
        *("Луары", "Бразилии", "Венесуэлы", "республиканского", "подчинения", "Басков", "Канады", "Принца"),
        *("Эдуарда", "Израиля", "Дании", "Шри-Ланки"),
    }
)
_ADJECTIVES = {
    "ый": ("ый", "ого", "ому", "ый", "ым", "ом"),
    "ий": ("ий", "ого", "ому", "ий", "им", "ом"),
    "ой": ("ой", "ого", "ому", "ой", "ым", "ом"),
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ое": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "ее": ("ее", "его", "ему", "ее", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ые", "ыми", "ых"),
    "ие": ("ие", "их", "им", "ие", "ими", "их"),
}
_SOFT = ("ий", "его", "ему", "ий", "им", "ем")
_LIKE_ADJECTIVES = ("ый", "ское", "ное", "ая", "ский", "цкий", "ской")
_WELDED = re.compile(
    r"(?P<first>.+?)(?P<rest>-над?-\w+|-(?:Сибирское|Ям|Польский|Дальний|Илимский|Шахтинский|Забайкальский|Ивановск))"
)
_HUSHING = frozenset("жшчщц")
_VELAR = frozenset("гкхжшчщ")


def cases(name: str, *, russian: bool = False) -> tuple[str, ...]:
    """Nominative to prepositional. After a head word («провинция Фарс») the name keeps its nominative.

    `russian`: -ово, -ино decline, and a single word may be an adjective («Жуковский», «Лесной»).
    """
    words = re.split(r"( – | )", name)
    declined: list[tuple[str, ...]] = []
    fixed = False
    for number, word in enumerate(words):
        if fixed or word in (" ", " – ", "и") or word in _GENITIVES:
            declined.append((word,) * 6)
            continue
        head = _head(word)
        followed = number + 2 < len(words) and words[number + 1] == " " and words[number + 2] != "и"
        declined.append(head or _word(word, followed=followed, russian=russian))
        fixed = head is not None and number == 0
    return tuple("".join(forms[case] for forms in declined) for case in range(6))


def _head(word: str) -> tuple[str, ...] | None:
    noun = next((head.noun for head in HEADS.get(word, ()) if 0 in head.cases and not head.plural), "")
    if noun != word:
        return None
    return tuple(
        next(form for form, heads in HEADS.items() if any(_is(head, noun, case) for head in heads))
        for case in range(6)
    )


def _is(head: Head, noun: str, case: int) -> bool:
    return head.noun == noun and case in head.cases and not head.plural and not head.abbreviation


def _word(word: str, *, followed: bool, russian: bool) -> tuple[str, ...]:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if (followed and word[-2:] in _ADJECTIVES) or (russian and word.endswith(_LIKE_ADJECTIVES)):
        if welded := _WELDED.fullmatch(word):
            return _both(*welded.groups())
        return _adjective(word)
    if (welded := _WELDED.fullmatch(word)) and (russian or welded["rest"].startswith(("-на-", "-над-"))):
        return _both(*welded.groups())
    if russian and word.endswith(("ово", "ево", "ёво", "ино", "ыно")):
        stem = word[:-1]
        return (word, stem + "а", stem + "у", word, stem + "ом", stem + "е")
    if "-" in word and word not in UNDECLINED:
        first, last = word.rsplit("-", 1)
        return tuple(f"{first}-{form}" for form in _word(last, followed=False, russian=russian))
    return _noun(word)


def _both(first: str, rest: str) -> tuple[str, ...]:
    """«Юрьев-Польский», «Калач-на-Дону»: the first part declines, and the second where it is no adjunct."""
    heads = IRREGULAR.get(first) or _noun(first)
    if rest.startswith(("-на-", "-над-")):
        return tuple(head + rest for head in heads)
    second = rest[1:]
    tails = _adjective(second) if second.endswith(("ий", "ое")) else _noun(second)
    return tuple(f"{head}-{tail}" for head, tail in zip(heads, tails, strict=True))


def _adjective(word: str) -> tuple[str, ...]:
    stem, ending = word[:-2], word[-2:]
    forms = _SOFT if ending == "ий" and stem[-1] in "нч" else _ADJECTIVES[ending]
    if stem[-1] in _VELAR:
        forms = tuple("и" + form[1:] if form[0] == "ы" else form for form in forms)
    return tuple(stem + form for form in forms)


def _noun(word: str) -> tuple[str, ...]:
    last, stem = word[-1], word[:-1]
    if last in "еиоуыэюё" or word in UNDECLINED or re.search("[аеиоуэ]а$", word) or word.isupper():
        return (word,) * 6
    if word.endswith("ия"):
        return (word, stem + "и", stem + "и", stem + "ю", stem + "ей", stem + "и")
    if last == "а":
        genitive = "и" if stem[-1] in _VELAR else "ы"
        instrumental = "ей" if stem[-1] in _HUSHING else "ой"
        return (word, stem + genitive, stem + "е", stem + "у", stem + instrumental, stem + "е")
    if last == "я":
        return (word, stem + "и", stem + "е", stem + "ю", stem + "ей", stem + "е")
    if last == "ь" and word in FEMININE:
        return (word, stem + "и", stem + "и", word, word + "ю", stem + "и")
    if last in "ьй":
        prepositional = "и" if stem.endswith("и") else "е"
        return (word, stem + "я", stem + "ю", word, stem + "ем", stem + prepositional)
    instrumental = "ем" if last in _HUSHING else "ом"
    return (word, word + "а", word + "у", word, word + instrumental, word + "е")
