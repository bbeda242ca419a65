"""The list of events in a browser: a partner typed in any case, chips, the downloaded file, one event."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coopregistry.models import User
from tests.events.event_world import BOOK, DANCE, GARDEN, SUMMER, import_world
from tests.needs import needs_browser

from .acts import sign_in, violations
from .test_accessibility import overflow

pytestmark = needs_browser


def titles(page: Page) -> list[str]:
    return page.locator(".event-table tbody th").all_inner_texts()


def test_a_list_is_narrowed_by_hand_and_taken_along(page: Page, coordinator: User, tmp_path: Path) -> None:
    import_world()
    sign_in(page, coordinator.username)
    page.get_by_role("link", name="Мероприятия", exact=True).click()
    page.locator("#id_partner-ts-control").click()
    page.keyboard.type("брянской")
    page.locator("[data-selectable]", has_text="Брянская область").first.click()
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".chip")).to_have_count(1)
    assert titles(page) == [SUMMER, GARDEN]
    assert page.url.endswith("/events/?partner=ru-32")
    page.locator("#id_text").fill("выставок")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(2)
    assert titles(page) == [GARDEN]
    page.locator(".chip", has_text="выставок").get_by_role("link").click()
    expect(page.locator(".chip")).to_have_count(1)
    with page.expect_download() as given:
        page.get_by_role("link", name="CSV").click()
    given.value.save_as(tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(StringIO(text.partition("\n\n")[0]), delimiter=";"))
    assert [line[1] for line in lines[1:]] == titles(page)
    assert given.value.suggested_filename.startswith("Перечень мероприятий")


@pytest.mark.parametrize(
    "query", ["", "?partner=by&outcome=held", "?since=x&mode=online", "?text=абракадабра"]
)
def test_the_list_is_accessible(page: Page, coordinator: User, query: str) -> None:
    import_world()
    sign_in(page, coordinator.username)
    page.goto(f"/events/{query}")
    assert violations(page) == []
    assert overflow(page) == 0


def test_the_page_of_an_event_is_accessible_and_leads_on(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username)
    page.goto("/events/?text=ярмарка")
    page.get_by_role("link", name=BOOK).click()
    page.get_by_role("heading", name="Сведения в документах").wait_for()
    assert page.locator("mark").first.inner_text()
    assert violations(page) == []
    assert overflow(page) == 0
    page.locator(".side-by-side thead").get_by_role("link").first.click()
    assert "#row-" in page.url
    assert DANCE not in page.content()
