"""Signing in at an OpenID provider of another origin, under the content policy."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.test.utils import override_settings
from playwright.sync_api import Page, expect

from coopregistry.origins import origin_of
from tests.coopregistry.external.openid_provider import CLIENT, SECRET, Provider, provider
from tests.needs import needs_browser

pytestmark = needs_browser


@pytest.fixture
def there(tmp_path: Path, faults: list[str]) -> Iterator[Provider]:
    groups = tmp_path / "groups.toml"
    groups.write_text('[roles]\nviewers = "viewer"\n')
    with provider() as running:
        running.user = {
            "sub": "1",
            "preferred_username": "klenov",
            "family_name": "Кленов",
            "groups": ["viewers"],
        }
        own = {"OIDC_ISSUER": running.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
        with override_settings(**own, OIDC_NAME="Единый вход", SIGN_IN_GROUPS=str(groups)):
            yield running
    # The one page that is meant to leave the site.
    faults[:] = [fault for fault in faults if not fault.startswith(f"asks for {running.issuer}/authorize")]


def policy(*origins: str) -> override_settings:
    changed = deepcopy(settings.CONTENT_SECURITY_POLICY)
    changed["DIRECTIVES"]["form-action"] = ["'self'", *origins]
    return override_settings(CONTENT_SECURITY_POLICY=changed)


def test_the_button_leads_there_and_back(page: Page, there: Provider) -> None:
    with policy(origin_of(there.issuer)):
        page.goto("/sign-in/?next=/events/")
        page.get_by_role("button", name="Единый вход").click()
        page.wait_for_url("**/events/")
    expect(page.get_by_role("button", name="Кленов")).to_be_visible()


def test_no_other_origin_is_led_to(page: Page, there: Provider, faults: list[str]) -> None:
    with policy("https://id.office.example"):
        page.goto("/sign-in/")
        with page.expect_console_message(lambda said: "form-action" in said.text):
            page.get_by_role("button", name="Единый вход").click()
    faults[:] = [fault for fault in faults if "form-action" not in fault]
