"""The small registry of the permission tests, asked by programs with keys."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from events.api.throttling import rate_of
from events.models import AccessKey
from tests.permissions.roles import Who, World, make_world

Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """A process holds blocks of requests outside the database, across tests too."""
    rate_of.cache_clear()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def key_of(world: World, who: Who, scope: str = "write") -> str:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return AccessKey.make(user=world.users[who], name="Проверка", scope=scope, expires_on=tomorrow)[1]


@pytest.fixture
def ask(world: World) -> Ask:
    """`ask(who, method, address, body, **headers)`: who None: without a key."""
    keys: dict[Who, str] = {}

    def asked(
        who: Who | None, method: str, address: str, body: Any = None, /, **headers: str
    ) -> HttpResponse:
        if who is not None:
            if who not in keys:
                keys[who] = key_of(world, who)
            headers["Authorization"] = f"Bearer {keys[who]}"
        data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(Client(), method)(address, headers=names, **data)

    return asked
