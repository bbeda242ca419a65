"""Mistakes of people who type: each spoils one cell of a row, and says which value it touches."""

import random
import re
from collections.abc import Callable

Spoilt = tuple[str, str] | None  # the cell, the field it touches ("" for none); None where it cannot be made


def _letter_lost(text: str, chance: random.Random) -> Spoilt:
    words = list(re.finditer(r"[а-яё]{6,}", text))
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 2)
    return text[:at] + text[at + 1 :], ""


def partner_letter(text: str, chance: random.Random) -> Spoilt:
    spoilt = _letter_lost(text, chance)
    return spoilt and (spoilt[0], "partners")


def month_letter(text: str, chance: random.Random) -> Spoilt:
    spoilt = _letter_lost(text, chance)
    return spoilt and (spoilt[0], "dates")


def no_such_day(text: str, chance: random.Random) -> Spoilt:
    match = re.match(r"(\d{1,2}) (апреля|июня|сентября|ноября|февраля)", text)
    return match and (f"31{text[match.end(1) :]}", "dates")


def year_before(text: str, chance: random.Random) -> Spoilt:
    match = re.search(r"\d{4}", text)
    return match and (f"{text[: match.start()]}{int(match[0]) - 1}{text[match.end() :]}", "dates")


def nothing(text: str, chance: random.Random) -> Spoilt:
    return ("", "dates") if text else None


def quote_open(text: str, chance: random.Random) -> Spoilt:
    return (text.replace("»", "", 1), "") if "»" in text else None


def spaces(text: str, chance: random.Random) -> Spoilt:
    at = text.find(" ")
    return (f"{text[:at]}  {text[at:]}", "") if at > 0 else None


def latin_letter(text: str, chance: random.Random) -> Spoilt:
    at = text.find("о")
    return (f"{text[:at]}o{text[at + 1 :]}", "") if at > 0 else None


# role of the cell → what may happen to it
TYPOS: dict[str, tuple[Callable[[str, random.Random], Spoilt], ...]] = {
    "partner": (partner_letter,),
    "dates": (month_letter, no_such_day, year_before, nothing),
    "title": (quote_open, spaces, latin_letter),
}


def spoil(cells: dict[str, str], chance: random.Random) -> tuple[dict[str, str], str, str]:
    """The cells with one mistake in them, its name and the field it touches; "" where none could be made."""
    role = chance.choice([role for role in TYPOS if role in cells])
    typo = chance.choice(TYPOS[role])
    spoilt = typo(cells[role], chance)
    if spoilt is None:
        return cells, "", ""
    return {**cells, role: spoilt[0]}, typo.__name__, spoilt[1]


def heading(text: str, chance: random.Random) -> str:
    spoilt = _letter_lost(text, chance)
    return spoilt[0] if spoilt else text
