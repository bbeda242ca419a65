"""Parts the papers on cooperation share: figures in sentences, the table by year, an event in words.

Papers are Russian whatever the language of the page.
"""

import re
from collections.abc import Sequence
from datetime import date

from events.exports.paper import TableBlock
from events.phrases.dates import Dates, write_dates
from events.vocabulary import Precision

from .figures import Cooperation, Figures
from .partner_events import PartnerEvent
from .wording import of_rows, spaced

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WHOLE = {3: Precision.QUARTER, 6: Precision.HALF_YEAR, 12: Precision.YEAR}  # months → their name


def events_in_sentences(cooperation: Cooperation, when: str = "за период") -> list[str]:
    """How many events and participants."""
    total = cooperation.total
    if not total.events:
        return ["Мероприятий в реестре нет."]
    if total.held == total.events and not total.planned:
        first = f"Проведено мероприятий {when} – {total.held}"
    else:
        first = f"Мероприятий {when} – {total.events}, из них проведено – {total.held}"
    first += f", было запланировано – {total.planned}" if total.planned else ""
    first += f", отменено – {total.cancelled}" if total.cancelled else ""
    sentences = [f"{first}."]
    if total.rows_with_figure:
        participants = f"{'не менее ' if total.at_least else ''}{spaced(total.participants)}"
        sentences.append(f"Участников – {participants} ({of_rows(total.rows_with_figure, total.rows)}).")
    return list(map(bound, sentences))


def figures_in_sentences(cooperation: Cooperation, when: str = "за период") -> list[str]:
    """With results and visits of events, and the last contact."""
    total = cooperation.total
    sentences = events_in_sentences(cooperation, when)
    if not total.events:
        return sentences
    sentences.append(
        f"Подписано документов – {total.signed}, достигнуто договоренностей – {total.arrangements}. "
        f"Выездов делегаций и командировок – {total.outgoing}, приемов делегаций – {total.incoming}."
    )
    last = cooperation.last_contact
    if last is not None:
        sentences.append(f"Последнее мероприятие: {last.title} ({when_held(last)}).")
    return list(map(bound, sentences))


def bound(text: str) -> str:
    """No line begins with a dash."""
    return text.replace(" – ", "\N{NO-BREAK SPACE}– ")


_YEAR_COLUMNS = (
    *("Год", "Всего", "По планам", "Проведено", "Участники\n(по строкам)"),
    *("Подписано", "Выезды", "Приемы"),
)
_YEAR_WIDTHS = (14, 17, 20, 25, 34, 25, 19, 19)


def by_year(years: Sequence[Figures], *, visits: bool = True) -> TableBlock:
    columns = len(_YEAR_COLUMNS) if visits else len(_YEAR_COLUMNS) - 2
    return TableBlock(
        headings=_YEAR_COLUMNS[:columns],
        rows=tuple(_year_row(year)[:columns] for year in years),
        widths=_YEAR_WIDTHS[:columns],
        numbers=frozenset(range(1, columns)),
    )


def _year_row(year: Figures) -> tuple[str, ...]:
    participants = "–"
    if year.rows_with_figure:
        participants = f"{spaced(year.participants)}\n(по {year.rows_with_figure} из {year.rows})"
    return (
        str(year.year),
        f"{year.events}\n(переходящих {year.carried})" if year.carried else str(year.events),
        str(year.planned),
        str(year.held),
        participants,
        str(year.signed),
        str(year.outgoing),
        str(year.incoming),
    )


def participants_in_words(event: PartnerEvent) -> str:
    if event.participants is None:
        return "–"
    bound = {"at_least": "не менее ", "at_most": "не более ", "about": "около "}.get(event.bound, "")
    return f"{bound}{spaced(event.participants)}"


def when_held(event: PartnerEvent) -> str:
    """As written where that has a year."""
    if event.dates and (event.start is None or _YEAR.search(event.dates)):
        return event.dates
    if event.start is not None and event.end is not None:
        return dates_in_words(event.start, event.end, event.precision)
    return f"{event.moment.year} год" if event.moment else "–"


def dates_in_words(start: date, end: date, precision: str = Precision.DAY) -> str:
    """Always with the year: «IV квартал 2020 года» for the whole period of a document."""
    known = Precision(precision or Precision.DAY)
    if known is Precision.PERIOD:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        known = _WHOLE.get(months, Precision.DAY)
    return write_dates(Dates.of(start, end, known))
