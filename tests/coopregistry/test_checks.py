"""Wrong settings of signing in are told when the site starts."""

import pytest
from django.core.checks import run_checks
from django.test.utils import override_settings


def told() -> dict[str, str]:
    return {one.id: one.msg for one in run_checks() if one.id.startswith("registry.")}


def test_the_settings_of_development_are_right() -> None:
    assert told() == {}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (
            {"SECOND_FACTOR_ROLES": frozenset({"editor", "admin"})},
            {"registry.E001": "SECOND_FACTOR: no such role: admin."},
        ),
        (
            {"OIDC_ISSUER": "https://id.example", "OIDC_CLIENT_ID": "registry"},
            {"registry.E003": "OIDC_ISSUER is set, OIDC_CLIENT_SECRET not."},
        ),
        (
            {
                "PRODUCTION": True,
                "OIDC_ISSUER": "http://id.example",
                "OIDC_CLIENT_ID": "registry",
                "OIDC_CLIENT_SECRET": "secret",
            },
            {"registry.E004": "OIDC_ISSUER is not encrypted: use https://."},
        ),
    ],
)
def test_a_slip_is_told(wrong: dict[str, object], expected: dict[str, str]) -> None:
    with override_settings(**wrong):
        assert told() == expected


def test_a_missing_file_of_groups_is_told() -> None:
    with override_settings(SIGN_IN_GROUPS="/nowhere/groups.toml"):
        assert list(told()) == ["registry.E002"]
