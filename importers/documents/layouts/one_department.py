"""The one executive body a document speaks for: named in its title, or by the post of who signed it."""

import re
from collections.abc import Sequence

from agreements.names.declension import nominative

from .one_agreement import one_agreement

_CASES = {  # ending of the noun → its case
    "ом": "ablt",
    "ем": "ablt",
    "ой": "ablt",
    "ою": "ablt",
    "ей": "ablt",
    "а": "gent",
    "я": "gent",
    "ы": "gent",
    "и": "gent",
}
_NOUN = (
    r"(?:министерств|департамент|комитет|управлени|агентств|служб|инспекци|администраци|аппарат)"
    r"(?:ом|ем|ой|ою|ей|а|я|ы|и)"
)
_BODY = re.compile(
    rf"(?<!\w)(?P<body>(?:[\w-]+(?:ым|им|ого|его|ой|ей)\s+){{0,3}}(?P<noun>{_NOUN})(?!\w)(?P<rest>[^,;:()]*))",
    re.IGNORECASE,
)
_SECOND = re.compile(rf"(?<!\w){_NOUN}(?!\w)", re.IGNORECASE)
# «Администрации Смоленской области» is the government of the region: no one of its bodies
_OF_REGION = re.compile(
    r"\s*(?:\w+(?:ой|ого|ей|его)\s+(?:автономн\w+\s+)?(?:области|края|республики|округа)|республики\s+\w+)\s*$",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<!\w)(?:со?|между|для|от|при|к|у|совместно)\s+$", re.IGNORECASE)
_STOP = re.compile(
    r"\s+(?:(?:за|на|во?)\s+(?=(?:[ivxіхѵ\d]|перв|втор|трет|четверт|январ|феврал|март|апрел|ма[йея]|июн|июл|"
    r"август|сентябр|октябр|ноябр|декабр|сфере|област[ия]\s|рамках|период|течение))"
    r"|(?:в|к|для)\s+план|и\s+(?:подведомственн|учрежден|его\s|ее\s|их\s)|совместно\s).*",
    re.IGNORECASE | re.DOTALL,
)
_OF_ALL = re.compile(r"исполнительн\w+\s+орган|орган\w*\s+исполнительн|сводн\w+", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<!\w)(?:(?:главн|государственн)\w+\s+)?"
    r"(?:министерство|департамент|комитет|управление|агентство|служба|инспекция|администрация|аппарат)(?!\w)",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\W*(?:(?:врио|и\.?\s?о\.?|исполняющ\w+\s+обязанности|первый|заместитель)\s+)*"
    r"(?:министра?\s+(?P<of>\S.*)|(?:начальник|председатель|руководитель|директор)а?\s+(?P<body>\S.*))",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"(?:[\s_/«]*[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+|[\s_]*_{2,}.*)\s*$", re.DOTALL)


def one_department(title: str) -> str:
    """Its name in the nominative, with the words that follow it in the title; "" where the title names none,
    several, or speaks for all bodies of the region."""
    text = " ".join(title.split())
    if _OF_ALL.search(text) or one_agreement(text):
        return ""
    found = [match for match in _BODY.finditer(text) if not _WITH.search(text[: match.start()])]
    if len(found) != 1 or _SECOND.search(found[0]["rest"]):
        return ""
    return _name(found[0])


def names_one_body(text: str) -> bool:
    """Whether a cell is the name of one body in the nominative, no list and no person."""
    is_list = len(_NAMED.findall(text)) > 1 or re.search(r"[;,\n]", text) is not None
    return _NAMED.match(text) is not None and not is_list


def department_signed(lines: Sequence[str]) -> str:
    """The body whose head signed, by the first line that begins with such a post; "" where none does."""
    for line in lines:
        match = _POST.match(line)
        if match is None:
            continue
        named = " ".join(_NAME.sub("", match["of"] or match["body"]).split())
        if match["of"]:
            return f"Министерство {named}" if named else ""
        body = _BODY.match(named)
        return _name(body) if body else ""
    return ""


def _name(match: re.Match[str]) -> str:
    rest = _STOP.sub("", match["rest"])
    noun = match["noun"].casefold()
    if noun.startswith("администраци") and _OF_REGION.fullmatch(rest):
        return ""
    body = match["body"][: len(match["body"]) - len(match["rest"])] + rest
    case = next(case for ending, case in _CASES.items() if noun.endswith(ending))
    return nominative(body.strip(), case)
