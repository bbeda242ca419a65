"""Tells which groups and sides a participants cell names, and whether those counted are all."""

import re
from collections.abc import Sequence

from agreements.names.organisations import is_organisation_word

from .absence import says_absence
from .people import Form, counts_people, heads_group, heads_person, is_collective, key_of, modifies, parse
from .plain import mask_quotes, sentences

_Offsets = tuple[int, int]

_BINDS = re.compile(r"(?:\(|в составе|в количестве|численностью)\s*$", re.IGNORECASE)
_MINISTRY = re.compile(r"(?:Мин|Гос|Рос)[а-яё]{3,}(?:$|-)")
_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"[,;]|(?<!\w)(?:и|а также|а еще|плюс)(?!\w)")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_SUBSET = re.compile(
    r"\W*(?:(?:из (?:них|которых)|в (?:их|том) числе|включая|среди (?:них|которых)|а именно|например|"
    r"половина|треть|большинство|большая часть)(?!\w)|в т(?:ом|\.) ?ч\.|вкл\.)",
    re.IGNORECASE,
)
BREAKDOWN = re.compile(r"(?<!\w)(?:из (?:них|которых)|в (?:их|том) числе|в т\. ?ч\.)(?!\w)", re.IGNORECASE)
_WATCHERS = re.compile(r"(?:зрител|болельщик|посетител)\w+", re.IGNORECASE)
_ONE_SIDE = re.compile(
    r"\W*(?:от|со стороны|из)\s[^:]{3,70}:|\W*\w+ (?:область|регион) представ\w+", re.IGNORECASE
)


_FIRMS = re.compile(
    r"(?<!\w)\d+ (?:[\w-]+ )?(?:компани[йяи]|предприяти[йея]|организаци[йяи]|фирм[аы]?|учреждени[йея])(?!\w)",
    re.I,
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
    owned = all(_has_owner(masked, text, one) for one in counted)
    leads = bool(counted) and not _WORD.search(text, 0, counted[0][0])
    goes_on = False  # «из них: студенты – 10; школьники – 20»: the members of a breakdown, not of the list
    for start, end in sentences(text):
        within, goes_on = (
            goes_on,
            text[end - 1] == ";" and (goes_on or bool(BREAKDOWN.search(masked, start, end))),
        )
        if within:
            continue
        if says_absence(text[start:end]) and not _holds(start, end, counted):
            continue
        if _holds(start, end, apart) and not _holds(start, end, counted):
            continue
        if leads and start > counted[0][0] and _ONE_SIDE.match(text, start):
            continue  # «73 специалиста из 64 регионов. От Смоленской области: директор …»
        if _uncounted(masked, start, end, counted, apart, own):
            return False
        if owned and _names_further_body(masked, start, end, counted):
            return False
    return True


def _has_owner(masked: str, text: str, counted: _Offsets) -> bool:
    """«Делегация министерства (40 чел.)», «делегация в составе 4 чел.»: whose number it is, it says."""
    start = max(text.rfind(sign, 0, counted[0]) for sign in (",", ";", "\n")) + 1
    words = _WORD.findall(masked[start : counted[0]])
    is_bound = _BINDS.search(text, start, counted[0]) is not None
    return is_bound and any(_is_head(words, index) for index in range(len(words)))


def lone_persons(text: str, counted: Sequence[_Offsets]) -> list[_Offsets]:
    """«25 хоккеистов, 3 тренера, врач»: who stands alone behind counted groups is one."""
    masked = _BRACKETS.sub(lambda found: " " * len(found[0]), mask_quotes(text))
    found = []
    for start, end in sentences(text):
        for first, last in _segments(masked, start, end):
            if not counted or first < counted[0][1] or _holds(first, last, counted):
                continue
            words = list(_WORD.finditer(masked, first, last))
            bare = re.sub(r"[\s.,;]", "", masked[first:last])
            if bare != "".join(word[0] for word in words) or not 0 < len(words) < 3:
                continue
            if all(modifies(word[0]) for word in words[:-1]) and _is_one_person(words[-1][0]):
                found.append((words[0].start(), words[-1].end()))
    return found


def _is_one_person(word: str) -> bool:
    form = _forms(word)[0]
    return form.case == "nomn" and form.number == "sing" and form.part == "NOUN" and heads_person(word)


def _names_further_body(masked: str, start: int, end: int, counted: Sequence[_Offsets]) -> bool:
    """«…, Минкультуры РД»: a body beside those whose people are counted."""
    for first, last in _segments(masked, start, end):
        if _holds(first, last, counted):
            continue
        words = _WORD.findall(masked[first:last])
        if words and (_MINISTRY.match(words[0]) or is_body(masked[first:last])):
            return True
    return False


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
        if heads and not has_count and _WATCHERS.match(words[heads[0]]):
            continue  # «600 спортсменов; зрители»: whoever watches is no participant
        waiting = waiting or (not has_count and _FIRMS.search(masked, first, last) is not None)
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
_BEFORE_DASH = re.compile(
    r"(?:^|[,;:]| и )\s*(?:[А-ЯЁа-яё-]+(?:ых|их|ые|ие)\s+)?(" + _WORD.pattern + r")[^,;:]{0,60}[-:]\s*$"
)


def goes_on_behind_bracket(text: str, end: int) -> bool:
    """«сотрудники (всего 5 чел.), руководители»: the bracket sums up what stands before it alone."""
    behind = _BEHIND_BRACKET.match(text, end)
    return behind is not None and heads_group(behind[1])


_RIGHT_BEFORE = re.compile(
    r"(?:^|[,;:\n]|(?<!\w)и(?!\w))\s*(?:[А-ЯЁа-яё-]+(?:ых|их)\s+)?(" + _WORD.pattern + r")\s+$"
)


def counts_persons(lead: str) -> bool:
    """What stands before a bare number: «педагоги –»; after «команды –» it counts teams."""
    member = _BEFORE_DASH.search(lead)
    if member is None:
        return False
    return heads_person(member[1]) or (counts_people(member[1]) and not is_collective(member[1]))


def counts_persons_named_before(text: str, lead: str, end: int) -> bool:
    """«Артистов 14, зрителей 650»: `lead` stands before the bare number, and nothing behind its `end`."""
    member = _RIGHT_BEFORE.search(lead)
    if member is None or not _END_OF_SHARE.match(text, end):
        return False
    if not counts_people(member[1]) or is_collective(member[1]):
        return False
    return any(form.case == "gent" and form.number == "plur" for form in _forms(member[1]))


# --- sides and places

_FORMAT = re.compile(
    r"(?:(?:в|по) )?(?:личн|очн|заочн|дистанц|онлайн|он-лайн|оф+лайн|удален|видео)\w*"
    r"(?:[ -](?:формат|режим|связ)\w*)?"
    r"|в (?:зале|аудитории|студии)(?!\w)|на площадке(?!\w)"
    r"|в (?:формате|режиме)|(?<!\w)(?:и|а)(?!\w)",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\W*(?:(?:с|со) (?:\w+(?:ой|ей) стороны|наш\w+|\w+[сц]кой)|(?:от|со стороны) \S.*|\w+ сторона|"
    r"\w+[сц]кая(?: (?:сборная|команда|делегация|группа))?|"
    r"на связи|подключил(?:ись|ось)|"
    r"(?:(?:с использованием|посредством|по) )?(?:видео|онлайн|удален|дистанц|очн|заочн)\w*)\W*",
    re.IGNORECASE,
)
_SHARE = re.compile(r"[\s,;и]*(?:от|со стороны)\s[^\d,;:]{3,80}[-:]\s*", re.IGNORECASE)
_ELLIPTIC = re.compile(r"[А-ЯЁ][\w-]+[сц]кой\W*")
_FROM = re.compile(r"\W*(?:от|из|с|со стороны)\s+", re.IGNORECASE)
_OF_A_PLACE = re.compile(r"\s*-\s*(?!из)([А-ЯЁ][^,;.()\d]{3,60})")
_COUNT_OF = re.compile(r"количеств|числ|состав|итог|кол-во|участ", re.IGNORECASE)
_HEADING = re.compile(r"(?:^|[.;])\s*(?:[А-Яа-яЁё-]+(?:ые|ие)\s+)*([А-Яа-яЁё-]+)[^:.;]*:[^:]*$")
_PLACE_ABBREVIATION = re.compile(
    r"Р[А-Я]{1,2}|К[БЧ]Р|КНР|ДНР|ЛНР|ХМАО|ЯНАО|НАО|ЕАО|ЧАО|США|ОАЭ|г|обл|р-н|респ"
)
_PLACE_LEMMAS = frozenset(("область", "край", "республика", "округ", "район", "город", "регион", "федерация"))
_END_OF_SHARE = re.compile(r"\s*(?:[,;.)]|$|и(?!\w)|\n)")


def only_formats(text: str, counted: Sequence[_Offsets]) -> bool:
    """«очно 50, онлайн 200»: besides the numbers there are only words for how they took part."""
    rest = text
    for start, end in counted:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return bool(_FORMAT.search(rest)) and not re.search(r"\w", _FORMAT.sub(" ", rest))


def only_shares(text: str, counted: Sequence[_Offsets]) -> bool:
    """«От администрации – 3, от мэрии – 4»: whose each number is and nothing else."""
    if len(counted) < 2 or re.search(r"\w", text[counted[-1][1] :]):
        return False
    starts = [0, *(end for _, end in counted)]
    leads = [text[start:first] for start, (first, _) in zip(starts, counted, strict=False)]
    return all(_SHARE.fullmatch(lead) for lead in leads)


def is_share_of_place(text: str, segment: str, end: int) -> bool:
    """«Смоленская область – 12»: `segment` stands before the number that ends at `end`."""
    words = _WORD.findall(segment)
    return (
        bool(_END_OF_SHARE.match(text, end))
        and names_place(segment)
        and all(_is_place(word) or any(form.part == "ADJF" for form in _forms(word)) for word in words)
    )


def is_side(segment: str) -> bool:
    """«с финской стороны», «с нашей», «на связи»: whose the bare number behind it is."""
    return _SIDE.fullmatch(segment) is not None


def is_body(segment: str) -> bool:
    """«мэрия»; «школы» are counted themselves."""
    words = _WORD.findall(segment)
    return (
        bool(words)
        and is_organisation_word(key_of(words[0]))
        and any(form.number == "sing" and form.case == "nomn" for form in _forms(words[0]))
    )


def is_of_place(text: str, end: int) -> bool:
    """«6 – Чеченской Республики», behind the number."""
    place = _OF_A_PLACE.match(text, end)
    if place is None:
        return False
    first = _WORD.findall(place[1])[0]
    return names_place(place[1]) or (first.endswith("ской") and _forms(first)[0].part == "ADJF")


def heads_things(lead: str) -> bool:
    """«Команды: от … – 3»: the numbers behind the colon count what stands before it."""
    heading = _HEADING.search(lead)
    if heading is None or _COUNT_OF.match(heading[1]) or heads_person(heading[1]):
        return False
    return is_collective(heading[1]) or is_thing(heading[1])


def is_share_from_place(segment: str, end: int, text: str) -> bool:
    """«от Хабаровского края – 9, от Псковской – 7»."""
    from_place = _FROM.match(segment)
    if from_place is None:
        return False
    rest = segment[from_place.end() :]
    return is_share_of_place(text, rest, end) or _ELLIPTIC.fullmatch(rest) is not None


_OFFICIALS = re.compile(
    r"тренер|суд(?:ь|ей)|педагог|преподавател|руководител|специалист|представител|сотрудник|гост|эксперт|зрител|"
    r"организатор|волонт|сопровожда|родител|депутат|человек|чел|участник|лиц|член|пере?водчик|наставник"
)


def are_their_members(text: str, counted: _Offsets, unit: str) -> bool:
    """«Сборные Сербии и Кубы; 84 гимнаста»: teams, and the one count of who plays in them."""
    if not unit or _OFFICIALS.match(key_of(unit)):
        return False
    before = _BRACKETS.sub(" ", mask_quotes(text[: counted[0]]))
    heads = _heads(before)
    return bool(heads) and all(is_collective(head) for head in heads)


def _heads(text: str) -> list[str]:
    """The subjects of its segments."""
    found: list[str] = []
    for first, last in _segments(text, 0, len(text)):
        words = _WORD.findall(text[first:last])
        found += [words[index] for index in range(len(words)) if _is_head(words, index)]
    return found


_PERFORMERS = re.compile(
    r"оркестр|ансамбл|хор(?:а|ы|ом)?$|капелл|солист|трио$|квартет|квинтет", re.IGNORECASE
)


def names_performers(lead: str) -> bool:
    """«Филармонический оркестр; 620 слушателей»."""
    return any(_PERFORMERS.match(head) for head in _heads(_BRACKETS.sub(" ", mask_quotes(lead))))


def names_people(lead: str) -> bool:
    """«Жители Белореченска и Майкопа»: people by themselves, and no team that is counted itself."""
    words = _WORD.findall(_BRACKETS.sub(" ", mask_quotes(lead)))
    return bool(words) and _is_head(words, 0) and not is_collective(words[0])


def names_anybody(lead: str) -> bool:
    """«Ассоциация корейцев области,»: people or those who act for them."""
    return bool(_heads(_BRACKETS.sub(" ", mask_quotes(lead))))


def are_named_before(text: str, counted: _Offsets, unit: str) -> bool:
    """«Врачи областной больницы, 12 врачей»: the count says how many those named are."""
    before = _BRACKETS.sub(" ", mask_quotes(text[: counted[0]]))
    heads = _heads(before)
    lemmas = {form.lemma for form in _forms(unit)}
    return bool(heads) and all(lemmas & {form.lemma for form in _forms(head)} for head in heads)


def is_thing(words: str) -> bool:
    """«команд» behind a bare number: a noun that names no people."""
    return bool(_WORD.fullmatch(words)) and _forms(words)[0].part == "NOUN" and not counts_people(words)


def names_place(segment: str) -> bool:
    return any(map(_is_place, _WORD.findall(segment)))


def _is_place(word: str) -> bool:
    return bool(_PLACE_ABBREVIATION.fullmatch(word)) or any(
        form.place or form.lemma in _PLACE_LEMMAS for form in _forms(word)[:2]
    )
