"""A program loads a document: with the rights and the questions of the site."""

import json
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from agreements.models import Department
from events.models import Entry, Report
from importers.models import ImportRun, PendingImport, SourceDocument
from tests.events.api.conftest import key_of
from tests.importers.dumps import CULTURE, EDUCATION, dump, plan_row
from tests.permissions.roles import Who, World, make_world

pytestmark = pytest.mark.django_db

FAIRS = [plan_row(f"Ярмарка {name}", dates=f"{day} марта 2025 года") for day, name in enumerate("АБВГ", 1)]
WHOLE = dump([(CULTURE, FAIRS)])


@pytest.fixture
def world() -> World:
    return make_world()


def send(world: World, who: Who, data: bytes, *, scope: str = "write", **said: object) -> HttpResponse:
    query = urlencode({"name": "план.txt", **said})
    headers = {"Authorization": f"Bearer {key_of(world, who, scope)}"}
    return Client().post(
        f"/api/imports/?{query}", data, content_type="application/octet-stream", headers=headers
    )


def titles() -> set[str]:
    return {entry.cells["title"] for entry in Entry.objects.filter(report__period_code="2025-H1")}


def test_a_document_is_loaded_and_answered_as_an_import(world: World) -> None:
    answer = send(world, Who.COORDINATOR, WHOLE)
    run = ImportRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (201, f"/api/imports/{run.pk}/")
    body = json.loads(answer.content)
    assert (body["id"], body["file"], body["status"]) == (run.pk, "план.txt", "imported")
    assert body["counts"] == {"new": 4, "changed": 0, "unchanged": 0, "missing": 0}
    assert len(titles()) == 4
    assert json.loads(send(world, Who.COORDINATOR, WHOLE).content)["status"] == "unchanged"


def test_the_removal_of_many_rows_needs_a_word(world: World) -> None:
    send(world, Who.COORDINATOR, WHOLE)
    shorter = dump([(CULTURE, FAIRS[:1])])
    answer = send(world, Who.COORDINATOR, shorter)
    problem = json.loads(answer.content)
    assert (answer.status_code, problem["confirm"], problem["count"]) == (409, "replace", 3)
    assert [row["title"] for row in problem["rows"]] == ["Ярмарка Б", "Ярмарка В", "Ярмарка Г"]
    assert (len(titles()), SourceDocument.objects.count(), PendingImport.objects.count()) == (4, 1, 1)
    assert send(world, Who.COORDINATOR, shorter, replace="true").status_code == 201
    assert titles() == {"Ярмарка А"}


def test_what_the_document_does_not_say_is_said_beside_it(world: World) -> None:
    department = Department.objects.get(name=EDUCATION)
    said = {"kind": "interregional_plan", "period": "2025-07", "department": department.pk}
    assert send(world, Who.COORDINATOR, dump([("", FAIRS)], title=""), **said).status_code == 201
    report = Report.objects.get(period_code="2025-07")
    assert {entry.department for entry in report.entries.all()} == {department}


@pytest.mark.parametrize("data", [b"", b"nothing of the kind", dump([("", FAIRS)], title="")])
def test_what_cannot_be_read_is_refused_in_words_and_leaves_nothing(world: World, data: bytes) -> None:
    answer = send(world, Who.COORDINATOR, data)
    assert answer.status_code == 400
    assert json.loads(answer.content)["detail"]
    assert (SourceDocument.objects.count(), PendingImport.objects.count()) == (0, 0)


def test_an_unknown_parameter_or_value_is_refused(world: World) -> None:
    assert send(world, Who.COORDINATOR, WHOLE, replce="true").status_code == 400
    assert send(world, Who.COORDINATOR, WHOLE, period="2025-H3").status_code == 400


@pytest.mark.parametrize(
    ("who", "scope", "status"),
    [(Who.VIEWER, "write", 403), (Who.COORDINATOR, "read", 403), (Who.EDITOR_A, "write", 409)],
)
def test_only_those_load_who_may_write(world: World, who: Who, scope: str, status: int) -> None:
    assert send(world, who, WHOLE, scope=scope).status_code == status
    assert titles() == set()
