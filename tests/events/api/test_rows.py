"""Entries written by programs: the same words, values, permissions and history as by the form."""

from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from rest_framework.request import Request

from agreements.models import Partner
from coopregistry.models import Change, ChangeSet
from events.api.entry_writing import check_version
from events.entries import saving
from events.models import Entry, Event, Report, Submission
from tests.events.api.conftest import Ask
from tests.permissions.roles import Who, World

NEW = {
    "title": "Книжная ярмарка",
    "dates": "26-28 февраля",
    "partners": ["ru-32", "by-vitebskaya"],
    "place": "г. Брянск",
    "content": "Показ книг",
}


def row(ask: Ask, world: World, who: Who = Who.COORDINATOR) -> tuple[str, dict[str, Any], str]:
    """Address, entry and version of the unfinished entry of department A."""
    address = f"/api/rows/{world.entry_a.pk}/"
    response = ask(who, "get", address)
    return address, response.json(), response["ETag"]


def test_a_new_row_is_written_in_the_words_of_the_house(world: World, ask: Ask) -> None:
    response = ask(Who.EDITOR_A, "post", "/api/rows/", {**NEW, "report": world.plan.pk})
    made = response.json()
    assert response.status_code == 201, made
    assert response["Location"].endswith(f"/api/rows/{made['id']}/")
    assert made["cells"]["dates"] == "26-28 февраля 2031 года"
    assert made["cells"]["partner"] == "Брянская область,\nВитебская область"
    assert (made["values"]["start"], made["values"]["end"]) == ("2031-02-26", "2031-02-28")
    assert {one["code"] for one in made["partners"]} >= {"ru-32", "by-vitebskaya"}
    assert made["department"] == {"id": world.department_a.pk, "name": world.department_a.name}
    entry = Entry.objects.get(pk=made["id"])
    assert entry.event.title == "Книжная ярмарка"
    assert made["version"] == Change.objects.filter(model="events.entry", record=entry.pk).latest("id").pk


def test_a_place_gets_its_record_with_the_first_row_that_names_it(world: World, ask: Ask) -> None:
    sent = {**NEW, "report": world.plan.pk, "partners": ["us-mayami"]}
    checked = ask(Who.EDITOR_A, "post", "/api/rows/?check=true", sent).json()
    assert "us-mayami" in {one["code"] for one in checked["partners"]}
    assert not Partner.with_removed.filter(code="us-mayami").exists()
    made = ask(Who.EDITOR_A, "post", "/api/rows/", sent).json()
    assert {one["code"] for one in made["partners"]} >= {"us-mayami", "us-florida", "us"}
    assert Partner.objects.get(code="us-mayami").parent.code == "us-florida"


def test_the_history_names_the_user_the_key_and_the_reason(world: World, ask: Ask) -> None:
    ask(Who.EDITOR_A, "post", "/api/rows/", {**NEW, "report": world.plan.pk, "reason": "по письму"})
    made = ChangeSet.objects.filter(changes__model="events.entry").latest("id")
    assert made.user == world.users[Who.EDITOR_A]
    assert made.reason == "Строка внесена: по письму (ключ доступа «Проверка»)"


def test_dates_may_be_days(world: World, ask: Ask) -> None:
    sent = {**NEW, "report": world.plan.pk, "start": "2031-03-01", "end": "2031-03-02"}
    sent.pop("dates")
    assert ask(Who.EDITOR_A, "post", "/api/rows/", sent).json()["cells"]["dates"] == "1-2 марта 2031 года"


def test_a_check_says_what_would_be_and_writes_nothing(world: World, ask: Ask) -> None:
    ask(Who.EDITOR_A, "get", "/api/spheres/")  # makes the key
    before = (Entry.objects.count(), Event.objects.count(), Change.objects.count())
    sent = {**NEW, "report": world.plan.pk, "title": "Ярмарка"}
    response = ask(Who.EDITOR_A, "post", "/api/rows/?check=true", sent)
    said = response.json()
    assert response.status_code == 200
    assert said["values"]["start"] == "2031-02-26"
    assert "id" not in said
    assert (Entry.objects.count(), Event.objects.count(), Change.objects.count()) == before


def test_a_check_names_events_that_may_be_the_same(world: World, ask: Ask) -> None:
    ask(Who.EDITOR_A, "post", "/api/rows/", {**NEW, "report": world.plan.pk})
    said = ask(Who.EDITOR_A, "post", "/api/rows/?check=true", {**NEW, "report": world.plan.pk}).json()
    [similar] = said["similar"]
    told = {name: similar[name] for name in ("title", "dates", "place", "partner", "department")}
    assert told == {
        "title": "Книжная ярмарка",
        "dates": "26-28 февраля 2031 года",
        "place": "г. Брянск",
        "partner": "Брянская область, Витебская область",
        "department": "Министерство пробных дел",
    }


def test_what_is_not_sent_stays(world: World, ask: Ask) -> None:
    address, before, version = row(ask, world)
    response = ask(Who.EDITOR_A, "patch", address, {"place": "г. Брянск"}, If_Match=version)
    after = response.json()
    assert response.status_code == 200, after
    assert after["cells"] == {**before["cells"], "place": "г. Брянск"} | {
        name: text for name, text in after["cells"].items() if not text
    }
    assert response["ETag"] == f'"{after["version"]}"' != version


def test_a_value_that_is_sent_writes_its_cell_anew(world: World, ask: Ask) -> None:
    address, _before, version = row(ask, world)
    changed = ask(Who.EDITOR_A, "patch", address, {"partners": ["ru-40"]}, If_Match=version)
    assert changed.json()["cells"]["partner"] == "Калужская область"


def test_a_cell_may_be_in_words_of_its_own_and_back(world: World, ask: Ask) -> None:
    address, _before, version = row(ask, world)
    sent = {"partners": ["ru-40"], "cells": {"partner": "Калужская область и гости"}}
    own = ask(Who.EDITOR_A, "patch", address, sent, If_Match=version)
    assert own.json()["cells"]["partner"] == "Калужская область и гости"
    back = ask(Who.EDITOR_A, "patch", address, {"cells": {"partner": None}}, If_Match=own["ETag"])
    assert back.json()["cells"]["partner"] == "Калужская область"


def test_a_stale_version_writes_nothing_and_tells_what_is(world: World, ask: Ask) -> None:
    address, _before, version = row(ask, world)
    assert ask(Who.EDITOR_A, "patch", address, {"place": "Смоленск"}, If_Match=version).status_code == 200
    late = ask(Who.COORDINATOR, "patch", address, {"place": "Вязьма"}, If_Match=version)
    assert late.status_code == 412
    assert late.json()["current"]["cells"]["place"] == "Смоленск"
    assert ask(Who.COORDINATOR, "delete", address, If_Match=version).status_code == 412
    assert ask(Who.COORDINATOR, "patch", address, {"place": "Вязьма"}).status_code == 428
    assert Entry.objects.get(pk=world.entry_a.pk).cells["place"] == "Смоленск"


def test_a_row_removed_since_it_was_found_is_not_there(world: World) -> None:
    entry = Entry.objects.get(pk=world.entry_a.pk)
    saving.remove(world.entry_a)
    asked = Request(RequestFactory().patch("/", headers={"If-Match": '"1"'}))
    with transaction.atomic(), pytest.raises(Http404):
        check_version(asked, entry)


@pytest.mark.parametrize("version", ["1", "*", '"x"', "", '"' + "9" * 5000 + '"'])
def test_a_version_that_is_none_is_stale(world: World, ask: Ask, version: str) -> None:
    address, _before, _version = row(ask, world)
    assert ask(Who.COORDINATOR, "patch", address, {"place": "Вязьма"}, If_Match=version).status_code == 412


def test_a_row_is_removed_and_put_back(world: World, ask: Ask) -> None:
    address, _before, version = row(ask, world)
    assert ask(Who.EDITOR_A, "delete", f"{address}?reason=повтор", If_Match=version).status_code == 204
    assert ask(Who.EDITOR_A, "get", address).status_code == 404
    assert ask(Who.EDITOR_B, "post", f"{address}restore/").status_code == 404
    back = ask(Who.EDITOR_A, "post", f"{address}restore/")
    assert (back.status_code, back.json()["cells"]["title"]) == (200, "Ярмарка")
    reasons = ChangeSet.objects.filter(reason__startswith="Строка удалена").values_list("reason", flat=True)
    assert list(reasons) == ["Строка удалена: повтор (ключ доступа «Проверка»)"]


def test_a_fate_is_told_after_the_plan_is_approved(world: World, ask: Ask) -> None:
    world.plan.state = Report.State.APPROVED
    world.plan.save()
    address, _before, version = row(ask, world)
    sent = {"fate": "postponed", "fate_dates": "сентябрь 2031 года"}
    told = ask(Who.EDITOR_A, "post", f"{address}fate/", sent, If_Match=version)
    assert (told.status_code, told.json()["fate"]) == (200, "postponed")
    empty = ask(Who.EDITOR_A, "post", f"{address}fate/", {"fate": "cancelled"}, If_Match=told["ETag"])
    assert (empty.status_code, list(empty.json()["errors"])) == (400, ["fate_note"])


@pytest.mark.parametrize(
    ("who", "status"), [(Who.VIEWER, 403), (Who.EDITOR_A, 200), (Who.EDITOR_B, 404), (Who.COORDINATOR, 200)]
)
def test_a_row_is_changed_by_its_department_and_the_coordinator(
    world: World, ask: Ask, who: Who, status: int
) -> None:
    address, _before, version = row(ask, world)
    assert ask(who, "patch", address, {"place": "Вязьма"}, If_Match=version).status_code == status


def test_a_submitted_row_is_shown_and_refused(world: World, ask: Ask) -> None:
    world.submission_a.state = Submission.State.HANDED_IN
    world.submission_a.save()
    address, _before, version = row(ask, world)
    assert ask(Who.EDITOR_A, "patch", address, {"place": "Вязьма"}, If_Match=version).status_code == 403
    assert ask(Who.EDITOR_A, "post", "/api/rows/", {**NEW, "report": world.plan.pk}).status_code == 403


def test_a_row_for_another_department_is_refused(world: World, ask: Ask) -> None:
    sent = {**NEW, "report": world.plan.pk, "department": world.department_b.pk}
    response = ask(Who.EDITOR_A, "post", "/api/rows/", sent)
    assert (response.status_code, list(response.json()["errors"])) == (400, ["department"])


WRONG: list[tuple[str, Any]] = [
    ("title", ""),
    ("title", None),
    ("title", 5 * [1]),
    ("titel", "Ярмарка"),
    ("dates", "x" * 301),
    ("start", "2031-02-30"),
    ("start", "завтра"),
    ("partners", ["nowhere"]),
    ("partners", "ru-32"),
    ("partners", [{}]),
    ("agreement", 10**30),
    ("agreement", 2**62),
    ("department", -1),
    ("report", 2**62),
    ("report", "x"),
    ("event", 2**62),
    ("participants_count", -1),
    ("participants_count", 10**30),
    ("participants_count", True),
    ("mode", "somehow"),
    ("activity", []),
    ("cells", {"nowhere": "x"}),
    ("cells", {"number": "1"}),
    ("cells", {"content": {"a": 1}}),
    ("extra", {"Столбец": "x"}),
    ("cells", {"title": "x" * 20_001}),
    ("reason", "x" * 301),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_refused_with_its_field(world: World, ask: Ask, name: str, value: Any) -> None:
    before = Entry.objects.count()
    response = ask(Who.COORDINATOR, "post", "/api/rows/", {**NEW, **_for(world), name: value})
    assert response.status_code == 400, response.content
    assert [key.partition(".")[0] for key in response.json()["errors"]] == [name]
    assert Entry.objects.count() == before


def _for(world: World) -> dict[str, Any]:
    return {"report": world.plan.pk, "department": world.department_a.pk}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"title": NaN}', 400),
        (b'{"title": "\\u0000"}', 400),
        (b'{"title": "\\ud800"}', 400),
        (b'{"\\ud800": 1}', 400),
        (b"\xff\xfe", 400),
        (b'{"report": ' + b"9" * 5000 + b"}", 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 50_000, 400),
        (b'{"title": "' + b"x" * 1_100_000 + b'"}', 413),
    ],
    ids=range(13),
)
def test_a_body_that_is_no_row_is_refused(world: World, client: Any, body: bytes, status: int) -> None:
    client.force_login(world.users[Who.COORDINATOR])
    response = client.post("/api/rows/", data=body, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


def test_a_row_without_a_column_of_partners_keeps_those_that_are_sent(world: World, ask: Ask) -> None:
    headings = [[heading, role] for heading, role in world.plan.headings if role != "partner"]
    Report.objects.filter(pk=world.plan.pk).update(headings=headings)
    made = ask(Who.EDITOR_A, "post", "/api/rows/", {**NEW, "report": world.plan.pk}).json()
    assert "ru-32" in {one["code"] for one in made["partners"]}
    assert Partner.objects.get(code="ru-32").entry_links.filter(entry=made["id"]).exists()
