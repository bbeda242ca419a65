"""The map, the calendar and a subscription in a browser: from a region to its list, from day to day by
keyboard, and an address that opens without signing in until it is closed."""

import pytest
from icalendar import Calendar
from playwright.sync_api import APIRequestContext, Page, expect

from coopregistry.models import User
from tests.events.event_world import ALL, BOOK, GARDEN, SUMMER, import_world
from tests.needs import needs_browser

from .acts import faults_of_pages, follow, overflow, sign_in, violations

pytestmark = needs_browser


def shape(page: Page, name: str):
    return page.locator(f'[data-map] a[aria-label^="{name}"]').first


def focused(page: Page) -> str:
    own = "document.activeElement.getAttribute('aria-label') || document.activeElement.dataset.day"
    return page.evaluate(own)


def test_a_region_tells_its_number_and_leads_to_its_events(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username, "/map/")
    told = page.locator("#map-told.idle")
    told.wait_for()
    bryansk = shape(page, "Брянская область")
    bryansk.focus()
    expect(page.locator("#map-told")).to_have_text("Брянская область: 2 мероприятия")
    page.keyboard.press("ArrowRight")
    reached = focused(page)
    assert not reached.startswith("Брянская")
    expect(page.locator("#map-told")).to_have_text(reached)
    page.keyboard.press("ArrowLeft")
    assert focused(page).startswith("Брянская область")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/?partner=ru-32")
    assert page.locator(".event-table tbody th").all_inner_texts() == [SUMMER, GARDEN]


def test_a_picture_is_one_stop_of_the_tab_key(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username, "/map/")
    page.locator("#map-told.idle").wait_for()
    stops = page.locator('[data-map] a[tabindex="0"]')
    expect(stops).to_have_count(3)
    stops.first.focus()
    for picture in (1, 2):
        for _stop in ("SVG", "PNG", "the next picture"):
            page.keyboard.press("Tab")
        expect(stops.nth(picture)).to_be_focused()


def test_the_table_beside_the_map_holds_the_same_and_is_sorted(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username, "/map/?kind=interregional_plan")
    expect(page.locator(".chip")).to_have_count(1)
    follow(page, page.locator(".map-table").get_by_role("link", name="Партнер"), "**by=name**")
    assert "kind=interregional_plan" in page.url
    row = page.locator(".map-rows tr", has_text="Калужская область")
    row.get_by_role("link").click()
    page.wait_for_url("**/events/**")
    expect(page.locator(".event-table tbody th")).to_have_count(1)


def test_the_calendar_is_walked_by_keyboard(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username, "/calendar/?at=2025-02-01")
    page.locator('[data-day="2025-02-01"][tabindex="0"]').wait_for()  # the script stands ready
    page.locator('[data-day="2025-02-26"]').focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "2025-02-27"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "2025-02-20"
    page.keyboard.press("End")
    assert focused(page) == "2025-02-23"
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**at=2025-03-01**")
    expect(page.locator('[data-day="2025-03-02"]')).to_be_focused()
    page.keyboard.press("PageUp")
    page.wait_for_url("**at=2025-02-01**")
    expect(page.locator('[data-day="2025-02-01"]')).to_be_focused()
    page.locator('[data-day="2025-02-27"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**show=day**")
    page.get_by_role("link", name=GARDEN).click()
    page.get_by_role("heading", name=GARDEN).wait_for()


def test_a_subscription_opens_without_a_session_until_it_is_closed(
    page: Page, coordinator: User, playwright_request: APIRequestContext
) -> None:
    import_world()
    sign_in(page, coordinator.username, "/calendar/?partner=ru-32&at=2025-02-01")
    page.get_by_role("link", name="Подписаться").click()
    page.get_by_label("Наименование").fill("Брянск")
    page.get_by_role("button", name="Получить адрес").click()
    address = page.get_by_label("Личный адрес").input_value()
    expect(page.get_by_role("link", name="Открыть в календаре")).to_have_attribute(
        "href", address.replace("http:", "webcal:")
    )
    assert violations(page) == []
    assert overflow(page) == 0
    answer = playwright_request.get(address)
    assert answer.status == 200
    calendar = Calendar.from_ical(answer.body())
    assert {str(item["SUMMARY"]).rpartition("] ")[2] for item in calendar.walk("VEVENT")} == {GARDEN, SUMMER}
    again = playwright_request.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    page.goto("/calendar/links/")
    page.get_by_role("button", name="Закрыть подписку «Брянск»").click()
    page.get_by_text("Подписка «Брянск» закрыта").wait_for()
    assert playwright_request.get(address).status == 404
    assert len(ALL) > 2
    assert BOOK not in answer.text()


@pytest.fixture
def playwright_request(page: Page):
    """A client that never signed in."""
    context = page.context.browser.new_context()
    yield context.request
    context.close()


PAGES = [
    "/map/",
    "/map/?partner=ru-32&since=x",
    "/calendar/?at=2025-02-01",
    "/calendar/?at=2025-01-15",
    "/calendar/?show=day&at=2025-02-27",
    "/calendar/?show=quarter&at=2025-02-27",
    "/calendar/?show=year&at=2025-02-27",
    "/calendar/?at=1999-02-27&partner=by",
    "/calendar/links/?partner=by",
]


def test_the_pages_are_accessible(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username)
    assert faults_of_pages(page, PAGES) == {}
