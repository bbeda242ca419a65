"""The dossier on one page: the same figures, and as much of the lists as the page holds."""

from collections.abc import Sequence
from typing import NamedTuple

from agreements.models import Agreement
from events.exports.paper import (
    Block,
    ListBlock,
    Paper,
    ParagraphBlock,
    SubheadingBlock,
    height,
    paper_style,
    room,
)

from .dossier import Dossier
from .paper_parts import figures_in_sentences, when_held
from .partner_events import PartnerEvent
from .wording import STATES, number_and_date, validity

SHORT_STYLE = paper_style(12)
_MAX_LINE = 300  # characters; a longer text is cut
_AROUND_TITLE = 3  # lines


class _Section(NamedTuple):
    heading: str
    lines: list[str]

    def blocks(self, count: int | None = None) -> list[Block]:
        """The first `count` lines, and how many more there are."""
        lines = self.lines[:count]
        left = len(self.lines) - len(lines)
        more = [f"и другие (еще {left})"] if left else []
        return [SubheadingBlock(self.heading), ListBlock((*lines, *more))]


def one_page_paper(dossier: Dossier) -> Paper:
    sentences = [ParagraphBlock(sentence) for sentence in figures_in_sentences(dossier.cooperation)]
    title = dossier.title
    free = room(SHORT_STYLE) - len(title) - _AROUND_TITLE - height([*sentences, dossier.closing], SHORT_STYLE)
    sections = [section for section in _sections(dossier) if section.lines]
    return Paper(title=title, blocks=(*sentences, *_fitted(sections, free), dossier.closing))


def _sections(dossier: Dossier) -> list[_Section]:
    """In the order of the page."""
    held = dossier.ticked(dossier.cooperation.held)
    plans = dossier.ticked(dossier.cooperation.plans)
    return [
        _Section("Соглашения", [_agreement_line(agreement) for agreement in dossier.agreements]),
        _Section("Дополнительные сведения", [line for line in dossier.facts.splitlines() if line.strip()]),
        _Section("Подписанные документы", [_cut(text) for event in held for text in event.documents]),
        _Section("Достигнутые договоренности", [_cut(text) for event in held for text in event.arrangements]),
        _Section("Визиты", [_event_line(event) for event in held if event.visit]),
        _Section("Запланировано", [_event_line(event) for event in plans]),
    ]


def _fitted(sections: Sequence[_Section], free: int) -> list[Block]:
    """Equal shares of the free lines; what a short section leaves of its share goes to the longer ones."""
    by_height = sorted(sections, key=lambda section: height(section.blocks(), SHORT_STYLE))
    fitted: dict[str, list[Block]] = {}
    for place, section in enumerate(by_height):
        blocks = _fitting(section, free // (len(by_height) - place))
        fitted[section.heading] = blocks
        free -= height(blocks, SHORT_STYLE)
    return [block for section in sections for block in fitted[section.heading]]


def _fitting(section: _Section, share: int) -> list[Block]:
    """As many lines as the share holds; nothing where not even one fits."""
    for count in range(len(section.lines), 0, -1):
        blocks = section.blocks(count)
        if height(blocks, SHORT_STYLE) <= share:
            return blocks
    return []


def _agreement_line(agreement: Agreement) -> str:
    details = [number_and_date(agreement), validity(agreement).replace("\n", ", "), STATES[agreement.state]]
    return f"{agreement.title} ({', '.join(detail for detail in details if detail)})"


def _event_line(event: PartnerEvent) -> str:
    return _cut(f"{when_held(event)} – {event.title}")


def _cut(text: str) -> str:
    if len(text) <= _MAX_LINE:
        return text
    return text[:_MAX_LINE].rsplit(" ", 1)[0].rstrip(" ,;–-") + " …"
