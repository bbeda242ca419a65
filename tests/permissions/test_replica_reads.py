"""Every page is answered alike when it is read from a replica: no query mixes the two databases."""

import copy
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connections, transaction

from coopregistry import replicas
from tests.permissions.roles import Who, World
from tests.permissions.test_walk import RULES, address
from tests.permissions.visitors import Sessions, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def replica(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The open connection of the test under the name of the replica: it sees what the test made."""
    monkeypatch.setitem(settings.DATABASES, replicas.REPLICA, settings.DATABASES["default"])
    monkeypatch.setattr(replicas, "_away_until", 0.0)
    twin = copy.copy(connections["default"])
    twin.alias = replicas.REPLICA
    connections[replicas.REPLICA] = twin
    yield
    del connections[replicas.REPLICA]


@pytest.mark.parametrize("who", [Who.COORDINATOR, Who.EDITOR_A])
def test_pages_are_read_from_the_replica(world: World, sessions: Sessions, replica: None, who: Who) -> None:
    browser = browser_of(sessions, who)
    answered = {}
    for name, rules in RULES.items():
        for rule in rules:
            if rule.get[who] != 200 or rule.prepare is not None:
                continue
            with transaction.atomic():
                url = f"{address(name, rule, world)}?{urlencode(rule.query(world))}"
                response = browser.get(url)
                if response.streaming:
                    b"".join(response.streaming_content)
                answered[url] = response.status_code
                transaction.set_rollback(True)
    assert {url: status for url, status in answered.items() if status != 200} == {}
    assert len(answered) > 60
