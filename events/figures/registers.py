"""Registers of meetings, receptions, trips and joint participations, as tables of records."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from agreements.names.folding import fold
from events.exports.table import Column, EntryLine, ReportTable, Span
from events.meetings.counting import counted_once
from events.meetings.names_left_out import without_names
from events.meetings.registers import REGISTER_OF, ToldMeeting, each_once, meetings_told
from events.meetings.registers import REGISTERS as TOLD
from events.meetings.shown import dates_of, source_of
from events.meetings.with_partners import with_partners
from events.models import Entry, Meeting, MeetingParticipant, Result
from events.vocabulary import Kind, MeetingKind, Side

from .filters import BY_DATES
from .scope import Scope

TO_CONFIRM = "требует подтверждения"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """`cells`: one text per heading but the number; `sources`: the records that tell of it, the fullest
    first."""

    cells: tuple[str, ...]
    sources: tuple[Meeting, ...]
    is_to_confirm: bool
    names: tuple[str, ...] = ()  # of those who met

    def without_names(self) -> "RegisterLine":
        return replace(self, cells=tuple(without_names(cell, self.names) for cell in self.cells))

    @property
    def source_words(self) -> str:
        return "\n".join(map(source_of, self.sources))

    @property
    def event(self) -> int | None:
        """None where no row tells of it."""
        return next((one.entry.event_id for one in self.sources if one.entry is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """`told` names the records (events.meetings.registers)."""

    title: str
    told: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    cells: Callable[..., tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterQuery:
    """What a register is filtered by beside the filter of figures."""

    level: str = ""
    person: str = ""

    @property
    def meeting_condition(self) -> Q:
        condition = Q()
        if self.level:
            condition &= Q(home_level=self.level) | Q(partner_level=self.level)
        for word in fold(self.person).split():
            condition &= Q(participants__search__contains=word)
        return condition


def meetings_of(told: str, scope: Scope, query: RegisterQuery) -> list[ToldMeeting]:
    """Those of a register (`told`, see events.meetings.registers), by date, each once."""
    meetings = list(_records(TOLD[told], scope).filter(query.meeting_condition).distinct())
    if scope.chosen_partners is not None:
        meetings = with_partners(meetings, scope.chosen_partners)
    return each_once(meetings)


def meeting_counts(scope: Scope) -> dict[str, int]:
    """How many lines each register has, by its name in `events.meetings.registers`."""
    counted = counted_once(_records(MeetingKind, scope), scope.chosen_partners)
    found = Counter(REGISTER_OF[one.kind] for one in counted)
    return {register: found[register] for register in TOLD}


def _records(kinds: Collection[MeetingKind], scope: Scope) -> QuerySet[Meeting]:
    return _in_period(meetings_told(kinds, _entries(scope), outside_of(scope)), scope)


def _entries(scope: Scope) -> QuerySet[Entry]:
    """Rows of the events of the scope; by dates of events at any time, for a meeting has days of its own."""
    if scope.by != BY_DATES:
        return scope.entries.filter(event__in=scope.reported.values("pk"))
    if scope.is_kept:
        return scope.entries
    events = scope.filter.qs.order_by()
    if scope.chosen_partners is not None:
        events = events.filter(scope.access.held_with(Q(partner__in=scope.chosen_partners)))
    return scope.entries.filter(event__in=events.values("pk"))


def register_lines(register: Register, scope: Scope, query: RegisterQuery) -> list[RegisterLine]:
    """A constant number of queries."""
    told = meetings_of(register.told, scope, query)
    results_of = _results_of([one.meeting.entry_id for one in told if one.meeting.entry_id is not None])
    return [_meeting_line(register, one, results_of.get(one.meeting.entry_id, [])) for one in told]


def outside_of(scope: Scope) -> QuerySet[Meeting]:
    """Meetings without a row that were held in the period; none where documents or spheres are asked for."""
    outside = scope.access.outside_meetings()
    if scope.is_filtered_by("kind") or scope.is_filtered_by("sphere"):
        return outside.none()
    outside = outside.filter(start__lte=scope.period.end, end__gte=scope.period.start)
    if scope.chosen_partners is not None:
        outside = outside.filter(card__partner_links__partner__in=scope.chosen_partners)
    if departments := scope.filter.form.cleaned_data.get("department"):
        keys = set().union(*(department.chain() for department in departments))
        outside = outside.filter(card__department__in=keys)
    return outside


def _in_period(records: QuerySet, scope: Scope) -> QuerySet:
    """By dates: those held in the period, wherever the days of their events lie."""
    if scope.by != BY_DATES:
        return records
    return records.filter(start__lte=scope.period.end, end__gte=scope.period.start)


def _results_of(entries: Sequence[int]) -> dict[int, list[Result]]:
    results: dict[int, list[Result]] = {}
    for first in range(0, len(entries), 500):
        for result in Result.objects.filter(entry__in=entries[first : first + 500]):
            results.setdefault(result.entry_id, []).append(result)
    return results


def _meeting_line(register: Register, told: ToldMeeting, results: Sequence[Result]) -> RegisterLine:
    meeting = told.meeting
    outcome = "\n".join(one.title for one in results if _belongs(one, meeting))
    return RegisterLine(
        cells=register.cells(meeting, outcome, _basis(told)),
        sources=(meeting, *told.also),
        is_to_confirm=meeting.is_to_confirm,
        names=tuple(one.name for one in meeting.participants.all() if one.name),
    )


def _belongs(result: Result, meeting: Meeting) -> bool:
    """Of several meetings of a row each has the results of its own days."""
    if result.start is None or meeting.start is None or meeting.end is None:
        return True
    return bool(meeting.start <= result.start <= meeting.end)


def _people(participants: Iterable[MeetingParticipant]) -> str:
    """Officials by rank, then bodies without anybody named."""
    return "\n".join(str(one) for one in participants)


def _basis(told: ToldMeeting) -> str:
    cards = (meeting.card for meeting in (told.meeting, *told.also))
    return "\n".join(dict.fromkeys(card.basis for card in cards if card is not None and card.basis))


def _met(meeting: Meeting, outcome: str, basis: str) -> tuple[str, ...]:
    return (
        dates_of(meeting),
        meeting.place,
        _people(meeting.of_side(Side.HOME)),
        _people([*meeting.of_side(Side.PARTNER), *meeting.of_side(Side.THIRD)]),
        meeting.subject,
        outcome,
        basis,
    )


def _received(meeting: Meeting, outcome: str, basis: str) -> tuple[str, ...]:
    guests = meeting.of_side(Side.PARTNER)
    department = (meeting.entry or meeting.card).department
    host = str(department) if department else ""
    return (
        dates_of(meeting),
        "\n".join(dict.fromkeys(one.of for one in guests if one.of)),
        _people([one for one in guests if one.post][:1]),
        str(meeting.size or ""),
        meeting.subject,
        host or _people(meeting.of_side(Side.HOME)),
        outcome,
    )


def _sent(meeting: Meeting, outcome: str, basis: str) -> tuple[str, ...]:
    alone = meeting.kind == MeetingKind.TRIP and len(meeting.of_side(Side.HOME)) == 1
    size = meeting.size or (1 if alone else "")
    return (
        dates_of(meeting),
        meeting.place,
        _people(meeting.of_side(Side.HOME)),
        str(size),
        meeting.subject,
        outcome,
        basis,
    )


_SHARED = ("Итоги", "Основание", "Источник")
# URL slug → the register.
REGISTERS = {
    "meetings": Register(
        title="Реестр официальных встреч",
        told="meetings",
        headings=("Дата", "Место", "От региона", "От партнера", "Обсуждавшиеся вопросы", *_SHARED),
        widths=(11.0, 25.0, 28.0, 42.0, 48.0, 41.0, 38.0, 17.0, 17.0),
        cells=_met,
    ),
    "delegations-received": Register(
        title="Реестр приемов делегаций",
        told="received",
        headings=(
            *("Сроки пребывания", "Откуда", "Глава делегации", "Состав (чел.)", "Цель"),
            *("Принимающий орган", "Итоги", "Источник"),
        ),
        widths=(11.0, 27.0, 33.0, 42.0, 17.0, 45.0, 38.0, 37.0, 17.0),
        cells=_received,
    ),
    "delegations-sent": Register(
        title="Реестр выездов делегаций и служебных командировок",
        told="trips",
        headings=("Сроки", "Куда", "Руководитель", "Состав (чел.)", "Цель", *_SHARED),
        widths=(11.0, 27.0, 35.0, 45.0, 17.0, 50.0, 48.0, 17.0, 17.0),
        cells=_sent,
    ),
    "joint": Register(
        title="Реестр совместных участий",
        told="joint",
        headings=("Дата", "Место", "От региона", "От партнера", "Обсуждавшиеся вопросы", *_SHARED),
        widths=(11.0, 25.0, 28.0, 42.0, 48.0, 41.0, 38.0, 17.0, 17.0),
        cells=_met,
    ),
}


def register_table(
    register: Register, title: str, lines: Sequence[RegisterLine], notes: Sequence[str]
) -> ReportTable:
    """What waits to be confirmed says so beside its source."""
    rows = []
    for number, line in enumerate(lines, start=1):
        source = f"{line.source_words}\n({TO_CONFIRM})" if line.is_to_confirm else line.source_words
        cells = (f"{number}.", *line.cells, source)
        rows.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    return ReportTable(
        kind=Kind.INTERNATIONAL_REPORT,  # names the sheet of a workbook
        title=title,
        columns=tuple(Column(heading, None) for heading in ("№ п/п", *register.headings)),
        lines=tuple(rows),
        notes=tuple(notes),
    )
