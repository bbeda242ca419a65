"""Makes texts fit to print: drops characters no file may hold, sets no-break spaces."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = "\r\x0b\x0c"  # Word's line break and page break arrive as these when text is pasted

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
# The pattern begins with the space itself, so that the search runs from space to space.
_BOUND_SPACE = re.compile(
    " (?:"
    r"(?<=\d )(?<![-–—]\d )(?<![-–—]\d\d )(?=(?:" + _MONTHS + r")\b)"  # 12 февраля
    r"|(?<=\bг\. )(?=[А-ЯЁ])"  # г. Смоленск
    r"|(?<=№ )(?=\d)"  # № 27
    r"|(?<=\b[А-ЯЁ]\. )(?=[А-ЯЁ](?:[а-яё]|\.))"  # В.Н. Анохин, В. Н. Анохин
    r"|(?<=[а-яё] )(?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.(?![ \u00a0]?[А-ЯЁ][а-яё]))"  # Анохин В.Н.
    ")"
)
_BOUND_RANGE = re.compile("\u00a0(?:(?<=[-–—]\\d\u00a0)|(?<=[-–—]\\d\\d\u00a0))(?=(?:" + _MONTHS + r")\b)")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def clean(text: str) -> str:
    """The text without characters XML and spreadsheets refuse.

    Line ends of every kind become "\\n", other control characters go, and half a surrogate pair or a
    non-character is shown as U+FFFD, so that a person sees that something was there.
    """
    if not _UNPRINTABLE.search(text):
        return text
    return _UNPRINTABLE.sub(_replacement, text.replace("\r\n", "\n"))


def _replacement(match: re.Match[str]) -> str:
    character = match[0]
    if character in _LINE_ENDS:
        return "\n"
    return "" if character < " " else "\N{REPLACEMENT CHARACTER}"


def bind(text: str) -> str:
    """The text with no-break spaces as the offices set them: «12 февраля», «г. Смоленск», «№ 27», initials.

    A range of days is loose («26-28 сентября»), even where the source bound it: wider than the column of
    dates, it would be broken inside the name of the month.
    """
    return _BOUND_SPACE.sub(_NO_BREAK, _BOUND_RANGE.sub(" ", text))
