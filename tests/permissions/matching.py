"""Matching of plans and reports: all read, writers decide on pairs with a row of their own."""

from typing import Any

from coopregistry.versions import current_version
from events.entries.joining import Grounds, join
from events.matching.deciding import state_of
from events.models import Entry, Submission
from tests.permissions.roles import Rule, Who, World, coordinators, department_a, signed_in, writers


def finished(world: World) -> None:
    """Both departments have submitted: their rows are there for everybody."""
    Submission.objects.filter(report=world.plan).update(state=Submission.State.ACCEPTED)


def joined(world: World) -> None:
    finished(world)
    join(world.entry_a, world.done_entry, Grounds())


def pair(world: World, other: Entry) -> dict[str, Any]:
    # Where one world serves all rules, another rule may have removed it.
    own = Entry.with_removed.get(pk=world.entry_a.pk)
    seen = state_of(own, Entry.with_removed.get(pk=other.pk))
    return {"a": own.pk, "b": other.pk, "seen": seen, "answer": "same"}


def with_done(world: World) -> dict[str, Any]:
    return pair(world, world.done_entry)


def of_b_alone(world: World) -> dict[str, Any]:
    seen = state_of(world.entry_b, world.done_entry)
    return {"a": world.entry_b.pk, "b": world.done_entry.pk, "seen": seen, "answer": "other"}


def to_part(world: World) -> dict[str, Any]:
    entry = Entry.with_removed.get(pk=world.entry_a.pk)
    return {"entry": entry.pk, "seen": current_version(entry)}


RULES = {
    "events:matching": (
        Rule(get=signed_in(), query=lambda world: {"report": world.plan.pk}),
        Rule(
            get=department_a(),  # an unfinished row does not exist for others
            query=lambda world: {"a": world.entry_a.pk, "b": world.done_entry.pk},
        ),
    ),
    "events:matching_list": (
        Rule(get=signed_in()),
        Rule(
            get=signed_in(),
            query=lambda world: {"report": world.plan.pk, "state": "unmatched"},
        ),
    ),
    "events:matching_row": (
        Rule(get=department_a(), kwargs=lambda world: {"pk": world.entry_a.pk}),
        Rule(get=signed_in(), kwargs=lambda world: {"pk": world.done_entry.pk}),
        Rule(get=signed_in(404), kwargs=lambda world: {"pk": 10**30}),
    ),
    "events:matching_decide": (
        Rule(get=signed_in(405), post=writers(302), data=with_done, prepare=finished),
        # A pair of rows of the other department alone.
        Rule(
            get=signed_in(405),
            post={**writers(302), Who.EDITOR_A: 403},
            data=of_b_alone,
            prepare=finished,
        ),
    ),
    "events:matching_sure": Rule(
        get=signed_in(405), post=coordinators(302), data=lambda world: {"report": world.plan.pk}
    ),
    "events:matching_part": Rule(get=signed_in(405), post=writers(302), data=to_part, prepare=joined),
    "events:matching_undo": Rule(get=signed_in(405), post=writers(302)),
}
