"""Writes with an `Idempotency-Key` are done once and answered as the first time."""

import pytest

from coopregistry.models import KeptAnswer
from events.models import Entry
from tests.events.api.conftest import Ask
from tests.permissions.roles import Who, World

KEY = {"idempotency_key": "letter-481-row-1"}


def new_row(world: World, **other: object) -> dict[str, object]:
    return {"report": world.plan.pk, "title": "Книжная ярмарка", "partners": ["ru-32"], **other}


def test_a_row_sent_twice_is_made_once(world: World, ask: Ask) -> None:
    before = Entry.objects.count()
    first = ask(Who.EDITOR_A, "post", "/api/rows/", new_row(world), **KEY)
    again = ask(Who.EDITOR_A, "post", "/api/rows/", new_row(world), **KEY)
    assert first.status_code == again.status_code == 201, first.json()
    assert first.json() == again.json()
    assert [again[name] for name in ("Location", "ETag")] == [first[name] for name in ("Location", "ETag")]
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert Entry.objects.count() == before + 1


def test_the_key_with_other_content_is_refused(world: World, ask: Ask) -> None:
    ask(Who.EDITOR_A, "post", "/api/rows/", new_row(world), **KEY)
    other = ask(Who.EDITOR_A, "post", "/api/rows/", new_row(world, title="Выставка"), **KEY)
    assert (other.status_code, other["Content-Type"]) == (422, "application/problem+json")


def test_what_was_refused_leaves_its_key_free(world: World, ask: Ask) -> None:
    before = Entry.objects.count()
    wrong = new_row(world, partners=["no-such"])
    assert ask(Who.EDITOR_A, "post", "/api/rows/", wrong, **KEY).status_code == 400
    assert KeptAnswer.objects.count() == 0
    assert ask(Who.EDITOR_A, "post", "/api/rows/", new_row(world), **KEY).status_code == 201
    assert Entry.objects.count() == before + 1


def test_users_have_keys_of_their_own(world: World, ask: Ask) -> None:
    before = Entry.objects.count()
    for who in (Who.EDITOR_A, Who.EDITOR_B):
        assert ask(who, "post", "/api/rows/", new_row(world), **KEY).status_code == 201
    assert Entry.objects.count() == before + 2


def test_a_removal_is_answered_again(world: World, ask: Ask) -> None:
    address = f"/api/rows/{world.entry_a.pk}/"
    headers = {**KEY, "if_match": ask(Who.COORDINATOR, "get", address)["ETag"]}
    answers = [ask(Who.COORDINATOR, "delete", address, **headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]


@pytest.mark.parametrize("key", ["short", "x" * 81, "with space", "ключ-запроса"])
def test_a_key_has_its_shape(world: World, ask: Ask, key: str) -> None:
    answer = ask(Who.EDITOR_A, "post", "/api/rows/", new_row(world), idempotency_key=key)
    assert answer.status_code == 400
