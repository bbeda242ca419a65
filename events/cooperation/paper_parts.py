"""Parts the papers on cooperation share: figures in sentences, the table by year, an event in words.

Papers are Russian whatever the language of the page.
"""

from collections.abc import Sequence

from events.exports.paper import TableBlock

from .figures import Cooperation, Figures
from .partner_events import PartnerEvent
from .wording import of_rows, spaced


def figures_in_sentences(cooperation: Cooperation, when: str = "за период") -> list[str]:
    """Used by the partner's page as well."""
    total = cooperation.total
    if not total.events:
        return ["Мероприятий в реестре нет."]
    first = f"Мероприятий {when} – {total.events}, из них проведено – {total.held}"
    first += f", было запланировано – {total.planned}" if total.planned else ""
    first += f", отменено – {total.cancelled}" if total.cancelled else ""
    sentences = [f"{first}."]
    if total.rows_with_figure:
        participants = f"{'не менее ' if total.at_least else ''}{spaced(total.participants)}"
        sentences.append(f"Участников – {participants} ({of_rows(total.rows_with_figure, total.rows)}).")
    sentences.append(
        f"Подписано документов – {total.signed}, достигнуто договоренностей – {total.arrangements}. "
        f"Выездов делегаций и командировок – {total.outgoing}, приемов делегаций – {total.incoming}."
    )
    last = cooperation.last_contact
    if last is not None:
        sentences.append(f"Последнее мероприятие: {last.title} ({when_held(last)}).")
    # No line begins with a dash.
    return [sentence.replace(" – ", "\N{NO-BREAK SPACE}– ") for sentence in sentences]


def by_year(years: Sequence[Figures]) -> TableBlock:
    headings = (
        *("Год", "Всего", "По планам", "Проведено", "Участники\n(по строкам)"),
        *("Подписано", "Выезды", "Приемы"),
    )
    return TableBlock(
        headings=headings,
        rows=tuple(_year_row(year) for year in years),
        widths=(14, 17, 20, 25, 34, 25, 19, 19),
        numbers=frozenset(range(1, 8)),
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
    bound = {"at_least": "более ", "at_most": "не более ", "about": "около "}.get(event.bound, "")
    return f"{bound}{spaced(event.participants)}"


def when_held(event: PartnerEvent) -> str:
    if event.dates:
        return event.dates
    return f"{event.moment.year} год" if event.moment else "–"
