"""Map and calendar are open to all users, a subscription to its owner, its address to whoever has it."""

from typing import Any

from events.models import CalendarLink
from tests.permissions.roles import Rule, Who, World, everybody, only, signed_in


def of_a(world: World) -> CalendarLink:
    return CalendarLink(user=world.users[Who.EDITOR_A], name="Мой календарь")


def link(world: World) -> dict[str, Any]:
    own = of_a(world)
    own.renew()
    own.save()
    return {"pk": own.pk}


def address(world: World) -> dict[str, Any]:
    own = of_a(world)
    token = own.renew()
    own.save()
    return {"token": token}


def address_of_nobody(world: World) -> dict[str, Any]:
    kwargs = address(world)
    user = world.users[Who.EDITOR_A]
    user.groups.clear()
    return kwargs


RULES = {
    "events:map": (Rule(get=signed_in()), Rule(get=signed_in(), query=lambda world: {"partner": "ru-32"})),
    "events:map_file": (
        Rule(get=signed_in(404), kwargs=lambda world: {"name": "no-such-picture"}),
        Rule(get=signed_in(), kwargs=lambda world: {"name": "west"}),
    ),
    "events:calendar": Rule(get=signed_in()),
    "events:calendar_links": Rule(
        get=signed_in(), post=signed_in(), data=lambda world: {"name": "Брянск", "query": "partner=ru-32"}
    ),
    "events:calendar_link": Rule(
        get=signed_in(405),
        post=only(Who.EDITOR_A, status=302, others=404),
        kwargs=link,
        data=lambda world: {"do": "revoke"},
    ),
    "events:calendar_feed": (
        Rule(get=everybody(), kwargs=address),
        Rule(get=everybody(404), kwargs=lambda world: {"token": "not-an-address"}),
        Rule(get=everybody(404), kwargs=address_of_nobody),
    ),
}
