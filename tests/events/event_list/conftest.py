"""The imported documents, read once per module, and a client who may see all of them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from coopregistry.models import User
from tests.events.event_world import import_world


@pytest.fixture(scope="module")
def boss(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """The documents are read once; every test nests in this transaction and leaves it unchanged."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_world()
        yield User.objects.create_superuser("a-boss")
        transaction.set_rollback(True)


@pytest.fixture
def boss_client(boss: User) -> Client:
    client = Client()
    client.force_login(boss)
    return client
