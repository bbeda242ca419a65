"""Towns nobody listed: «профессора из Дармштадта» came from somewhere, whether or not its name is known."""

import re
from collections.abc import Iterator, Sequence

from agreements.names.mention import Evidence, Mention
from agreements.names.morphology import tags

from .plain import mask_quotes
from .taking_part import names_home_of_people

_FROM = re.compile(r"(?<!\w)из\s+(?=[А-ЯЁ][а-яё])")
_TWIN = re.compile(r"(?<!\w)город\w*-(?:побратим|партн[её]р)\w*\s+(?=[А-ЯЁ][а-яё])")
_NAME = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:-(?:на-)?[А-ЯЁ][а-яё]+)*(?![\w-])")
_JOINT = re.compile(r",?\s+(?:и\s+)?(?=[А-ЯЁ][а-яё])")
_MOST = 5  # members of a list


_LISTED = re.compile(
    r"(?<![\w«\".-])([А-ЯЁ][а-яё]{3,}(?:-[А-ЯЁ][а-яё]+)*|[А-ЯЁ]{1,3}Р)(?=\s*(?:[,;.)]|$|и\s))"
)
_LINK = re.compile(r"(?:,|\s+и|,\s+и)\s+$")
_LINK_ON = re.compile(r"(?:,|\s+и|,\s+и)\s+")
_FAR_LINK = 6  # signs

# Whoever these are of is named right behind them; «делегации Минсельхозпрода» shows that it need be no place
_OF = re.compile(
    r"(?<!\w)(?:делегаци(?:я|и|ю|ей|ям|ями)|сборн(?:ая|ой|ую|ые|ых)|команд(?:а|ы|у|ой|е)?|посольств(?:о|а|ом|у|е)|"
    r"пос(?:ол|ла|лом|лу)|(?:ген)?консул(?:а|ом|у)?|(?:ген)?консульств(?:о|а|ом|у|е)|правительств(?:о|а|ом|у)|"
    r"республик(?:а|и|е|у|ой)|гост(?:и|ей|ям|ями)|представител\w+|студент\w*)\s+(?=[А-ЯЁ][а-яё])",
    re.IGNORECASE,
)


def misspelt(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Words of no language right behind those for a delegation or an embassy: «делегация Узбекистна»."""
    masked = mask_quotes(text)
    for source in _OF.finditer(masked):
        name = _NAME.match(masked, source.end())
        if name is None or "known" in tags(name[0].lower()):
            continue
        if not any(one.start < name.end() and name.start() < one.end for one in mentions):
            yield name.span()


def listed_beside(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, bool]]:
    """«из КНР, Индии, Кыргызтана»: in a list of places a word of no language, or a republic's initials; and
    whether no name need be like it, as between two places."""
    masked = mask_quotes(text)
    named = [one for one in mentions if one.evidence is Evidence.NAME]
    begin, ends = {one.start for one in named}, {one.end for one in named}
    for found in _LISTED.finditer(masked):
        start, end = found.span(1)
        if any(one.start < end and start < one.end for one in mentions):
            continue
        word = found[1]
        if not word.isupper() and {"known", "Surn", "Name", "Patr"} & tags(word.lower()):
            continue
        follows = _LINK.search(masked, max(0, start - _FAR_LINK), start)
        is_behind = follows is not None and follows.start() in ends
        leads = _LINK_ON.match(masked, end)
        is_before = leads is not None and leads.end() in begin
        if is_behind or (is_before and not _LINK.search(masked, max(0, start - _FAR_LINK), start)):
            yield start, end, word.isupper() or (is_behind and is_before)


def unheard_of(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where such names stand: in a list behind «из», of people, and no word of the language."""
    masked = mask_quotes(text)
    ends = {one.start: one.end for one in mentions}
    for source in (*_FROM.finditer(masked), *_TWIN.finditer(masked)):
        at = source.end()
        is_town = source.re is _TWIN
        for _ in range(_MOST):
            end = ends.get(at)
            if end is None:
                name = _NAME.match(masked, at)
                if name is None or any(one.start < name.end() and at < one.end for one in mentions):
                    break
                end = name.end()
                if is_town or (not _is_a_word(name[0]) and names_home_of_people(text, at)):
                    yield at, end
            joint = _JOINT.match(masked, end)
            if joint is None:
                break
            at = joint.end()


def _is_a_word(name: str) -> bool:
    known = tags(name.lower())
    return "known" in known and not known & {"Geox", "Surn"}  # nobody is from a surname
