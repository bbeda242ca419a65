"""«Справка о сотрудничестве с …» as a paper: the figures of the partner's page in the words of an office.

The paper is Russian whatever the screen speaks.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from agreements.models import Agreement, Partner
from events.exports.paper import (
    Block,
    FinePrintBlock,
    HeadingBlock,
    ListBlock,
    Paper,
    ParagraphBlock,
    SubheadingBlock,
    TableBlock,
    height,
    paper_style,
    room,
)
from events.phrases.dates import date_in_words
from events.vocabulary import Direction

from .figures import Cooperation, Fact, Figures

SHORT_STYLE = paper_style(12)
FULL_STYLE = paper_style(14)
_SENTENCE = 300  # letters of one arrangement on the short paper
STATES = {
    Agreement.State.IN_FORCE: "действует",
    Agreement.State.DRAFT: "проект",
    Agreement.State.SUSPENDED: "приостановлено",
    Agreement.State.LAPSED: "прекратило действие",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the paper is made of. `events` and `agreements` are those ticked; the figures are of all."""

    partner: Partner
    start: date
    end: date
    made_on: date
    cooperation: Cooperation
    agreements: Sequence[Agreement]
    events: frozenset[int]
    facts: str

    def ticked(self, facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if fact.pk in self.events]


def with_whom(partner: Partner) -> str:
    """«с Республикой Беларусь», «со Ставропольским краем»."""
    name = partner.official_instrumental if partner.official else ""
    name = name or partner.cases[4]
    return f"{preposition(name)} {name}"


def preposition(name: str) -> str:
    """«со» before a cluster that begins with a hissing letter; an abbreviation is read by letters."""
    cluster = re.match(r"[СЗШЖсзшж][бвгджзйклмнпрстфхцчшщ]|[Щщ]|[Вв][сзт][бвгджзклмнпрстфхцчшщ]|[Мм]н", name)
    return "со" if cluster else "с"


def titled(partner: Partner, start: date, end: date) -> tuple[str, ...]:
    home = Partner.objects.filter(code=settings.HOME_SUBJECT).first()
    return (
        "СПРАВКА",
        f"о сотрудничестве {home.cases[1] if home else ''} {with_whom(partner)}".replace("  ", " "),
        f"за период с {date_in_words(start)} по {date_in_words(end)}",
    )


def full(dossier: Dossier) -> Paper:
    """Everything, in tables."""
    whole = dossier.cooperation
    blocks: list[Block] = [HeadingBlock("Правовая основа сотрудничества"), *_agreements(dossier.agreements)]
    blocks += [HeadingBlock("Основные показатели"), *(ParagraphBlock(text) for text in sentences(whole))]
    if len(whole.years) > 1:
        blocks.append(by_year(whole.years))
    for heading, shares in (
        ("По исполнительным органам", whole.bodies),
        ("По сферам сотрудничества", whole.spheres),
    ):
        if shares:
            blocks += [
                SubheadingBlock(heading),
                ListBlock(tuple(f"{share.name} – {share.events}" for share in shares)),
            ]
    visits = [
        (heading, dossier.ticked(fact for fact in whole.held if fact.visit is way))
        for heading, way in (
            ("Выезды делегаций и командировки", Direction.OUTGOING),
            ("Прием делегаций", Direction.INCOMING),
        )
    ]
    if any(found for _heading, found in visits):
        blocks.append(HeadingBlock("Визиты"))
    for heading, found in visits:
        if found:
            blocks += [SubheadingBlock(heading), _events(found)]
    signed = dossier.ticked(fact for fact in whole.held if fact.signed)
    if signed:
        rows = tuple((_when(fact), fact.title, "\n".join(fact.documents) or "–") for fact in signed)
        blocks += [HeadingBlock("Подписанные документы"), _grid(("Дата", "Мероприятие", "Документ"), rows)]
    agreed = dossier.ticked(fact for fact in whole.held if fact.arrangements)
    if agreed:
        rows = tuple((_when(fact), fact.title, "\n".join(fact.arrangements)) for fact in agreed)
        headings = ("Дата", "Мероприятие", "Договоренность")
        blocks += [HeadingBlock("Достигнутые договоренности"), _grid(headings, rows)]
    held = dossier.ticked(whole.held)
    blocks.append(HeadingBlock("Проведенные мероприятия"))
    blocks.append(_events(held) if held else ParagraphBlock("Сведений о проведенных мероприятиях нет."))
    plans = dossier.ticked(whole.plans)
    if plans:
        blocks += [HeadingBlock("Запланированные мероприятия"), _planned(plans)]
    if dossier.facts.strip():
        blocks.append(HeadingBlock("Дополнительные сведения"))
        blocks += [ParagraphBlock(line.strip()) for line in dossier.facts.splitlines() if line.strip()]
    blocks.append(FinePrintBlock(_closing(dossier)))
    return Paper(title=titled(dossier.partner, dossier.start, dossier.end), blocks=tuple(blocks))


def on_one_page(dossier: Dossier) -> Paper:
    """The same figures and as much of the rest as a page holds: what matters most comes first."""
    whole = dossier.cooperation
    title = titled(dossier.partner, dossier.start, dossier.end)
    closing = FinePrintBlock(_closing(dossier))
    text = [ParagraphBlock(sentence) for sentence in sentences(whole)]
    blocks: list[Block] = list(text)
    free = room(SHORT_STYLE) - len(title) - 3 - height([*text, closing], SHORT_STYLE)
    wanted: list[tuple[str, list[str]]] = [
        ("Соглашения", [_line_of(agreement) for agreement in dossier.agreements]),
        ("Дополнительные сведения", [line for line in dossier.facts.splitlines() if line.strip()]),
        ("Подписанные документы", [_cut(text) for fact in _of(dossier, "documents") for text in fact]),
        (
            "Достигнутые договоренности",
            [_cut(text) for fact in _of(dossier, "arrangements") for text in fact],
        ),
        ("Визиты", [_line(fact) for fact in dossier.ticked(whole.held) if fact.visit]),
        ("Запланировано", [_line(fact) for fact in dossier.ticked(whole.plans)]),
    ]
    fitted: dict[str, list[Block]] = {}
    wanted = [(heading, lines) for heading, lines in wanted if lines]
    by_need = sorted(wanted, key=lambda part: height(_part(*part), SHORT_STYLE))
    for place, (heading, lines) in enumerate(by_need):
        # What a short part leaves of its share is for the longer ones.
        fitted[heading], used = _fitting(heading, lines, free // (len(by_need) - place))
        free -= used
    for heading, _lines in wanted:
        blocks += fitted[heading]
    return Paper(title=title, blocks=(*blocks, closing))


def _part(heading: str, lines: list[str]) -> list[Block]:
    return [SubheadingBlock(heading), ListBlock(tuple(lines))]


def _fitting(heading: str, lines: list[str], share: int) -> tuple[list[Block], int]:
    """As many lines as the share holds, and how many were left out."""
    for count in range(len(lines), 0, -1):
        left = len(lines) - count
        blocks = _part(heading, [*lines[:count], *([f"и другие (еще {left})"] if left else [])])
        if (used := height(blocks, SHORT_STYLE)) <= share:
            return blocks, used
    return [], 0


def sentences(whole: Cooperation, when: str = "за период") -> list[str]:
    """The figures in words; the same ones stand on the partner's page."""
    total = whole.total
    if not total.events:
        return ["Мероприятий в реестре нет."]
    first = f"Мероприятий {when} – {total.events}, из них проведено – {total.held}"
    first += f", было запланировано – {total.planned}" if total.planned else ""
    first += f", отменено – {total.cancelled}" if total.cancelled else ""
    found = [f"{first}."]
    if total.rows_with_figure:
        bound = "не менее " if total.at_least else ""
        found.append(
            f"Участников – {bound}{spaced(total.participants)} "
            f"(по {total.rows_with_figure} {'строке' if _one(total.rows_with_figure) else 'строкам'} "
            f"из {total.rows})."
        )
    found.append(
        f"Подписано документов – {total.signed}, достигнуто договоренностей – {total.arrangements}. "
        f"Выездов делегаций и командировок – {total.outgoing}, приемов делегаций – {total.incoming}."
    )
    last = whole.last_contact
    if last is not None:
        found.append(f"Последнее мероприятие: {last.title} ({_when(last)}).")
    return [said.replace(" – ", "\N{NO-BREAK SPACE}– ") for said in found]  # no line begins with a dash


def spaced(number: int) -> str:
    """«15 395» with no-break spaces."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _one(number: int) -> bool:
    return number % 10 == 1 and number % 100 != 11


def _of(dossier: Dossier, field: str) -> list[tuple[str, ...]]:
    return [getattr(fact, field) for fact in dossier.ticked(dossier.cooperation.held)]


def _agreements(agreements: Sequence[Agreement]) -> list[Block]:
    if not agreements:
        return [ParagraphBlock("Соглашения в реестре не значатся.")]
    rows = tuple(
        (
            agreement.title,
            number_and_day(agreement) or "–",
            until(agreement) or "–",
            STATES[agreement.state],
        )
        for agreement in agreements
    )
    headings = ("Соглашение", "Номер, дата", "Срок действия", "Состояние")
    return [TableBlock(headings=headings, rows=rows, widths=(80, 32, 30, 28))]


def number_and_day(agreement: Agreement) -> str:
    number = f"№ {agreement.number}" if agreement.number else ""
    signed = f"от {agreement.signed_on:%d.%m.%Y}" if agreement.signed_on else ""
    return " ".join(part for part in (number, signed) if part)


def until(agreement: Agreement) -> str:
    if agreement.terminated_on:
        return f"прекращено {agreement.terminated_on:%d.%m.%Y}"
    last = f"до {agreement.valid_until:%d.%m.%Y}" if agreement.valid_until else ""
    return "\n".join(part for part in (last, agreement.prolongation) if part)


def _line_of(agreement: Agreement) -> str:
    known = [number_and_day(agreement), until(agreement).replace("\n", ", "), STATES[agreement.state]]
    return f"{agreement.title} ({', '.join(part for part in known if part)})"


def by_year_rows(years: Sequence[Figures]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(year.year),
            str(year.events),
            str(year.planned),
            str(year.held),
            f"{spaced(year.participants)}\n(по {year.rows_with_figure} из {year.rows})"
            if year.rows_with_figure
            else "–",
            str(year.signed),
            str(year.outgoing),
            str(year.incoming),
        )
        for year in years
    )


def by_year(years: Sequence[Figures]) -> TableBlock:
    headings = (
        *("Год", "Всего", "По планам", "Проведено", "Участники\n(по строкам)"),
        *("Подписано", "Выезды", "Приемы"),
    )
    return TableBlock(
        headings=headings,
        rows=by_year_rows(years),
        widths=(14, 17, 20, 25, 34, 25, 19, 19),
        numbers=frozenset(range(1, 8)),
    )


def _grid(headings: tuple[str, str, str], rows: tuple[tuple[str, ...], ...]) -> TableBlock:
    return TableBlock(headings=headings, rows=rows, widths=(30, 60, 80))


def _events(facts: Sequence[Fact]) -> TableBlock:
    rows = tuple(
        (f"{number}.", _when(fact), fact.title, fact.place or "–", people(fact))
        for number, fact in enumerate(facts, start=1)
    )
    headings = ("№", "Дата", "Мероприятие", "Место", "Человек")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 67, 42, 20), numbers=frozenset({4}))


def _planned(facts: Sequence[Fact]) -> TableBlock:
    rows = tuple(
        (
            f"{number}.",
            _when(fact),
            fact.title,
            fact.place or "–",
            "предстоит" if fact.is_ahead else "нет сведений о проведении",
        )
        for number, fact in enumerate(facts, start=1)
    )
    headings = ("№", "Срок", "Мероприятие", "Место", "Итог")
    return TableBlock(headings=headings, rows=rows, widths=(11, 30, 62, 40, 27))


def people(fact: Fact) -> str:
    if fact.participants is None:
        return "–"
    bound = {"at_least": "более ", "about": "около "}.get(fact.bound, "")
    return f"{bound}{spaced(fact.participants)}"


def _when(fact: Fact) -> str:
    if fact.dates:
        return fact.dates
    return f"{fact.moment.year} год" if fact.moment else "–"


def _line(fact: Fact) -> str:
    return _cut(f"{_when(fact)} – {fact.title}")


def _cut(text: str) -> str:
    if len(text) <= _SENTENCE:
        return text
    return text[:_SENTENCE].rsplit(" ", 1)[0].rstrip(" ,;–-") + " …"


def _closing(dossier: Dossier) -> str:
    total = dossier.cooperation.total.events
    shown = len(dossier.events & {fact.pk for fact in dossier.cooperation.facts})
    chosen = f" В перечни включено {shown} из {total}." if shown < total else ""
    return (
        f"По данным реестра регионального сотрудничества на {dossier.made_on:%d.%m.%Y}. "
        f"Мероприятия отнесены к периоду по датам проведения.{chosen}"
    )
