"""Nothing for axe to find on any page, and nothing cut off at the width of a tablet."""

import pytest
from playwright.sync_api import Page

from coopregistry.models import User
from events.models import Report
from tests.browser.acts import sign_in, violations
from tests.needs import needs_browser

pytestmark = needs_browser

OPEN = (
    "/sign-in/",
    "/password/forgotten/",
    "/password/forgotten/sent/",
    "/password/new/MQ/x/",
    "/no-such-page/",
)
OWN = ("/", "/password/")


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("address", OPEN)
def test_open_page_is_accessible(page: Page, address: str) -> None:
    page.goto(address)
    assert violations(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("address", OWN)
def test_own_page_is_accessible(page: Page, coordinator: User, address: str) -> None:
    for state in Report.State:
        Report.objects.create(
            kind="interregional_report",
            period_code=f"{2000 + list(Report.State).index(state)}-Q4",
            basis="department",
            title="Отчет",
            state=state,
        )
    sign_in(page, coordinator.username)
    page.goto(address)
    assert violations(page) == []
    assert overflow(page) == 0


def test_empty_list_is_accessible(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    assert violations(page) == []


def test_open_menu_is_accessible(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    page.get_by_role("button", name="Образцова Анна").click()
    assert violations(page) == []


def test_form_with_errors_is_accessible(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    page.goto("/password/")
    page.locator("form[method=post].sheet").evaluate(
        "form => { form.noValidate = true; form.requestSubmit(); }"
    )
    page.locator(".errorlist").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.activeElement.name") == "old_password"
