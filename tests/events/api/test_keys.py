"""Access keys: what they allow, what they do not, what is stored of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from coopregistry.models import Change
from events.models import AccessKey
from tests.events.api.conftest import Ask, key_of
from tests.permissions.roles import Who, World


def status(text: str, address: str = "/api/events/") -> int:
    return Client().get(address, headers={"Authorization": f"Bearer {text}"}).status_code


def test_a_key_opens_what_its_user_sees(world: World, ask: Ask) -> None:
    seen = {
        who: ask(who, "get", "/api/rows/").json()["count"]
        for who in (Who.VIEWER, Who.EDITOR_A, Who.COORDINATOR)
    }
    assert seen == {Who.VIEWER: 1, Who.EDITOR_A: 2, Who.COORDINATOR: 3}


def test_nobody_without_a_key_is_told_anything_but_401(world: World, ask: Ask) -> None:
    response = ask(None, "get", "/api/events/")
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("text", ["", "coop_", "coop_" + "x" * 43, "ключ", "\ud800", "x" * 10_000])
def test_no_key_opens_nothing(world: World, text: str) -> None:
    key_of(world, Who.COORDINATOR)
    header = f"Bearer {text}".encode("utf-8", "surrogatepass").decode("latin-1")
    assert Client().get("/api/events/", HTTP_AUTHORIZATION=header).status_code == 401


def test_another_scheme_opens_nothing(world: World) -> None:
    text = key_of(world, Who.COORDINATOR)
    assert Client().get("/api/events/", headers={"Authorization": f"Basic {text}"}).status_code == 401


def test_a_revoked_or_expired_key_and_a_closed_account_open_nothing(world: World) -> None:
    text = key_of(world, Who.COORDINATOR)
    key = AccessKey.find(text)
    assert status(text) == 200
    key.user.is_active = False
    key.user.save()
    assert status(text) == 401
    key.user.is_active = True
    key.user.save()
    key.expires_on = timezone.localdate() - timedelta(days=1)
    key.save()
    assert status(text) == 401
    key.expires_on = timezone.localdate()
    key.save()
    assert status(text) == 200
    key.revoke()
    assert status(text) == 401


def test_a_password_for_one_use_closes_the_keys(world: World) -> None:
    text = key_of(world, Who.COORDINATOR)
    user = world.users[Who.COORDINATOR]
    user.password_is_temporary = True
    user.save()
    assert status(text) == 403


def test_a_key_for_reading_does_not_write(world: World) -> None:
    text = key_of(world, Who.COORDINATOR, scope="read")
    headers = {"Authorization": f"Bearer {text}", "If-Match": '"1"'}
    assert status(text) == 200
    address = f"/api/rows/{world.entry_a.pk}/"
    assert Client().delete(address, headers=headers).status_code == 403
    world.entry_a.refresh_from_db()
    assert world.entry_a.removed_at is None


def test_a_right_taken_away_is_gone_with_the_next_request(world: World, ask: Ask) -> None:
    address = f"/api/rows/{world.entry_a.pk}/"
    assert ask(Who.EDITOR_A, "get", address).status_code == 200
    world.users[Who.EDITOR_A].memberships.all().delete()
    assert ask(Who.EDITOR_A, "get", address).status_code == 404


def test_the_text_of_a_key_is_kept_nowhere(world: World) -> None:
    client = Client()
    client.force_login(world.users[Who.EDITOR_A])
    day = timezone.localdate() + timedelta(days=30)
    page = client.post("/keys/", {"name": "Выгрузка", "scope": "write", "expires_on": day.isoformat()})
    text = page.context["text"]
    key = AccessKey.objects.get()
    assert status(text) == 200
    assert text not in str(AccessKey.objects.values().get())
    change = Change.objects.get(model="events.accesskey", record=key.pk)
    assert set(change.after) == {
        *("user_id", "name", "scope", "ending", "made_at", "expires_on", "revoked_at"),
    }
    assert text not in client.get("/keys/").content.decode()


def test_using_a_key_is_noted_without_history(world: World) -> None:
    text = key_of(world, Who.VIEWER)
    before = Change.objects.count()
    assert status(text) == 200
    assert AccessKey.objects.get().used_at is not None
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    ("days", "accepted"), [(-1, False), (0, True), (366, True), (367, False), (100_000, False)]
)
def test_a_key_lives_a_year_at_most(world: World, days: int, accepted: bool) -> None:
    client = Client()
    client.force_login(world.users[Who.VIEWER])
    day = timezone.localdate() + timedelta(days=days)
    client.post("/keys/", {"name": "Выгрузка", "scope": "read", "expires_on": day.isoformat()})
    assert AccessKey.objects.exists() is accepted


def test_a_viewer_makes_keys_for_reading_alone(world: World) -> None:
    client = Client()
    client.force_login(world.users[Who.VIEWER])
    day = timezone.localdate() + timedelta(days=1)
    client.post("/keys/", {"name": "Выгрузка", "scope": "write", "expires_on": day.isoformat()})
    assert not AccessKey.objects.exists()


def test_asking_too_often_is_refused_with_a_time_to_wait(
    world: World, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.api.throttling.ReadRateThrottle.rate", "2/min", raising=False)
    statuses = [ask(Who.VIEWER, "get", "/api/spheres/").status_code for _time in range(3)]
    assert statuses == [200, 200, 429]
    assert int(ask(Who.VIEWER, "get", "/api/spheres/")["Retry-After"]) > 0
    assert ask(Who.COORDINATOR, "get", "/api/spheres/").status_code == 200


def test_the_session_of_the_browser_reads_and_needs_the_token_of_the_form_to_write(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users[Who.COORDINATOR])
    assert client.get("/api/events/").status_code == 200
    refused = client.delete(f"/api/rows/{world.entry_a.pk}/", headers={"If-Match": '"1"'})
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
