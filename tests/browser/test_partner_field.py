"""The field of partners in a real browser: no word is lost, however fast one types."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from coopregistry.models import User
from events.models import Entry, Report
from tests.needs import needs_browser

from .acts import form_is_ready, settle, sign_in, violations

pytestmark = needs_browser

SLOW = 0.8  # seconds a server takes; people press the next key within 300 ms


@pytest.fixture
def form(page: Page, editor: User, plan: Report) -> Page:
    sign_in(page, editor.username, f"/reports/{plan.pk}/rows/new/")
    form_is_ready(page)
    page.locator("#id_title").fill("Ярмарка ремесел")
    settle(page)
    page.locator("#id_partners-ts-control").focus()
    return page


def slow(route: Route) -> None:
    time.sleep(SLOW)
    route.continue_()


def chosen(page: Page) -> list[str]:
    return page.locator(".ts-control .item").evaluate_all(
        "items => items.map(item => item.firstChild.textContent.trim())"
    )


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_key_before_the_list_has_come_takes_what_was_typed(form: Page, key: str) -> None:
    form.route("**/lookups/**", slow)
    form.keyboard.type("Калужской")
    form.keyboard.press(key)
    form.keyboard.type("Зал")  # whoever goes on typing is not waited for
    expect(form.locator(".ts-control .item")).to_have_count(1)
    assert chosen(form) == ["Калужская область"]
    where = "#id_partners-ts-control" if key == "Enter" else "#id_place"
    assert form.evaluate("selector => document.querySelector(selector) !== null", where)


def test_several_partners_of_one_phrase_become_several(form: Page) -> None:
    form.keyboard.type("Брянская и Тульская области")
    form.wait_for_timeout(700)  # the list has come, and offers one of them
    form.keyboard.press("Enter")
    expect(form.locator(".ts-control .item")).to_have_count(2)
    settle(form)
    expect(form.locator("#id_cell_partner")).to_have_value("Брянская область,\nТульская область")


def test_words_left_in_the_field_are_taken_by_a_click_elsewhere_and_by_saving(
    form: Page, plan: Report
) -> None:
    form.keyboard.type("с Тульской")
    form.locator("#id_place").click()
    expect(form.locator(".ts-control .item")).to_have_count(1)
    form.locator("#id_partners-ts-control").focus()
    form.keyboard.type("РБ")
    form.locator("button[name=then][value=back]").click()
    form.wait_for_url("**/my/**")
    assert Entry.objects.get(report=plan).cells["partner"] == "Тульская область,\nРеспублика Беларусь"


def test_unknown_name_stays_and_is_answered(form: Page, plan: Report) -> None:
    form.keyboard.type("Тмутаракань")
    form.keyboard.press("Enter")
    expect(form.locator("#unknown-partners")).to_contain_text("Тмутаракань")
    settle(form)
    expect(form.locator("#id_cell_partner")).to_have_value("Тмутаракань")
    assert violations(form) == []
    form.locator("#unknown-partners input[type=checkbox]").check()
    settle(form)
    form.locator("button[name=then][value=back]").click()
    form.wait_for_url("**/my/**")
    entry = Entry.objects.get(report=plan)
    assert entry.cells["partner"] == "Тмутаракань"
    assert list(entry.findings.filter(role="partner")) == []


def test_unknown_name_is_chosen_anew(form: Page) -> None:
    form.keyboard.type("Тмутаракань")
    form.keyboard.press("Enter")
    form.locator("#unknown-partners button[data-instead]:not([data-code])").click()
    expect(form.locator("#id_partners-ts-control")).to_have_value("Тмутаракань")
    form.keyboard.press("Control+a")
    form.keyboard.type("Калужской")
    form.keyboard.press("Enter")
    expect(form.locator(".ts-control .item")).to_have_count(1)
    settle(form)
    expect(form.locator("#unknown-partners .field-remark")).to_have_count(0)
    expect(form.locator("#id_cell_partner")).to_have_value("Калужская область")


def test_suggestion_beside_the_field_mends_the_cell(form: Page) -> None:
    form.locator("#id_cell_partner").fill("Калужскоя область")
    settle(form)
    form.locator("#remarks-partner button").click()
    expect(form.locator("#id_cell_partner")).to_have_value("Калужская область")
    expect(form.locator("#remarks-partner .field-remark")).to_have_count(0)
