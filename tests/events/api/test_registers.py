"""Programs read meetings, people and figures, and enter meetings that no row tells of."""

from events.models import Meeting, MeetingCard, Report
from tests.events.api.conftest import Ask
from tests.events.meetings.reports import MEETING, report_of_rows
from tests.permissions.meetings import outside_of_a
from tests.permissions.roles import Who, World

SENT = {
    "kind": "meeting",
    "start": "2024-03-04",
    "partners": ["am"],
    "home": [{"post": "министр культуры Смоленской области", "name": "В.В. Выдумов"}],
    "partner": [{"post": "Посол Республики Армения", "name": "А.А. Небывалян", "of": "Армения"}],
    "letter": "№ 17",
}


def test_registers_and_people_are_those_of_the_site(world: World, ask: Ask) -> None:
    report_of_rows(MEETING)
    row = Meeting.objects.get().entry
    [found] = ask(Who.VIEWER, "get", "/api/meetings/?register=meetings&period=2031").json()["results"]
    assert (found["start"], found["row_ids"], found["event_ids"]) == ("2031-02-05", [row.pk], [row.event_id])
    assert (found["home_level"], found["partner"][0]["name"]) == ("head_of_region", "А.А. Небывалян")
    key = found["partner"][0]["person"]
    person = ask(Who.VIEWER, "get", f"/api/people/{key}/").json()
    assert (person["name"], person["count"], person["meetings"]) == ("А.А. Небывалян", 1, [found])
    assert ask(Who.VIEWER, "get", "/api/people/?q=небывалян").json()["results"][0]["key"] == key
    [event] = ask(Who.VIEWER, "get", "/api/events/?since=2031-01-01").json()["results"]
    assert [result["kind"] for result in event["results"]] == ["agreed"]
    assert [sphere["name"] for sphere in event["spheres"]] == [str(row.section.sphere)]


def test_a_meeting_is_entered_as_on_the_site(world: World, ask: Ask) -> None:
    answer = ask(Who.EDITOR_A, "post", "/api/meetings/", SENT)
    card = MeetingCard.objects.get()
    assert (answer.status_code, answer.json()["id"]) == (201, card.pk)
    assert (card.department, card.letter, card.restricted) == (world.department_a, "№ 17", False)
    [listed] = ask(Who.VIEWER, "get", "/api/meetings/?register=meetings&period=2024").json()["results"]
    assert listed == answer.json()["meeting"]
    assert listed["outside_ids"] == [card.pk]
    refused = ask(Who.EDITOR_A, "post", "/api/meetings/", {**SENT, "home": [], "partner": []})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["partner"])


def test_a_restricted_meeting_is_unknown_to_others(world: World, ask: Ask) -> None:
    card = outside_of_a(world, restricted=True)
    MeetingCard.objects.filter(pk=card.pk).update(end="2100-01-01")
    address = "/api/meetings/?register=meetings&period=2024"
    assert [len(ask(who, "get", address).json()["results"]) for who in (Who.VIEWER, Who.EDITOR_A)] == [0, 1]


def test_figures_say_what_they_rest_on(world: World, ask: Ask) -> None:
    report = report_of_rows(MEETING)
    figures = ask(Who.VIEWER, "get", "/api/figures/?period=2031-Q1&by=documents").json()
    assert (figures["total"]["held"], figures["before"], figures["comparable"]) == (1, None, False)
    assert [document["id"] for document in figures["documents"]] == [report.pk]
    assert figures["breakdowns"][0]["lines"][0]["events"] == 1
    assert ask(Who.VIEWER, "get", "/api/figures/?perod=2031").status_code == 400


def test_pages_end_and_a_key_opens_the_description(world: World, ask: Ask) -> None:
    assert ask(Who.VIEWER, "get", "/api/partners/?page=2&size=200").status_code == 200
    assert ask(Who.VIEWER, "get", "/api/partners/?page=900").status_code == 404
    assert ask(Who.VIEWER, "get", "/api/results/").json()["results"] == []
    described = ask(Who.VIEWER, "get", "/api/")
    assert (described.status_code, described.json()["openapi"]) == (200, "3.1.0")
    assert ask(None, "get", "/api/", Authorization="Bearer nothing").status_code == 401
    assert ask(None, "get", "/api/").status_code == 302
    assert Report.objects.exists()
