"""How many people took part and how many watched, read from a participants cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from events.vocabulary import Bound

from . import groups
from .head_counts import FigureKind, HeadCount, head_counts
from .people import counts_people, heads_group, modifies
from .plain import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One head-count found in the text; `phrase` is text[start:end] with white space folded."""

    value: int
    bound: Bound
    kind: FigureKind
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`partial`: groups are counted, but others who took part are not, so there is no total."""

    participants: int | None = None
    bound: Bound | None = None
    audience: int | None = None
    audience_bound: Bound | None = None
    figures: tuple[Figure, ...] = ()
    summed: bool = False
    partial: bool = False


_FAR = 300  # signs before a number that may say what it counts
_SUBSET = re.compile(
    r"(?<!\w)(?:(?:из (?:них|которых|числа)|в (?:их|том) числе|включая|среди (?:них|которых))(?!\w)|"
    r"в т(?:ом|\.) ?ч\.|вкл\.)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<strong>общ\w+|суммарн\w+|всего|итого|итогов\w+)[ :]+)?"
    r"(?:(?<!\w)(?:количество|число|численность|кол-во|охват)[ :]+(?P<who>[^.;\d]*)"
    r"|(?P<plain>участник(?:и|ов)|человек|присутствующих)(?: [^.;:\d-]{0,60})?[:-]+)"
    r"|(?P<all>(?<!\w)(?:всего|итого|общее количество|охват)(?!\w)[^.;\d]{0,80})",
    re.IGNORECASE,
)
_BOTH_SIDES = re.compile(r"\W*(?:с|от) (?:обеих|двух) сторон\W*", re.IGNORECASE)
_AND = re.compile(r"\s+и\s+(?:ещ[её]\s+)?", re.IGNORECASE)
_STATES = re.compile(r"(?:[-:)]|состав\w+)\s*$")
_LABEL_HEAD = re.compile(
    r"^\s*(?:общ\w+ )?(?:количество|число|численность|кол-во)(?: участников| человек)?", re.IGNORECASE
)
_AUDIENCE_UNIT = re.compile(
    r"(?:кино|теле|онлайн-|радио)?(?:зрит|посетит|болельщик|покупател)", re.IGNORECASE
)
_WATCHING = re.compile(
    rf"(?:{_AUDIENCE_UNIT.pattern}|гост)[\w.]*"
    rf"(?:\s(?:на|в|во|со)\s[^\d,;.():-]{{1,40}}[-:]|(?:\s[а-яё]+){{1,2}}\s*[-:]|(?<=ей)\s[а-яё]+[аяиы]\s*|\s*[-:]?)\s*$",
    re.IGNORECASE,
)
_WATCHED_APART = re.compile(
    rf"[;.\n]\s*(?:кроме того,?\s|также\s)?{_AUDIENCE_UNIT.pattern}\w*\s*[-:]\s*$", re.IGNORECASE
)
_TAKING_PART = re.compile(
    r"(?<!\w)(?:участников|участники|участн\.|уч-к(?:и|ов)|уч\.|чел\.)\s*[-:]?\s*$", re.IGNORECASE
)
_CROWD = re.compile(r"(?:жител|горожан|гост)\w*", re.IGNORECASE)  # «жителей и гостей города»
_AND_CROWD = re.compile(r"\s+и\s+(?:жител|горожан|гост)", re.IGNORECASE)
_AUDIENCE_BESIDE = re.compile(r"гост|слушател|экскурсант", re.IGNORECASE)  # only beside participants
_WHO_PEOPLE = re.compile(r"участ|присутств|человек|чел\.?|люд|делегат|лиц", re.IGNORECASE)
_CAME = re.compile(
    r"(?<!\w)(?:посети(?:л[иоа]?)|(?:о|по|про)смотрел\w*|увидел[иоа]?|ознакомил\w+с[ья])(?!\w)", re.I
)
_TOOK_PART = re.compile(
    r"(?<!\w)(?:приня(?:л\w*|ть) (?:\w+ ){0,3}?участие|участие (?:\w+ ){0,3}?приня(?:л\w*|ть)|участ(?:вова|"
    r"вуе|вую)\w*|"
    r"присутствова\w+|собрал\w*|объединил\w*|охвачен\w*|охватил\w*|зарегистрирова\w+)(?!\w)",
    re.IGNORECASE,
)
_MANY_YEARS = re.compile(
    r"ежегодно|каждый год|за (?:\d+ лет|годы|врем\w+ существ|истори)|с \d{4} г|более \d+ лет", re.I
)
_ANYBODY = re.compile(r"чел(?:овек)?|участник|лиц", re.IGNORECASE)
_SIDE = re.compile(
    r"\s*[-(]?\s*(?:(?:в |по |с )?(?:очн|заочн|дистанц|онлайн|он-лайн|офлайн|оффлайн|удален|видео)\w*|"
    r"в (?:формате|режиме)|с использованием|посредством|на связи|подключил"
    r"|(?:с|со) \w+ сторон|(?:с|со) \w+[сц]кой(?!\w)|от |из |граждан|представител)",
    re.IGNORECASE,
)


_FROM_PLACE = re.compile(
    r"\s*[-,]?\s*(?:от|из|с)\s+(?:нашей |нашего )?"
    r"(?=[^,;.()\d]{0,40}?(?:област|кра[йя]|республик|округ|регион|росси|белорус|беларус|г\. ?[А-Я]|Р[ФБ]))",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(r"\s+(?:из|от)\s")
_BRACKETED_BESIDE = re.compile(r"\)\s*(?:,|;|и|а также)\s*[^\W\d][^\d,;()]{0,60}\(")
_REST_OF_FIGURE = re.compile(
    rf"\s*(?:\((?P<aside>[^()]*)\)?)?\s*[.,;]?\s*(?:$|{_SUBSET.pattern})", re.IGNORECASE
)


def read_counts(text: str, *, stated_only: bool = False) -> Counts:
    """`stated_only`: for cells that tell a story, where only a labelled total and spectators count."""
    plain = Plain.of(text)
    found = head_counts(plain.text)
    _judge(plain.text, found)
    if stated_only:
        found = [one for one in found if one.labelled or _watched(plain.text, one)]
    return _sum_up(plain, found)


def _judge(text: str, found: list[HeadCount]) -> None:
    """Assigns each number its kind; numbers that do not count people keep none."""
    previous: HeadCount | None = None
    spans = [(one.start, one.end) for one in found]
    shares = groups.only_formats(text, spans) or groups.only_shares(text, spans)
    for one in found:
        floor = one.sentence[0]
        if previous is not None and previous.sentence == one.sentence and previous.kind is not None:
            floor = previous.end
        lead = text[max(floor, one.start - _FAR) : one.start]
        whole_lead = text[max(one.sentence[0], one.start - _FAR) : one.start]
        label = _last_label(lead)
        one.labelled = label is not None and (bool(one.unit) or len(lead) < 60 or bool(_STATES.search(lead)))
        if _WATCHED_APART.search(text, max(0, one.start - _FAR), one.start):
            one.kind = FigureKind.AUDIENCE  # «в т.ч. 9 из Армении; болельщики – 700 чел.»
        elif _SUBSET.search(_run_lead(text, one, found)) or _breaks_down(text, one, found):
            one.kind = FigureKind.SUBSET if one.unit or one.labelled else None
        elif _is_part(text, one, found):
            one.kind = FigureKind.SUBSET
        elif _fills_cell(text, one):
            one.kind = FigureKind.TOTAL
        elif label is not None and label["all"] and groups.goes_on_behind_bracket(text, one.end):
            one.kind = FigureKind.GROUP
        elif label is not None and one.labelled:
            one.kind, one.strong = _kind_of_label(label, one), bool(label["strong"] or label["all"])
        elif one.unit:
            one.kind = _kind_of_unit(text, one, lead, whole_lead)
        elif _WATCHING.search(lead):
            one.kind = FigureKind.AUDIENCE
        elif _TAKING_PART.search(lead):
            one.kind = FigureKind.TOTAL
        elif text[one.start - 1 : one.start] == "(" and text[one.end : one.end + 1] == ")":
            heads = re.findall(r"[А-Яа-яё-]+", re.split(r"[,;)]| и ", lead[:-1])[-1])
            beside = (
                previous is not None and previous.kind is FigureKind.GROUP
            )  # «…министерства (3), вузов (5)»
            goes_on = beside and previous and _BRACKETED_BESIDE.fullmatch(text, previous.end, one.start)
            placed = groups.is_share_of_place(text, _segment(text, one, behind="("), one.end)
            one.kind = FigureKind.GROUP if goes_on or placed or any(map(heads_group, heads)) else None
        elif shares or groups.counts_persons(lead) or _is_share(text, one) or _is_side(text, one, found):
            one.kind = FigureKind.GROUP
        elif len(found) == 1 and _ends_list_of_people(text, one):
            one.kind = FigureKind.TOTAL
        elif previous is not None and previous.kind is FigureKind.GROUP and previous.sentence == one.sentence:
            one.kind = FigureKind.GROUP if _has_side(text, one) else None  # «15 волонтеров из … и 10 из …»
        if one.kind is not None:
            previous = one


def _ends_list_of_people(text: str, one: HeadCount) -> bool:
    """«Жители Белореченска и Майкопа, около 200», «С обеих сторон – 14»: the only number of the cell."""
    lead = text[: one.start].rstrip()
    if re.search(r"\w", text[one.end :]) or lead[-1:] not in tuple(",-:"):
        return False
    return groups.names_people(lead) or _BOTH_SIDES.fullmatch(lead) is not None


def _segment(text: str, one: HeadCount, *, behind: str = "") -> str:
    """What stands between the number, or the bracket it is in, and the comma, colon or bracket before it."""
    lead = text[one.sentence[0] : one.start].removesuffix(behind).rstrip(" -:")
    return re.split(r"[,;:()\n]|(?<!\w)и(?!\w)", lead)[-1]


def _is_share(text: str, one: HeadCount) -> bool:
    if groups.heads_things(text[one.sentence[0] : one.start]):
        return False
    segment = _segment(text, one)
    return groups.is_share_of_place(text, segment, one.end) or groups.is_share_from_place(
        segment, one.end, text
    )


def _is_side(text: str, one: HeadCount, found: Iterable[HeadCount]) -> bool:
    """«с финской – 4, с нашей – 6 участников»: bare, of one side, beside one that says whom it counts."""
    if not any(other.unit and other is not one and other.sentence == one.sentence for other in found):
        return False
    segment = _segment(text, one)
    dashed = text[: one.start].rstrip().endswith("-")
    return (
        groups.is_side(segment) or (dashed and groups.is_body(segment)) or groups.is_of_place(text, one.end)
    )


def _is_part(text: str, one: HeadCount, found: list[HeadCount]) -> bool:
    """«48 спортсменов, от Смоленской области 6»: those of a place among all before them."""
    whole = None
    for other in found:
        if other is one:
            break
        if other.kind in (FigureKind.GROUP, FigureKind.TOTAL) and other.sentence == one.sentence:
            whole = other
    if whole is None or whole.number.value <= one.number.value:
        return False
    if _has_side(text, whole) or groups.names_place(_segment(text, whole)):
        return False
    alike = not one.unit or one.unit == whole.unit
    before = re.split(r"[,;]|(?<!\w)и(?!\w)", text[whole.end : one.start])[-1]
    if _FROM_PLACE.match(before):
        return alike or bool(_ANYBODY.match(one.unit))
    return alike and bool(_FROM_PLACE.match(text, one.end))


def _fills_cell(text: str, one: HeadCount) -> bool:
    """«120 (в т.ч. 35 студентов)», «200 чел.: 120 – студенты»: nothing else is counted in the cell."""
    if re.search(r"\w", text[: one.start]):
        return False
    if one.unit:
        return bool(_ANYBODY.match(one.unit)) and text[one.end : one.end + 1] == ":"
    rest = _REST_OF_FIGURE.match(text, one.end)
    return rest is not None and not groups.is_thing((rest["aside"] or "").strip())


def _watched(text: str, one: HeadCount) -> bool:
    """«посмотрели 1460 зрителей» in a story; not those of many years."""
    if one.kind is not FigureKind.AUDIENCE or not one.unit or _MANY_YEARS.search(text, *one.sentence):
        return False
    bracketed = _inside_parentheses(text, one.sentence[0], one.start)
    return (
        not bracketed or _AUDIENCE_UNIT.match(one.unit) is not None
    )  # «посетили завод (7 тысяч работников)»


def _run_lead(text: str, one: HeadCount, found: list[HeadCount]) -> str:
    """From the full stop before it: «из них студенты – 10; школьники – 20» goes on behind semicolons."""
    start = one.sentence[0]
    for other in reversed([other for other in found if other.sentence[1] <= start]):
        if text[start - 1 : start] != ";" or other.sentence[1] != start:
            break
        start = other.sentence[0]
    return text[start : one.start]


def _last_label(lead: str) -> re.Match[str] | None:
    return next(iter(reversed(list(_LABEL.finditer(lead)))), None)


def _kind_of_label(label: re.Match[str], one: HeadCount) -> FigureKind | None:
    who = (label["who"] or label["all"] or "").strip()
    first = re.sub(r"^(?:всего|итого|общее количество|охват)\W*", "", who, flags=re.IGNORECASE)
    if _AUDIENCE_UNIT.match(first) or (
        _AUDIENCE_BESIDE.match(first) and not first.lower().startswith("слушател")
    ):
        return FigureKind.AUDIENCE
    if _AUDIENCE_UNIT.match(one.unit) and not _WHO_PEOPLE.match(first):
        return FigureKind.AUDIENCE
    if label["plain"] and one.unit and not _ANYBODY.match(one.unit):
        return FigureKind.GROUP  # «Участники: 2 педагога и 10 обучающихся»
    words = re.findall(r"[А-Яа-яёЁ-]+", first)
    head = next((word for word in words if not modifies(word) or counts_people(word)), "")
    if one.unit or not head or counts_people(head) or _WHO_PEOPLE.match(head):
        return FigureKind.TOTAL
    return None  # «количество команд – 12»


def _kind_of_unit(text: str, one: HeadCount, lead: str, whole_lead: str) -> FigureKind:
    rest = text[one.end : one.sentence[1]]
    if _AUDIENCE_UNIT.match(one.unit):
        return FigureKind.AUDIENCE
    if _CROWD.match(one.unit) and _AND_CROWD.match(rest):
        return FigureKind.AUDIENCE
    if _CAME.search(lead) or (not whole_lead.strip() and _CAME.match(rest.lstrip())):
        return FigureKind.AUDIENCE
    heads = re.findall(r"[А-Яа-я-]+", re.split(r"[,;]| и ", lead)[-1])[:2]
    if any(_AUDIENCE_UNIT.match(word) for word in heads):
        return FigureKind.AUDIENCE
    one.guests = any(_AUDIENCE_BESIDE.match(word) for word in (one.unit, *heads[:1])) and not (
        one.unit.startswith("слушател") and _SENT_FROM.match(rest)
    )
    tells = _TOOK_PART.search(whole_lead) or (not lead.strip() and _TOOK_PART.search(rest[:60]))
    if tells and _ANYBODY.match(one.unit):
        return FigureKind.TOTAL
    return FigureKind.GROUP


def _breaks_down(text: str, one: HeadCount, found: Iterable[HeadCount]) -> bool:
    """Whether the number stands in parentheses or behind a colon after the number it is part of."""
    opening = text.rfind("(", one.sentence[0], one.start)
    bracketed = opening >= 0 and ")" not in text[opening : one.start]
    lead = _run_lead(text, one, list(found))
    for other in found:
        if other is one:
            break
        if other.kind is None or other.number.start < one.start - len(lead):
            continue
        if other.kind is not FigureKind.SUBSET and re.match(r"[^,;:()]{0,60}:", text[other.end : one.start]):
            return True
        if not bracketed or other.sentence != one.sentence or other.number.start > opening:
            continue
        between = text[other.end : opening]
        if other.kind is FigureKind.TOTAL or (")" not in between and not re.search(r"[,;]| и ", between)):
            return True
    return False


def _stands_alone(text: str, one: HeadCount) -> bool:
    """A sentence of its own, «112 участников», counts all who are named before it."""
    around = text[one.sentence[0] : one.start] + text[one.end : one.sentence[1]]
    return one.kind is FigureKind.GROUP and bool(_ANYBODY.match(one.unit)) and not re.search(r"[\w(]", around)


def _sum_up(plain: Plain, found: list[HeadCount]) -> Counts:
    alone = [one for one in found if _stands_alone(plain.text, one)]
    if len(alone) == 1:
        alone[0].kind = FigureKind.TOTAL
    totals = [one for one in found if one.kind is FigureKind.TOTAL]
    audience = [one for one in found if one.kind is FigureKind.AUDIENCE]
    _move_guests(plain.text, found, totals, audience)
    partial = False
    if totals:
        best = next((one for one in totals if one.strong), totals[0])
        counted = _sides(plain.text, best, found) or _named_together(plain.text, best, found)
    else:
        parts = [one for one in found if one.kind is FigureKind.GROUP]
        partial = bool(parts) and not _are_all(plain.text, parts, found)
        counted = [] if partial else parts
    watching = [next((one for one in audience if one.strong), audience[0])] if audience else []
    return Counts(
        participants=sum(one.number.value for one in counted) if counted else None,
        bound=_weakest(counted),
        audience=watching[0].number.value if watching else None,
        audience_bound=_weakest(watching),
        figures=tuple(
            Figure(
                value=one.number.value,
                bound=one.bound,
                kind=one.kind,
                phrase=plain.written(one.start, one.end),
                start=plain.span(one.start, one.end)[0],
                end=plain.span(one.start, one.end)[1],
            )
            for one in found
            if one.kind is not None
        ),
        summed=len(counted) > 1,
        partial=partial,
    )


def _are_all(text: str, parts: list[HeadCount], found: list[HeadCount]) -> bool:
    """Whether nobody took part but those the groups count."""
    first = (parts[0].start, parts[0].end)
    if groups.are_their_members(text, first, parts[0].unit):
        text = " " * parts[0].start + text[parts[0].start :]  # «Команда «Кубань», 19 спортсменок, 4 тренера»
    elif len(parts) == 1 and groups.are_named_before(text, first, parts[0].unit):
        return True
    return groups.cover_all(
        text,
        [(one.start, one.end) for one in parts],
        [(one.start, one.end) for one in found if one.kind in (FigureKind.AUDIENCE, FigureKind.SUBSET)],
        [(one.start, one.end) for one in parts if _names_own(text, one)],
    )


def _names_own(text: str, one: HeadCount) -> bool:
    """«3 гостя», but not «(3 гостя)» or «3 человека», which may count who is named before."""
    bracketed = text.rfind("(", 0, one.start) > text.rfind(")", 0, one.start)
    return bool(one.unit) and not _ANYBODY.match(one.unit) and not bracketed


def _move_guests(
    text: str, found: list[HeadCount], totals: list[HeadCount], audience: list[HeadCount]
) -> None:
    """«300 гостей» watched where others are counted as taking part, and where they are a crowd that nobody
    counted («около 800 гостей»); else they are the participants."""
    others = [one for one in found if one.kind in (FigureKind.GROUP, FigureKind.TOTAL)]
    for one in list(others):
        if (
            one.unit.startswith("слушател")
            and len(others) == 1
            and groups.names_performers(text[: one.start])
        ):
            others = []
            one.kind = FigureKind.AUDIENCE
            audience.append(one)
        elif one.guests and (
            len(others) > 1 or (one.bound is not Bound.EXACT and one.unit.startswith("гост"))
        ):
            one.kind = FigureKind.AUDIENCE
            audience.append(one)
            if one in totals:
                totals.remove(one)


def _sides(text: str, first: HeadCount, found: list[HeadCount]) -> list[HeadCount]:
    """The figures of a total stated side by side: «500 человек в очном формате, 1000 – в формате онлайн»."""
    line = [first, *_others_beside(text, first, found)]
    if len(line) < 2 or not all(_has_side(text, one) for one in line[:2]):
        return []
    if first.number.value == sum(one.number.value for one in line[1:]):
        return []
    for one in line:
        one.kind = FigureKind.TOTAL
    return line


def _named_together(text: str, total: HeadCount, found: list[HeadCount]) -> list[HeadCount]:
    """«Всего 75 детей и 6 сопровождающих»: the label is for both."""
    together = [total]
    if not total.strong or not total.unit or _ANYBODY.match(total.unit):
        return together
    for one in found[found.index(total) + 1 :]:
        joined = _AND.fullmatch(text, together[-1].end, one.start)
        if one.kind is not FigureKind.GROUP or not one.unit or joined is None:
            break
        together.append(one)
    return together


def _others_beside(text: str, first: HeadCount, found: list[HeadCount]) -> list[HeadCount]:
    return [
        one
        for one in found
        if one.sentence == first.sentence
        and one.number.start > first.number.start
        and one.kind not in (FigureKind.SUBSET, FigureKind.AUDIENCE)
        and (one.unit or _has_side(text, one))
        and not _inside_parentheses(text, first.end, one.start)
    ]


def _inside_parentheses(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _has_side(text: str, one: HeadCount) -> bool:
    before = text[one.sentence[0] : one.start].rstrip(" -:").rsplit(",", 1)[-1].rsplit(":", 1)[-1]
    return bool(
        _SIDE.match(text, one.end) or _SIDE.match(_LABEL_HEAD.sub("", before)) or _is_share(text, one)
    )


def _weakest(counted: list[HeadCount]) -> Bound | None:
    bounds = {one.bound for one in counted}
    if bounds >= {Bound.AT_LEAST, Bound.AT_MOST}:
        return Bound.ABOUT
    for bound in (Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACT):
        if bound in bounds:
            return bound
    return None
