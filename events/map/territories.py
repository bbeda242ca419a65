"""The number of events of each partner on the map."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from agreements.models import Partner
from agreements.partner_tree import ancestors_in
from events.access import Access
from events.cooperation.queries import event_numbers
from events.models import Event

from .pictures import nearby_codes, shown_codes

_COUNTED = (Partner.Kind.SUBJECT, Partner.Kind.FOREIGN_REGION, Partner.Kind.COUNTRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """`events`: those of the partner and of everything under it, each once."""

    code: str
    name: str
    within: str  # the federal district or the country
    events: int
    is_home: bool
    on_map: bool


def territories(events: QuerySet[Event] | None, access: Access, *, held: bool = False) -> list[Territory]:
    """Partners nearby or with events, most events first; five queries at most. `events`:
    None for all of them; `held`: by what reports say."""
    shown, nearby = shown_codes(), nearby_codes()
    partners = {
        partner["pk"]: partner
        for partner in Partner.objects.order_by().values(
            "pk", "code", "name", "kind", "parent_id", "parent__name"
        )
    }
    counting = _counting(partners)
    if events is None:
        numbers = event_numbers(access, counting)
    else:
        numbers = _numbers(_pairs(events, access, held=held), counting)
    rows = [
        Territory(
            code=partner["code"],
            name=partner["name"],
            within=partner["parent__name"] or "",
            events=numbers[pk],
            is_home=partner["code"] == settings.HOME_SUBJECT,
            on_map=partner["code"] in shown,
        )
        for pk, partner in partners.items()
        if partner["code"] in nearby or numbers[pk]
    ]
    return sorted(rows, key=lambda row: (-row.events, row.is_home, row.name))


def _pairs(events: QuerySet[Event], access: Access, *, held: bool) -> Iterable[tuple[int, int]]:
    """(event, partner), as the filter of the list finds them."""
    return [pair for pair, is_held in access.partners_of(events).items() if is_held or not held]


def _counting(partners: Mapping[int, dict]) -> dict[int, frozenset[int]]:
    """The territories each partner counts with."""
    never_counted = ("ru", settings.HOME_SUBJECT)
    territories = {
        pk
        for pk, partner in partners.items()
        if partner["kind"] in _COUNTED and partner["code"] not in never_counted
    }
    parent_of = {pk: partner["parent_id"] for pk, partner in partners.items()}
    return {pk: ancestors & territories for pk, ancestors in ancestors_in(parent_of).items()}


def _numbers(pairs: Iterable[tuple[int, int]], counting: Mapping[int, Collection[int]]) -> Counter[int]:
    found: dict[int, set[int]] = defaultdict(set)
    for event, pk in pairs:
        for territory in counting.get(pk, ()):
            found[territory].add(event)
    return Counter({pk: len(events) for pk, events in found.items()})
