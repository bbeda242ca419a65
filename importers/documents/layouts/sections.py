"""What headings of sections look like, and what they stand for."""

import re
from collections.abc import Iterable

from agreements.names.folding import fold
from events.vocabulary import SectionBasis

_NUMBERED = r"(?:(?:раздел|глава|часть)\s+)?(?:(?:[ivxlіхѵ]+|\d+(?:\.\d+)*)\s*[.)]?\s+)?"
_DEPARTMENT = re.compile(
    rf"{_NUMBERED}(?:\w+(?:ое|ая|ый|ий)\s+){{0,3}}"
    r"(?:министерство|департамент|управление|комитет|служба|агентство|аппарат|администрация|инспекция|отдел|"
    r"правительство|дума|палата|уполномоченный)\b"
)
_SPHERE = re.compile(
    rf"{_NUMBERED}(?:\w+(?:ое|ая)\s+){{0,2}}(?:сотрудничество|взаимодействие|сфера|в сфере|в области)\b"
)
_TITLED = re.compile(r"(?:раздел|глава|[ivxlіхѵ]+\s*[.)])\s")
_NOTHING = re.compile(
    r"\b(?:не\s+(?:планир|запланир|провод|проведен|состоял|предусм)|отсутству)", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:итого|всего)\b")
# «Отчет … органами / Смоленской области и …»: a line with such a start continues the one above
_GOES_ON = re.compile(r"[\s«\"(]*(?:[а-яё]|[А-ЯЁ][а-яё-]+(?:ой|ого|его|их|ых|им|ым|ими|ыми)\b)")


def basis_of(heading: str) -> SectionBasis | None:
    """What one heading stands for, judged by its first words."""
    text = fold(heading)
    if _DEPARTMENT.match(text):
        return SectionBasis.DEPARTMENT
    return SectionBasis.SPHERE if _SPHERE.match(text) else None


def like_a_section(text: str) -> bool:
    folded = fold(text)
    return len(folded) < 250 and (basis_of(text) is not None or _TITLED.match(folded) is not None)


def common_basis(headings: Iterable[str], otherwise: SectionBasis | None) -> SectionBasis | None:
    """What all telling headings agree on; otherwise what the layout says."""
    found = {basis for basis in map(basis_of, headings) if basis is not None}
    return found.pop() if len(found) == 1 else otherwise


def says_nothing_held(text: str) -> bool:
    """«Мероприятия не планируются»: the formal answer of a section without rows."""
    return len(text) < 200 and _NOTHING.search(text) is not None


def is_total(text: str) -> bool:
    return _TOTAL.match(fold(text)) is not None


def goes_on(line: str) -> bool:
    """Whether a line reads as the continuation of the line above it."""
    return _GOES_ON.match(line) is not None
