"""What tests in the browser do again and again."""

from playwright.sync_api import Page, expect

from .conftest import AXE, PASSWORD


def sign_in(page: Page, username: str) -> None:
    """By keyboard alone: the first field has the focus."""
    page.goto("/sign-in/")
    # Keys pressed before the page gives its field the focus would be lost.
    expect(page.locator("[name=username]")).to_be_focused()
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    expect(page.locator("[name=password]")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Мои задачи").wait_for()
    page.wait_for_load_state()  # the scripts stand ready


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its good practice."""
    # A page's policy lets no script be added to it; one evaluated by the driver is not the page's.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{found['id']}: {node['html']}" for found in result["violations"] for node in found["nodes"]]
