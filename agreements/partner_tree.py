"""What partners are part of: a town of its region, a region of its state or district."""

from collections.abc import Iterable, Mapping

from .models import Partner


def ancestors_of() -> dict[int, frozenset[int]]:
    """Each partner with everything it is part of, itself included. One query."""
    return ancestors_in(dict(Partner.objects.order_by().values_list("pk", "parent_id")))


def ancestors_in(parent_of: Mapping[int, int | None]) -> dict[int, frozenset[int]]:
    """As `ancestors_of`, where the parents are known already; a cycle of parents ends."""
    return {pk: frozenset(_line(pk, parent_of)) for pk in parent_of}


def _line(pk: int, parent_of: Mapping[int, int | None]) -> Iterable[int]:
    line: dict[int, None] = {}
    step: int | None = pk
    while step in parent_of and step not in line:
        line[step] = None
        step = parent_of[step]
    return line
