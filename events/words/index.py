"""The index of words of rows: the full-text search of either database over `Entry.stems`.

SQLite keeps an FTS5 table beside the rows, filled by triggers; PostgreSQL an index over the words as a
tsvector, which needs no extension.
"""

from collections.abc import Sequence

from django.db import connection, connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from coopregistry.schema_objects import SchemaObjects, declare

_VECTOR = "array_to_tsvector(string_to_array(btrim(stems), ' '))"
_SAYING = {
    "sqlite": "SELECT rowid FROM events_entry_words WHERE events_entry_words MATCH %s",
    "postgresql": f"SELECT id FROM events_entry WHERE {_VECTOR} @@ %s::tsquery",  # noqa: S608 # a constant
}
_FORGET = (
    "INSERT INTO events_entry_words(events_entry_words, rowid, stems) VALUES ('delete', old.id, old.stems);"
)
_LEARN = "INSERT INTO events_entry_words(rowid, stems) VALUES (new.id, new.stems);"
TRIGGERS = {
    "entry_words_added": f"AFTER INSERT ON events_entry BEGIN {_LEARN} END",
    "entry_words_gone": f"AFTER DELETE ON events_entry BEGIN {_FORGET} END",
    "entry_words_changed": (
        f"AFTER UPDATE OF stems ON events_entry WHEN old.stems IS NOT new.stems BEGIN {_FORGET} {_LEARN} END"
    ),
}


def saying(wanted: Sequence[str]) -> Q:
    """Rows that hold all of `stems.wanted_stems`: « сад» as the beginning of a word, « с » as a whole one."""
    return Q(pk__in=RawSQL(_SAYING[connection.vendor], [_query(wanted)]))  # noqa: S611 # one parameter


def _query(wanted: Sequence[str]) -> str:
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{stem.strip()}"{"" if stem.endswith(" ") else "*"}' for stem in wanted)
    return " & ".join(f"'{stem.strip()}'{'' if stem.endswith(' ') else ':*'}" for stem in wanted)


def missing(using: str = "default") -> list[str]:
    """Of what the index is made of, what is not there."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = 'events_entry_words'")
            return [] if cursor.fetchone() else ["events_entry_words"]
        cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'events_entry' AND type = 'trigger'")
        return sorted(TRIGGERS.keys() - {name for (name,) in cursor.fetchall()})


def declare_index() -> None:
    declare("index of words", SchemaObjects(tables=("events_entry",), missing=missing, make=make))


def make(using: str = "default") -> None:
    """Make what is missing of the index; on SQLite read all rows again if anything was."""
    lacking = missing(using)
    if not lacking:
        return
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(f"CREATE INDEX events_entry_words ON events_entry USING gin ({_VECTOR})")
            return
        cursor.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS events_entry_words USING fts5("
            "stems, content='events_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
        )
        for name in lacking:
            cursor.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")
        cursor.execute("INSERT INTO events_entry_words(events_entry_words) VALUES ('rebuild')")
