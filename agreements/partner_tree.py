"""What partners are part of: a town of its region, a region of its state or district."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Case, F, IntegerField, When

from .models import Partner

# The kinds of partner figures count by; regions and cities are counted with theirs.
_COUNTED = (Partner.Kind.SUBJECT, Partner.Kind.COUNTRY, Partner.Kind.UNION)


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


def parts_of(partners: Collection[int]) -> set[int]:
    """Keys of these partners and of all below them, removed ones too. One query."""
    wanted = set(partners)
    parent_of = dict(Partner.with_removed.order_by().values_list("pk", "parent_id"))
    return {pk for pk, line in ancestors_in(parent_of).items() if not wanted.isdisjoint(line)}


def counted_partners() -> dict[int, int]:
    """Each partner that is counted with the subject, country or union it counts with."""
    keyed = Partner.with_removed.annotate(key=counted_partner()).exclude(key=None)
    return dict(keyed.order_by().values_list("pk", "key"))


def counted_partner(link: str = "") -> Case:
    """The key of the subject, country or union a partner counts with; `link`: the lookup to the partner."""
    return Case(
        When(**{f"{link}kind__in": _COUNTED}, then=F(f"{link}pk")),
        When(**{f"{link}parent__kind__in": _COUNTED}, then=F(f"{link}parent_id")),
        When(**{f"{link}parent__parent__kind__in": _COUNTED}, then=F(f"{link}parent__parent_id")),
        output_field=IntegerField(),
    )
