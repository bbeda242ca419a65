"""Frozen dataclasses to plain JSON values and back, by the types of their fields.

A field's key is its name, unless its metadata names another "key": stored JSON outlives a rename.
"""

import types
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Fields at their default are left out, as most rows say little."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            _key(field): to_plain(part)
            for field in fields(value)
            if (part := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[T], plain: Mapping[str, Any]) -> T:
    """Raises TypeError or ValueError unless the values are those of `kind`; unknown keys are refused."""
    readable = _readable(kind)
    if unknown := plain.keys() - readable.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{(field := readable[key])[0]: _read(field[1], part) for key, part in plain.items()})


_READABLE: dict[type, dict[str, tuple[str, Any]]] = {}


def _readable(kind: type) -> dict[str, tuple[str, Any]]:
    """Name and type of each field, by key."""
    if kind not in _READABLE:
        hints = get_type_hints(kind)
        _READABLE[kind] = {_key(field): (field.name, hints[field.name]) for field in fields(kind)}
    return _READABLE[kind]


def _key(field: "Field[Any]") -> str:
    key: str = field.metadata.get("key", field.name)
    return key


def _read(hint: Any, plain: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if plain is None:
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], part) for part in plain)
    if is_dataclass(hint) and isinstance(hint, type):
        return from_plain(hint, plain)
    if hint is date:
        return date.fromisoformat(plain)
    return hint(plain) if isinstance(hint, type) and issubclass(hint, StrEnum) else plain
