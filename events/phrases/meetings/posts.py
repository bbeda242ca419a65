"""Posts of people in a text: where one begins and ends, and its nominative."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agreements.names.morphology import analyser
from events.phrases.people import key_of, parse

from .post_words import (
    ABBREVIATED,
    ABROAD,
    CLERGY,
    cases_of_adjective,
    cases_of_see,
    depends,
    head_of,
    is_a_name,
)

_GOES_ON_IN = re.compile(r"(?:в|во)\s+(?:(?:г|гор)\.|город\w*|делах|[А-ЯЁ])")
_GOES_ON_BY = re.compile(
    r"(?:по|при|на|за|у)\s+(?!вопрос|итог|случа|приглаш|повод|тем[еау]|результат|линии|"
    r"территори|которо|предмет|прибыти|базе|площадк|протяжени|рамк)"
)
_TOKEN = re.compile(r"[А-ЯЁа-яёA-Za-zіІ]+(?:[-'’][А-ЯЁа-яёA-Za-zіІ]+)*\.?|[«\"(]|\S")
_ACTING = re.compile(
    r"(?:(?:временно\s+)?исполняющ(?P<ending>ий|его|ему|им|ем|ая|ей|ую)\s+обязанности|врио|врип|"
    r"вр\.\s?и\.\s?о\.|и\.\s?о\.|врид)\s+$",
    re.IGNORECASE,
)
_ACTING_CASES = {
    "ий": ("nomn",), "ая": ("nomn",), "его": ("gent", "accs"), "ему": ("datv",), "им": ("ablt",),
    "ем": ("loct",), "ую": ("accs",), "ей": ("gent", "datv", "ablt", "loct"),
}  # fmt: skip
_AT_THE_HEAD = re.compile(r"(?<!\w)во\s+$", re.IGNORECASE)  # «во главе»
_QUALIFIES = re.compile(r"(?:[А-ЯЁа-яё-]+(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|ую|ей))\s+(?:и\s+)?$")
_LONGEST = 260  # signs


class Post(NamedTuple):
    """`cases`: those its head may stand in; `forms`: words that decline with it, as offsets."""

    start: int
    end: int
    head: str
    cases: frozenset[str]
    forms: tuple[tuple[int, int], ...]

    def is_nominative(self) -> bool:
        return "nomn" in self.cases


def find_posts(text: str, names: Sequence[tuple[int, int]]) -> list[Post]:
    """From left to right, without overlaps. `names` are where people are named: a post ends before one."""
    posts: list[Post] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() < at or (head := head_of(token[0])) is None:
            continue
        if any(start <= token.start() < end for start, end in names):
            continue
        if head[0] == "глава" and _AT_THE_HEAD.search(text, 0, token.start()):
            continue
        post = _post(text, token, head, names, floor=at)
        posts.append(post)
        at = post.end
    return posts


def _post(
    text: str,
    token: re.Match[str],
    head: tuple[str, frozenset[str]],
    names: Sequence[tuple[int, int]],
    floor: int,
) -> Post:
    start, cases, forms = token.start(), head[1], [token.span()]
    while found := _QUALIFIES.search(text, max(floor, start - 40), start):
        word = found[0].split()[0]
        first = found.start()
        agreeing = cases_of_adjective(word) & cases
        if not agreeing:
            break
        cases, start = agreeing, first
        forms.insert(0, (first, first + len(word)))
    if acting := _ACTING.search(text, max(floor, start - 60), start):
        start = acting.start()
        cases = frozenset(_ACTING_CASES.get((acting["ending"] or "").lower(), ()))
        if acting["ending"]:
            forms = [(acting.end("ending") - len(acting["ending"]) - len("исполняющ"), acting.end("ending"))]
        else:
            cases, forms = frozenset({"nomn"}), []
    end = _end_of(text, token.end(), head[0], cases, names, forms)
    return Post(start, end, head[0], cases, tuple(forms))


def _end_of(
    text: str,
    at: int,
    head: str,
    cases: frozenset[str],
    names: Sequence[tuple[int, int]],
    forms: list[tuple[int, int]],
) -> int:
    """Where the words that depend on the head end; what declines with it is added to `forms`."""
    end, any_case = at, False
    limit = min([len(text), at + _LONGEST, *(first for first, _last in names if first >= at)])
    while token := _TOKEN.search(text, at, limit):
        word, stops = token[0], False
        if len(word) > 2 and word.endswith(".") and word.lower() not in ABBREVIATED:
            word, stops = word[:-1], True  # the sentence ends with it
        rest = text[token.start() : limit]
        if word == "«":
            end = at = _quoted(text, token.start(), limit)
            continue
        if word == "(":
            inside = _TOKEN.search(text, token.end(), limit)
            other = head_of(inside[0]) if inside else None
            if inside is None or other is None or text[inside.end() : inside.end() + 1] != ")":
                break
            forms.append(inside.span())
            end = at = inside.end() + 1
            continue
        if word in "-–—":
            other_head = _another(text, token.end(), limit, cases)
            if other_head is None:
                break
            forms += other_head
            at = end = other_head[-1][1]
            any_case = False
            continue
        if word == ",":
            if not _list_goes_on(text[token.end() : limit]):
                break
            at = token.end()
            continue
        if word == "и":
            following = _TOKEN.search(text, token.end(), limit)
            if following is None or not depends(following[0], any_case, head):
                break
            at = token.end()
            continue
        if (head in ABROAD or "осольств" in text[max(0, at - 160) : at]) and _GOES_ON_IN.match(rest):
            any_case, at = True, token.end()
            continue
        if _GOES_ON_BY.match(rest):
            any_case, at = True, token.end()
            continue
        same = head_of(word)
        joined = same is not None and same[1] & cases and "gent" not in same[1] and "nomn" not in cases
        named = head in CLERGY and word[:1].isupper() and is_a_name(word)
        of_a_see = head in CLERGY and word[:1].isupper() and cases_of_see(word) & cases
        if joined or (of_a_see and not named):
            forms.append((token.start(), token.start() + len(word)))
        elif named or not depends(word, any_case, head):
            break
        end = at = token.end() - stops
        if stops:
            break
    return end


def _quoted(text: str, start: int, limit: int) -> int:
    """The end of a quoted name; nested quotes are seldom closed twice."""
    close = text.find("»", start, limit)
    if close < 0:
        return limit
    opened = text.count("«", start, close)
    for _ in range(opened - 1):
        further = text.find("»", close + 1, limit)
        if further < 0 or "«" in text[close + 1 : further]:
            break
        close = further
    return close + 1


def _another(text: str, at: int, limit: int, cases: frozenset[str]) -> list[tuple[int, int]] | None:
    """«… – министра промышленности»: a second post of the same person; «Кемеровской области – Кузбасса»."""
    forms: list[tuple[int, int]] = []
    for _ in range(4):
        token = _TOKEN.search(text, at, limit)
        if token is None:
            return None
        head = head_of(token[0])
        if head is not None and head[1] & cases:
            return [*forms, token.span()]
        if not cases_of_adjective(token[0]) & cases:
            is_name = token[0][:1].isupper() and not forms and depends(token[0], False, "")
            return [(token.end(), token.end())] if is_name else None
        forms.append(token.span())
        at = token.end()
    return None


def _list_goes_on(rest: str) -> bool:
    """«министр энергетики, промышленности и связи»."""
    return bool(
        (found := re.match(r"\s*([а-яё-]+)(?:\s+[а-яё-]+){0,3}?(?:,\s+[а-яё-]+)*\s+и\s+[а-яё]", rest))
        and head_of(found[1]) is None
        and any(
            form.case == "gent" and not form.animate and form.part in ("NOUN", "ADJF")
            for form in parse(key_of(found[1]))[:3]
        )
    )


def post_in_nominative(text: str, post: Post) -> str:
    """As written but for the words that decline."""
    if post.is_nominative():
        return " ".join(text[post.start : post.end].split())
    parts, at = [], post.start
    for first, last in sorted(post.forms):
        parts += [text[at:first], _nominative(text[first:last], tuple(sorted(post.cases)))]
        at = last
    return " ".join("".join([*parts, text[at : post.end]]).split())


@lru_cache(maxsize=4096)
def _nominative(word: str, cases: tuple[str, ...]) -> str:
    if not word:
        return word
    forms = [
        form
        for form in analyser().parse(word.lower())
        if form.tag.number == "sing" and form.tag.case in cases
    ]
    forms.sort(key=lambda form: form.tag.gender == "neut")
    for form in forms:
        if (nominative := form.inflect({"nomn"})) is not None:
            changed = str(nominative.word)
            if "ё" not in word.lower():
                changed = changed.replace("ё", "е")  # as the document writes
            return changed.capitalize() if word[:1].isupper() else changed
    return word
