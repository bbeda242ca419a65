"""Entries of a region's file; errors name the file, the entry and the key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RegionFileError(ValueError):
    """An invalid file of a region; the message begins with file and entry."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One table of the file. `place`: how its place is told to whoever wrote it."""

    place: str
    content: Mapping[str, Any]

    def error(self, key: str, problem: str) -> RegionFileError:
        return RegionFileError(f"{self.place}, {key}: {problem}")

    def allow(self, *keys: str) -> None:
        """A key nobody reads is a slip."""
        for key in self.content:
            if key not in keys:
                raise self.error(key, f"there is no such key here, only {', '.join(keys)}")

    def text(self, key: str) -> str:
        value = self.content.get(key, "")
        if not isinstance(value, str):
            raise self.error(key, f"{value!r} is not a text in quotes")
        if value != " ".join(value.split()):
            raise self.error(key, f"“{value}” holds spaces at its ends, two in a row or a line break")
        return value

    def required(self, key: str) -> str:
        if not self.text(key):
            raise self.error(key, "is missing or empty")
        return self.text(key)

    def number(self, key: str, default: int, *, least: int = 0, most: int) -> int:
        value = self.content.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.error(key, f"{value!r} is not a whole number from {least} to {most}")
        return value

    def day(self, key: str) -> date | None:
        value = self.content.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, f"{value!r} is not a day written like 2031-03-01, without quotes")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.content.get(key, [])
        if not isinstance(values, list):
            raise self.error(key, f"{values!r} is not a list in square brackets")
        for value in values:
            FileEntry(self.place, {key: value}).required(key)
        if len(set(values)) != len(values):
            raise self.error(key, "holds a value twice")
        return tuple(values)

    def table(self, key: str) -> "FileEntry":
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"{value!r} is not a table")
        return FileEntry(f"{self.place}, {key}", value)

    def several(self, key: str) -> Iterator["FileEntry"]:
        entries = self.content.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.error(key, f"each entry stands under a line [[{key}]] of its own")
        for number, entry in enumerate(entries, start=1):
            name = entry.get("name")
            called = f" (“{name}”)" if isinstance(name, str) and name else ""
            yield FileEntry(f"{self.place}, {key} {number}{called}", entry)


def check_code(entry: FileEntry, seen: set[str]) -> str:
    """The entry's code, checked in form and against `seen`, to which it is added."""
    code = entry.required("code")
    if not _CODE.fullmatch(code):
        raise entry.error("code", f"“{code}” is not made of a-z, 0-9 and single hyphens")
    if code in seen:
        raise entry.error("code", f"“{code}” stands above already")
    seen.add(code)
    return code


def check_names(entries: Sequence[FileEntry]) -> None:
    """Two records of one name could not be told apart."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.required("name")
        if name.casefold() in seen:
            raise entry.error("name", f"“{name}” stands above already")
        seen.add(name.casefold())
