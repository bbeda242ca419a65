"""Cell values as text: as Excel shows them, true dates in words that the date grammar reads."""

import re
from datetime import datetime
from typing import NamedTuple

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from ..xmlstream import number
from .moments import LAST_SERIAL, numeric, show_moment
from .names import s
from .number_format import plain, section_of, show

_BUILT_IN = {
    # Sums of money are in the currency of whoever opens the file: their numbers stand without it.
    **{number: code for number, code in BUILTIN_FORMATS.items() if "$" not in code},
    # Days and times as Russian Excel shows them, whatever order the code names.
    **dict.fromkeys((14, 15, 16, *range(27, 37), *range(50, 59)), "dd.mm.yyyy"),
    17: "mmmm yyyy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm"),
    22: "dd.mm.yyyy hh:mm",
}
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
BOOLEANS = {"0": "ЛОЖЬ", "1": "ИСТИНА"}


class Shown(NamedTuple):
    """`code`: the issue about it, or ""; `detail` is what that issue is about."""

    text: str
    code: str = ""
    detail: str = ""


class Formats:
    """The number formats of the cell styles."""

    def __init__(self, root: etree._Element | None, since_1904: bool):
        self._epoch = MAC_EPOCH if since_1904 else WINDOWS_EPOCH
        self._codes: list[str] = []
        if root is None:
            return
        own = {element.get("numFmtId"): element.get("formatCode") or "" for element in root.iter(s("numFmt"))}
        for style in root.iterfind(f"{s('cellXfs')}/{s('xf')}"):
            key = style.get("numFmtId") or "0"
            self._codes.append(own[key] if key in own else _BUILT_IN.get(number(key), ""))

    def number(self, raw: str, style: str) -> Shown:
        at = number(style, -1)
        code = self._codes[at] if 0 <= at < len(self._codes) else ""
        try:
            amount = float(raw)
        except ValueError:
            return Shown(raw)
        if not code:
            return Shown(plain(amount))
        section, counted = section_of(code, amount)
        if section.is_moment and 0 <= amount < LAST_SERIAL:
            return Shown(show_moment(section, amount, self._epoch))
        shown = show(section, counted)
        if shown is None:
            return Shown(plain(amount), "number-format-unread", code)
        text, is_rounded = shown
        return Shown(text, "rounded-number", plain(amount)) if is_rounded else Shown(text)


def of_iso(raw: str) -> str:
    """A date that the file stores as text of ISO 8601."""
    try:
        return numeric(datetime.fromisoformat(raw.removesuffix("Z")))
    except ValueError:
        return raw


def unescaped(text: str) -> str:
    """Decode characters that XML cannot hold (_x000B_); those that are no text are left out."""
    return ESCAPED.sub(_character, text.replace("_x000D_\n", "\n")) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    if letter in "\r\v\f":
        return "\n"
    return letter if letter in "\t\n" or letter.isprintable() else ""
