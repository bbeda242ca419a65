"""Cell values as text: numbers as people write them, true dates in words that the date grammar reads."""

import re
from datetime import datetime, timedelta

from lxml import etree

from .names import s

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- a sheet has no time zones
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
PHANTOM_DAY = 60  # Lotus took 1900 for a leap year; earlier serials are one day short
LAST_SERIAL = 2_958_466  # 31 December 9999
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, *range(27, 37), *range(50, 59)), "dd.mm.yyyy"),
    17: "mmmm yyyy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm"),
    22: "dd.mm.yyyy hh:mm",
    9: "0%",
    10: "0.00%",
}
NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General|Standard|Основной', re.I)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
BOOLEANS = {"0": "ЛОЖЬ", "1": "ИСТИНА"}
EXACT_DIGITS = 15


class Formats:
    """The number formats of the cell styles."""

    def __init__(self, root: etree._Element | None, since_1904: bool):
        self._epoch = EPOCH_1904 if since_1904 else EPOCH
        self._codes: list[str] = []
        if root is None:
            return
        own = {element.get("numFmtId"): element.get("formatCode") or "" for element in root.iter(s("numFmt"))}
        for style in root.iterfind(f"{s('cellXfs')}/{s('xf')}"):
            key = style.get("numFmtId") or "0"
            code = own[key] if key in own else BUILT_IN.get(int(key) if key.isdigit() else 0, "")
            self._codes.append(NOT_CODE.sub("", code.split(";")[0]).lower())

    def number(self, raw: str, style: str) -> str:
        code = self._codes[int(style)] if style.isdigit() and int(style) < len(self._codes) else ""
        try:
            amount = float(raw)
        except ValueError:
            return raw
        if re.search("[dmyhs]", code) and 0 <= amount < LAST_SERIAL:
            return self._moment(amount, code)
        if code.endswith("%"):
            return f"{amount * 100:.{EXACT_DIGITS}g}%"
        return plain(amount)

    def _moment(self, serial: float, code: str) -> str:
        if self._epoch is EPOCH and serial < PHANTOM_DAY:
            serial += 1
        moment = self._epoch + timedelta(seconds=round(serial * 86_400))
        return in_words(moment, code)


def in_words(moment: datetime, code: str) -> str:
    """A true date as precise as its format: the first of a month may stand for the whole month."""
    if "y" not in code and "d" not in code:
        return f"{moment:%H:%M}"
    if "d" not in code and "m" in code:
        return f"{MONTHS[moment.month - 1]} {moment.year} года"
    if "d" not in code:
        return f"{moment.year} год"
    time = f" {moment:%H:%M}" if (moment.hour or moment.minute) and "h" in code else ""
    return f"{moment.day:02}.{moment.month:02}.{moment.year:04}{time}"


def plain(amount: float) -> str:
    if abs(amount) < 10**EXACT_DIGITS and amount == int(amount):
        return str(int(amount))
    return f"{amount:.{EXACT_DIGITS}g}"


def unescaped(text: str) -> str:
    """Decode characters that XML cannot hold (_x000B_); those that are no text are left out."""
    return ESCAPED.sub(_character, text.replace("_x000D_\n", "\n")) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    if letter in "\r\v\f":
        return "\n"
    return letter if letter in "\t\n" or letter.isprintable() else ""
