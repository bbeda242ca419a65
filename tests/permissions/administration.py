"""Administration: users and departments are the administrator's, spheres the coordinator's too."""

from typing import Any

from agreements.models import Membership
from coopregistry.history import change_set
from events.administration.merging import merge
from events.entries.joining import Grounds, join
from events.models import StructureChange
from tests.permissions.roles import Rule, Who, World, administrators, coordinators, signed_in


def editor_a(world: World) -> dict[str, Any]:
    return {"pk": world.users[Who.EDITOR_A].pk}


def work_a(world: World) -> dict[str, Any]:
    return {"pk": Membership.objects.get(user=world.users[Who.EDITOR_A]).pk}


def of_kind(kind: str) -> Any:
    return lambda world: {"kind": kind}


def merge_departments(world: World) -> None:
    merge("bodies", world.department_a, world.department_b, user=world.users[Who.ADMINISTRATOR])


def merge_events(world: World) -> None:
    """As earlier versions kept it."""
    with change_set(user=world.users[Who.ADMINISTRATOR]) as changes:
        join(world.entry_a, world.entry_b, Grounds())
    StructureChange.objects.create(kind="events", text="Объединены", change_set=changes.written)


def latest(world: World) -> dict[str, Any]:
    return {"pk": StructureChange.objects.latest("pk").pk}


# Of departments: to the coordinator it does not exist.
HIDDEN = {**administrators(), Who.COORDINATOR: 404}

RULES = {
    "events:administration": Rule(get=coordinators()),
    "events:setting_up": Rule(get=administrators()),
    "events:setting_up_bodies": Rule(get=administrators(), post=administrators()),
    "events:setting_up_spheres": Rule(get=administrators(), post=administrators()),
    "events:system_state": Rule(get=administrators()),
    "events:sign_ins": Rule(get=administrators()),
    "events:sign_ins_file": Rule(get=administrators()),
    "events:jobs": Rule(get=administrators()),
    "events:merge": (
        *(
            Rule(get=coordinators(), post=coordinators(), kwargs=of_kind(kind))
            for kind in ("agreements", "spheres")
        ),
        *(
            Rule(get=administrators(), post=administrators(), kwargs=of_kind(kind))
            for kind in ("bodies", "partners")
        ),
        Rule(
            get=coordinators(302),  # events are compared on the page of matching
            post=coordinators(302),
            kwargs=of_kind("events"),
            query=lambda world: {"kept": world.entry_a.event_id, "double": world.entry_b.event_id},
        ),
        Rule(get=coordinators(404), post=coordinators(404), kwargs=of_kind("reorganisation")),
    ),
    "events:reorganisation": Rule(get=administrators(), post=administrators()),
    "events:structure_change": (
        Rule(get=HIDDEN, kwargs=latest, prepare=merge_departments),
        Rule(get=coordinators(), kwargs=latest, prepare=merge_events),
    ),
    "events:structure_change_undo": (
        Rule(
            get=signed_in(405),
            post={**HIDDEN, Who.ADMINISTRATOR: 302},
            kwargs=latest,
            prepare=merge_departments,
        ),
        Rule(get=signed_in(405), post=coordinators(302), kwargs=latest, prepare=merge_events),
    ),
    "events:people": Rule(get=administrators()),
    "events:person_new": Rule(get=administrators(), post=administrators()),
    "events:person": Rule(get=administrators(), post=administrators(), kwargs=editor_a),
    "events:membership_add": (
        Rule(get=signed_in(405), post=administrators(), kwargs=editor_a),
        Rule(
            get=signed_in(405),
            post=administrators(302),
            kwargs=editor_a,
            data=lambda world: {"work-department": world.department_b.pk},
        ),
    ),
    "events:membership_end": Rule(get=signed_in(405), post=administrators(302), kwargs=work_a),
    "events:person_password": Rule(get=signed_in(405), post=administrators(), kwargs=editor_a),
    "events:sessions_end": Rule(get=signed_in(405), post=administrators(302), kwargs=editor_a),
    "events:second_factors_remove": Rule(get=signed_in(405), post=administrators(302), kwargs=editor_a),
    "events:drafts_hand_over": Rule(get=signed_in(405), post=administrators(), kwargs=editor_a),
}
