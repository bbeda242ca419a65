"""The summary figures in a browser: each number against its list, charts as pictures and as tables."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from coopregistry.models import User
from events.models import Report
from tests.events.figures.conftest import make_figures
from tests.needs import needs_browser

from .acts import arrived, faults_of_pages, overflow, sign_in, violations

pytestmark = needs_browser

PAGES = (
    "/figures/?period=2025",
    "/figures/?period=2025&by=documents",
    "/figures/?period=x",
    "/registers/meetings/?period=2024",
    "/registers/delegations-received/?period=2025",
    "/registers/delegations-sent/?period=1990",
    "/figures/groupings/?period=2025",
    "/figures/agreements-and-plans/?period=2025",
)
# Numbers of the page that lead to a list, each with the count that list shows.
COUNTED = """async () => {
  const lists = new Map();
  const found = [];
  for (const link of document.querySelectorAll('.figure-numbers td > a[href^="/events/"]')) {
    const address = link.getAttribute('href');
    if (!lists.has(address)) {
      const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
      const heading = page.getElementById('found');
      lists.set(address, heading ? parseInt(heading.textContent) : 0);
    }
    found.push([address, link.textContent.trim(), lists.get(address)]);
  }
  return found;
}"""


@pytest.fixture
def signed_in(page: Page, coordinator: User) -> Page:
    make_figures()
    sign_in(page, coordinator.username, "/figures/?period=2025")
    return page


def test_every_number_is_the_count_of_the_list_it_leads_to(signed_in: Page) -> None:
    counted = signed_in.evaluate(COUNTED)
    assert len(counted) > 40
    plain = [
        (address, int(text), count)
        for address, text, count in counted
        if text.isdigit() and "order=participants" not in address
    ]
    assert [one for one in plain if one[1] != one[2]] == []
    # A sum of participants leads to the rows it is of: «по 2 строкам из 3».
    sums = signed_in.locator('.figure-numbers td:has(> a[href*="order=participants"])').all_text_contents()
    lists = [count for address, _text, count in counted if "order=participants" in address]
    assert [int(re.findall(r"\d+", text)[-1]) for text in sums] == lists


def test_a_chart_is_a_picture_and_a_table(signed_in: Page, tmp_path: Path) -> None:
    chart = signed_in.locator("[data-chart=sphere]")
    expect(chart.locator("svg").first).to_be_visible()
    table = signed_in.locator("#sphere .figure-numbers")
    expect(table).to_be_hidden()
    signed_in.locator("#sphere summary").click()
    expect(table).to_be_visible()
    with signed_in.expect_download() as given:
        chart.get_by_role("button", name="PNG").click()
    given.value.save_as(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert given.value.suggested_filename.endswith(".png")
    with signed_in.expect_download() as given:
        chart.get_by_role("link", name="SVG").click()
    assert given.value.suggested_filename.endswith(".svg")
    with signed_in.expect_download() as given:
        signed_in.locator("#sphere").get_by_role("link", name="XLSX").click()
    assert given.value.suggested_filename.startswith("Показатели, по сферам")


def test_a_number_leads_to_its_events_and_a_period_is_chosen(signed_in: Page) -> None:
    signed_in.goto("/")
    signed_in.get_by_role("link", name="Показатели", exact=True).click()
    signed_in.locator("#id_period").select_option("2025-Q2")
    signed_in.get_by_role("button", name="Показать").click()
    signed_in.wait_for_url(re.compile("period=2025-Q2"))
    arrived(signed_in)
    signed_in.locator("details:has(#whole) summary, #whole summary").first.click()
    number = signed_in.locator("#whole tbody tr").first.locator("a").first
    wanted = number.inner_text()
    number.click()
    expect(signed_in.locator("#found")).to_have_text(re.compile(rf"^\s*{wanted} "))


def test_charts_and_tables_need_no_script(
    new_context: Callable[..., BrowserContext], coordinator: User
) -> None:
    make_figures()
    plain = new_context(java_script_enabled=False).new_page()
    sign_in(plain, coordinator.username, "/figures/?period=2025")
    expect(plain.locator("[data-chart=sphere] svg").first).to_be_visible()
    expect(plain.get_by_role("button", name="PNG").first).to_be_hidden()
    plain.locator("#sphere summary").click()
    expect(plain.locator("#sphere .figure-numbers")).to_be_visible()


def test_pages_of_figures_are_accessible(signed_in: Page) -> None:
    assert faults_of_pages(signed_in, PAGES) == {}


def test_a_closing_note_is_taken_over(signed_in: Page) -> None:
    report = Report.objects.get(kind="international_report", period_code="2025-Q2")
    signed_in.goto(f"/reports/{report.pk}/closing-note/")
    assert violations(signed_in) == []
    assert overflow(signed_in) == 0
    text = signed_in.locator("#id_text").input_value()
    signed_in.get_by_role("button", name="Внести в отчет как примечание").click()
    expect(signed_in.locator(".longtext").first).to_have_text(text)
