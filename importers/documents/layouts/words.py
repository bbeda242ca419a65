"""Finds keywords in headings and titles, however they are cased, hyphenated or broken over lines."""

import re
from functools import lru_cache

from agreements.names.folding import fold

# A narrow column leaves hyphens in its heading («Наименова-ние», «научно- техническом») or breaks a word with
# a bare line break. Which of them are real is unknown, so each way of reading is tried.
_HYPHEN = re.compile(r"(?<=\w)[-‐‑\u00ad]\s*(?=\w)")
_BREAK = re.compile(r"(?<=\w)[-‐‑\u00ad]?[^\S\n]*\n\s*(?=\w)")
_SPACED_OUT = re.compile(r"(?<!\w)(?:п л а н|о т ч е т)(?!\w)")


def readings(text: str) -> tuple[str, ...]:
    """The folded text as it stands, with its hyphens closed up, and with its line breaks closed up."""
    found = [fold(text)]
    if _HYPHEN.search(text):
        found.append(fold(_HYPHEN.sub("", text)))
    if "\n" in text:
        found.append(fold(_BREAK.sub("", text)))
    return tuple(dict.fromkeys(found))


def fold_title(text: str) -> str:
    """Folded, with a spaced-out opening word closed up («О Т Ч Е Т»)."""
    return _SPACED_OUT.sub(lambda spaced: spaced[0].replace(" ", ""), fold(text))


@lru_cache(maxsize=1024)
def words(*phrases: str) -> re.Pattern[str]:
    """A pattern for phrases of folded words: a final * is any ending, a leading ^ the very start."""
    return re.compile("|".join(_phrase(phrase) for phrase in phrases))


def _phrase(phrase: str) -> str:
    start = r"\W*" if phrase.startswith("^") else r"(?<!\w)"
    anchor = r"\A" if phrase.startswith("^") else ""
    body = r"\W+".join(
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
        for word in phrase.removeprefix("^").split()
    )
    return rf"{anchor}{start}{body}(?!\w)"


def earliest(pattern: re.Pattern[str], texts: tuple[str, ...]) -> tuple[int, int] | None:
    """(start, -length) of the first match in any of the texts, so that the smallest is the best."""
    spans = [(match.start(), match.start() - match.end()) for match in map(pattern.search, texts) if match]
    return min(spans, default=None)
