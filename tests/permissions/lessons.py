"""What the registry was taught: writers propose, coordinators decide."""

from typing import Any

from agreements.models import Partner
from events.models import Lesson
from tests.permissions.roles import Rule, Who, World, coordinators, department_a, signed_in, writers


def of_editor_a(world: World) -> None:
    Lesson.objects.create(
        kind=Lesson.Kind.SPELLING,
        text="Тверьская",
        partner=Partner.objects.get(code="ru-69"),
        taught_by=world.users[Who.EDITOR_A],
    )


def latest(world: World) -> dict[str, Any]:
    return {"pk": Lesson.objects.latest("pk").pk}


def what(world: World) -> dict[str, Any]:
    return {"kind": "spelling", "text": "Тверьская", "partner": "ru-69"}


RULES = {
    "events:lessons": Rule(get=writers()),
    "events:lesson_new": (
        Rule(get=writers(), post=writers(302), query=what, data=what),
        Rule(
            get=writers(),
            post=writers(),
            query=lambda world: {"kind": "agreement"},
            data=lambda world: {"kind": "agreement"},
        ),
    ),
    "events:lesson": Rule(get=department_a() | {Who.VIEWER: 403}, kwargs=latest, prepare=of_editor_a),
    "events:lesson_confirm": Rule(
        get=signed_in(405), post=coordinators(302), kwargs=latest, prepare=of_editor_a
    ),
    "events:lesson_decline": Rule(
        get=signed_in(405), post=coordinators(302), kwargs=latest, prepare=of_editor_a
    ),
    "events:lesson_take_back": Rule(
        get=signed_in(405),
        post=department_a(302) | {Who.VIEWER: 403},
        kwargs=latest,
        prepare=of_editor_a,
    ),
}
