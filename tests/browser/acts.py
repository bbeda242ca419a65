"""Steps shared by the browser tests."""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, Route, expect

from coopregistry.models import User
from tests.events.exports.word import read_word

from .conftest import AXE, PASSWORD, PATIENCE


def sign_in_by_keyboard(page: Page, username: str) -> None:
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
    arrived(page)


def sign_in(page: Page, username: str, address: str = "/") -> None:
    """With a session made beside the browser, where the test is about something else. Nothing is left of a
    user signed in before."""
    visitor = Client()
    visitor.force_login(User.objects.get(username=username))
    session = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "localhost", "path": "/"}]
    )
    page.goto(address)


def settled(page: Page) -> None:
    """Waits until the server has kept the cells of the grid."""
    expect(page.locator("table[data-grid]:not([aria-busy]):not(:has(.is-saving))")).to_be_visible()


def arrived(page: Page) -> None:
    """Wait until the page is complete and its scripts have attached their handlers. After a click only once
    something is seen that the page before had not: that one was complete too. The cells of a sheet are made
    ready a moment later."""
    page.locator("html[data-ready]:not(:has([data-grid] tbody > tr > td:not([data-at])))").wait_for()


def follow(page: Page, link: Locator, address: str | re.Pattern[str]) -> None:
    """Press what leads to another page and wait for that page."""
    link.click()
    page.wait_for_url(address)
    arrived(page)


def violations(page: Page) -> list[str]:
    """Violations of WCAG 2.2 AA and of axe's best practices."""
    page.wait_for_load_state()
    # A page's policy lets no script be added to it; one evaluated by the driver is not the page's.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # The size of targets is new in 2.2 and asked for by name.
    rules = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"
    result = page.evaluate(f"axe.run(document, {rules})")
    # A region is as large as it is; the table beside the map leads to the same place (2.5.8, “Equivalent”).
    result["violations"] = [
        {**found, "nodes": [node for node in found["nodes"] if not _is_region(found["id"], node["html"])]}
        for found in result["violations"]
    ]
    return [f"{found['id']}: {node['html']}" for found in result["violations"] for node in found["nodes"]]


def form_is_ready(page: Page) -> None:
    """Wait until the form of an entry is open and its script has focused the title."""
    expect(page.locator("#id_title")).to_be_focused()
    arrived(page)


def enter_event(page: Page, *, title: str, dates: str, place: str, partner: str = "") -> None:
    """Fill the open form of an entry without saving it."""
    page.locator("#id_title").fill(title)
    page.locator("#id_place").fill(place)
    page.locator("#id_dates").fill(dates)
    settle(page)
    if partner:
        page.locator("#id_partners-ts-control").focus()
        page.keyboard.insert_text(partner)
        page.locator(".ts-dropdown .option", has_text=partner).first.click()
        settle(page)
        expect(page.locator("#id_cell_partner")).to_have_value(partner)
    expect(page.locator("#id_cell_place")).to_have_value(place)
    expect(page.locator("#id_cell_title")).to_have_value(title)


def open_row_menu(page: Page) -> None:
    """The menu of the first row of a page; a script sets it beside its button."""
    arrived(page)
    page.locator(".row-menu-button").first.click()


def settle(page: Page) -> None:
    """Wait until cells, remarks and draft follow what was entered last."""
    expect(page.locator("#entry-form")).to_have_attribute("data-live", "current")


def save_event(page: Page) -> None:
    """Save the open entry and wait for the page that lists it."""
    save = page.locator("button[name=then][value=back]")
    follow(page, save, re.compile(r"/(my|reports)/[0-9]+/[^/]*$"))


def drag(page: Page, entry: int, below: int) -> None:
    """Take a row by mouse and let it go where it has gone below another, neighbouring one."""
    row, other = (page.locator(f"[data-entry='{key}']") for key in (entry, below))
    # Rows change places under the mouse: it goes to where the other one stood at first.
    box = other.locator(".grip").bounding_box()
    assert box is not None
    row.locator(".grip").hover()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    expect(page.locator(f"[data-entry='{below}'] + [data-entry='{entry}'].ghost")).to_be_visible()
    page.mouse.up()


@contextmanager
def held(page: Page, address: str) -> Iterator[list[Route]]:
    """Requests on their way to the server, which it gets when the block ends."""
    routes: list[Route] = []
    page.route(address, lambda route: routes.append(route) if holding else route.continue_())
    holding = True
    yield routes
    holding = False
    for route in routes:
        with page.expect_event("requestfinished", lambda sent, route=route: sent == route.request):
            route.continue_()


def wait_for(routes: list[Route], page: Page) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while not routes:
        assert time.monotonic() < deadline, "the page does not ask the server"
        page.wait_for_timeout(20)  # ms between looks


def table_on_page(page: Page) -> list[list[str]]:
    """The printed table of a report as its page shows it: rows of texts, "^" for a cell merged with the one
    above."""
    rows = page.locator("table.printed tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map("
        "cell => [cell.innerText.trim(), cell.rowSpan, cell.colSpan]))"
    )
    columns = len(rows[0])
    open_spans = [0] * columns
    grid = []
    for row in rows:
        cells = iter(row)
        line: list[str] = []
        while len(line) < columns:
            place = len(line)
            if open_spans[place]:
                open_spans[place] -= 1
                line.append("^")
                continue
            text, height, width = next(cells)
            open_spans[place] = height - 1
            line += [text] + [""] * (width - 1)
        grid.append(line)
    return grid


def table_in_word(document: bytes) -> list[list[str]]:
    """The table of a Word document in the same form; no-break spaces are spaces."""
    grid = []
    for row in read_word(document).rows:
        line: list[str] = []
        for cell in row.cells:
            text = "^" if cell.merge == "continue" else cell.text.replace("\xa0", " ").strip()
            line += [text] + [""] * (cell.span - 1)
        grid.append(line)
    return grid


def faults_of_pages(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """Of each address what axe finds there, and whether the page is wider than the screen."""
    found = {}
    for address in addresses:
        page.goto(address)
        wide = ["wider than the screen"] if overflow(page) else []
        if faults := [*violations(page), *wide]:
            found[address] = faults
    return found


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def _is_region(rule: str, markup: str) -> bool:
    return rule == "target-size" and ("data-at=" in markup or 'class="shade-' in markup)
