"""«Справка о сотрудничестве с …»: the figures of a partner's page and its events as a paper.

Papers are Russian whatever the language of the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from agreements.models import Agreement, Partner
from events.basis.documents import Basis
from events.basis.wording import basis_in_one_sentence
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
from events.phrases.dates import date_in_words
from events.vocabulary import Direction

from .figures import Cooperation, Share
from .paper_parts import by_year, figures_in_sentences, participants_in_words, when_held
from .partner_events import PartnerEvent
from .wording import STATES, number_and_date, validity, with_whom

FULL_STYLE = paper_style(14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`agreements` and `events` (keys) are those ticked for print; the figures count all events."""

    partner: Partner
    start: date
    end: date
    made_on: date
    cooperation: Cooperation
    agreements: Sequence[Agreement]
    events: frozenset[int]
    facts: str
    basis: Basis

    def only(self, *, events: frozenset[int], agreements: frozenset[int]) -> "Dossier":
        """With the rows of these keys alone."""
        kept = [agreement for agreement in self.agreements if agreement.pk in agreements]
        return replace(self, events=events, agreements=kept)

    def ticked(self, events: Iterable[PartnerEvent]) -> list[PartnerEvent]:
        return [event for event in events if event.pk in self.events]

    @property
    def title(self) -> tuple[str, ...]:
        home = Partner.objects.filter(code=settings.HOME_SUBJECT).first()
        return (
            "СПРАВКА",
            f"о сотрудничестве {home.cases[1] if home else ''} {with_whom(self.partner)}".replace("  ", " "),
            f"за период с {date_in_words(self.start)} по {date_in_words(self.end)}",
        )

    @property
    def closing(self) -> FinePrintBlock:
        total = self.cooperation.total.events
        shown = len(self.ticked(self.cooperation.events))
        selection = f" В перечни включено {shown} из {total}." if shown < total else ""
        return FinePrintBlock(
            f"По данным реестра регионального сотрудничества на {self.made_on:%d.%m.%Y}. "
            f"Мероприятия отнесены к периоду по датам проведения.{selection} "
            f"{basis_in_one_sentence(self.basis)}"
        )


def full_paper(dossier: Dossier) -> Paper:
    """Everything, in tables."""
    cooperation = dossier.cooperation
    blocks: list[Block] = [
        HeadingBlock("Правовая основа сотрудничества"),
        *_agreements(dossier.agreements),
        HeadingBlock("Основные показатели"),
        *(ParagraphBlock(sentence) for sentence in figures_in_sentences(cooperation)),
    ]
    if len(cooperation.years) > 1:
        blocks.append(by_year(cooperation.years))
    blocks += [
        *_shares("По исполнительным органам", cooperation.departments),
        *_shares("По сферам сотрудничества", cooperation.spheres),
        *_visits(dossier),
        *_results(dossier),
        *_held(dossier),
        *_plans(dossier),
        *_facts(dossier.facts),
        dossier.closing,
    ]
    return Paper(title=dossier.title, blocks=tuple(blocks))


def _agreements(agreements: Sequence[Agreement]) -> list[Block]:
    if not agreements:
        return [ParagraphBlock("Соглашения в реестре не значатся.")]
    rows = tuple(
        (
            agreement.title,
            number_and_date(agreement) or "–",
            validity(agreement) or "–",
            STATES[agreement.state],
        )
        for agreement in agreements
    )
    headings = ("Соглашение", "Номер, дата", "Срок действия", "Состояние")
    return [TableBlock(headings=headings, rows=rows, widths=(80, 32, 30, 28))]


def _shares(heading: str, shares: Sequence[Share]) -> list[Block]:
    if not shares:
        return []
    return [
        SubheadingBlock(heading),
        ListBlock(tuple(f"{share.name} – {share.events}" for share in shares)),
    ]


def _visits(dossier: Dossier) -> list[Block]:
    blocks: list[Block] = []
    for heading, direction in (
        ("Выезды делегаций и командировки", Direction.OUTGOING),
        ("Прием делегаций", Direction.INCOMING),
    ):
        events = dossier.ticked(event for event in dossier.cooperation.held if event.visit is direction)
        if events:
            blocks += [SubheadingBlock(heading), _event_table(events)]
    return [HeadingBlock("Визиты"), *blocks] if blocks else []


def _results(dossier: Dossier) -> list[Block]:
    blocks: list[Block] = []
    held = dossier.ticked(dossier.cooperation.held)
    signed = [(event, event.documents) for event in held if event.signed]
    if signed:
        blocks += [HeadingBlock("Подписанные документы"), _result_table("Документ", signed)]
    agreed = [(event, event.arrangements) for event in held if event.arrangements]
    if agreed:
        blocks += [HeadingBlock("Достигнутые договоренности"), _result_table("Договоренность", agreed)]
    return blocks


def _held(dossier: Dossier) -> list[Block]:
    held = dossier.ticked(dossier.cooperation.held)
    return [
        HeadingBlock("Проведенные мероприятия"),
        _event_table(held) if held else ParagraphBlock("Сведений о проведенных мероприятиях нет."),
    ]


def _plans(dossier: Dossier) -> list[Block]:
    plans = dossier.ticked(dossier.cooperation.plans)
    return [HeadingBlock("Запланированные мероприятия"), _plan_table(plans)] if plans else []


def _facts(facts: str) -> list[Block]:
    lines = [line.strip() for line in facts.splitlines() if line.strip()]
    return [HeadingBlock("Дополнительные сведения"), *map(ParagraphBlock, lines)] if lines else []


def _result_table(heading: str, results: Sequence[tuple[PartnerEvent, Sequence[str]]]) -> TableBlock:
    rows = tuple((when_held(event), event.title, "\n".join(texts) or "–") for event, texts in results)
    return TableBlock(headings=("Дата", "Мероприятие", heading), rows=rows, widths=(30, 60, 80))


def _event_table(events: Sequence[PartnerEvent]) -> TableBlock:
    rows = tuple(
        (f"{number}.", when_held(event), event.title, event.place or "–", participants_in_words(event))
        for number, event in enumerate(events, start=1)
    )
    headings = ("№", "Дата", "Мероприятие", "Место", "Человек")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 67, 42, 20), numbers=frozenset({4}))


def _plan_table(events: Sequence[PartnerEvent]) -> TableBlock:
    rows = tuple(
        (
            f"{number}.",
            when_held(event),
            event.title,
            event.place or "–",
            "предстоит" if event.is_ahead else "нет сведений о проведении",
        )
        for number, event in enumerate(events, start=1)
    )
    headings = ("№", "Срок", "Мероприятие", "Место", "Итог")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 62, 40, 27))
