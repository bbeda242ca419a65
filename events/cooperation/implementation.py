"""«Справка о реализации соглашения»: what was done under one agreement, as a paper in Russian."""

from collections.abc import Sequence
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
from events.results.lines import Heads, ResultLine
from events.results.tables import control_in_words
from events.vocabulary import ResultKind

from .figures import Cooperation
from .paper_parts import by_year, figures_in_sentences, participants_in_words
from .partner_events import PartnerEvent
from .wording import STATES, number_and_date, parties, validity

_RESULTS = {
    ResultKind.SIGNED: "Подписанные документы",
    ResultKind.AGREED: "Договоренности и их исполнение",
    ResultKind.PLANNED: "Подписание планируется",
}


def implementation_paper(
    agreement: Agreement, cooperation: Cooperation, results: Heads, made_on: date
) -> Paper:
    """Year by year, latest first."""
    blocks: list[Block] = [
        *_about(agreement),
        HeadingBlock("Показатели"),
        *(ParagraphBlock(sentence) for sentence in figures_in_sentences(cooperation, "всего")),
    ]
    if cooperation.years:
        blocks.append(by_year(cooperation.years))
    for kind, heading in _RESULTS.items():
        if told := results.lines([head for head in results.heads if head.kind is kind]):
            blocks += [HeadingBlock(heading), _result_table(told, with_control=kind is ResultKind.AGREED)]
    for year in cooperation.years:
        events = [event for event in cooperation.events if event.year == year.year]
        blocks += [HeadingBlock(f"{year.year} год"), _event_table(events)]
    blocks.append(
        FinePrintBlock(
            f"По данным реестра регионального сотрудничества на {made_on:%d.%m.%Y}. "
            "Мероприятия отнесены к годам по датам проведения."
        )
    )
    return Paper(title=("СПРАВКА", "о реализации соглашения"), blocks=tuple(blocks))


def _about(agreement: Agreement) -> list[Block]:
    details = (
        ("Номер и дата подписания:", number_and_date(agreement)),
        ("Срок действия:", validity(agreement).replace("\n", ", ")),
        ("Регистрационный номер:", agreement.registration_number),
        ("Ответственный исполнительный орган:", agreement.department.name if agreement.department else ""),
        ("Состояние:", STATES[agreement.state]),
    )
    return [
        HeadingBlock("Сведения о соглашении"),
        ParagraphBlock(agreement.title + "."),
        ParagraphBlock("", "Стороны:"),
        ListBlock(tuple(parties(agreement).split("\n"))),
        *(ParagraphBlock(text, name) for name, text in details if text),
    ]


def _result_table(lines: Sequence[ResultLine], *, with_control: bool) -> TableBlock:
    """What lies ahead has a table of its own: it never stands among the signed."""
    headings = ("№", "Дата", "Наименование")
    rows = [
        (f"{number}.", line.dates or "–", f"{line.title} (№ {line.number})" if line.number else line.title)
        for number, line in enumerate(lines, start=1)
    ]
    if not with_control:
        return TableBlock(headings=headings, rows=tuple(rows), widths=(11, 34, 125))
    states = [control_in_words(line) or "не на контроле" for line in lines]
    rows = [(*row, state) for row, state in zip(rows, states, strict=True)]
    return TableBlock(headings=(*headings, "Исполнение"), rows=tuple(rows), widths=(11, 34, 85, 40))


def _event_table(events: Sequence[PartnerEvent]) -> TableBlock:
    rows = tuple(
        (
            f"{number}.",
            event.dates or "–",
            event.title,
            participants_in_words(event),
            "\n".join((*event.documents, *event.arrangements)) or _outcome(event),
        )
        for number, event in enumerate(events, start=1)
    )
    headings = ("№", "Дата", "Мероприятие", "Человек", "Результат")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 64, 20, 45), numbers=frozenset({3}))


def _outcome(event: PartnerEvent) -> str:
    if event.held:
        return "проведено"
    if event.cancelled:
        return "отменено"
    return "предстоит" if event.is_ahead else "нет сведений о проведении"
