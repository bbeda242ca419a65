"""Tells what each number of a participants cell counts: all, a group, a part of one before, who watched."""

import re
from collections.abc import Iterable

from . import groups
from .head_counts import FigureKind, HeadCount
from .people import counts_people, heads_group, modifies
from .sides import has_side, is_share, segment_of

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
_STATES = re.compile(r"(?:[-:)]|состав\w+)\s*$")
AUDIENCE_UNIT = re.compile(r"(?:кино|теле|онлайн-|радио)?(?:зрит|посетит|болельщик|покупател)", re.IGNORECASE)
_WATCHING = re.compile(
    rf"(?:{AUDIENCE_UNIT.pattern}|посещени|гост)[\w.]*"
    rf"(?:\s(?:на|в|во|со)\s[^\d,;.():-]{{1,40}}[-:]|(?:\s[а-яё]+){{1,2}}\s*[-:]|(?<=ей)\s[а-яё]+[аяиы]\s*|\s*[-:]?)\s*$",
    re.IGNORECASE,
)
_WATCHED_BEHIND = re.compile(rf"\s*-\s*{AUDIENCE_UNIT.pattern}", re.IGNORECASE)
_WATCHED_APART = re.compile(
    rf"[;.\n]\s*(?:кроме того,?\s|также\s)?{AUDIENCE_UNIT.pattern}\w*\s*[-:]\s*$", re.IGNORECASE
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
ANYBODY = re.compile(r"чел(?:овек)?|участник|лиц", re.IGNORECASE)
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


def judge(text: str, found: list[HeadCount]) -> None:
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
        elif _WATCHING.search(lead) or _WATCHED_BEHIND.match(text, one.end):
            one.kind = FigureKind.AUDIENCE
        elif _TAKING_PART.search(lead):
            one.kind = FigureKind.TOTAL
        elif text[one.start - 1 : one.start] == "(" and text[one.end : one.end + 1] == ")":
            heads = re.findall(r"[А-Яа-яё-]+", re.split(r"[,;)]| и ", lead[:-1])[-1])
            beside = (
                previous is not None and previous.kind is FigureKind.GROUP
            )  # «…министерства (3), вузов (5)»
            goes_on = beside and previous and _BRACKETED_BESIDE.fullmatch(text, previous.end, one.start)
            placed = groups.is_share_of_place(text, segment_of(text, one, behind="("), one.end)
            one.kind = FigureKind.GROUP if goes_on or placed or any(map(heads_group, heads)) else None
        elif (
            shares
            or _in_bracket_of_formats(text, one, spans)
            or groups.counts_persons(lead)
            or groups.counts_persons_named_before(text, lead, one.end)
            or is_share(text, one)
            or _is_side(text, one, found)
        ):
            one.kind = FigureKind.GROUP
        elif len(found) == 1 and _ends_list_of_people(text, one):
            one.kind = FigureKind.TOTAL
        elif previous is not None and previous.kind is FigureKind.GROUP and previous.sentence == one.sentence:
            one.kind = FigureKind.GROUP if has_side(text, one) else None  # «15 волонтеров из … и 10 из …»
        if one.kind is not None:
            previous = one


def _in_bracket_of_formats(text: str, one: HeadCount, spans: Iterable[tuple[int, int]]) -> bool:
    """«сотрудники музеев (5 очно, 15 онлайн)»."""
    opening, closing = text.rfind("(", 0, one.start) + 1, text.find(")", one.end)
    if not opening or closing < 0 or ")" in text[opening : one.start]:
        return False
    inside = [(first - opening, last - opening) for first, last in spans if opening <= first < closing]
    return groups.only_formats(text[opening:closing], inside)


def _ends_list_of_people(text: str, one: HeadCount) -> bool:
    """«Жители Белореченска и Майкопа, около 200», «С обеих сторон – 14»: the only number of the cell."""
    lead = text[: one.start].rstrip()
    if re.search(r"\w", text[one.end :]) or lead[-1:] not in tuple(",-:"):
        return False
    return groups.names_people(lead) or _BOTH_SIDES.fullmatch(lead) is not None


def _is_side(text: str, one: HeadCount, found: Iterable[HeadCount]) -> bool:
    """«с финской – 4, с нашей – 6 участников»: bare, of one side, beside one that says whom it counts."""
    if not any(other.unit and other is not one and other.sentence == one.sentence for other in found):
        return False
    segment = segment_of(text, one)
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
    if has_side(text, whole) or groups.names_place(segment_of(text, whole)):
        return False
    alike = not one.unit or one.unit == whole.unit
    before = re.split(r"[,;]|(?<!\w)и(?!\w)", text[whole.end : one.start])[-1]
    if _FROM_PLACE.match(before):
        return alike or bool(ANYBODY.match(one.unit))
    return alike and bool(_FROM_PLACE.match(text, one.end))


def _fills_cell(text: str, one: HeadCount) -> bool:
    """«120 (в т.ч. 35 студентов)», «200 чел.: 120 – студенты»: nothing else is counted in the cell."""
    if re.search(r"\w", text[: one.start]):
        return False
    if one.unit:
        return bool(ANYBODY.match(one.unit)) and text[one.end : one.end + 1] == ":"
    rest = _REST_OF_FIGURE.match(text, one.end)
    return rest is not None and not groups.is_thing((rest["aside"] or "").strip())


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
    if AUDIENCE_UNIT.match(first) or (
        _AUDIENCE_BESIDE.match(first) and not first.lower().startswith("слушател")
    ):
        return FigureKind.AUDIENCE
    if AUDIENCE_UNIT.match(one.unit) and not _WHO_PEOPLE.match(first):
        return FigureKind.AUDIENCE
    if label["plain"] and one.unit and not ANYBODY.match(one.unit):
        return FigureKind.GROUP  # «Участники: 2 педагога и 10 обучающихся»
    words = re.findall(r"[А-Яа-яёЁ-]+", first)
    head = next((word for word in words if not modifies(word) or counts_people(word)), "")
    if one.unit or not head or counts_people(head) or _WHO_PEOPLE.match(head):
        return FigureKind.TOTAL
    return None  # «количество команд – 12»


def _kind_of_unit(text: str, one: HeadCount, lead: str, whole_lead: str) -> FigureKind:
    rest = text[one.end : one.sentence[1]]
    if AUDIENCE_UNIT.match(one.unit):
        return FigureKind.AUDIENCE
    if _CROWD.match(one.unit) and _AND_CROWD.match(rest):
        return FigureKind.AUDIENCE
    if _CAME.search(lead) or (not whole_lead.strip() and _CAME.match(rest.lstrip())):
        return FigureKind.AUDIENCE
    heads = re.findall(r"[А-Яа-я-]+", re.split(r"[,;]| и ", lead)[-1])[:2]
    if any(AUDIENCE_UNIT.match(word) for word in heads):
        return FigureKind.AUDIENCE
    one.guests = any(_AUDIENCE_BESIDE.match(word) for word in (one.unit, *heads[:1])) and not (
        one.unit.startswith("слушател") and _SENT_FROM.match(rest)
    )
    tells = _TOOK_PART.search(whole_lead) or (not lead.strip() and _TOOK_PART.search(rest[:60]))
    if tells and ANYBODY.match(one.unit):
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
