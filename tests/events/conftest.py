"""One gazetteer of the reviewed reference data, and clients of the small registry's users."""

from collections.abc import Callable

import pytest
from django.test import Client

from agreements.names.gazetteer import Gazetteer
from agreements.reference.read import places
from tests.permissions.roles import Who, World


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(places(), home="ru-67")


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
