"""Programs read results and write the control of arrangements, with the checks of the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coopregistry.models import ChangeSet
from events.models import ControlDecision, Entry, ExecutionReport, Result, ResultCard
from tests.events.api.conftest import Ask
from tests.permissions.results import controlled, told
from tests.permissions.roles import Who, World


def test_a_result_is_listed_once_with_its_rows(world: World, ask: Ask) -> None:
    ref = told(world)["ref"]
    (found,) = ask(Who.VIEWER, "get", "/api/results/?kind=agreed").json()["results"]
    assert (found["id"], found["row_ids"], found["control"]) == (ref, [world.done_entry.pk], None)


def test_an_arrangement_is_taken_under_control_and_decided_on(world: World, ask: Ask) -> None:
    ref = told(world)["ref"]
    version = ask(Who.COORDINATOR, "get", f"/api/results/{ref}/").headers["ETag"]
    body = {"department": world.department_a.pk, "due": "2031-12-01"}
    taken = ask(Who.COORDINATOR, "post", f"/api/results/{ref}/control/", body, If_Match=version)
    assert taken.json()["control"] == {
        "state": "under_way",
        "department": {"id": world.department_a.pk, "name": str(world.department_a)},
        "due": "2031-12-01",
        "overdue": False,
    }
    address = f"/api/results/{taken.json()['id']}/control/"
    stale = ask(Who.COORDINATOR, "post", address, body, If_Match=version)
    assert (stale.status_code, stale.json()["current"]["id"]) == (412, taken.json()["id"])
    done = {**body, "state": "done"}
    refused = ask(Who.COORDINATOR, "post", address, done, If_Match=taken.headers["ETag"])
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["basis"])
    done["basis"] = "письмо № 7"
    ask(Who.COORDINATOR, "post", address, done, If_Match=taken.headers["ETag"])
    assert [one.state for one in ControlDecision.objects.all()] == ["under_way", "done"]
    assert ResultCard.objects.get().state == "done"
    with_key = ChangeSet.objects.filter(
        reason="Решение по договоренности на контроле (ключ доступа «Проверка»)"
    )
    assert with_key.count() == 2


def test_only_coordinators_decide_and_only_the_responsible_body_reports(world: World, ask: Ask) -> None:
    ref = controlled(world)["ref"]
    body = {"department": world.department_a.pk}
    assert ask(Who.EDITOR_A, "post", f"/api/results/{ref}/control/", body).status_code == 403
    report = {"text": "Проведено."}
    assert ask(Who.EDITOR_B, "post", f"/api/results/{ref}/report/", report).status_code == 403
    answer = ask(Who.EDITOR_A, "post", f"/api/results/{ref}/report/", report)
    assert [one["text"] for one in answer.json()["reports"]] == ["Проведено."]
    assert ExecutionReport.objects.get().added_by == world.users[Who.EDITOR_A]


def test_a_number_is_kept_and_what_is_not_sent_stays(world: World, ask: Ask) -> None:
    address = f"/api/results/{told(world)['ref']}/"
    version = ask(Who.EDITOR_B, "get", address).headers["ETag"]
    kept = ask(Who.EDITOR_B, "patch", address, {"number": "17-С"}, If_Match=version)
    assert (kept.status_code, kept.json()["number"]) == (200, "17-С")
    address = f"/api/results/{kept.json()['id']}/"
    unchanged = ask(Who.EDITOR_B, "patch", address, {}, If_Match=kept.headers["ETag"])
    assert unchanged.json()["number"] == "17-С"
    assert ask(Who.EDITOR_A, "patch", address, {"number": "5"}, If_Match="1").status_code == 403


def test_a_version_must_be_sent(world: World, ask: Ask) -> None:
    body = {"department": world.department_a.pk}
    address = f"/api/results/{told(world)['ref']}/control/"
    assert ask(Who.COORDINATOR, "post", address, body).status_code == 428


@pytest.mark.parametrize("address", ["/api/results/", "/api/results/?state=proposal"])
def test_queries_do_not_grow_with_the_results(world: World, ask: Ask, address: str) -> None:
    told(world)
    ask(Who.COORDINATOR, "get", "/api/spheres/")  # makes the key

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert ask(Who.COORDINATOR, "get", address).status_code == 200
        return len(caught)

    few = queries()
    for number in range(20):
        Result.objects.create(
            entry=Entry.objects.get(pk=world.done_entry.pk),
            key=f"k{number}",
            kind="agreed",
            title=f"Договоренность {number}",
        )
    assert queries() == few
