"""Abbreviations that a document uses and never explains."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from agreements.names.morphology import tags
from events.phrases.issues import Issue
from events.vocabulary import Role, Severity

from .document import ProofDocument

_CAPITALS = re.compile(r"(?<![\w«-])[А-ЯЁ]{2,8}(?:[а-я]?[А-ЯЁ]{1,6})?(?![\w-])")
_FORM = re.compile(
    r"[А-Я]{0,2}[ГМФО]{1,2}[БАК]У(?:К|З|СО|ДО|СОН|Н)?|[А-Я]{0,2}Г(?:БП|АП|БО|АО|КО)ОУ"
)  # «СОГБУК»
_ROMAN = re.compile(r"[IVXХІШ]+")
_EXPLAINED_AFTER = re.compile(r"\s*\((?!\d)[^()]{8,}\)|\s*[–—-]\s*[а-яё]|\s*(?:им\.|имени)?\s*«")
_EXPLAINED_BEFORE = re.compile(r"\((?:далее\s*[–—-]?\s*)?[^()]{0,40}$", re.IGNORECASE)
_LONGEST = 6  # letters; what is longer is a name written in capitals
_JOINING = frozenset({"и", "в", "во", "на", "о", "об", "по", "с", "для", "при", "из", "к", "от"})
_WORD = re.compile(r"[А-Яа-яЁё]+")


class _Use(NamedTuple):
    name: str
    row: int | None
    role: Role | None


def unexplained(document: ProofDocument) -> Iterator[tuple[int | None, Issue]]:
    """Each abbreviation once, at its first use."""
    uses: dict[str, _Use] = {}
    explained: set[str] = set()
    texts = list(_texts(document))
    for text, row, role in texts:
        if text.isupper():
            continue
        for found in _CAPITALS.finditer(text):
            name = found[0]
            if name in explained or _is_common(name) or _is_part_of_name(text, found):
                continue
            if _EXPLAINED_AFTER.match(text, found.end()) or _EXPLAINED_BEFORE.search(
                text, max(0, found.start() - 60), found.start()
            ):
                explained.add(name)
            else:
                uses.setdefault(name, _Use(name, row, role))
    spelled = _initials(text for text, _row, _role in texts)
    for use in uses.values():
        if use.name not in explained and use.name.upper() not in spelled:
            issue = Issue(
                code="unexplained-abbreviation", severity=Severity.INFO, role=use.role, found=use.name
            )
            yield use.row, issue


def _texts(document: ProofDocument) -> Iterator[tuple[str, int | None, Role | None]]:
    for text in (document.title, *document.sections):
        yield text, None, None
    for index, row in enumerate(document.rows):
        for role, text in row.cells.items():
            if role is not Role.NUMBER and role not in row.continued:
                yield text, index, role
    for text in (*document.notes, *document.extras):
        yield text, None, None


@cache
def _known() -> frozenset[str]:
    """Forms of organisations, offices and unions that any reader of official papers knows."""
    return frozenset(Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").split())


def _is_common(name: str) -> bool:
    if len(name) > _LONGEST or name.upper() in _known() or _FORM.fullmatch(name) or _ROMAN.fullmatch(name):
        return True
    grammemes = tags(name.lower())
    return "known" in grammemes  # «СМИ», «МХАТ»; or a word written in capitals


def _is_part_of_name(text: str, found: re.Match[str]) -> bool:
    """In quotes, «ООО «Смарт СТиМ Сити», or in a heading of capitals, which hides abbreviations."""
    if text.rfind("«", 0, found.start()) > text.rfind("»", 0, found.start()):
        return True
    beside = f"{text[max(0, found.start() - 12) : found.start()]} {text[found.end() : found.end() + 12]}"
    return any(len(word) > _LONGEST and word.isupper() for word in _WORD.findall(beside))


def _initials(texts: Iterable[str]) -> str:
    """The initials of all words, and again without the joining ones: what spells a name out, somewhere."""
    lines = []
    for text in texts:
        words = _WORD.findall(text)
        lines.append("".join(word[0] for word in words))
        lines.append("".join(word[0] for word in words if word.lower() not in _JOINING))
    return "\n".join(lines).upper()
