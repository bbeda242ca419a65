"""The journal of agreements as a table, and the implementation of one agreement over the years as a paper.

Both are Russian whatever the screen speaks.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from agreements.models import Agreement
from events.exports.paper import (
    Block,
    FinePrintBlock,
    HeadingBlock,
    ListBlock,
    Paper,
    ParagraphBlock,
    TableBlock,
)
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.vocabulary import Kind

from .dossier import STATES, by_year, number_and_day, people, sentences, until
from .figures import Cooperation, Fact

# Millimetres on an A4 page laid across.
JOURNAL_WIDTHS = (11.0, 62.0, 48.0, 27.0, 30.0, 24.0, 36.0, 29.0)
_HEADINGS = (
    *("№ п/п", "Наименование соглашения", "Стороны", "Номер, дата подписания", "Срок действия, продление"),
    *("Номер регистрации", "Ответственный исполнительный орган, место хранения", "Состояние"),
)


def journal(agreements: Iterable[Agreement], chosen: str, made_on: date) -> ReportTable:
    """«Журнал учета соглашений»; `chosen` says what filter it was taken by."""
    lines = []
    for number, agreement in enumerate(agreements, start=1):
        body = agreement.department.name if agreement.department else ""
        kept = f"подлинник: {agreement.place_of_original}" if agreement.place_of_original else ""
        cells = (
            f"{number}.",
            agreement.title,
            parties(agreement),
            number_and_day(agreement),
            until(agreement),
            agreement.registration_number,
            "\n".join(part for part in (body, kept) if part),
            STATES[agreement.state] + ("" if agreement.confirmed else ", требует подтверждения"),
        )
        lines.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    about = f"Отбор: {chosen}. " if chosen else ""
    return ReportTable(
        kind=Kind.AGREEMENTS_REPORT,
        title=f"Журнал учета соглашений\nпо состоянию на {made_on:%d.%m.%Y}",
        columns=tuple(Column(heading, None) for heading in _HEADINGS),
        lines=tuple(lines),
        notes=(f"{about}Соглашений: {len(lines)}.",),
    )


def parties(agreement: Agreement) -> str:
    """One on a line: the organ that signed, else the partner."""
    return "\n".join(party.organ or party.partner.name for party in agreement.parties.all())


def implementation(agreement: Agreement, whole: Cooperation, made_on: date) -> Paper:
    """What was done under one agreement, year by year, latest first."""
    known = (
        ("Номер и дата подписания:", number_and_day(agreement)),
        ("Срок действия:", until(agreement).replace("\n", ", ")),
        ("Регистрационный номер:", agreement.registration_number),
        ("Ответственный исполнительный орган:", agreement.department.name if agreement.department else ""),
        ("Состояние:", STATES[agreement.state]),
    )
    blocks: list[Block] = [HeadingBlock("Сведения о соглашении"), ParagraphBlock(agreement.title + ".")]
    blocks.append(ParagraphBlock("", "Стороны:"))
    blocks.append(ListBlock(tuple(parties(agreement).split("\n"))))
    blocks += [ParagraphBlock(text, name) for name, text in known if text]
    blocks += [HeadingBlock("Показатели"), *(ParagraphBlock(text) for text in sentences(whole, "всего"))]
    if whole.years:
        blocks.append(by_year(whole.years))
    for year in whole.years:
        facts = [fact for fact in whole.facts if fact.year == year.year]
        blocks += [HeadingBlock(f"{year.year} год"), _done(facts)]
    blocks.append(
        FinePrintBlock(
            f"По данным реестра регионального сотрудничества на {made_on:%d.%m.%Y}. "
            "Мероприятия отнесены к годам по датам проведения."
        )
    )
    return Paper(title=("СПРАВКА", "о реализации соглашения"), blocks=tuple(blocks))


def _done(facts: Sequence[Fact]) -> TableBlock:
    rows = tuple(
        (
            f"{number}.",
            fact.dates or "–",
            fact.title,
            people(fact),
            "\n".join((*fact.documents, *fact.arrangements)) or _outcome(fact),
        )
        for number, fact in enumerate(facts, start=1)
    )
    headings = ("№", "Дата", "Мероприятие", "Человек", "Результат")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 64, 20, 45), numbers=frozenset({3}))


def _outcome(fact: Fact) -> str:
    if fact.held:
        return "проведено"
    if fact.cancelled:
        return "отменено"
    return "предстоит" if fact.is_ahead else "нет сведений о проведении"
