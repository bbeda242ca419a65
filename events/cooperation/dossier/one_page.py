"""The dossier on one page: of each part what weighs most, and how much had to be left out."""

from collections.abc import Sequence
from dataclasses import replace

from events.basis.wording import documents_in_words, gaps_in_words
from events.exports.page_style import Margins, PageStyle
from events.exports.paper import Block, FinePrintBlock, Paper, ParagraphBlock, paper_style
from events.meetings.registers import ToldMeeting
from events.models import Meeting, PartnerFacts
from events.results.lines import ResultLine
from events.results.tables import control_in_words
from events.vocabulary import Level, MeetingKind, Side, Signer

from ..partner_events import PartnerEvent
from ..wording import STATES, number_and_date, validity
from .contact_words import contact_dates, event_title, people, size_in_words
from .contacts import rank_of
from .content import Dossier
from .full import (
    FACT_HEADINGS,
    NO_AGREEMENTS,
    as_of,
    figures_of,
    prepared,
    taken_from,
)
from .page_parts import Line, PagePart, Weight, heaviest_first, is_short_of_room, page_of
from .unsettled import unprinted
from .wording import KINDS, healed, sentence, when, when_told

# The smaller one where something heavy finds no room otherwise.
SHORT_STYLES = tuple(replace(paper_style(size), margins=Margins()) for size in (12, 11))
_LONGEST = 300  # characters of a line; a longer one ends at a clause
_LONGEST_SUBJECT = 160
_SHARES = 4  # spheres and regions that are named
_NEAREST = 2  # plans that weigh more than the rest
_FACTS = "сведения"


def one_page(dossier: Dossier) -> tuple[Paper, PageStyle]:
    """Requires Russian as the active language."""
    unreported = len(dossier.unreported)
    also = [f"прошедшие планы без отчета – {unreported}"] if unreported else []
    for style in SHORT_STYLES:
        parts = _parts(dossier)
        paper = page_of(dossier.title, _coverage(dossier), parts, also, _closing(dossier), style)
        if not is_short_of_room(parts):
            break
    return paper, style


def _coverage(dossier: Dossier) -> list[Block]:
    """A reader of two minutes sees first what the page rests on; what is lacking is named at its end."""
    documents = "; ".join(documents_in_words(dossier.basis.documents))
    if not documents:
        return [FinePrintBlock("Документов за этот период в реестре нет.")]
    lacking = " Сведения неполные: остальных документов за этот период в реестре нет."
    return [FinePrintBlock(f"{documents}.{lacking if dossier.basis.gaps else ''}")]


def _parts(dossier: Dossier) -> list[PagePart]:
    return [
        _facts(dossier, PartnerFacts.Kind.GENERAL),
        PagePart("Договорно-правовая база", "соглашения", _agreements(dossier), _no_agreements(dossier)),
        _facts(dossier, PartnerFacts.Kind.TRADE),
        PagePart("Визиты и встречи", "встречи и визиты", _contacts(dossier.contacts)),
        PagePart(
            "Подписанные документы", "подписанные документы", heaviest_first(map(_signed, dossier.signed))
        ),
        PagePart(
            "Договоренности и их исполнение", "договоренности и намерения", heaviest_first(_arranged(dossier))
        ),
        PagePart("Сотрудничество по сферам и регионам", "", (), _cooperation(dossier)),
        PagePart("Последние мероприятия", "мероприятия", [_event(event) for event in dossier.held]),
        PagePart("Планы", "планы", heaviest_first(map(_planned, enumerate(dossier.ahead)))),
        _facts(dossier, PartnerFacts.Kind.PROBLEMS),
    ]


def _facts(dossier: Dossier, kind: PartnerFacts.Kind) -> PagePart:
    """The day and the source stand in the heading, so that no room parts them from the facts."""
    lines, heading = [], FACT_HEADINGS[kind]
    if fact := dossier.fact(kind):
        lines = [line.strip() for line in fact.text.splitlines() if line.strip()]
        heading = f"{heading} {as_of(fact)}"
    weighed = heaviest_first(Line(shortened(line), Weight.HIGH) for line in lines)
    if kind == PartnerFacts.Kind.GENERAL and dossier.leader:
        weighed.insert(0, Line(f"Руководитель: {dossier.leader}.", Weight.FIRST))
    return PagePart(heading, _FACTS, weighed)


def _agreements(dossier: Dossier) -> list[Line]:
    lines = []
    for one in dossier.agreements:
        details = (number_and_date(one), validity(one).replace("\n", ", "), STATES[one.state])
        text = f"{healed(one.title)} ({', '.join(filter(None, details))})"
        in_force = one.state == one.State.IN_FORCE
        lines.append(Line(text, Weight.HIGH if in_force else Weight.LOW))
    return heaviest_first(lines)


def _no_agreements(dossier: Dossier) -> list[Block]:
    return [] if dossier.has_agreements else [ParagraphBlock(NO_AGREEMENTS)]


def _contacts(contacts: Sequence[ToldMeeting]) -> list[Line]:
    """A visit with meetings of its own leaves the subject to them."""
    frames = {(one.meeting.source, one.meeting.within) for one in contacts}
    lines = [_contact(one, is_frame=(one.meeting.source, one.meeting.key) in frames) for one in contacts]
    return heaviest_first(lines)


def _contact(told: ToldMeeting, *, is_frame: bool) -> Line:
    meeting = told.meeting
    sides = (people(told, Side.HOME, most=2), people(told, Side.PARTNER, Side.THIRD, most=2))
    met = " – ".join(filter(None, sides[:1] if is_frame and sides[0] else sides))
    met = met or shortened(event_title(told))
    is_away = meeting.kind in (MeetingKind.DELEGATION_VISIT, MeetingKind.TRIP)
    subject = shortened(healed(meeting.subject), _LONGEST_SUBJECT)
    said = healed(meeting.place) if is_frame and is_away else subject
    head = f"{contact_dates(told)}, {KINDS[meeting.kind]}: {met}"
    weight = _weight_of(meeting)
    return Line(
        "; ".join(filter(None, (head, size_in_words(told), said))),
        min(weight + 1, Weight.LOW) if is_frame else weight,
        Level(meeting.home_level).rank + Level(meeting.partner_level).rank,
    )


def _weight_of(meeting: Meeting) -> int:
    """What the head of the region took part in goes before all else."""
    if meeting.kind == MeetingKind.JOINT_PARTICIPATION:
        return Weight.LOW
    if Level(meeting.home_level).rank <= Level.HEAD_OF_REGION.rank:
        return Weight.FIRST
    return Weight.HIGH if rank_of(meeting) <= Level.DEPUTY_HEAD.rank else Weight.USUAL


def _signed(line: ResultLine) -> Line:
    by_authority = bool(line.told) and line.result.signer == Signer.AUTHORITY
    weight = Weight.HIGH if by_authority else Weight.USUAL
    return Line(_dated(line), weight, number=line.count or 1)


def _arranged(dossier: Dossier) -> list[Line]:
    """What is under control, then what was agreed at the highest level."""
    reached = {one.meeting.entry_id: _weight_of(one.meeting) for one in reversed(dossier.contacts)}
    lines = []
    for line in dossier.arranged:
        state = control_in_words(line)
        weight = min((reached.get(entry.pk, Weight.LOW) for entry in line.entries), default=Weight.LOW)
        if line.is_overdue:
            weight = Weight.HIGH
        elif state:
            weight = Weight.HIGH if line.card.is_under_way else min(weight, Weight.USUAL)
        lines.append(Line(_dated(line) + (f" – {state}" if state else ""), max(weight, Weight.HIGH)))
    return lines


def _event(event: PartnerEvent) -> Line:
    return Line(f"{when_told(event)} – {shortened(healed(event.title))}", Weight.LAST)


def _dated(line: ResultLine) -> str:
    number = f" (№ {line.number})" if line.number else ""
    return f"{line.dates} – {shortened(healed(line.title))}{number}"


def _planned(numbered: tuple[int, PartnerEvent]) -> Line:
    place, event = numbered
    text = f"{when(event)} – {shortened(healed(event.title))}"
    return Line(text, Weight.HIGH if place < _NEAREST else Weight.LOW)


def _cooperation(dossier: Dossier) -> list[Block]:
    blocks: list[Block] = [ParagraphBlock(" ".join(figures_of(dossier)))]
    for name, of_these, shares, name_of in (
        ("По сферам", "сфер", dossier.cooperation.spheres, _short),
        ("По регионам", "регионов", dossier.regions, str),
    ):
        if shares:
            said = ", ".join(f"{name_of(share.name)} – {share.events}" for share in shares[:_SHARES])
            more = len(shares) - _SHARES
            blocks.append(
                ParagraphBlock(f"{name}: {said}{f'; еще {of_these} – {more}' if more > 0 else ''}.")
            )
    return blocks


def _short(name: str) -> str:
    """«в сфере культуры» of «Сотрудничество в сфере культуры»."""
    name = name.removeprefix("Сотрудничество ")
    return f"{name[:1].lower()}{name[1:]}"


def _closing(dossier: Dossier) -> list[Block]:
    said = (taken_from(dossier), *gaps_in_words(dossier.basis.gaps), unprinted(dossier.unsettled))
    closing: list[Block] = [FinePrintBlock(" ".join(filter(None, said)))]
    return [*closing, FinePrintBlock(sentence(prepared(dossier)))] if dossier.prepared_by else closing


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Up to the last clause, else the last word, that fits."""
    if len(text) <= longest:
        return text
    start = text[:longest]
    at = max(start.rfind(sign) for sign in (", ", "; ", ". "))
    if at < longest // 3:
        at = start.rfind(" ")
    return start[:at].rstrip(" ,;–-") + " …"
