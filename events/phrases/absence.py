"""Tells who is named yet did not take part: the absent, the excepted, those of the past."""

import re
from collections.abc import Sequence

from agreements.names.mention import Mention

_CAME = (
    r"(?:прибы|приеха|яви|участвова|присутствова|выступи|доеха|прилете)\w+|"
    r"прин(?:я|имал)\w* участи\w+"
)
_COULD = r"смог\w*\s+(?:\w+\s+)?(?:приехать|прибыть|принять|участвовать|присутствовать|быть|выступить)"
_BEFORE = re.compile(
    rf"(?<!\w)(?:не\s+(?:{_CAME}|{_COULD}|был[оаи]?(?!\s+[^,;:.]*(?<!\w)(?:в|на|о|с)\s))|"
    rf"планировал\w+\s+(?:участие|приезд|визит)|без участия|в отсутствие)(?:\s+[^,;:.]+)?\s*(?:г\.\s*)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[^,;.!?]{{0,80}}?(?<!\w)(?<!и )(?:не\s+(?:{_CAME}|{_COULD}|"
    r"был(?:о|а|и)?(?=\s*(?:[,.;)]|$|на |в |из-за )))|"
    r"(?:приехать|прибыть|участвовать|принять участие)\s+не\s+смог|отсутствовал|"
    r"(?<!не )отказал\w+ от участия)",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,|и)\s+(?:г\.\s*)?[А-ЯЁ][\w-]+")

_NEAR = 40
_EXCEPT = re.compile(
    r"(?<!\w)(?:кроме|за исключением|исключая|не считая|не включая)\s+(?:г(?:\.|ород\w*)\s*)?$", re.IGNORECASE
)
_MEMBER = re.compile(r"\s*(?:,\s*)?(?:(?:и|а также)\s+)?(?:г(?:\.|ород\w*)\s*)?", re.IGNORECASE)

_PAST = re.compile(
    r"(?<!\w)(?:в\s+(?:1[0-8]\d\d|19[0-8]\d|199[01])(?:\s*-\s*\d{2,4})?\s*г(?:оду|одах|г)?(?!\w)|"
    r"(?:в\s+)?(?:[ivx]{1,5}|\d{1,2}-?м?)\s+век[ае]?(?!\w)|"
    r"в\s+годы\s+(?:[\w-]+\s+){0,3}(?:войны|оккупации|революции)|"
    r"(?:во\s+время|в\s+период)\s+(?:[\w-]+\s+){0,3}(?:войны|оккупации|блокады)|"
    r"в\s+(?:средние\s+века|древности|советск\w+\s+врем\w+))",
    re.IGNORECASE,
)


_HINT = re.compile(
    r"(?<!\w)(?:не|отсутств\w+|отказал\w+|планировал\w+|без участия|в\s+1\d{3}|годы|век[ае]?|врем\w+|период|"
    r"средние|древности)(?!\w)",
    re.IGNORECASE,
)


def may_say(text: str, start: int, end: int) -> bool:
    """Whether anything of this kind may stand there: cheap, asked before sentences are parted."""
    return _HINT.search(text, max(0, start), end) is not None


def is_absent(lead: str, tail: str) -> bool:
    """«Гостей из Эстонии не было», «не смогли приехать артисты Молдовы», «без участия команды Грузии»."""
    if _BEFORE.search(lead):
        return True
    at = 0
    while member := _LIST.match(tail, at):  # «из Литвы, Латвии не прибыли»
        at = member.end()
    return _AFTER.match(tail, at) is not None


def is_past(lead: str, tail: str) -> bool:
    """«бежал из Литвы в 1265 году», «в годы войны … из Беларуси»: said in the clause of the name."""
    clause = re.split(r"[,;:.](?=\s)", lead)[-1] + " " + re.split(r"[,;:.](?=\s|$)", tail)[0]
    return _PAST.search(clause) is not None


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
