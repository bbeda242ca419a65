"""The search box in a browser: an inflected word, offers by keyboard, the page of what was found."""

from playwright.sync_api import Page, expect

from coopregistry.models import User
from tests.events.event_world import BOOK, SUMMER, import_world
from tests.needs import needs_browser

from .acts import arrived, faults_of_pages, overflow, sign_in, violations

pytestmark = needs_browser


def at_the_box(page: Page, username: str) -> None:
    import_world()
    sign_in(page, username)
    arrived(page)
    page.locator("#find").focus()


def test_an_inflected_word_finds_and_marks(page: Page, coordinator: User) -> None:
    at_the_box(page, coordinator.username)
    page.keyboard.type("ярмарками")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Поиск: ярмарками").wait_for()
    expect(page.locator("mark").first).to_have_text("ярмарка")
    assert violations(page) == []
    assert overflow(page) == 0
    page.get_by_role("link", name=BOOK).click()
    page.get_by_role("heading", name=BOOK).wait_for()


def test_offers_are_chosen_by_keyboard(page: Page, coordinator: User) -> None:
    at_the_box(page, coordinator.username)
    page.keyboard.type("брянскую")
    expect(page.locator("#find-offers")).to_have_attribute("data-of", "брянскую")
    expect(page.get_by_role("option").first).to_be_visible()
    assert violations(page) == []
    offer = page.get_by_role("option", name="Брянская область субъект")
    for _step in range(page.get_by_role("option").count()):
        if offer.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
        assert page.locator("#find").get_attribute("aria-activedescendant"), "the end came before the offer"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Брянская область").first.wait_for()


def test_escape_closes_the_offers_and_leaves_the_text(page: Page, coordinator: User) -> None:
    at_the_box(page, coordinator.username)
    page.keyboard.type("школа")
    expect(page.get_by_role("option", name=SUMMER)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option", name=SUMMER)).to_be_hidden()
    expect(page.locator("#find")).to_have_value("школа")
    expect(page.locator("#find")).to_be_focused()


def test_the_page_is_accessible(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username)
    addresses = ("/search/", "/search/?q=абракадабра", "/search/?q=2025")
    assert faults_of_pages(page, addresses) == {}
