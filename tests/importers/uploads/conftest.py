"""Users who import, and their clients."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from importers.uploads.document_cache import forget_documents


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Keys of one test's files come again in the next."""
    yield
    forget_documents()


@pytest.fixture
def coordinator(db: None) -> Client:
    return _client(_user("a-coordinator", roles.COORDINATOR))


@pytest.fixture
def department(db: None) -> Department:
    return Department.objects.get(name="Министерство культуры и туризма Смоленской области")


@pytest.fixture
def editor(department: Department) -> Client:
    user = _user("an-editor", roles.EDITOR)
    Membership.objects.create(user=user, department=department)
    return _client(user)


def _user(name: str, role: str) -> User:
    user = User.objects.create(username=name)
    user.groups.add(Group.objects.get(name=role))
    return user


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
