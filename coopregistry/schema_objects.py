"""What migrations do not keep in a database: triggers, indexes over expressions, rights.

SQLite drops triggers whenever a migration rebuilds their table. What is declared here is made after every
`migrate`, in the order of declaration.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaObjects:
    """`tables`: those they belong to; `missing`: names of those that are not there; `make`: makes them. Both
    take the alias of a database that has the tables."""

    tables: tuple[str, ...]
    missing: Callable[[str], list[str]]
    make: Callable[[str], None]


_declared: dict[str, SchemaObjects] = {}


def declare(name: str, objects: SchemaObjects) -> None:
    _declared[name] = objects


def missing(using: str = "default") -> list[str]:
    return [name for objects in _standing(using) for name in objects.missing(using)]


def make_missing(using: str = "default") -> None:
    for objects in _standing(using):
        names = objects.missing(using)
        if names:
            objects.make(using)
            logger.info("made in the database: %s", ", ".join(names))


def _standing(using: str) -> list[SchemaObjects]:
    """Those whose tables are there: `migrate` may have been told to stop earlier."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [objects for objects in _declared.values() if tables.issuperset(objects.tables)]
