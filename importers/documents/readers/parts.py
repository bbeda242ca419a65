"""The parts of a package and the relationships between them."""

import posixpath
from typing import NamedTuple

from .guard import Package
from .refusals import refusal


class Relationship(NamedTuple):
    kind: str  # the last word of its type: officeDocument, numbering, footnotes …
    part: str


def relationships(package: Package, part: str) -> dict[str, Relationship]:
    """What a part refers to inside the package, by id; external targets are left out."""
    folder, _, name = part.rpartition("/")
    place = f"{folder}/_rels/{name}.rels".lstrip("/")
    if place not in package:
        return {}
    found = {}
    for element in package.tree(place):
        target = element.get("Target") or ""
        if element.get("TargetMode") == "External" or not target:
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        kind = (element.get("Type") or "").rpartition("/")[2]
        found[element.get("Id") or ""] = Relationship(kind, path.lstrip("/"))
    return found


def main_part(package: Package, usual: str) -> str:
    """The document part: as the package says, else in its usual place."""
    related = [part for kind, part in relationships(package, "").values() if kind == "officeDocument"]
    for part in [*related, usual]:
        if part in package:
            return part
    raise refusal("unreadable", found=related[0] if related else usual)
