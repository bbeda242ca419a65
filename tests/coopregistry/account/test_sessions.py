"""Sessions end with time, by their user and by the administrator."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from coopregistry.models import SignIn, User
from tests.permissions.roles import Who, World

PASSWORD = "подкова над дверью"


@pytest.fixture
def user(world: World) -> User:
    user = world.users[Who.EDITOR_A]
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("sign_in"), {"username": user.username, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def test_the_user_ends_all_but_this_one(user: User) -> None:
    here, there = sign_in(user), sign_in(user)
    page = reverse("sessions")
    assert here.get(page).content.decode().count("вход выполнен") == 2
    assert here.post(page, {"password": "не тот пароль"}).status_code == 200
    assert is_in(there)
    assert here.post(page, {"password": PASSWORD}).headers["Location"] == page
    assert (is_in(here), is_in(there)) == (True, False)
    assert is_in(sign_in(user))
    assert is_in(here)


def test_the_administrator_ends_all(user: User, world: World) -> None:
    client, administrator = sign_in(user), Client()
    administrator.force_login(world.users[Who.ADMINISTRATOR])
    administrator.post(reverse("events:sessions_end", args=[user.pk]))
    assert (is_in(client), is_in(administrator)) == (False, True)


def test_one_that_is_too_old_ends_however_busy_it_is(user: User, settings: object) -> None:
    client = sign_in(user)
    session = client.session
    session["began_at"] = time.time() - settings.SESSION_LONGEST * 60 * 60 - 1
    session.save()
    page = reverse("events:events")
    assert client.get(page, headers={"hx-request": "true"}).status_code == 401
    assert client.get(page).headers["Location"] == f"{reverse('sign_in')}?next={page}"
    assert SignIn.objects.latest("pk").outcome == SignIn.Outcome.SIGNED_OUT
    assert is_in(sign_in(user))


def test_an_account_that_is_closed_is_out_at_once(user: User) -> None:
    client = sign_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)
