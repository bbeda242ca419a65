"""Tells who is named yet did not take part: the absent and the excepted."""

import re
from collections.abc import Sequence

from agreements.names.mention import Mention

_CAME = (
    r"(?:прибы|приеха|яви|участвова|присутствова|выступи|доеха|прилете|вылете|выеха|приезжа|добра|успе)\w+|"
    r"вы(?:шел|шл\w+)|прин(?:я|имал)\w* участи\w+"
)
_COULD = (
    r"(?:смог\w*|сумел\w*|удалось)\s+(?:\w+\s+)?"
    r"(?:приехать|прибыть|принять|участвовать|присутствовать|быть|выступить|вылететь|выехать)"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:не\s+(?:{_CAME}|{_COULD}|был[оаи]?(?!\s+[^,;:.]*(?<!\w)(?:в|на|о|с)\s))|"
    rf"(?:планировал|ожидал|предполагал)\w+\s+(?:участие|приезд|визит|выступление)|"
    r"без участия|в отсутствие|вместо|"
    rf"(?:отозва|отмен|откл)\w+\s+(?:заявк|приезд|визит|выступлени|участи)\w+|"
    rf"(?<!не )отказал\w+\s+от\s+(?:участия|приезда|поездки|выступления))(?:\s+[^,;:.]+)?\s*(?:г\.\s*)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[^,;.!?]{{0,80}}?(?:,\s+(?:но|однако)\s+[^,;.!?]{{0,60}}?)?(?<!\w)(?P<no>"
    rf"не\s+(?:{_CAME}|{_COULD})|(?<!\sи )не\s+был(?:о|а|и)?(?=\s*(?:[,.;)]|$|на |в |из-за ))|"
    r"(?:приехать|прибыть|участвовать|принять участие|выступить|прислать(?:\s+\w+)?)\s+не\s+(?:смог|сумел)|"
    r"(?:приехать|прибыть|выступать|участвовать|ехать)\s+отказал|(?<!не )отказал\w+\s+(?:при|вы)?ехать|"
    r"не\s+пусти|остал\w+с[ья]\s+дома|(?<!не )снят[аоы]?\s+с\s|"
    r"участи\w+\s+не\s+прин(?:я|има)|"
    r"отсутствовал|(?<!не )отказал\w+\s+от участия|от участия\s+(?:\w+\s+)?отказал|"
    r"(?<!не )отозвал\w*\s+заявк|заявк\w+\s+(?:\w+\s+)?отозва|"
    r"(?<!не )снял\w+с[ья](?:\s+с\s|\s*(?:[.,;)]|$))|виз\w*\s+не\s+(?:получ|выда)|не\s+получил\w*\s+виз)",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"(?<!\w)(?:приезд|визит|участи|выступлени|гастрол|прибыти|заявк)\w*\s+[^,;:.]*$", re.IGNORECASE
)
_RENOUNCED = re.compile(r"(?<!\w)от (?:участия|приглашения|выступления)\s+[^,;:.]*$", re.IGNORECASE)
_RENOUNCING = re.compile(r"[^,;.]{0,40}?(?<!не )(?<!\w)отказа", re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"[^,;.]{0,60}?(?<!\w)(?:не\s+состоял|(?<!не )(?:отмен[еи]|отозва|сорва))", re.IGNORECASE
)
_CLAUSE_ASIDE = re.compile(  # «министр, заявленный в программе, не приехал»
    r",\s+(?:\w+(?:вш|ющ|ящ|нн|м)(?:ий|ая|ее|ие|ый|ое|ые|ийся|аяся|иеся)|(?:\w+\s)?котор\w+)(?!\w)[^,;.]*,"
)
_CAME_INDEED = re.compile(rf"(?<!\w)(?<!не )(?:{_CAME})", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|и)\s+(?:г\.\s*)?[А-ЯЁ][\w-]+")

_NEAR = 40
_EXCEPT = re.compile(
    r"(?<!\w)(?:кроме|за исключением|исключая|не считая|не включая|без(?:\s+уч[её]та)?(?!\s+участия))\s+"
    r"(?:(?-i:[а-яё-]{4,})\s+){0,2}"
    r"(?:г(?:\.|ород\w*)\s*)?$",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\s*(?:,\s*)?(?:(?:и|а также)\s+)?(?:г(?:\.|ород\w*)\s*)?", re.IGNORECASE)

_HINT = re.compile(
    r"(?<!\w)(?:не|отсутств\w+|отказал\w+|отозва\w+|отмен\w+|сорва\w+|снял\w+|(?:планировал|ожидал|предполагал)\w+|"
    r"без участия|вместо|отказа\w+|снят\w*|остал\w+)(?!\w)",
    re.IGNORECASE,
)


def may_say(text: str, start: int, end: int) -> bool:
    """Whether anything of this kind may stand there: cheap, asked before sentences are parted."""
    return _HINT.search(text, max(0, start), end) is not None


def is_absent(lead: str, tail: str) -> bool:
    """«Гостей из Эстонии не было», «не смогли приехать артисты Молдовы», «заявка команды Грузии отозвана»."""
    if _BEFORE.search(lead):
        return True
    at = 0
    while member := _LIST.match(tail, at):  # «из Литвы, Латвии не прибыли»
        at = member.end()
    told = _CLAUSE_ASIDE.sub(" ", tail[at:], count=1)
    if _AWAITED.search(lead) and _CALLED_OFF.match(told):
        return True
    if _RENOUNCED.search(lead) and _RENOUNCING.match(told):
        return True
    found = _AFTER.match(told)
    return found is not None and _CAME_INDEED.search(told, 0, found.start("no")) is None


def says_absence(sentence: str) -> bool:
    """Of a sentence that tells of nobody else."""
    return may_say(sentence, 0, len(sentence)) and _AFTER.match(_CLAUSE_ASIDE.sub(" ", sentence)) is not None


def part_excepted(text: str, mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """«субъекты ЦФО, кроме Москвы и Тульской области»: the names but for the excepted, and those."""
    kept: list[Mention] = []
    excepted: list[Mention] = []
    before: Mention | None = None
    for mention in mentions:
        in_list = excepted and before is excepted[-1] and goes_on(text[before.end : mention.start])
        if in_list or _EXCEPT.search(text[max(0, mention.start - _NEAR) : mention.start]):
            excepted.append(mention)
        else:
            kept.append(mention)
        before = mention
    return kept, excepted


def goes_on(between: str) -> bool:
    """Whether what stands between two names only joins them in one list."""
    return bool(between.strip()) and _MEMBER.fullmatch(between) is not None
