"""«Справка о сотрудничестве с …»: everything, in tables, in the order of a protocol officer."""

from collections.abc import Sequence

from agreements.models import Agreement
from events.basis.wording import documents_in_words, gaps_in_words
from events.exports.paper import (
    Block,
    FinePrintBlock,
    HeadingBlock,
    ListBlock,
    Paper,
    ParagraphBlock,
    SubheadingBlock,
    TableBlock,
    paper_style,
)
from events.meetings.registers import ToldMeeting
from events.models import PartnerFacts
from events.phrases.dates import date_in_words
from events.results.lines import ResultLine
from events.results.tables import control_in_words
from events.vocabulary import ResultKind

from ..figures import Share
from ..paper_parts import by_year, events_in_sentences, participants_in_words
from ..partner_events import PartnerEvent
from ..wording import STATES, number_and_date, validity
from .contact_words import contact_dates, last_contacts, size_in_words, who_met
from .content import Dossier
from .unsettled import unprinted
from .wording import healed, sentence, when, when_told

FULL_STYLE = paper_style(14)
FACT_HEADINGS = {
    PartnerFacts.Kind.GENERAL: "Общие сведения",
    PartnerFacts.Kind.TRADE: "Торгово-экономическое сотрудничество",
    PartnerFacts.Kind.PROBLEMS: "Проблемные вопросы и предложения",
}
NO_AGREEMENTS = "Соглашения в реестре не значатся."
_NO_SPHERE = "Прочие мероприятия"


def full_paper(dossier: Dossier) -> Paper:
    """Requires Russian as the active language, as `one_page.one_page` does."""
    return Paper(
        title=dossier.title,
        blocks=(
            *_general(dossier),
            *_agreements(dossier),
            *_fact(dossier, PartnerFacts.Kind.TRADE),
            *_contacts(dossier),
            *_signed(dossier.signed),
            *_arranged(dossier),
            *_cooperation(dossier),
            *_plans(dossier),
            *_fact(dossier, PartnerFacts.Kind.PROBLEMS),
            *_basis(dossier),
        ),
    )


def _general(dossier: Dossier) -> list[Block]:
    blocks = _fact(dossier, PartnerFacts.Kind.GENERAL)
    if not dossier.leader:
        return blocks
    if not blocks:
        blocks = [HeadingBlock(FACT_HEADINGS[PartnerFacts.Kind.GENERAL])]
    return [*blocks, ParagraphBlock(f"Руководитель: {dossier.leader}.")]


def _fact(dossier: Dossier, kind: PartnerFacts.Kind) -> list[Block]:
    fact = dossier.fact(kind)
    if fact is None:
        return []
    lines = [line.strip() for line in fact.text.splitlines() if line.strip()]
    return [HeadingBlock(FACT_HEADINGS[kind]), *map(ParagraphBlock, lines), ParagraphBlock(as_of(fact))]


def as_of(fact: PartnerFacts) -> str:
    """«(по состоянию на 1 марта 2026 года; источник: Смоленскстат)»."""
    day = f"по состоянию на {date_in_words(fact.as_of)}" if fact.as_of else "дата сведений не указана"
    return f"({'; '.join(filter(None, (day, fact.source and f'источник: {fact.source}')))})"


def _agreements(dossier: Dossier) -> list[Block]:
    heading = HeadingBlock("Договорно-правовая база")
    if not dossier.has_agreements:
        return [heading, ParagraphBlock(NO_AGREEMENTS)]
    rows = tuple(map(_agreement_row, dossier.agreements))
    headings = ("Соглашение", "Номер, дата", "Срок действия", "Состояние")
    return [heading, TableBlock(headings=headings, rows=rows, widths=(80, 32, 30, 28))] if rows else []


def _agreement_row(agreement: Agreement) -> tuple[str, ...]:
    return (
        healed(agreement.title),
        number_and_date(agreement) or "–",
        validity(agreement) or "не указан",
        STATES[agreement.state],
    )


def _contacts(dossier: Dossier) -> list[Block]:
    if not dossier.contacts:
        return []
    blocks: list[Block] = [HeadingBlock("Визиты и встречи")]
    if lines := last_contacts(dossier.official):
        blocks += [SubheadingBlock("Последние контакты по уровням"), ListBlock(tuple(lines))]
    if dossier.official:
        blocks += [SubheadingBlock("Встречи, визиты, приемы делегаций"), _contact_table(dossier.official)]
    if dossier.joint:
        blocks += [SubheadingBlock("Совместное участие в мероприятиях"), _contact_table(dossier.joint)]
    return blocks


def _contact_table(contacts: Sequence[ToldMeeting]) -> TableBlock:
    rows = tuple(
        (
            f"{number}.",
            "\n".join(filter(None, (contact_dates(told), healed(told.meeting.place)))),
            "\n".join(who_met(told)),
            "\n".join(filter(None, (healed(told.meeting.subject), size_in_words(told)))) or "–",
        )
        for number, told in enumerate(contacts, start=1)
    )
    headings = ("№", "Дата, место", "Кто с кем встречался", "Цель, обсуждавшиеся вопросы")
    return TableBlock(headings=headings, rows=rows, widths=(11, 38, 67, 54))


def _signed(lines: Sequence[ResultLine]) -> list[Block]:
    if not lines:
        return []
    rows = tuple(
        (f"{number}.", line.dates or "–", _document(line)) for number, line in enumerate(lines, start=1)
    )
    headings = ("№", "Дата", "Документ")
    return [
        HeadingBlock("Подписанные документы"),
        TableBlock(headings=headings, rows=rows, widths=(11, 34, 125)),
    ]


def _document(line: ResultLine) -> str:
    return healed(f"{line.title} (№ {line.number})" if line.number else line.title)


def _arranged(dossier: Dossier) -> list[Block]:
    if not dossier.arranged:
        return []
    rows = tuple(
        (f"{number}.", line.dates or "–", _document(line), execution(dossier, line))
        for number, line in enumerate(dossier.arranged, start=1)
    )
    headings = ("№", "Дата", "Договоренность", "Исполнение")
    return [
        HeadingBlock("Договоренности и их исполнение"),
        TableBlock(headings=headings, rows=rows, widths=(11, 30, 83, 46)),
    ]


def execution(dossier: Dossier, line: ResultLine) -> str:
    """The state, who answers for it, the last word on it."""
    state = control_in_words(line)
    if not state:
        return "подписание планировалось" if line.kind is ResultKind.PLANNED else "на контроле не состоит"
    card = line.card
    department = card.department.name if card and card.department else ""
    return "\n".join(filter(None, (state, department, dossier.progress.get(card.pk if card else 0, ""))))


def _cooperation(dossier: Dossier) -> list[Block]:
    cooperation = dossier.cooperation
    blocks: list[Block] = [
        HeadingBlock("Сотрудничество по сферам и регионам партнера"),
        *(ParagraphBlock(text) for text in figures_of(dossier)),
    ]
    if len(cooperation.years) > 1:
        blocks.append(by_year(cooperation.years, visits=False))
    for heading, shares in (
        ("По сферам сотрудничества", cooperation.spheres),
        ("По исполнительным органам", cooperation.departments),
        ("По регионам партнера", dossier.regions),
    ):
        if shares:
            blocks += [SubheadingBlock(heading), _share_list(shares)]
    for name, events in by_sphere(dossier):
        blocks += [SubheadingBlock(name), _event_table(events)]
    return blocks


def figures_of(dossier: Dossier) -> list[str]:
    return [*events_in_sentences(dossier.cooperation), dossier.sums]


def _share_list(shares: Sequence[Share]) -> ListBlock:
    return ListBlock(tuple(f"{share.name} – {share.events}" for share in shares))


def by_sphere(dossier: Dossier) -> list[tuple[str, list[PartnerEvent]]]:
    """Events held under the sphere they count in, else under their department; the newest first."""
    shares = (*dossier.cooperation.spheres, *dossier.cooperation.departments)
    left = list(dossier.held)
    groups = []
    for share in shares:
        if own := [event for event in left if event.pk in share.keys]:
            groups.append((share.name, own))
            taken = {event.pk for event in own}
            left = [event for event in left if event.pk not in taken]
    return [*groups, (_NO_SPHERE, left)] if left else groups


def _event_table(events: Sequence[PartnerEvent]) -> TableBlock:
    rows = tuple(
        (
            f"{number}.",
            when_told(event),
            healed(event.title),
            healed(event.place) or "–",
            participants_in_words(event),
        )
        for number, event in enumerate(events, start=1)
    )
    headings = ("№", "Дата", "Мероприятие", "Место", "Человек")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 61, 48, 20), numbers=frozenset({4}))


def _plans(dossier: Dossier) -> list[Block]:
    blocks: list[Block] = []
    if ahead := dossier.ahead:
        rows = tuple(
            (f"{number}.", when(event), healed(event.title), healed(event.place) or "–")
            for number, event in enumerate(ahead, start=1)
        )
        headings = ("№", "Срок", "Мероприятие", "Место")
        blocks.append(TableBlock(headings=headings, rows=rows, widths=(11, 34, 80, 45)))
    if unreported := dossier.unreported:
        lines = tuple(f"{when(event)} – {healed(event.title)}" for event in unreported)
        blocks += [SubheadingBlock("Срок прошел, отчета о проведении нет"), ListBlock(lines)]
    return [HeadingBlock("Планы"), *blocks] if blocks else []


def _basis(dossier: Dossier) -> list[Block]:
    documents = documents_in_words(dossier.basis.documents)
    said = [f"{line}." for line in documents] or ["Документов за этот период в реестре нет."]
    return [
        HeadingBlock("На чем основано"),
        ParagraphBlock(taken_from(dossier)),
        *map(ParagraphBlock, [*said, *gaps_in_words(dossier.basis.gaps)]),
        *map(ParagraphBlock, filter(None, [unprinted(dossier.unsettled)])),
        *([FinePrintBlock(sentence(prepared(dossier)))] if dossier.prepared_by else []),
    ]


def taken_from(dossier: Dossier) -> str:
    """When, and how many of the events counted stand in the lists."""
    total = dossier.cooperation.total.events
    counted = {event.pk for event in dossier.cooperation.events}
    shown = sum(event.pk in counted for event in dossier.events)
    selection = f" В перечни включено {shown} из {total}." if shown < total else ""
    return (
        f"По данным реестра регионального сотрудничества на {date_in_words(dossier.made_on)}. "
        f"Мероприятия отнесены к периоду по датам проведения.{selection}"
    )


def prepared(dossier: Dossier) -> str:
    return f"Подготовил: {dossier.prepared_by}"
