"""The event list as a file: DOCX, XLSX, CSV or ICS. Files are Russian whatever the language of the page."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from django.utils import timezone, translation

from agreements.models import Partner
from events.access import Access
from events.exports.event_columns import EventRow, RankedName, page_columns, sheet_columns
from events.exports.event_files import ListFacts, write_event_csv, write_event_docx, write_event_xlsx
from events.exports.file_names import list_name
from events.matching.undecided import undecided

from .active_filters import chosen_values, describe_filter
from .calendar_file import calendar_file
from .filters import EventFilter
from .rows import events_by_key, iter_event_rows

# Events a file holds at most. A calendar program reads the whole file into memory.
MAX_EVENTS = {"docx": 20_000, "ics": 2_000}
# Of more the file is made by a job: some half a millisecond each.
AT_ONCE = 1_000
SUFFIXES = ("docx", "xlsx", "csv", "ics")
_TELL_EVERY = 500
Tell = Callable[[int], None]  # called with the number of events written


def keys_of(event_filter: EventFilter) -> Sequence[int]:
    """Of all events, in the order of the list: eight bytes each, whatever their number."""
    return array("q", event_filter.events.values_list("pk", flat=True).iterator())


def file_name_of(event_filter: EventFilter, suffix: str) -> str:
    with translation.override("ru"):
        return list_name("Перечень мероприятий", chosen_values(event_filter), timezone.localdate(), suffix)


def write_event_file(
    out: BinaryIO,
    suffix: str,
    keys: Sequence[int],
    event_filter: EventFilter,
    *,
    columns: Sequence[str],
    group: str,
    site: str,
    tell: Tell = lambda number: None,
) -> None:
    """`keys`: events in the order of the file; `columns`: chosen keys, empty for the default ones; `group`: a
    key of GROUPINGS, for DOCX alone; `site`: the base of the links in a calendar."""
    access = event_filter.access
    with translation.override("ru"):
        facts = ListFacts(
            chosen=describe_filter(event_filter),
            moment=f"{timezone.localtime():%d.%m.%Y %H:%M}",
            count=len(keys),
            remark=undecided(event_filter.qs, access).words,
        )
        if suffix == "ics":
            out.write(_calendar(keys, access, facts, site))
        elif suffix == "docx":
            chosen = event_filter.partners_found(keys) if group == "partner" else None
            write_event_docx(
                _rows(keys, access, tell),
                facts,
                page_columns(columns),
                out,
                group=group,
                headings_of=None if chosen is None else lambda row: _ranked(chosen[row.pk]),
            )
        else:
            write = write_event_xlsx if suffix == "xlsx" else write_event_csv
            write(_rows(keys, access, tell), facts, sheet_columns(columns), out)


def _rows(keys: Sequence[int], access: Access, tell: Tell) -> Iterable[EventRow]:
    for number, row in enumerate(iter_event_rows(keys, access)):
        if number % _TELL_EVERY == 0:
            tell(number)
        yield row


def _ranked(partners: Sequence[Partner]) -> tuple[RankedName, ...]:
    return tuple(RankedName(0, partner.name) for partner in partners)


def _calendar(keys: Sequence[int], access: Access, facts: ListFacts, site: str) -> bytes:
    events = [event for chunk in events_by_key(keys, access) for event in chunk]
    return calendar_file(events, access, site=site, name="Перечень мероприятий", about="\n".join(facts.lines))
