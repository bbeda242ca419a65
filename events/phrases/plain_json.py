"""Frozen values to JSON's plain ones and back, by the types their fields declare."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Fields at their default are left out: most rows say little."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(part)
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
    """TypeError or ValueError where the plain values are not those of `kind`; unknown keys are refused."""
    hints = _hints(kind)
    if unknown := plain.keys() - hints.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _read(hints[name], part) for name, part in plain.items()})


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


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
