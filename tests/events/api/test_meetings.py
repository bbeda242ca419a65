"""Programs correct, confirm and strike out meetings as people do on the site."""

import pytest

from coopregistry.models import ChangeSet
from coopregistry.versions import current_version
from events.models import Entry, Meeting, MeetingCard
from tests.events.api.conftest import Ask
from tests.events.meetings.reports import MEETING, report_of_rows
from tests.permissions.meetings import outside_of_a
from tests.permissions.roles import Who, World

LISTED = "/api/meetings/?register=meetings&period=2031"


@pytest.fixture
def address(world: World) -> str:
    report_of_rows(MEETING)
    return f"/api/meetings/{Meeting.objects.get().ref}/"


def listed(ask: Ask) -> list[dict]:
    return ask(Who.VIEWER, "get", LISTED).json()["results"]


def test_a_meeting_of_a_row_is_corrected_and_the_rest_stays(ask: Ask, address: str) -> None:
    read = ask(Who.COORDINATOR, "get", address)
    people = [{"post": "министр культуры Смоленской области", "name": "Л.Л. Придумкина"}]
    sent = {"home": people, "size": 4, "reason": "по списку"}
    unversioned = ask(Who.COORDINATOR, "patch", address, sent)
    changed = ask(Who.COORDINATOR, "patch", address, sent, If_Match=read["ETag"])
    assert (unversioned.status_code, changed.status_code) == (428, 200)
    assert [one["name"] for one in changed.json()["home"]] == ["Л.Л. Придумкина"]
    assert (changed.json()["size"], changed.json()["certain"]) == (4, True)
    for name in ("id", "start", "place", "partner", "subject", "row_ids"):
        assert changed.json()[name] == read.json()[name]
    assert listed(ask) == [changed.json()]
    reason = "Встреча исправлена: по списку (ключ доступа «Проверка»)"
    assert ChangeSet.objects.filter(reason=reason).count() == 1
    stale = ask(Who.COORDINATOR, "patch", address, {"size": 5}, If_Match=read["ETag"])
    assert (stale.status_code, stale.json()["current"]["size"]) == (412, 4)
    refused = ask(Who.COORDINATOR, "patch", address, {"letter": "№ 1"}, If_Match=changed["ETag"])
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["letter"])
    nobody = {"home": [], "partner": [], "third": []}
    assert ask(Who.COORDINATOR, "patch", address, nobody, If_Match=changed["ETag"]).status_code == 400


def test_what_is_struck_out_counts_no_more_until_it_is_taken_as_read(ask: Ask, address: str) -> None:
    before = ask(Who.COORDINATOR, "get", address)
    key = {"Idempotency_Key": "strike-it-once", "If_Match": before["ETag"]}
    first, again = (ask(Who.COORDINATOR, "delete", f"{address}?reason=повтор", **key) for _time in range(2))
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (204, 204, "true")
    assert listed(ask) == []
    assert [ask(who, "get", address).status_code for who in (Who.VIEWER, Who.COORDINATOR)] == [404, 409]
    version = f'"{current_version(Entry.objects.get(pk=before.json()["row_ids"][0]))}"'
    assert ask(Who.COORDINATOR, "patch", address, {"size": 4}, If_Match=version).status_code == 409
    decide = f"{address}decision/"
    assert ask(Who.COORDINATOR, "post", decide, {"decision": "confirm"}, If_Match=version).status_code == 409
    back = ask(Who.COORDINATOR, "post", decide, {"decision": "as_read"}, If_Match=version)
    assert (back.status_code, back.json()) == (200, before.json())
    confirmed = ask(Who.COORDINATOR, "post", decide, {"decision": "confirm"}, If_Match=back["ETag"])
    assert (confirmed.status_code, confirmed.json()["certain"]) == (200, True)
    assert Meeting.objects.get().by_person


def test_only_who_corrects_it_on_the_site_does_it_here(ask: Ask, address: str) -> None:
    version = ask(Who.VIEWER, "get", address)["ETag"]
    for who in (Who.VIEWER, Who.EDITOR_A):
        assert ask(who, "patch", address, {"size": 4}, If_Match=version).status_code == 403
        assert ask(who, "delete", address, If_Match=version).status_code == 403
    assert listed(ask)[0]["size"] is None


def test_a_meeting_without_a_row_is_corrected_with_what_is_kept_of_it(world: World, ask: Ask) -> None:
    card = outside_of_a(world)
    address = f"/api/meetings/c{card.pk}/"
    read = ask(Who.EDITOR_A, "get", address)
    sent = {"subject": "поставки льна", "letter": "№ 8", "partners": ["kz"]}
    assert ask(Who.EDITOR_B, "patch", address, sent, If_Match=read["ETag"]).status_code == 403
    changed = ask(Who.EDITOR_A, "patch", address, sent, If_Match=read["ETag"])
    assert (changed.status_code, changed.json()["subject"]) == (200, "поставки льна")
    card = MeetingCard.objects.get(pk=card.pk)
    assert (card.letter, card.basis) == ("№ 8", "приглашение № 1")
    assert [link.partner.code for link in card.partner_links.all()] == ["kz"]
    decide = ask(
        Who.EDITOR_A, "post", f"{address}decision/", {"decision": "confirm"}, If_Match=changed["ETag"]
    )
    assert decide.status_code == 409
    assert ask(Who.EDITOR_A, "delete", address, If_Match=changed["ETag"]).status_code == 204
    assert ask(Who.EDITOR_A, "get", address).status_code == 404
