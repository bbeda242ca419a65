"""Nothing for axe to find on any page, and nothing cut off at the width of a tablet."""

from playwright.sync_api import Page, expect

from coopregistry.models import User
from events.models import Report
from tests.needs import needs_browser

from .acts import faults_of_pages, sign_in, violations

pytestmark = needs_browser

OPEN = (
    "/sign-in/",
    "/password/forgotten/",
    "/password/forgotten/sent/",
    "/password/new/MQ/x/",
    "/no-such-page/",
)
OWN = ("/", "/password/")


def test_open_pages_are_accessible(page: Page) -> None:
    assert faults_of_pages(page, OPEN) == {}


def test_own_pages_are_accessible(page: Page, coordinator: User) -> None:
    for state in Report.State:
        Report.objects.create(
            kind="interregional_report",
            period_code=f"{2000 + list(Report.State).index(state)}-Q4",
            basis="department",
            title="Отчет",
            state=state,
        )
    sign_in(page, coordinator.username)
    assert faults_of_pages(page, OWN) == {}


def test_empty_list_is_accessible(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    assert violations(page) == []


def test_open_menu_is_accessible(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    menu = page.get_by_role("button", name="Образцова Анна")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []


def test_form_with_errors_is_accessible(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username, "/password/")
    page.locator("form[method=post].sheet").evaluate(
        "form => { form.noValidate = true; form.requestSubmit(); }"
    )
    page.locator(".errorlist").first.wait_for()
    expect(page.locator("[name=old_password]")).to_be_focused()
    assert violations(page) == []
