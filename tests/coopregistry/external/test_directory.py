"""Signing in by a real OpenLDAP server over TLS."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from agreements.models import Department, Membership
from coopregistry.models import User
from tests.coopregistry.external.slapd import BASE, PASSWORD, directory, modify
from tests.needs import needs_slapd

pytestmark = [needs_slapd, pytest.mark.django_db]


def ldap_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    from coopregistry.external import directory_settings  # noqa: PLC0415 -- needs python-ldap

    return directory_settings.ldap_settings(environ)


GROUPS = """
[roles]
registry-editors = "editor"
registry-coordinators = "coordinator"
[departments]
culture = "Министерство каталога"
"""
OWN_PASSWORD = "лось трамвай кефир"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with directory(tmp_path_factory.mktemp("slapd")) as asked:
        yield asked


@pytest.fixture(autouse=True)
def _asked(server: dict[str, str], tmp_path: Path) -> Iterator[None]:
    Department.objects.create(name="Министерство каталога")
    groups = tmp_path / "groups.toml"
    groups.write_text(GROUPS, encoding="utf-8")
    backends = [
        "axes.backends.AxesStandaloneBackend",
        "django.contrib.auth.backends.ModelBackend",
        "coopregistry.external.directory.DirectoryBackend",
    ]
    own = ldap_settings(server)
    with override_settings(**own, AUTHENTICATION_BACKENDS=backends, SIGN_IN_GROUPS=str(groups)):
        yield


def sign_in(name: str, password: str = PASSWORD) -> tuple[Client, str]:
    """The second is what the page says."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.post(reverse("sign_in"), {"username": name, "password": password})
    return client, response.content.decode()


def is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def test_a_user_of_the_directory_signs_in_with_name_role_and_department() -> None:
    client, _said = sign_in("Ryabinina")
    assert is_in(client)
    user = User.objects.get()
    assert (user.username, str(user), user.email) == (
        "ryabinina",
        "Рябинина Ольга",
        "ryabinina@office.example",
    )
    assert [group.name for group in user.groups.all()] == ["editor"]
    assert [one.department.name for one in user.memberships.all()] == ["Министерство каталога"]
    assert not user.has_usable_password()


def test_a_group_within_a_group_counts() -> None:
    client, _said = sign_in("klenov")
    assert is_in(client)
    assert [group.name for group in User.objects.get().groups.all()] == ["coordinator"]


@pytest.mark.parametrize("password", ["wrong", "", " "])
def test_a_wrong_password_opens_nothing(password: str) -> None:
    client, _said = sign_in("ryabinina", password)
    assert not is_in(client)
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["*", "ryab*", "ryabinina)(uid=*", "uid=ryabinina", "\x00"])
def test_a_name_is_never_a_filter(name: str) -> None:
    assert not is_in(sign_in(name)[0])


def test_who_is_in_no_group_gets_no_account_and_is_told() -> None:
    client, said = sign_in("stranger")
    assert not is_in(client)
    assert "You have no account in the registry" in said
    assert not User.objects.exists()


def test_groups_give_and_take_what_the_file_names_and_nothing_else(server: dict[str, str]) -> None:
    sign_in("ryabinina")
    user = User.objects.get()
    own = Department.objects.create(name="Министерство администратора")
    Membership.objects.create(user=user, department=own)
    member = f"member: uid=ryabinina,ou=people,{BASE}"
    group = f"dn: cn=culture,ou=groups,{BASE}\nchangetype: modify\n"
    modify(server, f"{group}add: member\nmember: cn=nobody,{BASE}\n-\ndelete: member\n{member}\n")
    try:
        sign_in("ryabinina")
        assert [one.department for one in user.memberships.all()] == [own]
    finally:
        modify(server, f"{group}add: member\n{member}\n")
    sign_in("ryabinina")
    assert user.memberships.count() == 2


def test_an_account_with_a_password_of_its_own_is_not_taken_over() -> None:
    User.objects.create_user("ryabinina", password=OWN_PASSWORD)
    client, said = sign_in("ryabinina")
    assert not is_in(client)
    assert "has a password of its own" in said
    assert User.objects.get().has_usable_password()
    assert "_auth_user_id" in sign_in("ryabinina", OWN_PASSWORD)[0].session


def test_an_account_is_handed_over_with_a_password_for_one_use() -> None:
    User.objects.create_user("ryabinina", password=OWN_PASSWORD, password_is_temporary=True)
    assert is_in(sign_in("ryabinina")[0])
    assert not User.objects.get().has_usable_password()
    assert not is_in(sign_in("ryabinina", OWN_PASSWORD)[0])


def test_nobody_becomes_a_superuser() -> None:
    User.objects.create_superuser("ryabinina")
    assert not is_in(sign_in("ryabinina")[0])


def test_an_account_that_is_closed_is_signed_out_at_once() -> None:
    client, _said = sign_in("ryabinina")
    User.objects.update(is_active=False)
    assert not is_in(client)
    assert not is_in(sign_in("ryabinina")[0])


def test_the_password_of_the_directory_is_not_changed_here() -> None:
    client, _said = sign_in("ryabinina")
    page = client.get(reverse("password_change")).content.decode()
    assert 'name="old_password"' not in page


def test_own_accounts_sign_in_while_the_directory_is_away(caplog: pytest.LogCaptureFixture) -> None:
    User.objects.create_user("local", password=OWN_PASSWORD)
    with override_settings(AUTH_LDAP_SERVER_URI="ldaps://localhost:1"):
        assert "_auth_user_id" in sign_in("local", OWN_PASSWORD)[0].session
        assert not is_in(sign_in("ryabinina")[0])
    said = [one.getMessage() for one in caplog.records if one.name == "coopregistry.external.directory"]
    assert set(said) == {"directory: search_for_user_dn: SERVER_DOWN"}


def test_a_forged_server_learns_no_password(server: dict[str, str], tmp_path: Path) -> None:
    """Its certificate is not signed by LDAP_CA."""
    with directory(tmp_path) as forged:
        mixed = {**forged, "LDAP_CA": server["LDAP_CA"]}
        with override_settings(**ldap_settings(mixed)):
            assert not is_in(sign_in("ryabinina")[0])
        with override_settings(**ldap_settings(forged)):
            assert is_in(sign_in("ryabinina")[0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"LDAP_URL": "ldap://dc.example"}, "not encrypted"),
        ({"LDAP_KIND": "novell"}, "novell is none of ad, freeipa, openldap"),
        ({"LDAP_GROUPS": ""}, "LDAP_URL is set, LDAP_GROUPS not"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_words(
    server: dict[str, str], change: dict[str, str], said: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        ldap_settings({**server, **change})
