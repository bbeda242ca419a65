"""What opens the registry without the password is shown, and ends with the password if the user wants."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coopregistry.models import Change, User
from events.models import AccessKey, CalendarLink
from tests.permissions.roles import Who, World

PASSWORD, NEW = "лось трамвай кефир", "подкова под лестницей"


@pytest.fixture
def user(world: World) -> User:
    user = world.users[Who.EDITOR_A]
    user.set_password(PASSWORD)
    user.save()
    tomorrow = timezone.localdate() + timedelta(days=1)
    AccessKey.make(user=user, name="Выгрузка на портал", scope="read", expires_on=tomorrow)
    AccessKey.make(user=world.users[Who.EDITOR_B], name="Чужой ключ", scope="read", expires_on=tomorrow)
    link = CalendarLink(user=user, name="Наши ярмарки")
    link.renew()
    link.save()
    return user


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def change(client: Client, **data: Any) -> int:
    passwords = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    return client.post(reverse("password_change"), {**passwords, **data}).status_code


def open_to(user: User) -> tuple[int, int]:
    keys = AccessKey.objects.filter(user=user, revoked_at=None).count()
    return keys, CalendarLink.objects.filter(user=user).count()


def test_the_page_of_the_password_lists_them(client: Client) -> None:
    page = client.get(reverse("password_change")).content.decode()
    assert "Выгрузка на портал" in page
    assert "Наши ярмарки" in page
    assert "Чужой ключ" not in page


def test_they_stay_unless_the_user_wants(client: Client, user: User) -> None:
    assert change(client) == 302
    assert open_to(user) == (1, 1)


def test_they_end_with_the_password_if_the_user_wants(client: Client, user: User, world: World) -> None:
    assert change(client, end_access="on") == 302
    assert open_to(user) == (0, 0)
    assert open_to(world.users[Who.EDITOR_B]) == (1, 0)
    assert Change.objects.latest("pk").change_set.user == user


def test_nothing_ends_while_the_form_is_wrong(client: Client, user: User) -> None:
    assert change(client, end_access="on", old_password="wrong") == 200
    assert open_to(user) == (1, 1)


def test_a_user_without_any_is_not_asked(world: World) -> None:
    client = Client()
    client.force_login(world.users[Who.VIEWER])
    assert "end_access" not in client.get(reverse("password_change")).context["form"].fields


def test_the_administrator_sees_and_ends_them_with_a_new_password(user: User, world: World) -> None:
    client = Client()
    client.force_login(world.users[Who.ADMINISTRATOR])
    page = client.get(reverse("events:person", args=[user.pk])).content.decode()
    assert "Выгрузка на портал" in page
    client.post(reverse("events:person_password", args=[user.pk]))
    assert open_to(user) == (1, 1)
    client.post(reverse("events:person_password", args=[user.pk]), {"end_access": "on"})
    assert open_to(user) == (0, 0)
