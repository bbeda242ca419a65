"""Places seldom meant: believed where their name is nothing else, else on evidence beside them."""

from collections.abc import Iterator, Sequence

from . import company
from .heads import HEADS
from .index import Reading
from .mention import Evidence
from .morphology import tags, weights
from .page import AND, Doubtful, Lost, Page, case_of
from .place import PlaceKind
from .tokens import Shape
from .words import words

_NAMESAKES = words("minor_namesakes")
_SHORT = 4  # letters: «Ван», «Печ», «Айти» are too many things
_A_WORD = 0.05
_LIKE_SURNAMES = ("ова", "ева", "ину", "ина", "ову", "еву", "ове", "еве", "ине")  # «депутат Кудрова»
_QUOTES = company.OPENING | company.CLOSING
_BETWEEN = frozenset({"", ",", "(", ";", "-"})
_PARTING = frozenset({",", "(", ";", ":", "-", ",("})
_REACH = 12  # neighbours in a list that may lead to the country it begins with


def accept_minor(page: Page, i: int, last: int, readings: tuple[Reading, ...], *, marker: int | None) -> int:
    """Claims the name that begins at word `i` or puts it off; the number of its last word, or -1."""
    tokens, text = page.tokens, page.text
    if marker is None:
        if company.in_street(tokens, i, last) or company.in_village(tokens, i):
            return -1
        if company.is_dedication(tokens, i) or company.is_person(text, tokens, i, last):
            return -1
        if _has_given_name(page, i):
            return -1
        if company.quoted_alone(text, tokens, i, last) or _welded(page, i, last):
            return -1
        if not _begins_with_head(page, i) and (
            _ends_a_title(page, i, last) or is_doubtful(page, i, last, readings)
        ):
            page.doubtful[i] = Doubtful(i, last, readings)
            page.doubted.update(range(i, last + 1))
            return -1
    codes = fitting_its_company(page, last, page.ordered(readings, city=marker is not None))
    if not codes:
        return -1
    first = i if marker is None else marker
    page.claim(first, last, codes, Evidence.NAME, case_of(readings, codes[0]), tokens[first].start)
    return last


def settle_doubtful(page: Page) -> None:
    """A name put off counts beside its own region or country."""
    for one in page.doubtful.values():
        if page.owner[one.first] is not None or page.owner[one.last] is not None:
            continue
        beside = set(_beside(page, one))
        codes = page.ordered(one.readings)
        own = tuple(code for code in codes if not beside.isdisjoint(page.index.above(code)))
        if own:
            page.claim(one.first, one.last, own, Evidence.NAME, case_of(one.readings, own[0]))
        else:
            _with_its_region(page, one)


def ask_about_doubtful(page: Page) -> None:
    """One that stands as a place would, though nothing says which or that it is one."""
    asked = -1  # the last word of the member asked about before
    for one in page.doubtful.values():
        free = all(page.owner[k] is None for k in range(one.first, one.last + 1))
        if free and (_stands_as_a_place(page, one) or _goes_on_a_list(page, one, asked)):
            page.lost.append(Lost(page.tokens[one.first].start, page.tokens[one.last].end))
            asked = one.last


def _goes_on_a_list(page: Page, one: Doubtful, asked: int) -> bool:
    """«из Кирова, Чехова и Клина»: after a place, or one that is asked about."""
    tokens = page.tokens
    joined = one.first > 1 and tokens[one.first - 1].norm in AND and tokens[one.first].gap == ""
    before = one.first - (2 if joined else 1)
    if before < 0 or not (joined or tokens[one.first].gap == ","):
        return False
    owner = page.owner[before]
    return before == asked or (owner is not None and owner.evidence is Evidence.NAME and owner.last == before)


def _with_its_region(page: Page, one: Doubtful) -> None:
    """«Майами (Флорида)»: each makes the other sure."""
    following = page.doubtful.get(one.last + 1)
    if following is None or page.tokens[following.first].gap not in _BETWEEN:
        return
    regions = page.ordered(following.readings)
    for code in page.ordered(one.readings):
        named = tuple(region for region in regions if region in page.index.above(code))
        if named:
            page.claim(one.first, one.last, (code,), Evidence.NAME, case_of(one.readings, code))
            case = case_of(following.readings, named[0])
            page.claim(following.first, following.last, named, Evidence.NAME, case)
            return


def is_doubtful(page: Page, first: int, last: int, readings: Sequence[Reading]) -> bool:
    """May the words as well be common ones, a surname or a given name?"""
    parts = [token.norm for token in page.tokens[first : last + 1]]
    if parts[-1] in HEADS:
        return False  # «Жуковский район»
    if len(parts) > 1:
        spaced = all(token.gap == "" for token in page.tokens[first + 1 : last + 1])
        words_only = all(weights(norm).common + weights(norm).adjective > _A_WORD for norm in parts)
        return spaced and words_only and not page.known.adjective(parts[0])
    norm = parts[0]
    weight = weights(norm)
    if (
        weight.place == 0
        and norm.endswith(_LIKE_SURNAMES)
        and any(r.code.startswith("ru-") for r in readings)
    ):
        return True
    if len(norm) <= _SHORT and company.starts(page.text, page.tokens, first):
        return True
    if _is_called(page, first):
        return True
    if norm in _NAMESAKES or weight.person > 0 or weight.adjective > _A_WORD or weight.common > _A_WORD:
        return True
    return len(norm) <= _SHORT and weight.place == 0


def _has_given_name(page: Page, first: int) -> bool:
    """«Анна Лагань»: any word may be a surname behind one."""
    if first == 0 or page.tokens[first].gap:
        return False
    before = page.tokens[first - 1]
    known = tags(before.norm) if before.shape is Shape.CAPITAL and len(before.norm) > 2 else frozenset()
    return bool(known & {"Name", "Patr"}) and "Geox" not in known


def _is_called(page: Page, first: int) -> bool:
    """«учитель Городец»: one person before a name is called so."""
    if first == 0 or page.tokens[first].gap:
        return False
    before = page.tokens[first - 1]
    known = tags(before.norm)
    return before.shape is Shape.LOWER and {"NOUN", "anim", "sing", "nomn"} <= known and "CONJ" not in known


def _begins_with_head(page: Page, i: int) -> bool:
    """«провинция Айти»: the head word is part of the name."""
    token = page.tokens[i]
    return token.shape is Shape.LOWER or token.norm in HEADS


def _welded(page: Page, first: int, last: int) -> bool:
    """«Мила-Центр», «арт-Лара»: part of a compound."""
    text, tokens = page.text, page.tokens
    return text[tokens[first].start - 1 : tokens[first].start] == "-" or (
        text[tokens[last].end : tokens[last].end + 1] == "-"
        and last + 1 < len(tokens)
        and tokens[last + 1].start == tokens[last].end + 1
    )


def _ends_a_title(page: Page, first: int, last: int) -> bool:
    """«Нормандия – Неман», «Музыка Техаса»: one end of what stands in quotes."""
    start, end = page.tokens[first].start, page.tokens[last].end
    return page.text[max(start - 1, 0) : start] in _QUOTES or page.text[end : end + 1] in _QUOTES


def _stands_as_a_place(page: Page, one: Doubtful) -> bool:
    tokens = page.tokens
    if tokens[one.first].shape is Shape.LOWER or weights(tokens[one.first].norm).common > 0.5:
        return False
    if _ends_a_title(page, one.first, one.last):
        return False
    governed = one.first > 0 and tokens[one.first].gap == "" and tokens[one.first - 1].shape is Shape.LOWER
    named = any(reading.case == 0 for reading in one.readings)  # «Гала» alone is no genitive
    return (governed or named) and company.is_evident(page.text, tokens, one.first, one.last)


def _beside(page: Page, one: Doubtful) -> Iterator[str]:
    """Regions and countries named right behind the words, or before them in the same list or bracket."""
    tokens = page.tokens
    after = one.last + 1
    if after < len(tokens) and tokens[after].gap in _BETWEEN:
        yield from _named_at(page, after)
    position = one.first
    for _ in range(_REACH):
        joined = position > 1 and tokens[position - 1].norm in AND and tokens[position].gap == ""
        if not joined and tokens[position].gap not in _PARTING:  # «министр Московской области Чехов»
            return
        position -= 2 if joined else 1
        if position < 0:
            return
        owner = page.owner[position]
        if owner is not None:
            yield from _named_at(page, position)
            position = owner.first
        elif position not in page.doubted:
            return


def _named_at(page: Page, position: int) -> Iterator[str]:
    owner = page.owner[position]
    if owner is not None and owner.evidence is Evidence.NAME:
        yield from owner.codes[:1]


def fitting_its_company(page: Page, last: int, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Drops readings the following words contradict: «Октябрьский район г. Витебска» is not Gomel oblast’s,
    nor is «г. Кировск Мурманской области» a town of Belarus."""
    tokens = page.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].gap not in ("", "("):
        return codes
    towns = [code for code in codes if page.index.places[code].kind is PlaceKind.CITY]
    if not towns:
        return codes
    district = any(head.noun == "район" for head in HEADS.get(tokens[last].norm, ()))
    after = tokens[last + 1]
    if district and tokens[last + 1].gap == "" and after.norm in ("г", "города"):
        return tuple(code for code in codes if code not in towns)
    named = _region_at(page, last + 1)
    if not named:
        return codes
    return tuple(c for c in codes if c not in towns or not named.isdisjoint(page.index.above(c)))


def _region_at(page: Page, i: int) -> set[str]:
    """Regions and countries whose name begins at word `i`."""
    chain = page.chain(page.index.root, i) or page.chain(page.index.minor, i)
    if chain is None or page.tokens[i].shape is Shape.LOWER:
        return set()
    return {r.code for r in chain[1] if page.index.places[r.code].kind is not PlaceKind.CITY and not r.upper}
