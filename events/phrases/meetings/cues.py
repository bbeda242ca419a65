"""Words that say people met, as it happened."""

import re
from collections.abc import Iterator

from events.vocabulary import Role

from .officials import Cell

_HELD = (
    r"состоя\w+ся|состоял\w+|прош(?:ла|ли|ел)|провел[аи]?|проведен[аыо]?|проводил\w*|проходил\w*|велись|"
    r"организован\w*|"
    r"имел\w+ место"
)
_ADJECTIVES = r"(?:[а-я-]+(?:ая|ую|яя|ие|ые)\s+){0,3}"
_NOUN = re.compile(
    rf"(?<![\w-])(?P<adjectives>{_ADJECTIVES})(?P<noun>встреч(?:а|у|и)|переговоры|беседа|беседу)(?![\w-])",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<!\w)(?:участи[ея]|для участия|участвовал\w*|приня\w+ участие)\s+(?:[\w.]+\s+){0,6}?во?\s+"
    r"(?P<adjectives>(?:[а-я-]+(?:ой|ей|их|ых)\s+){0,3})(?P<noun>встрече|переговорах)(?![\w-])",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<!\w)(?P<verb>встретил(?:ся|ась|ись)|принял[аи]?(?!\s+(?:\w+\s+){0,2}?(?:участи|решени|мер|"
    r"присяг|закон|план|"
    r"документ|программ|во внимание|к сведению))|обсудил[аи]?(?=\s+со?\s)|провел[аи]? бесед\w+|"
    r"побеседовал[аи]?)(?!\w)",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?<!\w)заседани(?:е|и|я)\s+(?:[\w-]+\s+){0,4}?(?:рабоч\w+ групп\w+|комисси\w+|комитет\w+|совет\w+|"
    r"подкомисси\w+)"
    r"\s+по\s+(?:[\w-]+\s+){0,3}?сотрудничеств|"
    r"(?<!\w)заседани(?:е|и|я)\s+(?:[\w-]+\s+){0,2}?(?:совместн|двусторонн|межправительственн)\w+\s+"
    r"(?:[\w-]+\s+){0,2}?(?:рабоч\w+ групп\w+|комисси\w+|комитет\w+|совет\w+)",
    re.IGNORECASE,
)
_BACK = re.compile(  # «в ходе встречи», «участники встречи»: one that was told of before
    r"(?<!\w)(?:в ходе|в рамках|на полях|по итогам|по результатам|в результате|итог\w*|участник\w*|"
    r"во время|в завершение|"
    r"после|до|перед|цел[ьи]\w*|программ\w*|тем\w+|повестк\w+|план\w*|о|об|при подготовке|вопрос\w*|"
    r"формат\w*|"
    r"подготов\w+ к|нач\w+|окончани\w+|организаци\w+|проведени[яю])\s+(?:(?:рабоч|официальн|указанн|"
    r"данн|эт|это|"
    r"деловых|состоявш|прошедш|двусторонн)\w*\s+){0,2}$",
    re.IGNORECASE,
)
_NO_OFFICIAL = re.compile(
    r"творческ|музыкальн|литературн|спортивн|товарищеск|онлайн|памятн|тематическ|познавательн|праздничн|"
    r"деловые|торжествен|просветительск|краеведческ|поэтическ|дружеск(?:ая|ую) встреч\w+ (?:по|команд)|"
    r"заключительн|отборочн|игров|методическ|обучающ|профориентац|ежегодн",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(r"\s+(?:открыл|вел|посетил|завершил|приветствовал|модерировал)\w*", re.IGNORECASE)
_TITLE = re.compile(
    rf"^\W*(?:(?:организация|проведение)\s+)?{_ADJECTIVES}"
    r"(?:встреч[аиу]|переговор(?:ы|ов)|бесед[аы])(?![\w-])",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^\W*(?:визит\w*\s+вежливости|при[её]м(?!\s+(?:\w+\s+){0,3}делегаци))(?!\w)", re.IGNORECASE
)
_SIGNING = re.compile(r"^\W*(?:церемония\s+)?подписани[ея](?!\w)", re.IGNORECASE)
_NOT_YET = re.compile(
    r"(?<!\w)(?:планир\w+|намечен\w*|предполага\w+|будет|будут|предстоит|договорил\w+|условил\w+|"
    r"предложен\w*|"
    r"состоится|состоятся|отменен\w*|перенесен\w*|не состоял\w+)(?!\w)",
    re.IGNORECASE,
)


def find_cues(cell: Cell, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each word that says people met, as it happened."""
    text = cell.masked
    if cell.role is Role.TITLE:
        yield from _title_cues(text, start, end)
        return
    sentence = text[start:end]
    if _NOT_YET.search(sentence) and not re.search(_HELD, sentence, re.IGNORECASE):
        return
    cues = [
        (one.start(), one.end(), "встреча")
        for one in _NOUN.finditer(text, start, end)
        if _is_told(text, one, start, end)
    ]
    cues += [(one.start(), one.end(), one["verb"][:7].lower()) for one in _VERB.finditer(text, start, end)]
    cues += [
        (one.start(), one.end(), "заседание")
        for one in _SESSION.finditer(text, start, end)
        if not _BACK.search(text, start, one.start())
    ]
    cues += [(one.start("noun"), one.end(), "участие") for one in _PURPOSE.finditer(text, start, end)]
    yield from sorted(cues)


def _title_cues(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    if (one := _TITLE.match(text, start, end)) and not _NO_OFFICIAL.search(one[0]):
        yield one.start(), one.end(), "встреча"
    elif one := _COURTESY.match(text, start, end):
        yield one.start(), one.end(), "визит"
    elif one := _SIGNING.match(text, start, end):
        yield one.start(), one.end(), "подписание"
    elif one := _PURPOSE.search(text, start, end):
        yield one.start("noun"), one.end(), "участие"
    elif one := _SESSION.search(text, start, end):
        yield one.start(), one.end(), "заседание"


def _is_told(text: str, found: re.Match[str], start: int, end: int) -> bool:
    if _NO_OFFICIAL.search(found["adjectives"]) or _BACK.search(text, start, found.start("adjectives")):
        return False
    if _BACK.search(text, start, found.start()):
        return False
    if _ABOUT_IT.match(text, found.end()):
        return False
    near = text[max(start, found.start() - 260) : min(end, found.end() + 200)]
    if re.search(rf"(?<!\w)(?:{_HELD})(?!\w)", near, re.IGNORECASE):
        return True
    return not text[start : found.start()].strip(" \n-•–")  # the sentence begins with it
