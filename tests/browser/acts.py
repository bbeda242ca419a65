"""What tests in the browser do again and again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import AXE, PASSWORD
from tests.events.exports.word import read_word


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
    # The size of targets is new in 2.2 and asked for by name.
    rules = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"
    result = page.evaluate(f"axe.run(document, {rules})")
    # A region is as large as it is; the table beside the map leads to the same place (2.5.8, “Equivalent”).
    result["violations"] = [
        {**found, "nodes": [node for node in found["nodes"] if not _is_region(found["id"], node["html"])]}
        for found in result["violations"]
    ]
    return [f"{found['id']}: {node['html']}" for found in result["violations"] for node in found["nodes"]]


def change_user(page: Page, username: str) -> None:
    """Somebody else at the same browser: nothing of the one before is left."""
    page.context.clear_cookies()
    sign_in(page, username)


def enter_event(page: Page, *, title: str, dates: str, place: str, partner: str = "") -> None:
    """Fill the form of a row that stands open; it is not saved yet."""
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


def settle(page: Page) -> None:
    """Wait until the page asks nothing any more: a database in memory answers one request at a time, and
    leaving would break one off."""
    page.wait_for_function(
        """since => {
            const ends = performance.getEntriesByType("resource").map((one) => one.responseEnd);
            const quiet = performance.now() - Math.max(since, ...ends);
            return quiet > 1000 && !document.querySelector(".htmx-request");
        }""",
        arg=page.evaluate("performance.now()"),
    )


def save_event(page: Page) -> None:
    """Save the open row and come to where it stands."""
    settle(page)
    page.locator("button[name=then][value=back]").click()
    page.wait_for_url(re.compile(r"/(my|reports)/[0-9]+/[^/]*$"))
    page.wait_for_load_state()


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


def _is_region(rule: str, markup: str) -> bool:
    return rule == "target-size" and ("data-at=" in markup or 'class="shade-' in markup)
