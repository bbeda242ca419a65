"""What stands below the tables: closing notes, apart from signatures and names of clerks."""

import re
from collections.abc import Sequence

from .sections import goes_on

_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)\s*$")
_CLERK = re.compile(
    r"\s*(?:исп(?:олнител\w+|олнил\w*)?\b|тел\b|согласован|утвержд|подпис|м\.\s?п\.|e-?mail|\+?\d[\d\s()-]{5,}$|_{3,})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\bтел(?:ефон)?\b|\b\d{2,3}-\d{2}-\d{2}\b|_{3,}|\S@\S", re.IGNORECASE)
_LINE_TO_SIGN_ON = re.compile(r"_{3,}")
_POST = re.compile(
    r"\s*(?:(?:первый|временно)\s+)?(?:заместитель|министр|начальник|руководитель|директор|председатель|глава|"
    r"губернатор|исполняющ|врио|и\.\s?о\.|управляющ|консультант|(?:главный|ведущий)\s+специалист|советник)",
    re.IGNORECASE,
)

_SENTENCE = 5  # words; shorter lines without a full stop are marks, page numbers, dates of signing
_SIGNATURE = 9  # words; a longer line that ends with a name is a sentence


def split_ending(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Closing notes and the rest, from the paragraphs below the last table.

    A sentence may run over paragraphs. From the first line of a signature on, nothing is a note.
    """
    notes: list[str] = []
    for index, text in enumerate(paragraphs):
        if signs(text, paragraphs[index + 1 :]):
            return notes, list(paragraphs[index:])
        if notes and (goes_on(text) or notes[-1].endswith((",", ":", ";"))):
            notes[-1] = f"{notes[-1]}\n{text}"
        elif len(text.split()) >= _SENTENCE or text.rstrip().endswith((".", ";", ":")):
            notes.append(text)
        else:
            return notes, list(paragraphs[index:])
    return notes, []


def signs(text: str, following: Sequence[str]) -> bool:
    if _CLERK.match(text) or _PHONE.search(text):
        return True
    if following and _LINE_TO_SIGN_ON.search(following[0]) and not text.rstrip().endswith("."):
        return True
    names_somebody = any(_INITIALS.search(line) for line in text.splitlines())
    if _POST.match(text):
        return names_somebody or any(
            _INITIALS.search(line) for other in following[:3] for line in other.splitlines()
        )
    return names_somebody and len(text.split()) < _SIGNATURE
