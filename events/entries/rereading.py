"""Stored cells read again with the rules and names of today; corrections and chosen partners stay."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agreements.gazetteer import current_gazetteer
from agreements.names.gazetteer import Gazetteer
from events.models import Entry
from events.models.recognised import RECOGNISED_FIELDS
from events.phrases.counted_partners import listed
from events.phrases.values import Values

from . import recognition
from .chosen_partners import with_chosen, with_decisions
from .governing import govern_events_of
from .saving import read_entry

PARTNERS = "partners"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """An entry read again (unsaved). `partners`: their names before and after; `changes`: column or
    "partners" → before and after."""

    entry: Entry
    values: Values
    partners: tuple[Sequence[str], Sequence[str]]
    changes: Mapping[str, tuple[Any, Any]]
    is_stale: bool  # its stored reading differs, if only in a phrase or an issue


def with_what_reading_needs(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related(
        "report", "report__partner", "report__agreement", "section", "section__partner", "event"
    )


def read_again(entries: Iterable[Entry], gazetteer: Gazetteer | None = None) -> Iterator[Rereading]:
    """`entries`: of `with_what_reading_needs`. Writes nothing."""
    gazetteer = gazetteer or current_gazetteer()
    for entry in entries:
        values = with_chosen(entry, read_entry(entry, gazetteer))
        recognised, before = entry.recognised, _state(entry, gazetteer)
        recognition.recognise(entry, values)
        after = _state(entry, gazetteer)
        yield Rereading(
            entry=entry,
            values=values,
            partners=(before[PARTNERS], after[PARTNERS]),
            changes={name: (before[name], after[name]) for name in after if before[name] != after[name]},
            is_stale=recognised != entry.recognised,
        )


def store_rereadings(rereadings: Sequence[Rereading]) -> None:
    """Write what was read; cells stay as they are."""
    entries = [one.entry for one in rereadings]
    Entry.objects.bulk_update(entries, recognition.ENTRY_FIELDS)
    recognition.save_links([(one.entry, one.values) for one in rereadings], current_gazetteer())
    for part in recognition.in_chunks([entry.pk for entry in entries]):
        govern_events_of(Entry.objects.filter(pk__in=part))


def _state(entry: Entry, gazetteer: Gazetteer) -> dict[str, Any]:
    values = Values.from_json(entry.recognised) if entry.recognised else Values()
    partners = listed(with_decisions(values, entry.corrections).partners, gazetteer)
    columns = {name: getattr(entry, name) for name in RECOGNISED_FIELDS}
    return {**columns, PARTNERS: sorted(gazetteer.place(code).name for code in partners)}
