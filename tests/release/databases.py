"""Databases of one comparison, made and copied: SQLite in files, PostgreSQL on a throw-away server."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg2


class Sqlite:
    name = "SQLite"

    def __init__(self, folder: Path):
        self._folder = folder

    def url(self, database: str) -> str:
        return f"sqlite:///{self._file(database)}"

    def make(self, database: str) -> None:
        self._file(database).unlink(missing_ok=True)

    def copy(self, database: str, to: str) -> None:
        """A copy of the file would leave out what still lies in the journal."""
        with (
            closing(sqlite3.connect(self._file(database))) as source,
            closing(sqlite3.connect(self._file(to))) as copy,
        ):
            source.backup(copy)

    def _file(self, database: str) -> Path:
        return self._folder / f"{database}.sqlite3"


class Postgresql:
    """The server that tests/with_postgresql has started for this process."""

    name = "PostgreSQL"

    def __init__(self) -> None:
        self._server, _slash, self._first = os.environ["DATABASE_URL"].rpartition("/")

    def url(self, database: str) -> str:
        return f"{self._server}/{database}"

    def make(self, database: str) -> None:
        self._run(f'CREATE DATABASE "{database}"')

    def copy(self, database: str, to: str) -> None:
        self._run(f'CREATE DATABASE "{to}" TEMPLATE "{database}"')

    def _run(self, statement: str) -> None:
        server = self._server.replace("postgres://", "postgresql://", 1)
        with closing(psycopg2.connect(f"{server}/{self._first}")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
