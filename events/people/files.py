"""The meetings of a person as a table, in Russian as everything that is printed."""

from collections.abc import Iterable

from events.exports.page_style import PageStyle
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.meetings.shown import source_of
from events.models import MeetingParticipant
from events.vocabulary import Kind, Side

from .detail import PersonDetail, PersonMeeting

_HEADINGS = (
    "№ п/п",
    "Дата",
    "Вид",
    "Место",
    "От региона",
    "От партнера",
    "Обсуждавшиеся вопросы",
    "Источник",
)
STYLE = PageStyle(widths=(11.0, 27.0, 27.0, 28.0, 46.0, 46.0, 42.0, 30.0), table_size=11)
_TO_CONFIRM = "(требует подтверждения)"


def meetings_table(detail: PersonDetail) -> ReportTable:
    lines = []
    for number, one in enumerate(detail.meetings, start=1):
        cells = (f"{number}.", *_cells(one))
        lines.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    return ReportTable(
        kind=Kind.INTERNATIONAL_REPORT,  # names the sheet of a workbook
        title=f"Встречи и визиты: {detail.person}\n{detail.posts[0].post}",
        columns=tuple(Column(heading, None) for heading in _HEADINGS),
        lines=tuple(lines),
        notes=(f"Встреч и визитов: {detail.count}. Встречи в рамках визита отдельно не считаются.",),
    )


def _cells(one: PersonMeeting) -> tuple[str, ...]:
    meeting = one.meeting
    sources = [source_of(told) for told in (meeting, *one.told.also)]
    if meeting.is_to_confirm:
        sources.append(_TO_CONFIRM)
    return (
        one.dates,
        str(meeting.get_kind_display()),
        meeting.place,
        _people(meeting.of_side(Side.HOME)),
        _people([*meeting.of_side(Side.PARTNER), *meeting.of_side(Side.THIRD)]),
        meeting.subject,
        "\n".join(sources),
    )


def _people(participants: Iterable[MeetingParticipant]) -> str:
    return "\n".join(map(str, participants))
