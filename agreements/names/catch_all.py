"""Partners named all at once: «Субъекты Российской Федерации», «Субъекты будут определены…»."""

import re
from typing import NamedTuple

from .folding import untwin


class CatchAll(NamedTuple):
    """`phrase` as written; `to_be_determined`: which of them is said later; `anybody`: subjects at large are
    meant, and not, as by «уточняется», partners of whom nothing is known yet."""

    phrase: str
    to_be_determined: bool
    anybody: bool = True


_ALL = (
    r"(?:все[хм]?|всеми|любы[ех]|иные|иных|други[ех]|различны[ех]|разны[ех]|отдельны[ех]|"
    r"заинтересованны[ех]|остальны[ех]|российски[ех])"
)
_WHO = r"(?:субъект|регион)(?:ы|ов|ами|ам|ах|а)?"
_OF = r"(?:Российской\s+Федерации|РФ|России|страны|Федерации)"
_SUBJECTS = re.compile(
    rf"\b(?P<all>{_ALL}\s+)?{_WHO}\b(?P<of>\s+{_OF}\b)?(?P<rest>.{{0,60}})", re.IGNORECASE | re.DOTALL
)
_LATER = re.compile(
    r"[\s,–-]*(?:(?:которые|будут|будет|подлежат|ещ[её]|дополнительно|пока|не)\s+){0,3}"
    r"(?:определ|уточн|установл|сформир|согласу|известн)",
    re.IGNORECASE,
)
_LATER_ALONE = re.compile(
    r"\s*(?:(?:партн[её]р\w*|участник\w*|перечень|список|состав|регион\w*|информация)\s+){0,4}"
    r"(?:(?:будут|будет)\s+)?(?:определ\w+|уточн\w+)\b",
    re.IGNORECASE,
)
# What ends the phrase. «субъекты РФ: Брянская…» and «субъекты РФ, входящие в ЦФО» name some of them.
_ENDS = re.compile(
    r"\s*(?:$|[.;(\n]|,(?!\s*(?:входящ|расположенн|относящ|гранич|а\s+именно|в\s+том\s+числе))|"
    r"и\s|а\s+также\s|кроме\s|за\s+исключением\s|по\s+согласованию|принимающ|принявш|участвующ|заинтересованн|[–-]\s*(?:участник|партн[её]р))",
    re.IGNORECASE,
)


def all_subjects(text: str) -> CatchAll | None:
    """The catch-all in a partner cell; None when the cell names partners one by one or is empty."""
    plain = untwin(text)
    for match in _SUBJECTS.finditer(plain):
        said = slice(match.start(), match.start("rest"))
        if _LATER.match(match["rest"]):
            return CatchAll(text[match.start() :].strip(), True)
        if (match["all"] or match["of"]) and _ENDS.match(match["rest"]):
            return CatchAll(text[said].strip(), False)
    if _LATER_ALONE.match(plain):
        return CatchAll(text.strip(), True, anybody=False)
    return None
