"""Setting up a new registry: what there is to do before it is used, and how far that is done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agreements.models import Department
from agreements.names.declension import decline
from coopregistry.models import User
from events.models import Report, Sphere

_NUMBERING = re.compile(r"^\s*(?:\d+\s*[.)]|[–—•*-])\s*")
_ORDER_STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    departments: int
    spheres: int
    users: int
    reports: int

    @classmethod
    def now(cls) -> "Progress":
        return cls(
            departments=Department.objects.count(),
            spheres=Sphere.objects.count(),
            users=User.objects.filter(is_active=True).count(),
            reports=Report.objects.count(),
        )


def listed_names(text: str) -> list[str]:
    """The names of a pasted list, one a line, without its numbering; each once."""
    lines = (" ".join(_NUMBERING.sub("", line, count=1).split()).rstrip(";,") for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def proposal(name: str) -> dict[str, str]:
    """A body of that name with its cases made by rule, for proofreading."""
    cases = ("genitive", "dative", "accusative", "instrumental", "prepositional")
    return {"name": name, **dict(zip(cases, decline(name)[1:], strict=True))}


def without_known(model: type[Department] | type[Sphere], names: Iterable[str]) -> list[str]:
    known = {name.casefold() for name in model.objects.values_list("name", flat=True)}
    return [name for name in names if name.casefold() not in known]


def add_spheres(names: Iterable[str]) -> int:
    """In the order given, after those there are. Returns how many are new."""
    order, new = last_order(Sphere), without_known(Sphere, names)
    for position, name in enumerate(new, start=1):
        Sphere.objects.create(name=name, order=order + position * _ORDER_STEP)
    return len(new)


def add_departments(bodies: Iterable[dict[str, str]]) -> int:
    """The same for bodies with their cases."""
    order, given = last_order(Department), {body["name"]: body for body in bodies}
    new = without_known(Department, given)
    for position, name in enumerate(new, start=1):
        Department.objects.create(order=order + position * _ORDER_STEP, **given[name])
    return len(new)


def last_order(model: type[Department] | type[Sphere]) -> int:
    return model.objects.order_by("-order").values_list("order", flat=True).first() or 0
