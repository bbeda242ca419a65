"""A plan of forty rows decided with its report: from the page of the report, by few clicks or by keys."""

import re

import pytest
from playwright.sync_api import Page, expect

from coopregistry.models import User
from events.access import Access
from events.matching.queue import count_waiting
from events.models import Entry, MatchDecision, Report
from tests.events.matching.plan_of_forty import DOUBTFUL, PLAIN, import_plan_of_forty
from tests.needs import needs_browser

from .acts import arrived, form_is_ready, overflow, save_event, settle, sign_in, violations
from .conftest import both_sizes

pytestmark = needs_browser

MOST_CLICKS, MOST_KEYS = 15, 25


@pytest.fixture
def report(live_server) -> Report:
    import_plan_of_forty()
    return Report.objects.get(kind="interregional_report")


def waiting(user: User) -> int:
    return count_waiting(Access.of(user).entries())


def shown(page: Page) -> str:
    """The rows of the pair on the page."""
    return page.locator(".match-answer").evaluate("form => `${form.a.value}-${form.b.value}`")


def after_answer(page: Page, before: str) -> None:
    """Wait for another pair, or for the word that none is left."""
    page.wait_for_function(
        """before => {
            const form = document.querySelector(".match-answer");
            return !form ? document.querySelector("#matching .empty")
                : `${form.a.value}-${form.b.value}` !== before;
        }""",
        arg=before,
    )


def told_together() -> int:
    """Planned rows that are told with a reported one."""
    reported = Entry.objects.of_reports().values("event")
    return Entry.objects.of_plans().filter(event__in=reported).count()


def test_a_plan_of_forty_rows_is_decided_by_keys(page: Page, coordinator: User, report: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{report.pk}/")
    arrived(page)
    page.locator(f".tools a[href*='/matching/?report={report.pk}']").focus()
    keys = ["Enter"]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/matching/"))
    arrived(page)
    assert told_together() == PLAIN
    assert waiting(coordinator) == len(DOUBTFUL)
    while page.locator(".match-answer").count():
        before = shown(page)
        keys.append("KeyL" if len(keys) % 2 else "Enter")  # «д», whatever the layout is
        page.keyboard.press(keys[-1])
        after_answer(page, before)
    assert told_together() == PLAIN + len(DOUBTFUL)
    assert waiting(coordinator) == 0
    assert len(keys) == 1 + len(DOUBTFUL) <= MOST_KEYS
    expect(page.locator(".match-progress")).to_contain_text(f"{PLAIN + len(DOUBTFUL)}")


def test_a_plan_of_forty_rows_is_decided_by_clicks(page: Page, coordinator: User, report: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{report.pk}/")
    arrived(page)
    page.locator(f".tools a[href*='/matching/?report={report.pk}']").click()
    page.wait_for_url(re.compile("/matching/"))
    arrived(page)
    clicks = 1
    while page.locator(".match-answer").count():
        before = shown(page)
        page.locator("button[value=same]").click()
        clicks += 1
        after_answer(page, before)
    assert waiting(coordinator) == 0
    assert clicks == 1 + len(DOUBTFUL) <= MOST_CLICKS


def test_keys_choose_refuse_walk_and_undo(page: Page, coordinator: User, report: Report) -> None:
    sign_in(page, coordinator.username, f"/matching/?report={report.pk}")
    arrived(page)
    first = shown(page)
    page.keyboard.press("Digit2")
    after_answer(page, first)
    other = shown(page)
    assert other.split("-")[0] == first.split("-")[0]  # the same row of the plan, another of the report
    page.keyboard.press("ArrowRight")
    after_answer(page, other)
    second = shown(page)
    page.keyboard.press("ArrowLeft")
    after_answer(page, second)
    assert shown(page) == first
    page.keyboard.press("KeyY")  # «н»
    after_answer(page, first)
    assert shown(page) == other  # the next choice of the same row
    assert MatchDecision.objects.by_people().filter(is_same=False).count() == 1
    page.keyboard.press("KeyJ")  # «о»
    after_answer(page, other)
    assert shown(page) == first
    assert not MatchDecision.objects.by_people().exists()
    page.locator("[data-toggle-keys]").click()
    page.keyboard.press("KeyL")
    page.reload()
    arrived(page)
    page.keyboard.press("KeyL")
    page.wait_for_timeout(300)  # ms in which an answer would have come
    assert shown(page) == first
    assert not MatchDecision.objects.by_people().exists()


@both_sizes
def test_the_pages_fit_and_are_accessible(page: Page, coordinator: User, report: Report) -> None:
    sign_in(page, coordinator.username)
    row = Entry.objects.of_plans().last()
    for address in (
        f"/matching/?report={report.pk}",
        "/matching/list/",
        f"/matching/list/?report={report.pk}&state=joined",
        f"/matching/list/?report={report.pk}&state=unmatched",
        f"/matching/rows/{row.pk}/?q=ярмарка",
    ):
        page.goto(address)
        assert violations(page) == []
        assert overflow(page) == 0


def test_values_of_the_same_event_are_taken_over_into_the_form(
    page: Page, coordinator: User, report: Report
) -> None:
    told = Entry.objects.of_reports().first()
    sign_in(page, coordinator.username, f"/reports/{report.pk}/rows/new/")
    form_is_ready(page)
    department = page.locator("select[name=department]")
    department.select_option(str(told.department_id))
    page.locator("#id_title").fill(told.cells["title"])
    settle(page)
    page.locator(f"#same-{told.event_id}").check()
    page.locator("button[name=take][value=content]").click()
    expect(page.locator("#id_content")).to_have_value(told.cells["content"])
    expect(page.locator("#id_place")).to_have_value("")
    page.locator("button[name=take][value=all]").click()
    expect(page.locator("#id_place")).to_have_value(told.cells["place"])
    expect(page.locator("#id_cell_partner")).to_have_value(told.cells["partner"])
    save_event(page)
    assert Entry.objects.filter(event=told.event_id, cells__content=told.cells["content"]).count() == 2


def test_a_row_is_taken_out_of_its_event_on_the_page_of_the_event(
    page: Page, coordinator: User, report: Report
) -> None:
    told = Entry.objects.of_reports().first()
    planned = Entry.objects.of_plans().get(event=told.event_id)
    sign_in(page, coordinator.username, f"/events/{told.event_id}/")
    arrived(page)
    page.locator(f"form.event-part:has(input[name=entry][value='{told.pk}']) button").click()
    expect(page.locator(".notice-success")).to_be_visible()
    assert Entry.objects.get(pk=told.pk).event_id != planned.event_id
    page.goto(f"/matching/?report={report.pk}")
    arrived(page)
    page.keyboard.press("KeyJ")  # «о»
    expect(page.locator(".notice-success")).to_be_visible()
    assert Entry.objects.get(pk=told.pk).event_id == planned.event_id
    page.goto(f"/matching/?a={planned.pk}&b={told.pk}")
    arrived(page)
    page.keyboard.press("KeyH")  # «р»
    expect(page.locator(".notice-success")).to_be_visible()
    assert Entry.objects.get(pk=told.pk).event_id != planned.event_id
    arrived(page)
    page.keyboard.press("KeyE")  # «у»: what is parted by a person stays so
    expect(page.locator(".notice")).to_be_visible()
    assert Entry.objects.get(pk=told.pk).event_id != planned.event_id
