"""Lists and records: the site's filter, a constant number of queries, JSON lines of a whole filter."""

import gzip
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Department
from events.entries.joining import Grounds, join, part
from events.models import Entry, Event
from tests.events.api.conftest import Ask
from tests.permissions.roles import Who, World

COUNTED = ["events/", "rows/", "reports/", "parts/", "departments/", "agreements/", "imports/"]


def more_rows(world: World, number: int) -> None:
    for place in range(number):
        department = Department.objects.create(name=f"Орган номер {place}")
        event = Event.objects.create(title=f"Ярмарка {place}")
        Entry.objects.create(
            report=world.done,
            section=world.done_entry.section,
            department=department,
            event=event,
            order=place + 2,
            cells={"title": event.title},
        )


def queries(ask: Ask, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert ask(Who.COORDINATOR, "get", f"/api/{address}").status_code == 200
    return len(caught)


@pytest.mark.parametrize("address", COUNTED)
def test_queries_do_not_grow_with_the_rows(world: World, ask: Ask, address: str) -> None:
    ask(Who.COORDINATOR, "get", "/api/spheres/")  # makes the key
    few = queries(ask, address)
    more_rows(world, 30)
    assert queries(ask, address) == few


def test_pages_hold_every_row_once(world: World, ask: Ask) -> None:
    more_rows(world, 5)
    address, found = "/api/rows/?size=3&order=title", []
    while address:
        page = ask(Who.COORDINATOR, "get", address).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"] and page["next"].removeprefix("http://testserver")
    assert sorted(found) == sorted(Entry.objects.values_list("pk", flat=True))
    assert len(found) == page["count"] == 8


def test_the_filter_is_that_of_the_list(world: World, ask: Ask) -> None:
    rows = ask(Who.COORDINATOR, "get", f"/api/rows/?department={world.department_a.pk}").json()["results"]
    assert [row["id"] for row in rows] == [world.entry_a.pk]
    events = ask(Who.COORDINATOR, "get", "/api/events/?text=выставки").json()["results"]
    assert [event["id"] for event in events] == [world.entry_b.event_id]
    assert ask(Who.EDITOR_A, "get", "/api/events/?text=выставки").json()["count"] == 0


@pytest.mark.parametrize(
    "query", ["partnr=by", "since=вчера", "page=0", "size=201", "page=" + "9" * 5000, "text=%00"]
)
def test_a_parameter_that_is_none_is_refused(world: World, ask: Ask, query: str) -> None:
    response = ask(Who.VIEWER, "get", f"/api/events/?{query}")
    assert (response.status_code, list(response.json()["errors"])) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("accepts", ["identity", "gzip"])
def test_lines_hold_what_the_list_holds(world: World, ask: Ask, accepts: str) -> None:
    response = ask(Who.EDITOR_A, "get", "/api/rows.jsonl", Accept_Encoding=accepts)
    data = b"".join(response.streaming_content)
    text = (gzip.decompress(data) if accepts == "gzip" else data).decode()
    lines = [json.loads(line) for line in text.splitlines()]
    assert lines == ask(Who.EDITOR_A, "get", "/api/rows/").json()["results"]
    assert response["X-Registry-Count"] == str(len(lines)) == "2"


def test_the_document_shows_whoever_asks_the_rows_it_may_see(world: World, ask: Ask) -> None:
    def rows(who: Who) -> list[int]:
        document = ask(who, "get", f"/api/reports/{world.plan.pk}/").json()
        return [row["id"] for section in document["sections"] for row in section["rows"]]

    assert rows(Who.EDITOR_A) == [world.entry_a.pk]
    assert sorted(rows(Who.COORDINATOR)) == sorted([world.entry_a.pk, world.entry_b.pk])


def test_the_description_is_whole_and_in_two_forms(world: World, ask: Ask) -> None:
    said = ask(Who.VIEWER, "get", "/api/schema/").json()
    assert said["openapi"].startswith("3.1")
    assert said["paths"]["/api/rows/"]["post"]["summary"] == "Внести строку"
    as_yaml = ask(Who.VIEWER, "get", "/api/schema/?format=yaml")
    assert as_yaml["Content-Type"].startswith("application/yaml")
    assert as_yaml.content.startswith(b"openapi: 3.1")


def test_a_joined_event_leads_to_the_kept_one(world: World, ask: Ask) -> None:
    kept, gone = sorted((world.entry_a.event_id, world.done_entry.event_id))
    join(world.entry_a, world.done_entry, Grounds())
    for who in (Who.VIEWER, Who.EDITOR_A, Who.COORDINATOR):
        answer = ask(who, "get", f"/api/events/{gone}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/api/events/{kept}/")
    part(Entry.objects.get(own_event=gone), Grounds())
    assert ask(Who.COORDINATOR, "get", f"/api/events/{gone}/").json()["id"] == gone
