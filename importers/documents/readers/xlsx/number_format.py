"""Number formats of Excel: which text a number has by the code of its format.

No kept library does this: the two on the registry are single first releases that know no Russian. Formats
that only decorate a number or scale it are read, and those of dates; `None` where a code is none of these.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | (?P<space>[_*].)
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<condition>(?:<=|>=|<>|<|>|=)-?\d+(?:\.\d+)?)\]
    | \[(?P<colour>[^\]]*)\]
    | (?P<general>General|Standard|Основной)
    | (?P<noon>AM/PM|A/P)
    | (?P<exponent>E[+-])
    | (?P<moment>d+|m+|y+|h+|s+)
    | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@)
    | (?P<literal>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_TEXTS = ("quoted", "escaped", "currency", "literal")
_THOUSANDS = "\u00a0"  # as Russian Excel parts them
_EXACT = 15  # digits


class Token(NamedTuple):
    kind: str
    text: str


class Section(NamedTuple):
    tokens: tuple[Token, ...]
    condition: str  # «>=1000», or ""

    @property
    def is_moment(self) -> bool:
        return any(token.kind in ("moment", "elapsed") for token in self.tokens)

    @property
    def is_number(self) -> bool:
        """Whether it is all understood, and shows the number."""
        kinds = {token.kind for token in self.tokens}
        if kinds & {"exponent", "moment", "elapsed", "noon"}:
            return False
        if "digit" in kinds:
            return not any(token == ("literal", "/") for token in self.tokens)  # a fraction
        return bool(kinds & {"general", "text", *_TEXTS})


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """For positive numbers, negative ones, zero and texts, as far as the code has them."""
    found: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if (kind, match[0]) == ("literal", ";"):
            found.append([])
        else:
            found[-1].append(
                Token(kind, match[kind].lower() if kind in ("moment", "elapsed") else match[kind])
            )
    return tuple(
        Section(
            tuple(token for token in tokens if token.kind not in ("space", "colour", "condition")),
            next((token.text for token in tokens if token.kind == "condition"), ""),
        )
        for tokens in found
    )


def section_of(code: str, amount: float) -> tuple[Section, float]:
    """The section that shows this number, and the number as it shows it: a negative one of a section of its
    own has its minus there."""
    found = sections(code)[:3]
    if any(section.condition for section in found):
        for section in found:
            if not section.condition or _holds(section.condition, amount):
                return section, amount
        return found[-1], amount
    if amount < 0 and len(found) > 1:
        return found[1], -amount
    return (found[2], amount) if amount == 0 and len(found) > 2 else (found[0], amount)


def _holds(condition: str, amount: float) -> bool:
    sign = condition.rstrip("0123456789.-")
    difference = amount - float(condition.removeprefix(sign))
    return {
        "<": difference < 0,
        ">": difference > 0,
        "=": difference == 0,
        "<=": difference <= 0,
        ">=": difference >= 0,
        "<>": difference != 0,
    }[sign]


def show(section: Section, amount: float) -> tuple[str, bool] | None:
    """The text of a number, and whether it was rounded; None where the section is not understood."""
    if not section.is_number:
        return None
    tokens = section.tokens
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not digits:
        text = "".join(plain(amount) if token.kind in ("general", "text") else token.text for token in tokens)
        return text.strip(), False
    point = next((at for at, token in enumerate(tokens) if token.kind == "point" and at > digits[0]), -1)
    whole = [at for at in digits if point < 0 or at < point]
    part = [at for at in digits if 0 <= point < at]
    scale = 1000 ** (_commas_after(tokens, digits[-1]) + (_commas_after(tokens, whole[-1]) if part else 0))
    grouped = any(token.kind == "comma" for token in tokens[whole[0] : whole[-1]])
    exact = Decimal(f"{amount:.{_EXACT}g}") * 100 ** sum(token.kind == "percent" for token in tokens) / scale
    rounded = exact.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    ahead, _, behind = f"{abs(rounded):f}".partition(".")
    shown = _whole(tokens, whole, ahead.lstrip("0"), grouped) | _part(tokens, part, behind)
    text = "".join(
        shown.get(at, "")
        if token.kind == "digit"
        else ("," if any(shown.get(one) for one in part) else "")
        if at == point
        else "%"
        if token.kind == "percent"
        else token.text
        if token.kind in _TEXTS
        else ""
        for at, token in enumerate(tokens)
    )
    return ("-" if rounded < 0 else "") + text.strip(), rounded != exact


def _commas_after(tokens: Sequence[Token], at: int) -> int:
    count = 0
    while at + 1 + count < len(tokens) and tokens[at + 1 + count].kind == "comma":
        count += 1
    return count


def _whole(tokens: Sequence[Token], places: Sequence[int], digits: str, grouped: bool) -> dict[int, str]:
    """From the right, a digit a place; what is left over stands at the first place."""
    shown: dict[int, str] = {}
    left, done = digits, 0
    for at in reversed(places):
        digit = left[-1:] or ("0" if tokens[at].text == "0" else "")
        left = left[:-1]
        if at == places[0]:
            digit = left + digit
        shown[at] = "".join(
            sign
            + (
                _THOUSANDS
                if grouped and (behind := done + len(digit) - 1 - index) and behind % 3 == 0
                else ""
            )
            for index, sign in enumerate(digit)
        )
        done += len(digit)
    return shown


def _part(tokens: Sequence[Token], places: Sequence[int], digits: str) -> dict[int, str]:
    optional = len(places)
    while optional and tokens[places[optional - 1]].text != "0" and digits[optional - 1] == "0":
        optional -= 1
    return dict(zip(places[:optional], digits, strict=False))


def plain(amount: float) -> str:
    if abs(amount) < 10**_EXACT and amount == int(amount):
        return str(int(amount))
    return f"{amount:.{_EXACT}g}"
