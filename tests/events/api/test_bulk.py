"""Many rows are written at once, or none; agreements are written by coordinators."""

from agreements.models import Agreement
from coopregistry.models import ChangeSet
from events.models import Entry
from tests.events.api.conftest import Ask
from tests.permissions.roles import Who, World


def test_rows_are_entered_changed_and_removed_at_once(world: World, ask: Ask) -> None:
    version = ask(Who.EDITOR_A, "get", f"/api/rows/{world.entry_a.pk}/").json()["version"]
    rows = [
        {"report": world.plan.pk, "title": "Первая", "dates": "5 февраля", "partners": ["ru-32"]},
        {"id": world.entry_a.pk, "version": version, "title": "Иная ярмарка"},
        {"report": world.plan.pk, "title": "Вторая", "dates": "6 февраля", "partners": ["ru-32"]},
    ]
    answer = ask(Who.EDITOR_A, "post", "/api/rows/bulk/", {"rows": rows})
    items = answer.json()["items"]
    assert [(one["status"], one["row"]["cells"]["title"]) for one in items] == [
        (201, "Первая"),
        (200, "Иная ярмарка"),
        (201, "Вторая"),
    ]
    change = ChangeSet.objects.latest("pk")
    assert set(change.changes.values_list("model", flat=True)) >= {"events.entry"}
    removed = {"id": items[0]["row"]["id"], "version": items[0]["row"]["version"], "remove": True}
    gone = ask(Who.EDITOR_A, "post", "/api/rows/bulk/", {"rows": [removed]})
    assert gone.json()["items"] == [{"status": 204, "row": None}]


def test_nothing_is_written_where_one_is_refused(world: World, ask: Ask) -> None:
    ask(Who.EDITOR_A, "get", "/api/spheres/")  # makes the key
    before = Entry.objects.count(), ChangeSet.objects.count()
    rows = [
        {"report": world.plan.pk, "title": "Первая", "dates": "5 февраля", "partners": ["ru-32"]},
        {"report": world.plan.pk, "titel": "Вторая"},
        {"id": world.entry_b.pk, "version": 1, "title": "Чужая"},
        {"id": world.entry_a.pk, "version": 1, "title": "Прежняя"},
    ]
    answer = ask(Who.EDITOR_A, "post", "/api/rows/bulk/", {"rows": rows})
    assert (answer.status_code, [one["status"] for one in answer.json()["items"]]) == (
        400,
        [200, 400, 404, 412],
    )
    assert (Entry.objects.count(), ChangeSet.objects.count()) == before


def test_an_agreement_is_entered_and_changed(world: World, ask: Ask) -> None:
    sent = {
        "title": "Соглашение о пробном обмене",
        "kind": "agreement",
        "level": "interregional",
        "state": "in_force",
        "parties": ["ru-32"],
        "signed_on": "2025-03-01",
    }
    assert ask(Who.EDITOR_A, "post", "/api/agreements/", sent).status_code == 403
    made = ask(Who.COORDINATOR, "post", "/api/agreements/", sent)
    assert made.status_code == 201, made.json()
    assert (made.status_code, [party["code"] for party in made.json()["parties"]]) == (
        201,
        ["ru-67", "ru-32"],
    )
    address, version = f"/api/agreements/{made.json()['id']}/", made.headers["ETag"]
    changed = ask(Who.COORDINATOR, "patch", address, {"number": "5"}, If_Match=version)
    assert (changed.status_code, changed.json()["number"], changed.json()["signed_on"]) == (
        200,
        "5",
        "2025-03-01",
    )
    assert [party["code"] for party in changed.json()["parties"]] == ["ru-67", "ru-32"]
    stale = ask(Who.COORDINATOR, "patch", address, {"number": "6"}, If_Match=version)
    assert (stale.status_code, stale.json()["current"]["number"]) == (412, "5")
    assert ask(Who.COORDINATOR, "patch", address, {"number": "6"}).status_code == 428
    refused = ask(Who.COORDINATOR, "patch", address, {"title": ""}, If_Match=changed.headers["ETag"])
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["title"])
    assert Agreement.objects.get(pk=made.json()["id"]).number == "5"
