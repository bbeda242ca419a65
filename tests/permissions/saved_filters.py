"""Saved filters: own and shared ones; another user's private one does not exist."""

from typing import Any

from events.models import SavedFilter
from tests.permissions.roles import Rule, Who, World, coordinators, only, signed_in


def of(who: Who, **values: Any) -> Any:
    def kwargs(world: World) -> dict[str, Any]:
        one = SavedFilter.objects.create(
            owner=world.users[who],
            name=f"Отбор {SavedFilter.with_removed.count()}",
            query="partner=by",
            words="Партнер – Беларусь",
            **values,
        )
        return {"pk": one.pk}

    return kwargs


def removed_of(who: Who) -> Any:
    def kwargs(world: World) -> dict[str, Any]:
        key = of(who)(world)
        SavedFilter.objects.get(**key).remove()
        return key

    return kwargs


def mine(status: int) -> Any:
    return only(Who.EDITOR_A, others=404, status=status)


def named(world: World) -> dict[str, str]:
    return {"name": "Отбор"}


RULES = {
    "events:event_columns": Rule(
        get=signed_in(405), post=signed_in(302), data=lambda world: {"column": "title"}
    ),
    "events:saved_filters": Rule(get=signed_in()),
    "events:saved_filter_new": Rule(
        get=signed_in(), post=signed_in(302), data=named, query=lambda world: {"partner": "by"}
    ),
    "events:saved_filter": (
        Rule(get=mine(200), post=mine(302), kwargs=of(Who.EDITOR_A), data=named),
        Rule(
            get=coordinators(others=404),
            post=coordinators(302, others=404),
            kwargs=of(Who.COORDINATOR, is_shared=True),
            data=named,
        ),
    ),
    "events:saved_filter_opens": (
        Rule(get=signed_in(405), post=mine(302), kwargs=of(Who.EDITOR_A)),
        Rule(get=signed_in(405), post=signed_in(302), kwargs=of(Who.COORDINATOR, is_shared=True)),
    ),
    "events:saved_filter_remove": Rule(get=signed_in(405), post=mine(302), kwargs=of(Who.EDITOR_A)),
    "events:saved_filter_restore": Rule(get=signed_in(405), post=mine(302), kwargs=removed_of(Who.EDITOR_A)),
}
