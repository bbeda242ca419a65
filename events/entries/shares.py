"""Kept numbers are written as differences, so that two transactions that count for the same place need not
wait for each other; here the shares of a place are put together."""

from collections.abc import Sequence

from django.db import connection, models, transaction

MOST_SHARES = 20_000  # rows, before they are added up


def add_up(
    model: type[models.Model], place: Sequence[str], counters: Sequence[str], *, mark: str = ""
) -> None:
    """One row of each place, none where all counters are 0. What another transaction adds meanwhile is left
    as it is. `mark`: a field that is true of such rows."""
    quote, fields = connection.ops.quote_name, model._meta.get_field
    table, marks = quote(model._meta.db_table), [mark] if mark else []
    names = [quote(fields(name).column) for name in (*place, *counters, *marks)]
    places = ", ".join(names[: len(place)])
    sums = [f"SUM({name})" for name in names[len(place) : len(place) + len(counters)]]
    values = ", ".join([places, *sums, *("%s" for _mark in marks)])
    added = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values}"  # ours
    grouped = f"GROUP BY {places} HAVING {' OR '.join(f'{one} <> 0' for one in sums)}"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What another transaction is adding up is left to it, not waited for.
            free = f"SELECT id FROM {table} FOR UPDATE SKIP LOCKED"  # noqa: S608 # ours
            gone = f"DELETE FROM {table} WHERE id IN (SELECT id FROM free) RETURNING *"  # noqa: S608 # ours
            cursor.execute(
                f"WITH free AS ({free}), gone AS ({gone}) {added} FROM gone {grouped}", [True] * len(marks)
            )
            return
        cursor.execute(f"SELECT MAX(id) FROM {table}")  # noqa: S608 # ours
        (last,) = cursor.fetchone()
        cursor.execute(f"{added} FROM {table} {grouped}", [True] * len(marks))
        cursor.execute(f"DELETE FROM {table} WHERE id <= %s", [last])  # noqa: S608 # ours
