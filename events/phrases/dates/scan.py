"""Scans the text of a cell once: spans of dates, habits, and the rest as notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .grammar import Grammar
from .habits import Habit, habit
from .model import Recurrence
from .numerals import is_roman
from .points import DateSpan, Point
from .rooms import mark_rooms
from .tokens import DateToken, tokenise
from .words import MONTHS, UNITS, WEEKDAYS, is_like_month

_SILENT = frozenset(
    (
        *(
            "в",
            "во",
            "на",
            "за",
            "период",
            "периоде",
            "течение",
            "течении",
            "всего",
            "весь",
            "и",
            "а",
            "также",
        ),
        *("дата", "даты", "срок", "сроки", "время", "проведения", "мероприятия", "месяц", "года", "год"),
    )
)
# words that may stand beside any date without making it a sentence
_USUAL = frozenset(
    (
        *(*WEEKDAYS, "планируется", "около", "начало"),
        *("ориентировочно", "предварительно", "предположительно", "примерно", "приблизительно"),
        *("перенесен", "перенесена", "перенесено", "перенесены"),
    )
)
_STAGES = ("этап", "тур", "смен", "поток", "групп", "част", "отделени", "заезд", "сери")
_HOURS = frozenset(("час", "часа", "часов", "ч", "мск"))
_MINUTES = frozenset(("мин", "минут", "минута", "минуты"))
_BEFORE_TIME = frozenset(("в", "с", "до", "к", "по", "начало"))
_DAYS = frozenset(("день", "дня", "дней", "дн", "сутки", "суток"))  # «3 дня в мае»
_JOINTS = frozenset(("-", "по", "до"))
_SHIFTS = frozenset(("через", "спустя", "накануне", "перед"))  # «через неделю после 9 мая»


@dataclass(slots=True)
class Note:
    """Text beside the dates, as offsets into the cell."""

    start: int
    end: int
    words: int = 0  # unusual ones
    parted: bool = False  # by a sign or a new line from what stands before it


@dataclass(slots=True)
class Scan:
    """The contents of a text before years are known."""

    spans: list[DateSpan] = field(default_factory=list)
    point: Point | None = None  # «в течение года»
    habits: int = 0
    recurrence: Recurrence = Recurrence.NONE
    left_open: list[Note] = field(default_factory=list)  # «дата уточняется»
    notes: list[Note] = field(default_factory=list)
    start: int = -1  # offsets of what was read as dates
    end: int = -1

    @property
    def silent(self) -> bool:
        return not self.spans and not self.habits

    @property
    def only_recurs(self) -> bool:
        return bool(self.recurrence) and not self.spans and not self.notes and not self.left_open

    def texts(self, source: str, *, with_left_open: bool) -> list[str]:
        """The notes in their order."""
        notes = [*self.notes, *self.left_open] if with_left_open else self.notes
        return [source[note.start : note.end] for note in sorted(notes, key=lambda note: note.start)]

    def took(self, first: DateToken, last: DateToken) -> None:
        self.start = first.start if self.start < 0 else self.start
        self.end = last.end

    def heard(self, meant: Habit, first: DateToken, last: DateToken) -> None:
        self.habits += 1
        self.point = self.point or meant.point
        self.recurrence = self.recurrence or meant.recurrence
        if meant.to_be_specified:
            self.left_open.append(Note(first.start, last.end))
        else:
            self.took(first, last)


def scan(text: str, this_year: int | None) -> Scan | None:
    """None when a number or a month is left unread: part of a date would be lost."""
    folded = tokenise(text)
    tokens = mark_rooms(mark_times(folded.tokens))
    grammar = Grammar(tokens, this_year)
    found = Scan()
    at = 0
    in_note = False  # nothing was read as dates since the last note began
    while at < len(tokens):
        token = tokens[at]
        timed = token.kind in ("time", "room") or (
            token.text in _BEFORE_TIME and _kind(tokens, at + 1) == "time"
        )
        if not timed:
            spans = grammar.spans(at)
            if spans is not None:
                found.spans += spans[0]
                found.took(token, tokens[spans[1] - 1])
                at, in_note = spans[1], False
                continue
            meant = habit(folded.text, token.at)
            if meant is not None:
                last = at
                while last + 1 < len(tokens) and tokens[last + 1].at < meant.end:
                    last += 1
                found.heard(meant, token, tokens[last])
                at, in_note = last + 1, False
                continue
            if _lost(tokens, at):
                return None
        if timed or not (token.kind == "sign" or token.text in _SILENT):
            counts = token.kind == "word" and not timed and len(token.text) > 1 and token.text not in _USUAL
            if in_note:
                found.notes[-1].end = token.end
                found.notes[-1].words += counts
            else:
                before = text[tokens[at - 1].end : token.start] if at else ""
                parted = "\n" in before or (at > 0 and tokens[at - 1].kind == "sign")
                found.notes.append(Note(token.start, token.end, int(counts), parted))
            in_note = True
        at += 1
    return found


def _lost(tokens: Sequence[DateToken], at: int) -> bool:
    """A number or a month that no rule took, unless it is the number of a stage or of a list's item."""
    token = tokens[at]
    if is_roman(token.text) and (at + 2 < len(tokens)):
        sign, behind = tokens[at + 1].text, tokens[at + 2]
        return (sign == "." and behind.kind == "number") or (sign == "-" and is_roman(behind.text))
    if token.kind == "number":
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        is_numbered = at > 0 and tokens[at - 1].text == "№"
        return not (after.startswith(_STAGES) or _lasts(tokens, at) or after == ")" or is_numbered)
    return (
        token.kind in ("iso", "date", "month_year", "day_month")
        or token.text in MONTHS
        or is_like_month(token.text)
        or token.text in _SHIFTS
        or UNITS.get(token.text) in ("quarter", "half_year", "пол", "decade")
    )


def _lasts(tokens: Sequence[DateToken], at: int) -> bool:
    """«апрель, 2 дня»; «за 3 дня до 9 мая» says when."""
    words = [tokens[near].text if 0 <= near < len(tokens) else "" for near in (at - 1, at + 1, at + 2)]
    return words[1] in _DAYS and words[0] != "за" and words[2] not in ("до", "после", "перед")


def mark_times(tokens: Sequence[DateToken]) -> list[DateToken]:
    """«10.10» is a time where no date can stand: after the year of a date, or before «часов»."""
    marked = list(tokens)
    years = [at for at, token in enumerate(tokens) if _names_year(token)]
    for at, token in enumerate(tokens):
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if token.kind == "day_month" and "/" not in token.text:
            hour, minute = map(int, token.text.split("."))
            if hour > 23 or minute > 59:
                continue
            joined = at > 0 and marked[at - 1].text in _JOINTS and _kind(marked, at - 2) != "time"
            closed = bool(years) and years[0] < at > years[-1] and not joined
            if not 1 <= minute <= 12 or hour == 0 or closed or after in _HOURS:
                marked[at] = token._replace(kind="time")
        elif token.kind == "number" and (after in _HOURS or token.text == "00") and _is_hyphened(tokens, at):
            marked[at] = token._replace(kind="time")  # «в 10-00», «14-30 час.»
            marked[at - 2] = marked[at - 2]._replace(kind="time")
        elif (token.kind == "number" and after in _HOURS | _MINUTES) or (
            token.text in _HOURS | _MINUTES and _kind(marked, at - 1) == "time"
        ):
            marked[at] = token._replace(kind="time")  # «14 ч. 30 мин.»
    return marked


def _is_hyphened(tokens: Sequence[DateToken], at: int) -> bool:
    """Whether it is the second of two numbers."""
    return at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].kind == "number"


def _names_year(token: DateToken) -> bool:
    return token.kind in ("iso", "date", "month_year") or (token.kind == "number" and len(token.text) == 4)


def _kind(tokens: Sequence[DateToken], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""
