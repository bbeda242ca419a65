"""Time and room beside a date: their numbers are no dates, and the room is where the event is held."""

import re
from collections.abc import Sequence

from .tokens import DateToken
from .words import MONTHS

_ROOMS = frozenset(
    (
        *("каб", "кабинет", "кабинете", "ауд", "аудитория", "аудитории", "комната", "комнате", "ком"),
        *("зал", "зале", "оф", "офис", "офисе", "пом", "помещение", "помещении", "павильон", "павильоне"),
        *("корпус", "корпусе", "корп", "стр", "строение", "дом", "доме", "этаж", "этаже", "стенд", "секция"),
    )
)
_STREETS = frozenset(
    (
        *("ул", "улица", "улице", "проспект", "проспекте", "переулок", "переулке", "наб", "набережная"),
        *("набережной", "площадь", "площади", "шоссе", "бульвар", "бульваре", "проезд", "проезде"),
    )
)
_DOTTED_ROOMS = frozenset(("к", "д"))  # «к. 210», «д. 14»: without the stop «к 9 мая»
_DOTTED_STREETS = frozenset(("пр", "пер", "пл", "б"))
_SIGNS = frozenset((".", "№", "-", "т"))  # «пр-т», «зал № 2»
_ADDRESS = 10  # tokens; no street has a longer name

_HALL = re.compile(
    r"(?<!\w)(?:(?:каб|ауд|оф|пом|ком|корп|стр|ул|пер|наб|пл|[кд])\.|пр(?:-т|осп)?\.|пр-т|б-р)"
    r"|(?<!\w)(?:кабинет|аудитори|(?:[\w-]+-)?зал(?!\w)|зале(?!\w)|комнат|офис|помещени|павильон|корпус|этаж|фойе"
    r"|холл|переговорн|улиц|проспект|переул|набережн|площад|шоссе|бульвар|здани|стенд)",
    re.IGNORECASE,
)
_HOUR = r"(?:\s?(?:час(?:а|ов)?|ч)(?![а-я])\.?)"
_CLOCK = rf"\d{{1,2}}(?:\s?[:.-]\s?\d{{2}}(?!\d){_HOUR}?|{_HOUR})(?:\s?\d{{1,2}}\s?мин\w*\.?)?"
_TIME = re.compile(
    r"(?<![\w.])(?:(?:ежедневно|начало|время|нач\.|регистрация)\s*[:–—-]?\s*)*(?:(?:в|с|к|до|по|на)\s+)?"
    rf"{_CLOCK}(?:\s*(?:[-–—]|до|по)\s*{_CLOCK})?"
    r"(?:\s*\(?(?:мск|по\s+(?:московскому|местному)\s+времени|(?:московское|местное)\s+время)\)?)?",
    re.IGNORECASE,
)
_EDGES = " \t\r\n\u00a0.,;:-–—"


def mark_rooms(tokens: Sequence[DateToken]) -> list[DateToken]:
    """Numbers of rooms, floors and houses as tokens of the kind «room»."""
    marked = list(tokens)
    street = -1  # where the address under way begins
    for at, token in enumerate(tokens):
        if marked[at].kind == "room":
            continue
        if _is_street(tokens, at):
            street = at
        elif token.text in (";", "(", ")") or token.kind in ("date", "iso", "time") or at - street > _ADDRESS:
            street = -1
        if token.kind != "number":
            continue
        before = _word_before(tokens, at)
        is_named = street >= 0 and before == street  # «ул. 25 Сентября»
        if is_named and _text(tokens, at + 1) in MONTHS:
            marked[at] = token._replace(kind="room")
            marked[at + 1] = tokens[at + 1]._replace(kind="room")
        elif not _leads_to_month(tokens, at) and (
            street >= 0 or _text(tokens, at + 1).startswith("этаж") or _is_room(tokens, before)
        ):
            marked[at] = token._replace(kind="room")
            street = -1 if not is_named else street  # the house ends the address
            if _kind(tokens, at + 1) == "word" and tokens[at + 1].start == token.end:  # «д. 14а»
                marked[at + 1] = tokens[at + 1]._replace(kind="room")
            elif _text(tokens, at + 1) == "/" and _kind(tokens, at + 2) == "number":  # «д. 14/2»
                marked[at + 2] = tokens[at + 2]._replace(kind="room")
    return marked


def _word_before(tokens: Sequence[DateToken], at: int) -> int:
    at -= 1
    while at > 0 and tokens[at].text in _SIGNS:
        at -= 1
    return at


def _leads_to_month(tokens: Sequence[DateToken], at: int) -> bool:
    """«12 и 13 мая»: days, whatever stands before them. A comma may part a house from a day."""
    while at < len(tokens) and (tokens[at].kind == "number" or tokens[at].text in ("-", "и")):
        at += 1
    return _text(tokens, at) in MONTHS


def _text(tokens: Sequence[DateToken], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _kind(tokens: Sequence[DateToken], at: int) -> str:
    return tokens[at].kind if at < len(tokens) else ""


def _is_room(tokens: Sequence[DateToken], at: int) -> bool:
    if at < 0:
        return False
    return tokens[at].text in _ROOMS or (tokens[at].text in _DOTTED_ROOMS and _is_dotted(tokens, at))


def _is_street(tokens: Sequence[DateToken], at: int) -> bool:
    if tokens[at].text in _STREETS:
        return True
    return tokens[at].text in _DOTTED_STREETS and _text(tokens, at + 1) in (".", "-")


def _is_dotted(tokens: Sequence[DateToken], at: int) -> bool:
    return _text(tokens, at + 1) == "."


def without_time(note: str) -> str:
    """«14.00–16.00, актовый зал» → «актовый зал»."""
    left = (part.strip(_EDGES) for part in re.split(r"[,;\n]", _TIME.sub(",", note)))
    return ", ".join(part for part in left if part)


def names_room(note: str) -> bool:
    """Whether it says in which room, hall or street."""
    return _HALL.search(note) is not None
