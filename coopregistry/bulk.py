"""Writes many records of a model at the speed of the database's own way of loading.

`bulk_create` of Django spends most of its time on compiling one statement with every value of a batch. Here a
model's statement is compiled once: PostgreSQL takes the values by COPY, SQLite by one prepared statement.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

# What drivers take as it stands; all others are asked to prepare their values.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def insert(records: Sequence[models.Model]) -> None:
    """Insert new records of one model and give each its key; one that has a key keeps it."""
    if not records:
        return
    model = type(records[0])
    _note_keys_of_related(records)
    with transaction.atomic():
        without_key = [record for record in records if record.pk is None]
        for record, key in zip(without_key, new_keys(model, len(without_key)), strict=True):
            record.pk = key
        _load(model, [field.column for field in model._meta.concrete_fields], map(_values_of(model), records))
    for record in records:
        record._state.adding, record._state.db = False, connection.alias


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values of these fields, of which every other one has a key or may be null."""
    fields = [model._meta.get_field(name) for name in names]
    prepared = _prepared(fields)
    with transaction.atomic():
        _load(model, [field.column for field in fields], (_ready(row, prepared) for row in rows))


def update(records: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of records of one model as they stand in memory."""
    if not records:
        return
    model = type(records[0])
    fields = [model._meta.get_field(name) for name in names]
    read, prepared = attrgetter(*(field.attname for field in fields), "pk"), _prepared(fields)
    quote = connection.ops.quote_name
    assigned = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {assigned} WHERE id = %s"  # noqa: S608 # ours
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, [_ready(read(record), prepared) for record in records])


def new_keys(model: type[models.Model], count: int) -> list[int]:
    """Keys that no other record gets. On SQLite only within the transaction that inserts them."""
    if not count:
        return []
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', key, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
        return list(range(last + 1, last + count + 1))


def _values_of(model: type[models.Model]) -> Callable[[models.Model], list[Any]]:
    """Of a record, in the order of its columns."""
    fields = model._meta.concrete_fields
    if any(field.has_db_default() for field in fields):
        raise TypeError(f"{model.__name__} has defaults that the database computes")
    read = attrgetter(*(field.attname for field in fields))
    made = [
        (place, field.pre_save)
        for place, field in enumerate(fields)
        if type(field).pre_save is not models.Field.pre_save
    ]
    prepared = _prepared(fields)

    def values(record: models.Model) -> list[Any]:
        found = list(read(record))
        for place, make in made:
            found[place] = make(record, add=True)
        return _ready(found, prepared)

    return values


def _prepared(fields: Sequence[models.Field]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Where values must be made ready for the driver, and how."""
    return [(place, prepare) for place, field in enumerate(fields) if (prepare := _prepare(field))]


def _prepare(field: models.Field) -> Callable[[Any], Any] | None:
    if isinstance(field, _PLAIN) or field.primary_key:
        return None
    # The connection itself: the name `connection` looks it up anew with every attribute.
    own = connections[DEFAULT_DB_ALIAS]
    if type(field) is models.JSONField:
        # Letters as they are: escaped, Russian takes three times the space, and as much longer to write.
        return (field.encoder or json.JSONEncoder)(ensure_ascii=False).encode
    if type(field) is models.DateField:
        return own.ops.adapt_datefield_value
    return lambda value: field.get_db_prep_save(value, own)


def _ready(values: Sequence[Any], prepared: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    found = list(values)
    for place, prepare in prepared:
        if found[place] is not None:
            found[place] = prepare(found[place])
    return found


def _note_keys_of_related(records: Sequence[models.Model]) -> None:
    """Of records that were stored after they had been assigned; ValueError where one is not stored."""
    foreign = [field for field in records[0]._meta.concrete_fields if field.is_relation]
    for record in records:
        cached = record._state.fields_cache
        if any(getattr(record, field.attname) is None and cached.get(field.name) for field in foreign):
            record._prepare_related_fields_for_save(operation_name="bulk_create")


def _load(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = "".join("\t".join(map(_copied, row)) + "\n" for row in rows)
            with connection.wrap_database_errors:
                cursor.copy_expert(f"COPY {into} FROM STDIN", StringIO(text))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 # names of ours


def _copied(value: Any) -> str:
    """As the text format of COPY has it."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if isinstance(value, (bool, int, float, Decimal, date)):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not known to be copied right")


_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
