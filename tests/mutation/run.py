"""mutmut, mutating functions under `transaction.atomic` as well, with a bound on memory and one migration.

mutmut leaves every decorated function alone, and the life of a report and of a submission is written in such
functions. `transaction.atomic` may be applied to a copy of a function without side effects.
"""

import os
import resource
import sys
from pathlib import Path

import libcst as cst
from django.db.backends.sqlite3.creation import DatabaseCreation
from libcst import matchers
from mutmut.__main__ import cli
from mutmut.mutation.file_mutation import MutationVisitor

_MEMORY = 2 * 1024**3  # bytes of each process: a mutant may append to a list for ever

_is_atomic = matchers.FunctionDef(
    decorators=[matchers.Decorator(matchers.Attribute(matchers.Name("transaction"), matchers.Name("atomic")))]
)
_skips_node_and_children = MutationVisitor._skip_node_and_children
_create_test_db = DatabaseCreation.create_test_db
_migrated = b""  # SQLite database of the first run of tests, before any test


def _skips(visitor: MutationVisitor, node: cst.CSTNode) -> bool:
    return not matchers.matches(node, _is_atomic) and _skips_node_and_children(visitor, node)


def _create_from_migrated(creation: DatabaseCreation, *args: object, **kwargs: object) -> str:
    """Migrating takes seconds, the tests of a mutant less: each forks from a process that has migrated."""
    global _migrated
    connection = creation.connection
    if not _migrated:
        name = _create_test_db(creation, *args, **kwargs)
        _migrated = connection.connection.serialize()
        return name
    name = connection.settings_dict["TEST"]["NAME"]
    Path(name).write_bytes(_migrated)
    connection.close()
    connection.settings_dict["NAME"] = name
    return name


if __name__ == "__main__":
    os.register_at_fork(after_in_child=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)))
    MutationVisitor._skip_node_and_children = _skips
    DatabaseCreation.create_test_db = _create_from_migrated
    sys.exit(cli())
