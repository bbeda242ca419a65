"""True dates of a workbook in words: no less than their format shows, and in an order that reads one way."""

import re
from datetime import datetime, timedelta

from openpyxl.utils.datetime import WINDOWS_EPOCH

from .number_format import Section, Token

PHANTOM_DAY = 60  # Lotus took 1900 for a leap year; earlier serials are one day short
LAST_SERIAL = 2_958_466  # 31 December 9999
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
GENITIVES = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_TEXTS = ("quoted", "escaped", "currency", "literal", "point", "comma")
_SEPARATOR = re.compile(r"[\s./,–—-]*")


def moment_of(serial: float, epoch: datetime) -> datetime:
    if epoch is WINDOWS_EPOCH and serial < PHANTOM_DAY:
        serial += 1
    return epoch + timedelta(seconds=round(serial * 86_400))


def show_moment(section: Section, serial: float, epoch: datetime) -> str:
    """«15.03.2024», «15 марта 2024 г.», «март 2024 года»: a month in words where the format has it in words,
    always with its year. 3/4/2024 would read both ways, so that numbers stand as day, month, year."""
    tokens = _with_minutes(section.tokens)
    kinds = {token.kind for token in tokens}
    if "elapsed" in kinds:
        minutes = round(serial * 1440)
        return f"{minutes // 60}:{minutes % 60:02}"
    moment = moment_of(serial, epoch)
    if not kinds & {"d", "m", "y"}:
        return f"{moment:%H:%M}"
    if "d" not in kinds:
        return f"{MONTHS[moment.month - 1]} {moment.year} года" if "m" in kinds else f"{moment.year} год"
    return _day(tokens, kinds, moment)


def numeric(moment: datetime) -> str:
    time = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    return f"{moment.day:02}.{moment.month:02}.{moment.year:04}{time}"


def _day(tokens: list[Token], kinds: set[str], moment: datetime) -> str:
    in_words = any(token.kind == "m" and len(token.text) > 2 for token in tokens)
    timed = bool(moment.hour or moment.minute)
    dated = [at for at, token in enumerate(tokens) if token.kind in ("d", "m", "y")]
    parts: list[str] = []
    for at, token in enumerate(tokens):
        kind = token.kind
        if kind == "weekday":
            parts.append(WEEKDAYS[moment.weekday()])
        elif kind in ("h", "minute", "s"):
            if timed and kind != "s":
                parts.append(f"{moment:%H}" if kind == "h" else f"{moment:%M}")
        elif kind in ("d", "m", "y"):
            if in_words:
                parts.append(_in_words(token, moment, with_year="y" not in kinds))
            elif at == dated[0]:
                parts.append(f"{moment.day:02}.{moment.month:02}.{moment.year:04}")
        elif token.kind in _TEXTS and not _is_between(tokens, at, dated, in_words, timed):
            parts.append(token.text)
    return "".join(parts).strip()


def _in_words(token: Token, moment: datetime, *, with_year: bool) -> str:
    if token.kind == "d":
        return f"{moment.day:0{len(token.text)}}"
    if token.kind == "y":
        return f"{moment.year:04}"
    month = GENITIVES[moment.month - 1]
    return f"{month} {moment.year:04}" if with_year else month


def _is_between(tokens: list[Token], at: int, dated: list[int], in_words: bool, timed: bool) -> bool:
    """A separator of figures that stand otherwise, or beside a time of day that is not told."""
    token = tokens[at]
    if dated[0] < at < dated[-1]:
        return not in_words and _SEPARATOR.fullmatch(token.text) is not None
    clock = [index for index, one in enumerate(tokens) if one.kind in ("h", "minute", "s")]
    if not clock:
        return token.text == ";"
    seconds = [index for index in clock if tokens[index].kind == "s"]
    if seconds and at == seconds[0] - 1:
        return True
    return not timed and max(dated) < at < max(clock)


def _with_minutes(tokens: tuple[Token, ...]) -> list[Token]:
    """`mm` beside hours or seconds are minutes; any weekday is no day of a month."""
    named: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind != "moment":
            named.append(token)
            continue
        kind = token.text[0]
        before = next((one.text[0] for one in reversed(tokens[:at]) if one.kind in ("moment", "elapsed")), "")
        after = next((one.text[0] for one in tokens[at + 1 :] if one.kind == "moment"), "")
        if kind == "m" and (before == "h" or after == "s"):
            kind = "minute"
        elif kind == "d" and len(token.text) > 2:
            kind = "weekday"
        named.append(Token(kind, token.text))
    return named
