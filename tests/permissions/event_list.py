"""The list of events and the page of one are visible as their entries are."""

from tests.permissions.roles import Rule, Who, World, department_a, signed_in


def lookup(what: str) -> Rule:
    return Rule(get=signed_in(), kwargs=lambda world: {"what": what}, query=lambda world: {"q": "бря"})


def event_of(entry: str) -> object:
    return lambda world: {"pk": getattr(world, entry).event_id}


def removed(world: World) -> None:
    world.done_entry.remove()


RULES = {
    "events:events": Rule(get=signed_in()),
    "events:event_facets": Rule(get=signed_in()),
    "events:events_file": (
        *(
            Rule(get=signed_in(), kwargs=lambda world, suffix=suffix: {"suffix": suffix})
            for suffix in ("docx", "xlsx", "csv")
        ),
        Rule(get=signed_in(404), kwargs=lambda world: {"suffix": "exe"}),
        Rule(
            get=signed_in(302), kwargs=lambda world: {"suffix": "csv"}, query=lambda world: {"since": "вчера"}
        ),
    ),
    "events:event_lookup": (
        *(lookup(what) for what in ("partner", "held", "department", "agreement")),
        Rule(get=signed_in(404), kwargs=lambda world: {"what": "user"}),
    ),
    "events:event": (
        Rule(get=signed_in(), kwargs=event_of("done_entry")),
        Rule(get=department_a(), kwargs=event_of("entry_a")),
        Rule(
            get=signed_in(
                404, **{str(who): 200 for who in (Who.EDITOR_B, Who.COORDINATOR, Who.ADMINISTRATOR)}
            ),
            kwargs=event_of("entry_b"),
        ),
        Rule(get=signed_in(404), kwargs=event_of("done_entry"), prepare=removed),
        Rule(get=signed_in(404), kwargs=lambda world: {"pk": 10**30}),
    ),
}
