"""Tells which groups and sides a participants cell names, and whether those counted are all."""

import re
from collections.abc import Sequence

from .people import Form, counts_people, heads_group, heads_person, key_of, parse
from .plain import mask_quotes, sentences

_Offsets = tuple[int, int]

_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"[,;]|(?<!\w)(?:и|а также|а еще|плюс)(?!\w)")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_SUBSET = re.compile(
    r"\W*(?:(?:из (?:них|которых)|в (?:их|том) числе|включая|среди (?:них|которых)|а именно|например|"
    r"половина|треть|большинство|большая часть)(?!\w)|в т(?:ом|\.) ?ч\.|вкл\.)",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(r"(?<!\w)(?:из (?:них|которых)|в (?:их|том) числе|в т\. ?ч\.)(?!\w)", re.IGNORECASE)
_ONE_SIDE = re.compile(
    r"\W*(?:от|со стороны|из)\s[^:]{3,70}:|\W*\w+ (?:область|регион) представ\w+", re.IGNORECASE
)


def cover_all(
    text: str, counted: Sequence[_Offsets], apart: Sequence[_Offsets], own: Sequence[_Offsets]
) -> bool:
    """Whether nobody is named besides the groups at `counted`; `apart` are figures of the audience, `own`
    those counted that name whom they count: «деканы, 3 гостя» leaves deans uncounted.

    Groups are told by subjects in the nominative: «студенты (5 человек), преподаватели» leaves teachers
    uncounted, «студенты и преподаватели вуза (5 человек)» and «сотрудники «А» и «Б» (5 человек)» do not.
    """
    masked = _BRACKETS.sub(lambda found: " " * len(found[0]), mask_quotes(text))
    for first, last in counted:
        masked = masked[:first] + " " * (last - first) + masked[last:]
    leads = bool(counted) and not _WORD.search(text, 0, counted[0][0])
    goes_on = False  # «из них: студенты – 10; школьники – 20»: the members of a breakdown, not of the list
    for start, end in sentences(text):
        within, goes_on = (
            goes_on,
            text[end - 1] == ";" and (goes_on or bool(_BREAKDOWN.search(masked, start, end))),
        )
        if within:
            continue
        if _holds(start, end, apart) and not _holds(start, end, counted):
            continue
        if leads and start > counted[0][0] and _ONE_SIDE.match(text, start):
            continue  # «73 специалиста из 64 регионов. От Смоленской области: директор …»
        if _uncounted(masked, start, end, counted, apart, own):
            return False
    return True


def _uncounted(
    masked: str,
    start: int,
    end: int,
    counted: Sequence[_Offsets],
    apart: Sequence[_Offsets],
    own: Sequence[_Offsets],
) -> bool:
    waiting_bare = False  # subjects without a complement: the next group's count is theirs too
    waiting = False  # subjects with a complement: only a count without a subject of its own covers them
    for first, last in _segments(masked, start, end):
        words = _WORD.findall(masked[first:last])
        if _SUBSET.match(masked, first, last):
            break
        if _holds(first, last, apart):
            continue
        has_count = _holds(first, last, counted)
        heads = [index for index in range(len(words)) if _is_head(words, index)]
        if has_count:
            if (heads and waiting) or (waiting_bare and _holds(first, last, own)):
                return True
            waiting = waiting_bare = False
        elif heads:
            waiting = waiting or heads[-1] < len(words) - 1
            waiting_bare = True
    return waiting or waiting_bare


def _holds(start: int, end: int, spans: Sequence[_Offsets]) -> bool:
    return any(start <= span[0] < end for span in spans)


def _segments(masked: str, start: int, end: int) -> list[_Offsets]:
    """Between commas and «и»; bracketed and quoted text is blank by now."""
    segments, at = [], start
    for separator in _SEPARATOR.finditer(masked, start, end):
        segments.append((at, separator.start()))
        at = separator.end()
    return [*segments, (at, end)]


def _is_head(words: Sequence[str], index: int) -> bool:
    """The first noun may be read either way («мастера», «официальные лица»); further on only what is
    a subject at first sight."""
    if index == 0 or (
        index == 1 and any(form.part == "ADJF" and form.case == "nomn" for form in _forms(words[0]))
    ):
        return heads_group(words[index])
    form = _forms(words[index])[0]
    return heads_group(words[index]) and (form.case == "nomn" or form.part in ("PRTF", "ADJF"))


def _forms(word: str) -> tuple[Form, ...]:
    return parse(key_of(word))


_BEHIND_BRACKET = re.compile(r"\)\s*,\s*(" + _WORD.pattern + ")")
_BEFORE_DASH = re.compile(r"(?:^|[,;:]| и )\s*(" + _WORD.pattern + r")[^,;:]{0,60}[-:]\s*$")


def goes_on_behind_bracket(text: str, end: int) -> bool:
    """«сотрудники (всего 5 чел.), руководители»: the bracket sums up what stands before it alone."""
    behind = _BEHIND_BRACKET.match(text, end)
    return behind is not None and heads_group(behind[1])


def counts_persons(lead: str) -> bool:
    """What stands before a bare number: «педагоги –»; after «команды –» it counts teams."""
    member = _BEFORE_DASH.search(lead)
    return member is not None and heads_person(member[1])


# --- sides and places

_FORMAT = re.compile(
    r"(?:(?:в|по) )?(?:очн|заочн|дистанц|онлайн|он-лайн|оф+лайн|удален|видео)\w*"
    r"(?:[ -](?:формат|режим|связ)\w*)?"
    r"|в (?:формате|режиме)|(?<!\w)(?:и|а)(?!\w)",
    re.IGNORECASE,
)
_PLACE_ABBREVIATION = re.compile(r"Р[А-Я]{1,2}|КНР|ДНР|ЛНР|США|ОАЭ|г|обл|р-н|респ")
_PLACE_LEMMAS = frozenset(("область", "край", "республика", "округ", "район", "город", "регион", "федерация"))
_END_OF_SHARE = re.compile(r"\s*(?:[,;.)]|$|и(?!\w)|\n)")


def only_formats(text: str, counted: Sequence[_Offsets]) -> bool:
    """«очно 50, онлайн 200»: besides the numbers there are only words for how they took part."""
    rest = text
    for start, end in counted:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return bool(_FORMAT.search(rest)) and not re.search(r"\w", _FORMAT.sub(" ", rest))


def is_share_of_place(text: str, segment: str, end: int) -> bool:
    """«Смоленская область – 12»: `segment` stands before the number that ends at `end`."""
    words = _WORD.findall(segment)
    return (
        bool(_END_OF_SHARE.match(text, end))
        and names_place(segment)
        and all(_is_place(word) or any(form.part == "ADJF" for form in _forms(word)) for word in words)
    )


def is_thing(words: str) -> bool:
    """«команд» behind a bare number: a noun that names no people."""
    return bool(_WORD.fullmatch(words)) and _forms(words)[0].part == "NOUN" and not counts_people(words)


def names_place(segment: str) -> bool:
    return any(map(_is_place, _WORD.findall(segment)))


def _is_place(word: str) -> bool:
    return bool(_PLACE_ABBREVIATION.fullmatch(word)) or any(
        form.place or form.lemma in _PLACE_LEMMAS for form in _forms(word)[:2]
    )
