"""Signing in at an OpenID provider that speaks the protocol over a port, honest or lying."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from agreements.models import Department
from coopregistry.models import ExternalIdentity, User
from tests.coopregistry.external.openid_provider import CLIENT, SECRET, Claims, Provider, provider

pytestmark = pytest.mark.django_db

GROUPS = """
[roles]
editors = "editor"
[departments]
culture = "Министерство провайдера"
"""
OWN_PASSWORD = "лось трамвай кефир"
OLGA: Claims = {
    "sub": "5f3c",
    "preferred_username": "ryabinina",
    "given_name": "Ольга",
    "family_name": "Рябинина",
    "email": "ryabinina@office.example",
    "groups": ["/editors", "/culture"],
}


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Provider]:
    Department.objects.create(name="Министерство провайдера")
    groups = tmp_path / "groups.toml"
    groups.write_text(GROUPS, encoding="utf-8")
    with provider() as running:
        running.user = dict(OLGA)
        own = {"OIDC_ISSUER": running.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
        with override_settings(**own, OIDC_NAME="Единый вход", SIGN_IN_GROUPS=str(groups)):
            yield running


def english() -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def sent_back(client: Client, next_page: str = "") -> str:
    """The address the provider sends the browser to."""
    begun = client.post(reverse("oidc_begin"), {"next": next_page})
    answer = requests.get(begun.headers["Location"], allow_redirects=False, timeout=10)
    return answer.headers["Location"].removeprefix("http://testserver")


def sign_in(next_page: str = "") -> tuple[Client, str]:
    """The second: where it leads, or what the sign-in page says."""
    client = english()
    response = client.get(sent_back(client, next_page))
    location = response.headers["Location"]
    if location == reverse("sign_in"):
        return client, client.get(location).content.decode()
    return client, location


def is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def test_a_user_of_the_provider_signs_in_with_name_role_and_department(there: Provider) -> None:
    client, location = sign_in("/events/?year=2031")
    assert is_in(client)
    assert location == "/events/?year=2031"
    user = User.objects.get()
    assert (user.username, str(user), user.email) == ("ryabinina", "Рябинина Ольга", OLGA["email"])
    assert [group.name for group in user.groups.all()] == ["editor"]
    assert [one.department.name for one in user.memberships.all()] == ["Министерство провайдера"]


def test_the_page_offers_it(there: Provider) -> None:
    assert "Единый вход" in Client().get(reverse("sign_in")).content.decode()


def test_no_foreign_page_is_led_to(there: Provider) -> None:
    assert sign_in("https://evil.example/")[1] == reverse("home")


def test_groups_may_be_told_by_userinfo_alone(there: Provider) -> None:
    there.told = {"groups": there.user.pop("groups")}
    assert is_in(sign_in()[0])


def test_who_is_in_no_group_gets_no_account_and_is_told(there: Provider) -> None:
    there.user["groups"] = ["/others"]
    client, said = sign_in()
    assert not is_in(client)
    assert "You have no account in the registry" in said
    assert not User.objects.exists()
    assert AccessAttempt.objects.get().username == "ryabinina"


def test_a_subject_keeps_its_account_under_another_name(there: Provider) -> None:
    sign_in()
    there.user["preferred_username"] = "klenova"
    assert is_in(sign_in()[0])
    assert User.objects.get().username == "ryabinina"


def test_another_subject_of_the_same_name_does_not_get_the_account(there: Provider) -> None:
    sign_in()
    there.user["sub"] = "another"
    client, said = sign_in()
    assert not is_in(client)
    assert "belongs to another" in said
    User.objects.update(password_is_temporary=True)  # handed over by the administrator
    assert is_in(sign_in()[0])
    there.user["sub"] = OLGA["sub"]
    assert not is_in(sign_in()[0])


def test_nobody_becomes_a_superuser(there: Provider) -> None:
    sign_in()
    User.objects.update(is_superuser=True)
    assert not is_in(sign_in()[0])


def test_an_account_with_a_password_of_its_own_is_not_taken_over(there: Provider) -> None:
    User.objects.create_user("ryabinina", password=OWN_PASSWORD)
    client, said = sign_in()
    assert not is_in(client)
    assert "has a password of its own" in said
    assert not ExternalIdentity.objects.exists()


def test_a_closed_account_stays_closed(there: Provider) -> None:
    sign_in()
    User.objects.update(is_active=False)
    client, said = sign_in()
    assert not is_in(client)
    assert "is closed" in said


@override_settings(SECOND_FACTOR_OFFERED=True, SECOND_FACTOR_ROLES=frozenset({"editor"}))
def test_the_second_factor_is_the_providers(there: Provider) -> None:
    client, _location = sign_in()
    assert is_in(client)
    assert "add it there" in client.get(reverse("second_factors")).content.decode()


LIES = {
    "another audience": lambda there, claims: there.signed({**claims, "aud": "another-client"}),
    "another issuer": lambda there, claims: there.signed({**claims, "iss": "http://127.0.0.1/other"}),
    "another nonce": lambda there, claims: there.signed({**claims, "nonce": "of-another-sign-in"}),
    "no nonce": lambda there, claims: there.signed({k: v for k, v in claims.items() if k != "nonce"}),
    "too old": lambda there, claims: there.signed({**claims, "exp": int(time.time()) - 600}),
    "no subject": lambda there, claims: there.signed({k: v for k, v in claims.items() if k != "sub"}),
    "another key": lambda there, claims: jwt.encode(
        {"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048, private=True)
    ),
    "a shared secret": lambda there, claims: jwt.encode(
        {"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"]
    ),
    "no signature": lambda there, claims: jwt.encode(
        {"alg": "none"}, claims, OctKey.import_key("x" * 14), algorithms=["none"]
    ),
    "no token": lambda there, claims: "not a token",
}


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_the_providers_opens_nothing(there: Provider, lie: str) -> None:
    there.tokens = lambda claims: LIES[lie](there, claims)
    client, said = sign_in()
    assert not is_in(client)
    assert "did not answer as it should" in said
    assert not User.objects.exists()


def test_userinfo_of_somebody_else_opens_nothing(there: Provider) -> None:
    del there.user["groups"]
    there.told = {"sub": "somebody", "groups": ["/editors"]}
    assert not is_in(sign_in()[0])


def test_an_answer_to_the_sign_in_of_another_opens_nothing(there: Provider) -> None:
    address = sent_back(english())
    victim = english()
    assert victim.get(address).headers["Location"] == reverse("sign_in")
    assert not is_in(victim)


def test_an_answer_holds_once(there: Provider) -> None:
    client = english()
    address = sent_back(client)
    client.get(address)
    client.post(reverse("sign_out"))
    client.get(address)
    assert not is_in(client)


def test_a_provider_that_is_away_is_explained(there: Provider) -> None:
    with override_settings(OIDC_ISSUER="http://127.0.0.1:1/realm"):
        client = english()
        assert client.post(reverse("oidc_begin")).headers["Location"] == reverse("sign_in")
        assert "did not answer" in client.get(reverse("sign_in")).content.decode()


def test_nobody_is_signed_in_by_a_link(there: Provider) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("oidc_begin")).status_code == 403


def test_the_content_policy_lets_forms_lead_to_the_provider_alone() -> None:
    policy = "settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']"
    code = f"from django.conf import settings; print({policy})"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "coopregistry.settings",
        "OIDC_ISSUER": "https://id.office.example:8443/realms/office/",
    }
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout == "[\"'self'\", 'https://id.office.example:8443']\n"
