"""The editor's day: an event entered without a mouse, and a session that ends in the middle of a form."""

import re

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from coopregistry.models import User
from events.models import Entry, EntryDraft, Report
from tests.needs import needs_browser

from .acts import faults_of_pages, form_is_ready, sign_in, violations
from .conftest import PASSWORD

pytestmark = needs_browser


class Keyboard:
    """Counts what is pressed beside the texts."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def tab_to(self, name: str) -> None:
        for _step in range(20):
            if self._page.evaluate("document.activeElement.name || document.activeElement.id") == name:
                return
            self.press("Tab")
        raise AssertionError(f"twenty tabs do not lead to {name}")


def open_new(page: Page) -> None:
    page.get_by_role("link", name="Добавить мероприятие").focus()
    page.keyboard.press("Enter")
    form_is_ready(page)


def test_events_are_entered_by_keyboard_alone(page: Page, editor: User, plan: Report) -> None:
    sign_in(page, editor.username)
    open_new(page)
    keys = Keyboard(page)
    keys.type("Межрегиональная ярмарка ремесел")
    keys.tab_to("dates")
    keys.type("26-28.02.2031")
    expect(page.locator("#dates-read")).to_have_text("26.02.2031 – 28.02.2031")
    keys.tab_to("id_partners-ts-control")
    keys.type("брянск")
    expect(page.locator(".ts-dropdown .option").first).to_contain_text("Брянская область")
    keys.press("Enter")
    keys.tab_to("place")
    keys.type("г. Брянск")
    keys.tab_to("participants")
    keys.type("мастера народных промыслов")
    keys.tab_to("participants_count")
    keys.type("45")
    keys.tab_to("content")
    keys.type("Продажа изделий.")
    expect(page.locator("#id_cell_partner")).to_have_value("Брянская область")
    expect(page.locator("#id_cell_dates")).to_have_value("26-28 февраля 2031 года")
    assert violations(page) == []
    keys.press("Control+Enter")
    expect(page.locator(".notice-success")).to_contain_text("Межрегиональная ярмарка ремесел")
    form_is_ready(page)
    expect(page.locator("#id_title")).to_have_value("")
    print(f"keys pressed beside the texts for one event: {keys.pressed}")
    assert keys.pressed <= 20
    entry = Entry.objects.get(report=plan)
    assert entry.cells == {
        "partner": "Брянская область",
        "title": "Межрегиональная ярмарка ремесел",
        "dates": "26-28 февраля 2031 года",
        "place": "г. Брянск",
        "participants": "мастера народных промыслов\n(45 человек)",
        "content": "Продажа изделий.",
    }
    keys.type("Форум молодежи")
    keys.press("Control+Enter")
    expect(page.locator(".notice-success")).to_contain_text("Форум молодежи")
    assert Entry.objects.filter(report=plan).count() == 2


def test_cell_changed_by_hand_stays(page: Page, editor: User) -> None:
    sign_in(page, editor.username)
    open_new(page)
    page.keyboard.type("Ярмарка")
    expect(page.locator("#id_cell_title")).to_have_value("Ярмарка")
    page.locator("#id_cell_title").focus()
    page.keyboard.press("End")
    page.keyboard.type(" (выездная)")
    page.locator("#id_place").fill("г. Брянск")
    expect(page.locator("#id_cell_place")).to_have_value("г. Брянск")
    expect(page.locator("#id_cell_title")).to_have_value("Ярмарка (выездная)")


def test_session_that_ends_in_the_middle_of_a_form_loses_nothing(page: Page, editor: User) -> None:
    sign_in(page, editor.username)
    open_new(page)
    page.keyboard.type("Межрегиональная ярмарка")
    expect(page.locator("#draft-state")).to_contain_text("Черновик сохранен")
    Session.objects.all().delete()
    page.keyboard.type(" ремесел")
    notice = page.locator("#toasts .notice").first
    expect(notice).to_contain_text("Сеанс завершен")
    expect(page.locator("#id_title")).to_have_value("Межрегиональная ярмарка ремесел")
    # Saving does not leave the page either.
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_title")).to_have_value("Межрегиональная ярмарка ремесел")

    with page.context.expect_page() as opened:
        notice.get_by_role("link").click()
    other = opened.value
    expect(other.get_by_label("Имя пользователя")).to_be_focused()
    other.keyboard.type(editor.username)
    other.keyboard.press("Tab")
    other.keyboard.type(PASSWORD)
    other.keyboard.press("Enter")
    other.get_by_role("heading", name="Мои задачи").wait_for()
    other.get_by_role("link", name="Межрегиональная ярмарка").click()
    # The first page may have reached the server again by now.
    expect(other.locator("#id_title")).to_have_value(re.compile("^Межрегиональная ярмарка( ремесел)?$"))
    other.close()

    page.locator("#id_title").press("Control+Enter")
    expect(page.locator(".notice-success")).to_contain_text("Межрегиональная ярмарка ремесел")
    assert EntryDraft.objects.count() == 0
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "ярмарка" not in kept.lower()


def test_pages_of_an_editor_have_no_violations(page: Page, editor: User, plan: Report) -> None:
    sign_in(page, editor.username)
    assert violations(page) == []
    submission = plan.submissions.get()
    addresses = (f"/my/{submission.pk}/", f"/my/{submission.pk}/paste/", f"/reports/{plan.pk}/rows/new/")
    assert faults_of_pages(page, addresses) == {}
