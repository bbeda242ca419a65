"""Dossiers of made-up rows, and what their papers say."""

from datetime import date
from io import BytesIO

from docx import Document

from agreements.models import Partner
from events.cooperation.dossier.content import TICKED, Dossier, key_of
from events.cooperation.dossier.full import FULL_STYLE
from events.cooperation.dossier.gather import dossier_of
from events.cooperation.queries import events_with
from events.exports.page_style import PageStyle, Properties
from events.exports.paper import HeadingBlock, Paper, write_paper
from events.models import Meeting, MeetingParticipant
from tests.events.cooperation.world import coordinator

START, END = date(2031, 1, 1), date(2031, 12, 31)


def dossier(code: str = "by", start: date = START, end: date = END) -> Dossier:
    partner = Partner.objects.get(code=code)
    events = events_with(coordinator(), partner.tree())
    return dossier_of(coordinator(), events, partner, start, end)


def settle() -> None:
    """As if a person had confirmed every meeting."""
    Meeting.objects.update(certain=True)
    MeetingParticipant.objects.update(confirmed=True)


def ticked(whole: Dossier, *, without: tuple[str, ...] = (), prepared_by: str = "") -> Dossier:
    """`without`: keys of rows whose ticks were taken away."""
    keys = {name: {key_of(one) for one in getattr(whole, name)} - set(without) for name in TICKED}
    return whole.only(keys, prepared_by)


def written(paper: Paper, style: PageStyle = FULL_STYLE) -> bytes:
    out = BytesIO()
    write_paper(paper, out, page_style=style, properties=Properties())
    return out.getvalue()


def text_of(paper: Paper) -> str:
    document = Document(BytesIO(written(paper)))
    cells = [cell.text for table in document.tables for one in table.rows for cell in one.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\xa0", " ")


def headings_of(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, HeadingBlock)]
