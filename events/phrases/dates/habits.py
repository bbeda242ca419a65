"""Phrases that say how often, what is still open, or that the whole period is meant: closed patterns."""

import re
from dataclasses import replace
from typing import NamedTuple

from events.vocabulary import Precision

from .model import Recurrence
from .points import Point, months
from .words import WEEKDAYS

# The patterns see folded tokens with one space between them, signs included: «вторник , среда».
_WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
_WEEKDAYS = rf"{_WEEKDAY}(?: (?:,|и) {_WEEKDAY})*"
_NTH = r"(?:[1-4]|(?:перв|втор|трет|четверт|последн)[а-я]{1,4})"
_EACH = r"кажд[а-я]{2,3}"
_COUNT = r"(?:[0-9]{1,2}(?: - [0-9]{1,2})?|один|одного|два|три|четыре|двух|трех|нескольк[а-я]{1,3})"
_TIMES = rf"(?:не (?:реже|менее|чаще) )?(?:чем )?(?:{_COUNT} )?раза? в"
_RECURRENCES = {
    Recurrence.MONTHLY: (
        rf"ежемесячн[а-я]{{1,2}}|{_EACH} месяц[а-я]?|{_TIMES} месяц"
        rf"|(?:{_EACH} )?{_NTH} {_WEEKDAY} (?:{_EACH} )?месяца|{_EACH} {_NTH} {_WEEKDAY}"
        rf"|(?:до|к|по) [0-9]{{1,2}} числ[а-я]{{1,2}}(?: {_EACH} месяца)?"
        rf"|[0-9]{{1,2}} числ[а-я]{{1,2}} {_EACH} месяца"
    ),
    Recurrence.WEEKLY: (
        rf"еженедельн[а-я]{{1,2}}|{_EACH} {_WEEKDAYS}(?: месяца)?|{_EACH} недел[а-я]|{_TIMES} неделю"
        rf"|по {_WEEKDAYS}|(?:по|{_EACH}) выходн[а-я]{{1,3}}(?: дн[а-я]{{1,2}})?"
    ),
    Recurrence.DAILY: (
        rf"ежедневн[а-я]{{1,2}}|{_EACH} день|{_TIMES} день|по (?:рабочим дням|будним дням|будням)"
    ),
    Recurrence.QUARTERLY: rf"ежеквартальн[а-я]{{1,2}}|{_EACH} квартал[а-я]?|{_TIMES} квартал",
    Recurrence.YEARLY: rf"ежегодн[а-я]{{1,2}}|{_EACH} год[а-я]?|{_TIMES} год",
}
_DURING = r"(?:в течени[еи]|на протяжении)"
_WHICH = (
    r"(?:(?:отчетн|планов|указанн|данн|соответствующ|текущ|рассматриваем|календарн)"
    r"(?:ый|ого|ом|ую|ей|ое|ая|его|ем|ий) )"
)
_WHOLE = rf"(?:(?:{_DURING}|за|в) (?:всего |весь |полного )?{_WHICH}?|(?:весь|всего) {_WHICH}?|{_WHICH})"
_PERIOD = rf"{_WHOLE}(?:период[а-я]?|квартал[ае]?|полугоди[еия]|месяц[ае]?|недел[июя])"
_PLAN = r"(?:график|план|расписани|программ|заявк|запрос|приглашени|обращени)[а-я]{1,3}"
_ANYTIME = (
    r"постоянно|на постоянной основе|на (?:систематической|регулярной) основе|систематически|регулярно"
    rf"|в рабочем порядке|(?:по|согласно|в соответствии с)(?: [а-я]{{4,}}(?:ым|ому|ой|ом))? {_PLAN}"
    r"|(?:по|при) необходимости|по мере [а-я]{4,}(?: [а-я]+){0,4}"
    rf"|{_TIMES} полугодие"
)
_MATTER = (
    r"(?:точн[а-я]{2} )?(?:дат[аы]|срок[иа]?|время|период|информация)(?: и (?:время|место))?"
    r"(?: проведени[а-я])?(?: мероприяти[а-я])?"
)
_DECIDED = r"(?:известн|определен|уточнен|согласован|объявлен|сообщен|установлен)[а-я]{0,2}"
_LATER = r"(?:позднее|позже|дополнительно)"
_OPEN = (
    rf"(?:{_MATTER} (?:[-:] )?)?(?:{_LATER} )?(?:"
    r"уточня[а-я]+|определя[а-я]{2,}|согласовыва[а-я]+|устанавлива[а-я]+"
    r"|требу[а-я]+ уточнени[а-я]|подлеж[а-я]+ (?:уточнени|согласовани)[а-я]"
    rf"|буд[еу]т (?:{_LATER} )?{_DECIDED}|не {_DECIDED}"
    rf"|(?:на|в стадии|в процессе) (?:согласовани|уточнени)[а-я])(?: {_LATER})?"
    r"|по согласованию(?: со? [а-я]+(?: [а-я]+){0,3}| сторон)?"
)
# A week or a decade of no month, and holidays, which each school sets for itself: when it is, nobody says.
_WEEK_NUMBER = r"(?:0?[1-9]|[1-4][0-9]|5[0-3])"
_NUMBERS = rf"{_WEEK_NUMBER}(?: (?:-|,|и) {_WEEK_NUMBER})"
_UNPLACED = (
    rf"(?:{_NTH}|[іi]{{1,3}}|{_WEEK_NUMBER}|{_NUMBERS}+) (?:недел[яе]|декад[ае])"
    rf"|{_NUMBERS}+ (?:недел[яиь]|декад[аы]?)|[0-9]{{1,2}} числ[оа]"
)
_HOLIDAYS = re.compile(r"(?:весенн|осенн|зимн)[а-я]{2,3} (?:школьн[а-я]{2,3} )?каникул")
_YEAR = rf"(?:{_DURING} (?:всего )?{_WHICH}?года|весь {_WHICH}?год|круглый год|круглогодично)"
_SCHOOL_YEAR = rf"{_DURING} (?:всего )?учебного года"


class Habit(NamedTuple):
    """The meaning of a phrase beside or instead of dates; `end` is an offset into the folded text."""

    end: int
    recurrence: Recurrence = Recurrence.NONE
    to_be_specified: bool = False
    point: Point | None = None


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?= |$)")


_HABITS = (
    *((_whole_words(pattern), Habit(0, recurrence=name)) for name, pattern in _RECURRENCES.items()),
    (_whole_words(_OPEN), Habit(0, to_be_specified=True)),
    (
        _whole_words(rf"(?:{_UNPLACED})(?: (?:месяца|года|квартала|полугодия))?"),
        Habit(0, to_be_specified=True),
    ),
    (_whole_words(_YEAR), Habit(0, point=months(1, 12, Precision.YEAR))),
    (_whole_words(_SCHOOL_YEAR), Habit(0, point=replace(months(9, 8, Precision.YEAR), wraps=True))),
    (_whole_words(_PERIOD), Habit(0)),
    (_whole_words(_ANYTIME), Habit(0)),
)


def habit(text: str, at: int) -> Habit | None:
    for pattern, meaning in _HABITS:
        match = pattern.match(text, at)
        if match is not None:
            return meaning._replace(end=match.end())
    return None


TO_BE_SPECIFIED = ("дата уточняется", "даты уточняются", "срок уточняется", "сроки уточняются", "уточняется")
_OPEN_ANYWHERE = re.compile(rf"(?:^| )(?:{_OPEN})(?= |$)")


def leaves_open(folded: str) -> bool:
    """Whether a note says that the date is still to be specified."""
    return _OPEN_ANYWHERE.search(folded) is not None


def within_holidays(folded: str) -> bool:
    """Whether the dates are those of school holidays, which differ from year to year."""
    return _HOLIDAYS.search(folded) is not None
