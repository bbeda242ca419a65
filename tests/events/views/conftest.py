"""The small registry of the permission tests, and a client of each of its people."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.permissions.roles import Who, World


@pytest.fixture
def client_of(world: World) -> Callable[[Who], Client]:
    def signed_in(who: Who) -> Client:
        client = Client()
        client.force_login(world.users[who])
        return client

    return signed_in


@pytest.fixture
def editor(client_of: Callable[[Who], Client]) -> Client:
    return client_of(Who.EDITOR_A)
