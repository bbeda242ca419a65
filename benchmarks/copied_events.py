"""Copies events with all that hangs on them inside the database: a million in minutes.

A copy has the values of its original and stands in the same documents, below it; what is computed of an event
from its rows alone is therefore right without computing it. Texts repeat with every copy. The history is not
copied.
"""

from collections.abc import Iterator, Sequence

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max, Min

from events.entries.counting import recount
from events.entries.tallying import recount_figures
from events.models import Entry, EntryPartner, Event, EventPartner, Finding
from events.words import index

# Each with the keys that a copy has of its own.
_COPIED: Sequence[tuple[type[models.Model], Sequence[type[models.Model]]]] = (
    (Event, ()),
    (Entry, (Event,)),
    (EventPartner, (Event, Entry)),
    (EntryPartner, (Entry,)),
    (Finding, (Entry,)),
)
# The event a record belongs to.
_OF_EVENT = {
    Event: "record.id",
    Entry: "record.event_id",
    EventPartner: "record.event_id",
    EntryPartner: "(SELECT event_id FROM events_entry WHERE id = record.entry_id)",
    Finding: "(SELECT event_id FROM events_entry WHERE id = record.entry_id)",
}


def copy_events(count: int) -> None:
    """Add `count` events, copies of those that are there in turn; whole rounds but for the last."""
    first, last = _bounds(Event)
    per_round = last - first + 1
    strides = {model: _bounds(model)[1] - _bounds(model)[0] + 1 for model, _keys in _COPIED}
    order = Entry.objects.aggregate(highest=Max("order"))["highest"]
    indexes = _drop_indexes()
    for number, events in enumerate(_rounds(count, per_round), start=1):
        with transaction.atomic(), connection.cursor() as cursor:
            for model, keys in _COPIED:
                cursor.execute(*_copy(model, keys, strides, number, (first, first + events - 1), order))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _keys in _COPIED]):
            cursor.execute(statement)
        for statement in indexes:
            cursor.execute(statement)
    index.make()
    recount()
    recount_figures()


def _bounds(model: type[models.Model]) -> tuple[int, int]:
    found = models.QuerySet(model).aggregate(first=Min("pk"), last=Max("pk"))
    return found["first"], found["last"]


def _rounds(count: int, per_round: int) -> Iterator[int]:
    while count > 0:
        yield min(count, per_round)
        count -= per_round


def _copy(
    model: type[models.Model],
    keys: Sequence[type[models.Model]],
    strides: dict[type[models.Model], int],
    number: int,
    events: tuple[int, int],
    order: int,
) -> tuple[str, list[int]]:
    quote = connection.ops.quote_name
    columns, values = [], []
    for field in model._meta.concrete_fields:
        column = quote(field.column)
        columns.append(column)
        refers = model if field.primary_key else field.related_model
        if field.primary_key or refers in keys:
            values.append(f"record.{column} + {number * strides[refers]}")
        elif model is Entry and field.name in ("order", "number"):
            values.append(f"record.{column} + {number * order}")
        else:
            values.append(f"record.{column}")
    table = quote(model._meta.db_table)
    originals = f"FROM {table} record WHERE {_OF_EVENT[model]} BETWEEN %s AND %s"
    copies = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} {originals}"
    return copies, list(events)


def _drop_indexes() -> list[str]:
    """All that no constraint needs, and on SQLite what keeps the index of words: made at once in the end. The
    statements that make them again."""
    tables = [model._meta.db_table for model, _keys in _COPIED]
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -2000000")  # kB: keys come in the order of no index
            cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''")
        else:
            cursor.execute("SELECT tablename, indexname, indexdef FROM pg_indexes")
        for table, name, statement in cursor.fetchall():
            if table in tables and "UNIQUE" not in statement:
                found[name] = statement
        for name in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        if connection.vendor == "sqlite":
            for name in index.TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    return list(found.values())
