"""The file SIGN_IN_GROUPS: which groups of the directory or provider give which roles and departments.

[roles]
"registry-admins" = "administrator"
[departments]
"culture" = "Министерство культуры"
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from ..roles import ROLES


@dataclass(frozen=True)
class GroupMap:
    """Groups by their names without regard to case."""

    roles: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)

    def roles_of(self, groups: Iterable[str]) -> set[str]:
        return {self.roles[name] for name in _folded(groups) if name in self.roles}

    def departments_of(self, groups: Iterable[str]) -> set[str]:
        return {self.departments[name] for name in _folded(groups) if name in self.departments}


def read_group_map(path: str) -> GroupMap:
    """Without a path nobody is given anything: roles and departments are the administrator's to give."""
    if not path:
        return GroupMap()
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise ImproperlyConfigured(f"SIGN_IN_GROUPS: {path}: {wrong}") from wrong
    unknown = tables.keys() - {"roles", "departments"}
    if unknown:
        raise ImproperlyConfigured(f"SIGN_IN_GROUPS: {path}: unknown tables {sorted(unknown)}")
    wrong_roles = set(tables.get("roles", {}).values()) - set(ROLES)
    if wrong_roles:
        raise ImproperlyConfigured(
            f"SIGN_IN_GROUPS: {path}: no such roles {sorted(wrong_roles)}, there are {', '.join(ROLES)}"
        )
    return GroupMap(
        *(
            {key.casefold(): value for key, value in tables.get(name, {}).items()}
            for name in ("roles", "departments")
        )
    )


def _folded(groups: Iterable[str]) -> list[str]:
    return [group.strip().strip("/").casefold() for group in groups]
