"""Codes of an application and recovery codes: adding, signing in, requiring, removing."""

import base64
import time
from collections.abc import Iterator
from io import StringIO

import pytest
from axes.models import AccessAttempt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coopregistry.models import SecondFactor, User
from coopregistry.signing_in.attempts import SECOND_FACTOR
from coopregistry.signing_in.second_factor import codes
from coopregistry.signing_in.second_factor.factors import check_code, move_on
from coopregistry.signing_in.second_factor.recovery import new_recovery_codes
from coopregistry.signing_in.second_factor.sealing import seal, unseal
from tests.permissions.roles import Who, World

PASSWORD = "лось трамвай кефир"
SECRET = b"12345678901234567890"  # of RFC 6238


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    with override_settings(SECOND_FACTOR_OFFERED=True):
        yield


@pytest.fixture
def user(world: World) -> User:
    user = world.users[Who.EDITOR_A]
    user.set_password(PASSWORD)
    user.save()
    return user


def add_codes(user: User) -> SecondFactor:
    return SecondFactor.objects.create(user=user, kind="codes", name="Телефон", secret=seal(SECRET))


def code_now(secret: bytes = SECRET, steps: int = 0) -> str:
    return HOTP(secret, 6, SHA1()).generate(int(time.time() // 30) + steps).decode()


def sign_in(user: User, password: str = PASSWORD, **data: str) -> tuple[Client, str]:
    client = Client()
    response = client.post(reverse("sign_in"), {"username": user.username, "password": password, **data})
    return client, response.headers.get("Location", "")


def shown_secret(page: HttpResponse) -> bytes:
    return base64.b32decode(page.context["secret"].replace(" ", ""))


def is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def test_codes_are_those_of_the_rfc() -> None:
    """Appendix B gives eight digits; an application shows the last six."""
    for moment, digits in {59: "287082", 1111111109: "081804", 20000000000: "353130"}.items():
        assert codes.step_of(SECRET, digits, now=moment, after=0) == moment // 30


@given(st.text(max_size=12))
def test_what_is_no_code_is_refused(text: str) -> None:
    valid = {HOTP(SECRET, 6, SHA1()).generate(step).decode() for step in (0, 1, 2)}
    assert (codes.step_of(SECRET, text, now=59, after=-1) is None) is ("".join(text.split()) not in valid)


def test_a_clock_may_be_half_a_minute_wrong_and_no_more() -> None:
    now = 1_000_000_000
    around = [HOTP(SECRET, 6, SHA1()).generate(now // 30 + steps).decode() for steps in range(-2, 3)]
    taken = [codes.step_of(SECRET, code, now=now, after=0) is not None for code in around]
    assert taken == [False, True, True, True, False]


def test_the_password_alone_opens_nothing(user: User) -> None:
    add_codes(user)
    client, location = sign_in(user, next="/events/")
    assert location == reverse("second_step")
    assert not is_in(client)
    answer = client.post(reverse("second_step"), {"code": code_now()})
    assert answer.headers["Location"] == "/events/"
    assert is_in(client)


def test_without_a_second_factor_signing_in_is_as_ever(user: User) -> None:
    client, location = sign_in(user)
    assert location == reverse("home")
    assert is_in(client)


def test_a_code_holds_once(user: User) -> None:
    factor = add_codes(user)
    code = code_now()
    assert check_code(user, f"{code[:3]} {code[3:]}")
    assert not check_code(user, code)
    assert not check_code(user, code_now(steps=-1))
    assert not move_on(factor, int(time.time() // 30))


def test_a_recovery_code_holds_once(user: User) -> None:
    first, second, *_others = new_recovery_codes(user)
    assert check_code(user, first.replace("-", ""))
    assert not check_code(user, first)
    new_recovery_codes(user)
    assert not check_code(user, second)


def test_codes_are_not_guessed(user: User) -> None:
    add_codes(user)
    client, _location = sign_in(user)
    SECOND_FACTOR.spend(user.pk, SECOND_FACTOR.most - 1)
    wrong = client.post(reverse("second_step"), {"code": "000000"})
    assert (wrong.status_code, "code" in wrong.context["form"].errors) == (200, True)
    assert AccessAttempt.objects.get().username == user.username
    assert client.post(reverse("second_step"), {"code": code_now()}).status_code == 429
    assert not is_in(client)


def test_a_sign_in_begun_ends_with_the_password_and_the_account(user: User) -> None:
    add_codes(user)
    changed, _location = sign_in(user)
    user.set_password("подкова под лестницей")
    user.save()
    assert changed.post(reverse("second_step"), {"code": code_now()}).headers["Location"] == reverse(
        "sign_in"
    )
    closed, _location = sign_in(user, "подкова под лестницей")
    User.objects.filter(pk=user.pk).update(is_active=False)
    closed.post(reverse("second_step"), {"code": code_now()})
    assert not is_in(closed)


def test_invented_answers_of_passkeys_are_refused(user: User) -> None:
    add_codes(user)
    client, _location = sign_in(user)
    for answer in ("{}", "null", "[", '{"rawId": "AA", "response": {"clientDataJSON": "e30"}}', "1" * 30_000):
        assert client.post(reverse("second_step"), {"answer": answer}).status_code == 200
    assert not is_in(client)


def confirm(client: Client) -> None:
    client.post(reverse("confirm_password"), {"password": PASSWORD})


def test_an_application_is_added_with_its_first_code(user: User) -> None:
    client, _location = sign_in(user)
    assert client.get(reverse("codes_add")).headers["Location"] == reverse("confirm_password")
    confirm(client)
    page = client.get(reverse("codes_add"))
    secret = shown_secret(page)
    assert page.context["picture"].startswith("data:image/svg+xml")
    wrong = client.post(reverse("codes_add"), {"name": "Телефон", "code": "1"})
    assert wrong.context["secret"] == page.context["secret"]
    shown = client.post(reverse("codes_add"), {"name": "Телефон", "code": code_now(secret)})
    assert len(shown.context["codes"]) == 10
    factor = user.second_factors.get()
    assert unseal(factor.secret) == secret
    assert secret not in factor.secret.encode()
    assert shown.context["codes"][0] not in client.get(reverse("second_factors")).content.decode()


def test_somebody_at_an_open_screen_changes_nothing(user: User) -> None:
    factor = add_codes(user)
    client = Client()
    client.force_login(user)
    client.post(reverse("confirm_password"), {"password": "wrong"})
    client.post(reverse("factor_remove", args=[factor.pk]))
    client.post(reverse("recovery_codes_new"))
    assert user.second_factors.count() == 1
    assert not user.recovery_codes.exists()
    confirm(client)
    client.post(reverse("factor_remove", args=[factor.pk]))
    assert not user.second_factors.exists()


def test_nobody_removes_the_factor_of_another(user: User, world: World) -> None:
    factor = add_codes(world.users[Who.EDITOR_B])
    client, _location = sign_in(user)
    confirm(client)
    assert client.post(reverse("factor_remove", args=[factor.pk])).status_code == 404


@override_settings(SECOND_FACTOR_ROLES=frozenset({"editor"}))
def test_a_role_may_need_one(user: User, world: World) -> None:
    client, _location = sign_in(user)
    assert client.get(reverse("home")).headers["Location"] == reverse("second_factors")
    assert client.get("/api/events/").status_code == 302
    assert client.get(reverse("second_factors")).status_code == 200
    confirm(client)
    page = client.get(reverse("codes_add"))
    secret = shown_secret(page)
    client.post(reverse("codes_add"), {"name": "Телефон", "code": code_now(secret)})
    assert is_in(client)
    viewer = Client()
    viewer.force_login(world.users[Who.VIEWER])
    assert is_in(viewer)


@override_settings(SECOND_FACTOR_ROLES=frozenset({"editor"}))
def test_a_password_for_one_use_is_changed_first(user: User) -> None:
    user.password_is_temporary = True
    user.save()
    client, _location = sign_in(user)
    assert client.get(reverse("home")).headers["Location"] == reverse("password_change")
    new = "подкова под лестницей"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    client.post(reverse("password_change"), data)
    assert client.get(reverse("home")).headers["Location"] == reverse("second_factors")


def test_the_administrator_removes_a_lost_one(user: User, world: World) -> None:
    add_codes(user)
    new_recovery_codes(user)
    client = Client()
    client.force_login(world.users[Who.ADMINISTRATOR])
    assert "Телефон" in client.get(reverse("events:person", args=[user.pk])).content.decode()
    client.post(reverse("events:second_factors_remove", args=[user.pk]))
    assert not user.second_factors.exists()
    assert not user.recovery_codes.exists()


def test_the_only_administrator_gets_in_by_the_command(user: User) -> None:
    add_codes(user)
    call_command("remove_second_factor", user.username, stdout=StringIO())
    assert is_in(sign_in(user)[0])


def test_a_copy_of_the_database_with_another_key_opens_nothing(user: User) -> None:
    add_codes(user)
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[]):
        assert not check_code(user, code_now())
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert check_code(user, code_now())


@override_settings(SECOND_FACTOR_OFFERED=False)
def test_without_the_setting_nobody_is_asked(user: User) -> None:
    add_codes(user)
    _client, location = sign_in(user)
    assert location == reverse("home")


@override_settings(SECOND_FACTOR_OFFERED=False)
def test_where_none_is_offered_it_is_said_who_could(user: User, world: World) -> None:
    client, _location = sign_in(user)
    page = client.get(reverse("second_factors"))
    assert (page.status_code, page.context["is_offered"]) == (200, False)
    assert reverse("second_factors") in client.get(reverse("home")).content.decode()
    assert "SECOND_FACTOR" not in page.content.decode()
    assert client.get(reverse("codes_add")).status_code == 404
    administrator = Client()
    administrator.force_login(world.users[Who.ADMINISTRATOR])
    assert "SECOND_FACTOR" in administrator.get(reverse("second_factors")).content.decode()
