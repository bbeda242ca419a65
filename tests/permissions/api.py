"""The API shows what the site shows; programs are answered 401 where people are led to sign in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from events.models import AccessKey, Person
from importers.documents.upload import Upload
from importers.importing import import_document
from importers.models import ImportRun
from tests.importers.dumps import dump, plan_row
from tests.permissions.jobs import ask, latest
from tests.permissions.meetings import outside_of_a
from tests.permissions.results import controlled, of_no_row, told
from tests.permissions.roles import (
    Expected,
    Rule,
    Who,
    World,
    administrators,
    department_a,
    everybody,
    signed_in,
)

Kwargs = Callable[[World], dict[str, Any]]


def known(expected: Expected) -> dict[Who, int]:
    return {**expected, Who.ANONYMOUS: 401}


def reading(get: Expected | None = None, kwargs: Kwargs = lambda world: {}, **more: Any) -> Rule:
    """Whoever may sign in may ask; nobody writes here."""
    return Rule(
        get=known(get or signed_in()), post=known({**signed_in(405), Who.VIEWER: 403}), kwargs=kwargs, **more
    )


def pk_of(name: str) -> Kwargs:
    return lambda world: {"pk": getattr(world, name).pk}


def event_of(name: str) -> Kwargs:
    return lambda world: {"pk": getattr(world, name).event_id}


def own_b() -> dict[Who, int]:
    return {**department_a(), Who.EDITOR_A: 404, Who.EDITOR_B: 200}


def written(**statuses: int) -> dict[Who, int]:
    """What a form that is no JSON gets: whoever may write is told so (415), others are turned away before."""
    return known({**signed_in(415, **statuses), Who.VIEWER: 403})


def outside_meeting(world: World) -> dict[str, Any]:
    return {"ref": f"c{outside_of_a(world).pk}"}


def met_outside(world: World) -> dict[str, Any]:
    outside_of_a(world)
    return {"key": Person.objects.get(name="П.П. Пробный").key}


def own_key(world: World) -> None:
    AccessKey.make(user=world.users[Who.EDITOR_A], name="Выгрузка", expires_on=date(2100, 1, 1))


def key_a(world: World) -> dict[str, Any]:
    return {"pk": AccessKey.objects.get().pk}


def imported(world: World) -> None:
    import_document(Upload(name="план.txt", data=dump([("Министерство опытов", [plan_row("Ярмарка")])])))


def last_import(world: World) -> dict[str, Any]:
    return {"pk": ImportRun.objects.latest("pk").pk}


def without_row_a(world: World) -> None:
    world.entry_a.remove()


KEY_OF_A = {**signed_in(404), Who.EDITOR_A: 302, Who.ADMINISTRATOR: 302}

RULES = {
    "api:keys": (
        Rule(get=signed_in(), post=signed_in()),
        Rule(
            get=signed_in(),
            post=signed_in(),
            data=lambda world: {"name": "Выгрузка", "scope": "read", "expires_on": "2026-12-31"},
        ),
    ),
    "api:all_keys": Rule(get=administrators()),
    "api:key_revoke": Rule(get=signed_in(405), post=KEY_OF_A, kwargs=key_a, prepare=own_key),
    "api:guide": Rule(get=signed_in()),
    "api:schema": reading(),
    "api:events": (
        reading(),
        reading(known(signed_in(400)), query=lambda world: {"since": "вчера"}),
    ),
    "api:event": (
        reading(kwargs=event_of("done_entry")),
        reading(department_a(), event_of("entry_a")),
        reading(own_b(), event_of("entry_b")),
        reading(signed_in(404), lambda world: {"pk": 10**30}),
    ),
    "api:event_lines": reading(),
    "api:row_lines": reading(),
    "api:rows": Rule(get=known(signed_in()), post=written()),
    "api:row": (
        reading(kwargs=pk_of("done_entry")),
        reading(department_a(), pk_of("entry_a")),
        reading(own_b(), pk_of("entry_b")),
    ),
    "api:row_restore": Rule(
        get=known(signed_in(405)),
        post=known({**department_a(), Who.VIEWER: 403}),
        kwargs=pk_of("entry_a"),
        prepare=without_row_a,
    ),
    "api:row_fate": (
        Rule(get=known(signed_in(405)), post=written(editor_b=404), kwargs=pk_of("entry_a")),
        Rule(get=known(signed_in(405)), post=written(editor_a=404), kwargs=pk_of("entry_b")),
        Rule(
            get=known(signed_in(405)),
            post=known({**signed_in(403)}),
            kwargs=pk_of("done_entry"),
        ),
    ),
    "api:reports": reading(),
    "api:report": (
        reading(kwargs=pk_of("plan")),
        reading(signed_in(404), lambda world: {"pk": 10**30}),
    ),
    "api:report_file": (
        reading(kwargs=pk_of("plan"), query=lambda world: {"type": "csv"}),
        reading(signed_in(404), lambda world: {"pk": 10**30}, query=lambda world: {"type": "csv"}),
        reading(known(signed_in(400)), pk_of("plan")),
    ),
    "api:editions": reading(),
    "api:edition": reading(kwargs=pk_of("edition")),
    "api:parts": reading(),
    "api:part": reading(department_a(), pk_of("submission_a")),
    "api:partners": reading(),
    "api:partner": (
        reading(kwargs=lambda world: {"code": world.partner.code}),
        reading(signed_in(404), lambda world: {"code": "nowhere"}),
    ),
    "api:agreements": Rule(get=known(signed_in()), post=written(editor_a=403, editor_b=403)),
    "api:agreement": reading(kwargs=pk_of("agreement")),
    "api:row_bulk": Rule(get=known(signed_in(405)), post=written()),
    "api:meetings": (
        Rule(get=known(signed_in(400)), post=written()),
        Rule(get=known(signed_in()), post=written(), query=lambda world: {"register": "meetings"}),
    ),
    "api:meeting": (
        reading(kwargs=outside_meeting),
        reading(signed_in(404), lambda world: {"ref": "nothing"}),
    ),
    "api:meeting_decision": Rule(
        get=known(signed_in(405)), post=written(editor_b=403), kwargs=outside_meeting
    ),
    "api:people": reading(),
    "api:person": (
        reading(kwargs=met_outside),
        reading(signed_in(404), lambda world: {"key": "nobody"}),
    ),
    "api:figures": reading(),
    "api:departments": reading(),
    "api:department": reading(kwargs=pk_of("department_a")),
    "api:spheres": reading(),
    "api:results": (
        reading(),
        reading(known(signed_in(400)), query=lambda world: {"state": "forgotten"}),
    ),
    "api:result": (
        reading(kwargs=told),
        reading(department_a(), of_no_row),
        reading(signed_in(404), lambda world: {"ref": "nothing"}),
    ),
    "api:result_control": Rule(
        get=known(signed_in(405)), post=written(editor_a=403, editor_b=403), kwargs=told
    ),
    "api:result_report": Rule(get=known(signed_in(405)), post=written(editor_b=403), kwargs=controlled),
    "api:job": reading({**signed_in(404), Who.EDITOR_A: 200, Who.ADMINISTRATOR: 200}, latest, prepare=ask),
    "api:job_file": reading(signed_in(404), latest, prepare=ask),
    # A file is sent with its name: who may load is told that it is missing.
    "imports_api:imports": Rule(get=known(signed_in()), post=known({**signed_in(400), Who.VIEWER: 403})),
    "imports_api:import": reading(
        {**signed_in(404), Who.COORDINATOR: 200, Who.ADMINISTRATOR: 200}, last_import, prepare=imported
    ),
    "no_such_address": tuple(
        Rule(get=everybody(404), post=everybody(404), kwargs=lambda world, rest=rest: {"rest": rest})
        for rest in ("nowhere/", "partners/two\nlines/")
    ),
}
