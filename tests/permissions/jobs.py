"""Jobs: whoever asked sees and cancels them, and the administrator."""

from typing import Any

from coopregistry.models import Job
from tests.permissions.roles import Rule, Who, World, signed_in

# That somebody else asked for work is nobody's business.
OWN = {**signed_in(404), Who.EDITOR_A: 200, Who.ADMINISTRATOR: 200}


def ask(world: World) -> None:
    Job.objects.create(
        task="somewhere.something", title="Чтение файла", user=world.users[Who.EDITOR_A], language="ru"
    )


def latest(world: World) -> dict[str, Any]:
    return {"pk": Job.objects.latest("pk").pk}


RULES = {
    "job": Rule(get=OWN, kwargs=latest, prepare=ask),
    "job_progress": Rule(get=OWN, kwargs=latest, prepare=ask),
    "job_file": Rule(get=signed_in(404), kwargs=latest, prepare=ask),  # this one makes none
    "job_cancel": Rule(
        get=signed_in(405),
        post={**signed_in(404), Who.EDITOR_A: 302, Who.ADMINISTRATOR: 302},
        kwargs=latest,
        prepare=ask,
    ),
}
