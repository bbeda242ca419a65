"""Importing files: editors see their own uploads only."""

from typing import Any

from events.models import Finding
from events.vocabulary import Role
from importers.column_lessons import ColumnLesson, teach
from importers.models import ImportRun, PendingImport, SourceDocument
from tests.permissions.roles import Rule, Who, World, coordinators, department_a, signed_in, writers

TEXT = "Книга\n".encode()


def pending_a(world: World) -> PendingImport:
    return PendingImport.objects.get(user=world.users[Who.EDITOR_A])


def run_a(world: World) -> ImportRun:
    return ImportRun.objects.get(user=world.users[Who.EDITOR_A])


def with_file(world: World) -> None:
    source = SourceDocument.objects.create(sha256="1" * 64, name="таблица.txt", content=TEXT, size=len(TEXT))
    PendingImport.objects.create(
        document=source,
        name=source.name,
        user=world.users[Who.EDITOR_A],
        kind=world.plan.kind,
        period_code=world.plan.period_code,
        department=world.department_a,
    )


def with_run(world: World) -> None:
    with_file(world)
    ImportRun.objects.create(
        document=SourceDocument.objects.get(sha256="1" * 64),
        report=world.plan,
        department=world.department_a,
        user=world.users[Who.EDITOR_A],
        status=ImportRun.Status.UNCHANGED,
        layout="",
        counts={"new": 0, "changed": 0, "unchanged": 1, "missing": 0},
    )


def with_unknown_spelling(world: World) -> None:
    Finding.objects.create(
        report=world.plan, entry=world.entry_a, code="unknown-partner", severity="warning", found="Тверьская"
    )


def with_lesson(world: World) -> None:
    teach(
        ("№", "Что", "Когда"), (None, Role.TITLE, Role.DATES), user=world.users[Who.EDITOR_A], for_all=False
    )


def of_lesson(world: World) -> dict[str, Any]:
    return {"pk": ColumnLesson.objects.get().pk}


def of_file(world: World) -> dict[str, Any]:
    return {"pk": pending_a(world).pk}


def of_run(world: World) -> dict[str, Any]:
    return {"pk": run_a(world).pk}


def of_row(world: World) -> dict[str, Any]:
    return {"pk": pending_a(world).pk, "table": 1, "number": 1}


def spelling(world: World) -> dict[str, Any]:
    return {"text": "Тверьская", "partner": "ru-69"}


def department_a_only(status: int, others: int = 404) -> dict[Who, int]:
    return department_a(status, others) | {Who.VIEWER: 403}


def on_file(status: int = 302) -> Rule:
    return Rule(get=signed_in(405), post=department_a_only(status), kwargs=of_file, prepare=with_file)


RULES = {
    "importers:imports": Rule(get=writers(), post=writers()),
    "importers:pending": Rule(get=department_a_only(200), kwargs=of_file, prepare=with_file),
    # An editor has to choose a submission of its own: an empty form comes back.
    "importers:target": Rule(
        get=signed_in(405),
        post=department_a_only(302) | {Who.EDITOR_A: 200},
        kwargs=of_file,
        prepare=with_file,
    ),
    # The file is no table, so no row of it is there for anybody.
    "importers:columns": on_file(404),  # the file is no document
    "importers:lessons": Rule(get=coordinators()),
    "importers:lesson_confirm": Rule(
        get=signed_in(405), post=coordinators(302), kwargs=of_lesson, prepare=with_lesson
    ),
    "importers:lesson_remove": Rule(
        get=signed_in(405), post=coordinators(302), kwargs=of_lesson, prepare=with_lesson
    ),
    "importers:row": Rule(
        get=signed_in(404, viewer=403), post=signed_in(404, viewer=403), kwargs=of_row, prepare=with_file
    ),
    "importers:partner": on_file(200),
    # The file is no table: no row of it names anybody.
    "importers:seen": Rule(
        get=signed_in(405), post=signed_in(404, viewer=403), kwargs=of_file, prepare=with_file
    ),
    "importers:agreement": on_file(200),
    # Nothing was said of a name yet.
    "importers:forget": Rule(
        get=signed_in(405),
        post=signed_in(404, viewer=403),
        kwargs=lambda world: {**of_file(world), "lesson": 1},
        prepare=with_file,
    ),
    "importers:read": on_file(),
    "importers:progress": Rule(get=department_a_only(200), kwargs=of_file, prepare=with_file),
    "importers:delete": on_file(),
    # No file is marked: back to the list.
    "importers:together": Rule(get=writers(302), post=writers(302)),
    # The file is no table: it has no rows to be given out.
    "importers:rows_file": Rule(get=signed_in(404, viewer=403), kwargs=of_file, prepare=with_file),
    "importers:run_rows_file": Rule(get=signed_in(404, viewer=403), kwargs=of_run, prepare=with_run),
    "importers:heading": Rule(get=signed_in(405), post=coordinators(404), kwargs=of_file, prepare=with_file),
    # The file is no table, so it has nothing to be proof-read.
    "importers:proofreading_correct": Rule(
        get=signed_in(404, viewer=403),
        post=signed_in(404, viewer=403),
        kwargs=lambda world: {**of_file(world), "code": "doubled-space"},
        prepare=with_file,
    ),
    "importers:proofreading_accept": on_file(404),
    "importers:proofreading_take_back": Rule(
        get=signed_in(405),
        post=signed_in(404, viewer=403),
        kwargs=lambda world: {**of_file(world), "accepted": 1},
        prepare=with_file,
    ),
    "importers:load": on_file(),
    "importers:set_aside": on_file(),
    "importers:keep_unread": on_file(),
    "importers:take_up": on_file(),
    "importers:original": Rule(get=department_a_only(200), kwargs=of_file, prepare=with_file),
    "importers:remarks": Rule(get=department_a_only(200), kwargs=of_file, prepare=with_file),
    "importers:run": Rule(get=department_a_only(200), kwargs=of_run, prepare=with_run),
    "importers:undo": Rule(get=signed_in(405), post=department_a_only(302), kwargs=of_run, prepare=with_run),
    "importers:run_original": Rule(get=department_a_only(200), kwargs=of_run, prepare=with_run),
    "importers:run_remarks": Rule(get=department_a_only(200), kwargs=of_run, prepare=with_run),
    "importers:spellings": Rule(get=coordinators()),
    "importers:spelling": Rule(get=coordinators(), query=spelling, prepare=with_unknown_spelling),
    "importers:spelling_learn": Rule(
        get=signed_in(405), post=coordinators(302), data=spelling, prepare=with_unknown_spelling
    ),
}
