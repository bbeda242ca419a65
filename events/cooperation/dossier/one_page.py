"""The dossier on one page: of each part what weighs most, and how much had to be left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from events.basis.wording import basis_in_one_sentence
from events.exports.letter_widths import set_lines
from events.exports.page_style import Margins
from events.exports.paper import (
    Block,
    FinePrintBlock,
    ListBlock,
    Paper,
    ParagraphBlock,
    SubheadingBlock,
    height,
    paper_style,
    room,
)
from events.meetings.registers import ToldMeeting
from events.models import Meeting, PartnerFacts
from events.results.lines import ResultLine
from events.results.tables import control_in_words
from events.vocabulary import Level, MeetingKind, Side, Signer

from ..partner_events import PartnerEvent
from ..wording import STATES, number_and_date, validity
from .contacts import rank_of
from .content import Dossier
from .full import (
    FACT_HEADINGS,
    NO_AGREEMENTS,
    as_of,
    contact_dates,
    figures_of,
    people,
    prepared,
    size_in_words,
    taken_from,
)
from .wording import KINDS, healed, sentence, when

SHORT_STYLE = replace(paper_style(12), margins=Margins())
_LONGEST = 300  # characters of a line; a longer one ends at a clause
_LONGEST_SUBJECT = 120
_SHARES = 6  # spheres and regions that are named
_SPARE = 1.0  # lines kept free: programs round heights


class Weight:
    """Classes of lines, the heaviest first."""

    FIRST, HIGH, USUAL, LOW, LAST = range(5)


class _Line(NamedTuple):
    text: str
    weight: int


@dataclass(slots=True)
class _Part:
    """Lines in the order of the page; `name` stands in the sentence on what was left out."""

    heading: str
    name: str
    lines: list[_Line]
    fixed: list[Block] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)

    def blocks(self) -> list[Block]:
        texts = tuple(line.text for place, line in enumerate(self.lines) if place in self.kept)
        listed: list[Block] = [ListBlock(texts)] if texts else []
        return [SubheadingBlock(self.heading), *self.fixed, *listed] if listed or self.fixed else []


def one_page_paper(dossier: Dossier) -> Paper:
    parts = _parts(dossier)
    closing = _closing(dossier)
    free = room(SHORT_STYLE) - _SPARE - _title_lines(dossier.title) - height(closing, SHORT_STYLE)
    # What is left out is said: the longest sentence that may become necessary finds room.
    unreported = len(dossier.unreported)
    free -= height(_left_out(parts, unreported), SHORT_STYLE)
    _fill(parts, free)
    blocks = [block for part in parts for block in part.blocks()]
    return Paper(title=dossier.title, blocks=(*blocks, *_left_out(parts, unreported), *closing))


def _fill(parts: Sequence[_Part], free: float) -> None:
    """The heaviest first, within a weight each part in its turn; what does not fit makes way for less."""
    free -= sum(height(part.blocks(), SHORT_STYLE) for part in parts)
    for _weight, _turn, order, place in sorted(_turns(parts)):
        if free < 1:
            break
        part = parts[order]
        more = height([ListBlock((part.lines[place].text,))], SHORT_STYLE)
        if not part.kept and not part.fixed:
            more += height([SubheadingBlock(part.heading)], SHORT_STYLE)
        if more <= free:
            part.kept.add(place)
            free -= more


def _turns(parts: Sequence[_Part]) -> Iterator[tuple[int, int, int, int]]:
    """Weight and turn of each line, its part and its place there."""
    for order, part in enumerate(parts):
        turns: dict[int, int] = {}
        for place, line in enumerate(part.lines):
            turns[line.weight] = turns.get(line.weight, -1) + 1
            yield line.weight, turns[line.weight], order, place


def _parts(dossier: Dossier) -> list[_Part]:
    return [
        _facts(dossier, PartnerFacts.Kind.GENERAL),
        _Part("Договорно-правовая база", "соглашения", _agreements(dossier), _no_agreements(dossier)),
        _facts(dossier, PartnerFacts.Kind.TRADE),
        _Part("Визиты и встречи", "встречи и визиты", _first(_contacts(dossier.contacts))),
        _Part("Подписанные документы", "подписанные документы", _first(map(_signed, dossier.signed))),
        _Part("Договоренности и их исполнение", "договоренности", _first(_arranged(dossier))),
        _Part("Сотрудничество по сферам и регионам", "", [], _cooperation(dossier)),
        _Part("Последние мероприятия", "мероприятия", [_event(event) for event in dossier.held]),
        _Part("Планы", "планы", _first(_planned(place, one) for place, one in enumerate(dossier.ahead))),
        _facts(dossier, PartnerFacts.Kind.PROBLEMS),
    ]


def _first(lines: Iterable[_Line]) -> list[_Line]:
    """No part goes without its heaviest line."""
    found = list(lines)
    if found:
        place = min(range(len(found)), key=lambda place: (found[place].weight, place))
        found[place] = found[place]._replace(weight=Weight.FIRST)
    return found


def _facts(dossier: Dossier, kind: PartnerFacts.Kind) -> _Part:
    lines = (
        [f"Руководитель: {dossier.leader}."] if kind == PartnerFacts.Kind.GENERAL and dossier.leader else []
    )
    if fact := dossier.fact(kind):
        told = [line.strip() for line in fact.text.splitlines() if line.strip()]
        if told:
            told[-1] += f" {as_of(fact)}"
        lines = [*told, *lines]
    weighed = [_Line(shortened(line), Weight.HIGH) for line in lines]
    return _Part(FACT_HEADINGS[kind], f"сведения «{FACT_HEADINGS[kind]}», строк", _first(weighed))


def _agreements(dossier: Dossier) -> list[_Line]:
    lines = []
    for one in dossier.agreements:
        details = (number_and_date(one), validity(one).replace("\n", ", "), STATES[one.state])
        text = f"{healed(one.title)} ({', '.join(filter(None, details))})"
        in_force = one.state == one.State.IN_FORCE
        lines.append(_Line(text, Weight.HIGH if in_force else Weight.LOW))
    return _first(lines)


def _no_agreements(dossier: Dossier) -> list[Block]:
    return [] if dossier.has_agreements else [ParagraphBlock(NO_AGREEMENTS)]


def _contacts(contacts: Sequence[ToldMeeting]) -> list[_Line]:
    """A visit with meetings of its own leaves the subject to them."""
    frames = {(one.meeting.entry_id, one.meeting.within) for one in contacts}
    return [_contact(one, is_frame=(one.meeting.entry_id, one.meeting.key) in frames) for one in contacts]


def _contact(told: ToldMeeting, *, is_frame: bool) -> _Line:
    meeting = told.meeting
    sides = (people(told, Side.HOME, most=2), people(told, Side.PARTNER, Side.THIRD, most=2))
    met = " – ".join(filter(None, sides[:1] if is_frame and sides[0] else sides))
    subject = healed(meeting.place) if is_frame else shortened(healed(meeting.subject), _LONGEST_SUBJECT)
    head = (
        f"{contact_dates(told)}, {KINDS[meeting.kind]}: {met or shortened(healed(meeting.entry.event.title))}"
    )
    text = "; ".join(filter(None, (head, size_in_words(told), subject)))
    return _Line(text, _weight_of(meeting))


def _weight_of(meeting: Meeting) -> int:
    """What the head of the region took part in goes before all else."""
    if meeting.kind == MeetingKind.JOINT_PARTICIPATION:
        return Weight.LOW
    if Level(meeting.home_level).rank <= Level.HEAD_OF_REGION.rank:
        return Weight.FIRST
    return Weight.HIGH if rank_of(meeting) <= Level.DEPUTY_HEAD.rank else Weight.USUAL


def _signed(line: ResultLine) -> _Line:
    by_authority = bool(line.told) and line.result.signer == Signer.AUTHORITY
    return _Line(_dated(line), Weight.HIGH if by_authority else Weight.USUAL)


def _arranged(dossier: Dossier) -> list[_Line]:
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
        lines.append(_Line(_dated(line) + (f" – {state}" if state else ""), max(weight, Weight.HIGH)))
    return lines


def _event(event: PartnerEvent) -> _Line:
    return _Line(f"{when(event)} – {shortened(healed(event.title))}", Weight.LAST)


def _dated(line: ResultLine) -> str:
    number = f" (№ {line.number})" if line.number else ""
    return f"{line.dates} – {shortened(healed(line.title))}{number}"


def _planned(place: int, event: PartnerEvent) -> _Line:
    text = f"{when(event)} – {shortened(healed(event.title))}"
    return _Line(text, Weight.HIGH if place < 2 else Weight.LOW)


def _cooperation(dossier: Dossier) -> list[Block]:
    blocks: list[Block] = [ParagraphBlock(" ".join(figures_of(dossier)))]
    for name, shares, name_of in (
        ("По сферам", dossier.cooperation.spheres, _short),
        ("По регионам", dossier.regions, str),
    ):
        if shares:
            said = ", ".join(f"{name_of(share.name)} – {share.events}" for share in shares[:_SHARES])
            more = len(shares) - _SHARES
            blocks.append(ParagraphBlock(f"{name}: {said}{f' (еще {more})' if more > 0 else ''}."))
    return blocks


def _short(name: str) -> str:
    """«в сфере культуры» of «Сотрудничество в сфере культуры»."""
    name = name.removeprefix("Сотрудничество ")
    return f"{name[:1].lower()}{name[1:]}"


def _left_out(parts: Iterable[_Part], unreported: int) -> list[Block]:
    left = [
        f"{part.name} – {len(part.lines) - len(part.kept)}"
        for part in parts
        if part.name and len(part.kept) < len(part.lines)
    ]
    left += [f"прошедшие планы без отчета – {unreported}"] if unreported else []
    return [ParagraphBlock(f"На страницу не вошли: {', '.join(left)}.")] if left else []


def _closing(dossier: Dossier) -> list[Block]:
    closing: list[Block] = [FinePrintBlock(f"{taken_from(dossier)} {basis_in_one_sentence(dossier.basis)}")]
    return [*closing, FinePrintBlock(sentence(prepared(dossier)))] if dossier.prepared_by else closing


def _title_lines(title: Sequence[str]) -> int:
    """With the blank line after it."""
    width, size = SHORT_STYLE.text_width, SHORT_STYLE.title_size
    return 1 + sum(set_lines(line, width, size, bold=True) for line in title)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Up to the last clause, else the last word, that fits."""
    if len(text) <= longest:
        return text
    start = text[:longest]
    at = max(start.rfind(sign) for sign in (", ", "; ", ". "))
    if at < longest // 2:
        at = start.rfind(" ")
    return start[:at].rstrip(" ,;–-") + " …"
