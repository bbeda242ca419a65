"""A database that does not answer, as a server that was stopped or a file that is gone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

_NOWHERE = {
    "postgresql": {"HOST": "127.0.0.1", "PORT": "1"},
    "sqlite": {"NAME": "/nonexistent/folder/db.sqlite3"},
}


@contextmanager
def database_away() -> Iterator[None]:
    """The connection of the test, with its open transaction, is laid aside for one that leads nowhere."""
    own = connections["default"]
    lost = connections.create_connection("default")
    lost.settings_dict = own.settings_dict | _NOWHERE[own.vendor]
    connections["default"] = lost
    try:
        yield
    finally:
        lost.close()
        connections["default"] = own
