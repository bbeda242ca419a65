"""Attempts are counted by account and by address, whatever is guessed at."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from coopregistry.models import User
from coopregistry.signing_in.attempts import LETTERS_OF, OF_ADDRESS, OLD_PASSWORD, SIGN_IN
from coopregistry.signing_in.models import LimitCount

pytestmark = pytest.mark.django_db

PASSWORD = "лось трамвай кефир"
HERE, THERE = "203.0.113.1", "203.0.113.2"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("a-user", password=PASSWORD, email="user@example.org")


def sign_in(name: str, password: str, address: str = HERE) -> int:
    data = {"username": name, "password": password}
    return Client().post(reverse("sign_in"), data, REMOTE_ADDR=address).status_code


def test_guessing_at_one_account_from_many_addresses_is_stopped(user: User) -> None:
    SIGN_IN.spend("a-user", SIGN_IN.most - 2)
    statuses = [sign_in(" A-User", "wrong", f"203.0.113.{number}") for number in range(4)]
    assert statuses == [200, 200, 429, 429]
    assert sign_in("a-user", PASSWORD) == 429
    LimitCount.objects.update(began_at=timezone.now() - timedelta(seconds=SIGN_IN.seconds))
    assert sign_in("a-user", PASSWORD) == 302


def test_guessing_at_many_accounts_from_one_address_is_stopped(user: User) -> None:
    OF_ADDRESS.spend(HERE, OF_ADDRESS.most - 2)
    assert [sign_in(f"user-{number}", "wrong") for number in range(3)] == [200, 200, 429]
    assert sign_in("a-user", PASSWORD) == 429
    assert sign_in("a-user", PASSWORD, THERE) == 302


def test_an_office_that_signs_in_by_one_address_is_not_stopped(user: User) -> None:
    OF_ADDRESS.spend(HERE, OF_ADDRESS.most - 1)
    assert [sign_in("a-user", PASSWORD) for _time in range(3)] == [302] * 3


def test_account_and_address_together_are_stopped_sooner(user: User) -> None:
    statuses = [sign_in("a-user", "wrong") for _attempt in range(11)]
    assert statuses == [200] * 9 + [429] * 2
    assert sign_in("a-user", PASSWORD, THERE) == 302


def test_the_refusal_says_how_long_to_wait(user: User) -> None:
    OF_ADDRESS.spend(HERE, OF_ADDRESS.most)
    refused = Client().post(reverse("sign_in"), {"username": "a", "password": "b"}, REMOTE_ADDR=HERE)
    assert 0 < int(refused.headers["Retry-After"]) <= OF_ADDRESS.seconds
    assert "15" in refused.content.decode()


def test_the_old_password_is_not_guessed(user: User) -> None:
    client = Client()
    client.force_login(user)
    OLD_PASSWORD.spend(user.pk, OLD_PASSWORD.most - 1)
    new = {"new_password1": "подкова под лестницей", "new_password2": "подкова под лестницей"}
    wrong = client.post(reverse("password_change"), {"old_password": "wrong", **new})
    assert (wrong.status_code, "old_password" in wrong.context["form"].errors) == (200, True)
    assert client.post(reverse("password_change"), {"old_password": PASSWORD, **new}).status_code == 429
    LimitCount.objects.all().delete()
    assert client.post(reverse("password_change"), {"old_password": PASSWORD, **new}).status_code == 302


def test_a_wrong_new_password_is_no_guess(user: User) -> None:
    client = Client()
    client.force_login(user)
    data = {"old_password": PASSWORD, "new_password1": "a", "new_password2": "b"}
    client.post(reverse("password_change"), data)
    assert OLD_PASSWORD.left(user.pk).granted == OLD_PASSWORD.most


def ask_for_letter(email: str, address: str = HERE) -> int:
    return Client().post(reverse("password_reset"), {"email": email}, REMOTE_ADDR=address).status_code


def test_few_letters_are_sent_to_one_address(user: User) -> None:
    statuses = [ask_for_letter("user@example.org", f"203.0.113.{number}") for number in range(5)]
    assert (statuses, len(mail.outbox)) == ([302] * 5, 3)


def test_addresses_of_users_are_not_tried_out(user: User) -> None:
    LETTERS_OF.spend(HERE, LETTERS_OF.most - 1)
    assert [ask_for_letter(f"{number}@example.org") for number in range(2)] == [302, 429]
    assert ask_for_letter("user@example.org", THERE) == 302


@override_settings(LETTERS_ARE_SENT=False)
def test_without_a_mail_server_nothing_is_written_and_the_page_names_the_administrator(user: User) -> None:
    asked = Client().post(reverse("password_reset"), {"email": "user@example.org"})
    assert (asked.status_code, mail.outbox) == (200, [])
    page = Client().get(reverse("password_reset")).content.decode()
    assert "<form method" not in page.partition("<main")[2].replace('action="/language/"', "")
    assert "одноразовый пароль" in page or "password for one use" in page
