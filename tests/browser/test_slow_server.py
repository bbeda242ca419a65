"""The form of an entry with a slow server: nothing is lost, duplicated or chosen by itself."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from coopregistry.models import User
from events.entries import saving
from events.models import Entry, EntryDraft, Report
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from tests.needs import needs_browser

from .acts import arrived, form_is_ready, held, settle, sign_in, wait_for

pytestmark = needs_browser

LIVE, LOOKUP = "**/rows/new/live/*", "**/lookups/place/*"


@pytest.fixture
def new_row(page: Page, editor: User, plan: Report) -> Page:
    sign_in(page, editor.username, f"/reports/{plan.pk}/rows/new/")
    form_is_ready(page)
    return page


def test_a_save_waits_for_the_draft_under_way(new_row: Page, plan: Report) -> None:
    with held(new_row, LIVE) as drafts:
        new_row.locator("#id_title").fill("Ярмарка ремесел")
        wait_for(drafts, new_row)
        new_row.locator("#id_place").fill("г. Брянск")
        new_row.keyboard.press("Control+Enter")
    expect(new_row.locator(".notice-success")).to_contain_text("Ярмарка ремесел")
    form_is_ready(new_row)  # «save and enter the next» is what was pressed
    assert [row.cells["place"] for row in Entry.objects.filter(report=plan)] == ["г. Брянск"]
    assert not EntryDraft.objects.exists()


def test_a_page_that_is_to_be_drawn_anew_is_loaded_once(page: Page, editor: User, plan: Report) -> None:
    sign_in(page, editor.username, f"/my/{plan.submissions.get().pk}/")
    arrived(page)
    loads = []

    def slowly(route: Route) -> None:
        loads.append(route.request.url)
        time.sleep(1)
        route.continue_()

    page.route("**/asked-again/", lambda route: route.fulfill(status=200, headers={"HX-Refresh": "true"}))
    page.route("**/my/*/", slowly)
    page.evaluate("""() => {
        const asks = document.createElement("div");
        asks.setAttribute("hx-get", "/asked-again/");
        asks.setAttribute("hx-trigger", "every 100ms");
        document.body.append(asks);
        window.htmx.process(asks);
        document.documentElement.removeAttribute("data-ready");
    }""")
    arrived(page)
    assert len(loads) == 1


def test_a_save_pressed_twice_is_one_row(new_row: Page, plan: Report) -> None:
    new_row.locator("#id_title").fill("Ярмарка ремесел")
    new_row.get_by_role("button", name="Сохранить", exact=True).dblclick()
    expect(new_row.locator(".notice-success")).to_contain_text("Ярмарка ремесел")
    assert Entry.objects.filter(report=plan).count() == 1


def test_an_answer_on_its_way_leaves_a_tick_set_meanwhile(page: Page, editor: User, plan: Report) -> None:
    department = plan.submissions.get().department
    cells = {"title": "Ярмарка ремесел", "partner": "Брянская область", "dates": "март 2031 года"}
    saving.add_entries(
        plan, department, [saving.NewEntry(cells=cells, values=saving.read_cells(plan, cells))]
    )
    report = opening.open_report(
        Kind.INTERREGIONAL_REPORT, Period(2031, "Q1"), deadline=None, departments=[department]
    )
    sign_in(page, editor.username, f"/reports/{report.pk}/rows/new/")
    form_is_ready(page)
    page.locator("#id_title").fill("Ярмарка народных ремесел")
    same = page.locator("#similar").get_by_label("То же мероприятие")
    same.wait_for()
    settle(page)
    with held(page, LIVE) as answers:
        page.locator("#id_place").fill("г. Брянск")
        wait_for(answers, page)
        same.check()
    settle(page)
    expect(same).to_be_checked()


def test_partners_found_too_late_are_not_offered(new_row: Page) -> None:
    box = new_row.locator("#id_partners-ts-control")
    with held(new_row, LOOKUP) as answers:
        box.fill("брян")
        wait_for(answers, new_row)
        box.fill("")
    expect(new_row.locator(".ts-dropdown")).to_be_hidden()
    box.press("Tab")
    expect(new_row.locator("#id_partners option:checked")).to_have_count(0)


def test_what_was_typed_before_the_scripts_ran_is_read(page: Page, editor: User, plan: Report) -> None:
    sign_in(page, editor.username)
    with held(page, "**/entry.js"):
        page.goto(f"/reports/{plan.pk}/rows/new/", wait_until="commit")
        page.locator("#id_title").fill("Ярмарка ремесел")
    settle(page)
    expect(page.locator("#id_cell_title")).to_have_value("Ярмарка ремесел")
