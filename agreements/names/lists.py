"""Lists that share a head word: «Брянская и Тверская области», «городов: Витебск, Орша»."""

from collections.abc import Iterable

from . import company
from .adjectives import ENDINGS, split_adjective
from .headed import Headed, headed_at, is_strange
from .heads import HEADS, PARTNER_HEADS
from .index import RANK, Adjective, Node
from .mention import Evidence
from .page import AND, BETWEEN, FEMININE, REGIONS, Found, Lost, Page, case_of
from .place import CASES, PlaceKind
from .tokens import Shape

_COUNTRY_HEADS = frozenset({"республика", "королевство", "государство", "федерация"})
_FEMININE_HEADS = frozenset({"область", "провинция", "мухафаза", "губерния", "республика", "префектура"})
_MASCULINE = frozenset({"ий", "ый", "ого", "ому", "ом"})  # «Хмельницкий (Хмельницкая область)»: a town
_LONGEST_LIST = 100
_WHOLE = frozenset({PlaceKind.COUNTRY, PlaceKind.SUBJECT})


def list_before(page: Page, i: int) -> None:
    """«Брянская, Московская и Рязанская области»: walks left from the head while adjectives fit it."""
    headed = headed_at(page, i)
    if headed is None or headed.head.noun == "город":
        return
    tokens = page.tokens
    own = page.owner[i]
    position = (own.first if own is not None else headed.first) - 1
    gap_at = position + 1
    first_in_list = own is None
    end = i
    crossed = 0
    while position >= 0 and crossed < _LONGEST_LIST:
        gap = tokens[gap_at].gap
        token = tokens[position]
        if gap.startswith(")") and gap[1:] in BETWEEN:
            opening = _bracket_before(page, position)
            if opening is None:
                break
            gap_at, position, first_in_list = opening, opening - 1, False
            continue
        if (gap not in BETWEEN and gap != "(") or (gap and first_in_list):
            break
        if token.norm in AND and gap == "":
            gap_at, position = position, position - 1
            continue
        taken = page.owner[position]
        if taken is not None and not _rather_adjective(page, taken, headed):
            if taken.evidence is not Evidence.NAME or position != taken.last:
                break
            other = HEADS.get(tokens[taken.last].norm)
            if other is not None and other[0].noun == headed.head.noun:
                break  # what stands before it was that head's
            gap_at, position = taken.first, taken.first - 1
            crossed += 1
            continue
        entry = _fitting(page, position, headed)
        if entry is None and not first_in_list and (gap != "" or tokens[gap_at].norm in AND):
            entry = _of_another_head(page, position)
        if entry is None:
            if not is_strange(page, position):
                break
            # an unknown member does not end the list: «Брянская, Зеленогорская, Тверская области»
            if not _more_members(page, position, headed):
                break
            page.lost.append(Lost(token.start, token.end))
            gap_at, position = position, position - 1
            continue
        first = position - len(entry.prefix)
        split = split_adjective(token.norm)
        cases = ENDINGS[split[1]] & headed.head.cases if split else headed.head.cases
        case = CASES[next(iter(cases))] if len(cases) == 1 else ""
        evidence = Evidence.NAME if tokens[first].shape is not Shape.LOWER else Evidence.ADJECTIVE
        if company.in_street(tokens, first, end if first_in_list else position):
            break
        page.claim(first, end if first_in_list else position, (entry.code,), evidence, case)
        first_in_list = False
        gap_at, position = first, first - 1
        end = first - 1


def list_after(page: Page, i: int) -> None:
    """«областей: Витебской и Минской», «республик Татарстан и Башкортостан», «городов: Витебск, Орша»."""
    headed = headed_at(page, i)
    if headed is None:
        return
    tokens = page.tokens
    own = page.owner[i]
    if own is not None and own.first < i and own.first <= headed.first:
        return  # it has its own name before it
    if own is not None and headed.head.noun == "город" and not headed.head.plural:
        return
    start = own.last + 1 if own is not None else i + 1
    if start >= len(tokens):
        return
    opened = tokens[start].gap in (":", "-", "(", ":-")
    tail = page.index.tails.get(headed.head.noun)
    # «городов Республики Беларусь: Витебск», «областей РФ (Брянская, Тверская)»
    between = page.owner[start]
    if own is None and between is not None and between.evidence is Evidence.NAME and not opened:
        after = between.last + 1
        if after < len(tokens) and page.text[between.end : tokens[after].start].strip()[:1] in (
            ":",
            "-",
            "–",
            "—",
            "(",
        ):
            start, opened = after, True
    if own is None and not opened and tokens[start].gap not in ("", "."):
        return
    position, first, crossed = start, True, 0
    while position < len(tokens) and crossed < _LONGEST_LIST:
        token = tokens[position]
        if not (first and own is None) and token.norm in AND and token.gap in ("", ","):
            position += 1
            continue
        if not first and token.gap not in BETWEEN | {")"}:
            break
        taken = page.owner[position]
        if taken is not None and not _rather_adjective(page, taken, headed):
            if taken.evidence is not Evidence.NAME:
                break
            if not first and tokens[taken.first].norm in HEADS:
                break  # it has its own head
            if first and own is None and not opened and taken.first == position:
                _extend(page, taken, headed)
            position, first, crossed = taken.last + 1, False, crossed + 1
            continue
        claimed = _member_after(page, position, headed, tail, opened or headed.head.plural)
        if claimed is None:
            break
        last, codes, case = claimed
        begin = headed.first if first and own is None and not opened else position
        page.claim(begin, last, codes, Evidence.NAME, case)
        position, first = last + 1, False


def _member_after(
    page: Page, position: int, headed: Headed, tail: Node | None, many: bool
) -> tuple[int, tuple[str, ...], str] | None:
    tokens = page.tokens
    if tokens[position].shape is Shape.LOWER:
        return None
    if tail is not None:
        chain = page.chain(tail, position)
        if chain is not None:
            last, readings = chain
            codes = page.ordered(readings)
            return last, codes, ""
    if headed.head.noun == "город" and headed.head.plural:
        chain = page.chain(page.index.root, position) or page.chain(page.index.minor, position)
        if chain is not None:
            last, readings = chain
            codes = page.ordered(readings, city=True)
            return last, codes, case_of(readings, codes[0])
    if not many:
        return None
    last = position
    while last + 1 < len(tokens) and tokens[last + 1].gap == "-" and tokens[last].shape is not Shape.LOWER:
        entry = _fitting(page, last, headed)
        if entry is not None or last - position > 2:
            break
        last += 1
    entry = _fitting(page, last, headed)
    if entry is None or last - len(entry.prefix) != position:
        return None
    return last, (entry.code,), ""


def _extend(page: Page, name: Found, headed: Headed) -> None:
    """«Республика Беларуси», «Государство Израиль»: the head is part of the name, listed or not."""
    place = page.index.places[name.codes[0]]
    if headed.head.noun in _COUNTRY_HEADS and not headed.head.plural and place.kind in _WHOLE:
        start = page.tokens[headed.first].start
        page.claim(headed.first, name.last, name.codes, name.evidence, name.case, start)


def _rather_adjective(page: Page, taken: Found, headed: Headed) -> bool:
    """«Красноярском» of «Красноярском и Алтайском краях» was taken for the town in the instrumental."""
    if taken.first != taken.last or headed.head.noun == "город":
        return False
    split = split_adjective(page.tokens[taken.first].norm)
    if split is None or not ENDINGS[split[1]] & headed.head.cases:
        return False
    return _fitting(page, taken.first, headed) is not None


def _bracket_before(page: Page, position: int) -> int | None:
    """The word after the bracket that closes behind word `position`: «Московская (г. Химки), …»."""
    for k in range(position, max(position - 12, 0), -1):
        if page.tokens[k].gap.endswith("("):
            return k
    return None


def _fitting(page: Page, position: int, headed: Headed) -> Adjective | None:
    split = split_adjective(page.tokens[position].norm)
    if split is None:
        return None
    stem, ending = split
    known = _among(page.index.adjectives.get(stem, ()), page, position, headed)
    if known is not None or (headed.head.noun in _FEMININE_HEADS and ending in _MASCULINE):
        return known
    return _among(page.index.minor_adjectives.get(stem, ()), page, position, headed)


def _among(adjectives: Iterable[Adjective], page: Page, position: int, headed: Headed) -> Adjective | None:
    entries = [
        entry
        for entry in adjectives
        if entry.head == headed.head.noun and page.has_prefix(position, entry.prefix)
    ]
    exact = [entry for entry in entries if entry.modifier == headed.modifier]
    chosen = exact or (entries if not headed.modifier else [])
    return min(chosen, key=lambda entry: (-len(entry.prefix), RANK[entry.kind])) if chosen else None


def _of_another_head(page: Page, position: int) -> Adjective | None:
    """«Донецкой, Запорожской областей»: a member whose own head is left out though it is another one."""
    split = split_adjective(page.tokens[position].norm)
    if split is None or page.tokens[position].shape is Shape.LOWER or split[1] not in FEMININE:
        return None
    regions = (
        entry
        for entry in page.index.adjectives.get(split[0], ())
        if entry.head in PARTNER_HEADS and entry.kind in REGIONS and page.has_prefix(position, entry.prefix)
    )
    return next(regions, None)


def _more_members(page: Page, position: int, headed: Headed) -> bool:
    tokens = page.tokens
    if tokens[position].gap not in BETWEEN - {""} or position == 0:
        return False
    before = position - 1
    return _fitting(page, before, headed) is not None
