"""The unit that a heading names for the bare numbers below it: «Количество участников, тыс. чел.»."""

import re

from agreements.names.folding import fold

HOW_MANY = r"(?:колич\w*|кол-?\s?во|числ\w*|численност\w*)\b.*\b"
_MULTIPLE = r"(?:тыс|тысяч\w*|млн)\.?"
_NOUN = (
    r"(?:чел(?:\.|овек\w*)?|участник\w*|делегат\w*|представител\w*|зрител\w*|посетител\w*|гост\w*|команд\w*|"
    r"организаци\w*|учреждени\w*|стран\w*|регион\w*|коллектив\w*|предприяти\w*|работ\w*|мероприяти\w*|ед\.?|шт\.?)"
)
_UNIT = re.compile(
    rf"[,(]\s*(?:(?:количество|кол-во|число)\s+)?(?P<multiple>{_MULTIPLE})?\s*(?P<noun>{_NOUN})?\s*\)?\s*$"
)
_WATCHERS = re.compile(rf"{HOW_MANY}(?P<noun>(?:зрител|посетител)\w*)")
_BARE = re.compile(
    r"\W*(?:(?:более|свыше|около|порядка|примерно|не менее|не более|до|ок\.|св\.)\s+)?"
    rf"\d[\d\s]*(?:[.,]\d+)?\s*(?P<multiple>{_MULTIPLE})?\s*",
    re.IGNORECASE,
)


def with_unit(text: str, heading: str) -> str:
    """A bare number with the unit behind it; any other text as it is."""
    bare = _BARE.fullmatch(text)
    if bare is None or not heading:
        return text
    folded = fold(heading)
    unit, watchers = _UNIT.search(folded), _WATCHERS.search(folded)
    multiple = (unit["multiple"] or "") if unit and not bare["multiple"] else ""
    noun = (unit["noun"] or "") if unit else ""
    if watchers and (not noun or noun.startswith("чел")):
        noun = watchers["noun"]
    words = " ".join(filter(None, (multiple, noun)))
    return f"{text.rstrip()} {words}" if words else text
