"""Signing in, looking round and signing out without a mouse."""

import re

from django.conf import settings
from playwright.sync_api import Page, expect

from coopregistry.models import User
from tests.needs import needs_browser

from .acts import arrived, sign_in, sign_in_by_keyboard
from .conftest import both_sizes

pytestmark = needs_browser


@both_sizes
def test_signing_in_and_out_by_keyboard(page: Page, coordinator: User) -> None:
    sign_in_by_keyboard(page, coordinator.username)
    menu = page.get_by_role("button", name="Образцова Анна")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Изменить пароль")).to_be_focused()
    for item in ("Где выполнен вход", "Второй фактор", "Ключи доступа", "Выйти"):
        page.keyboard.press("ArrowDown")
        expect(page.locator(".dropdown-item", has_text=item)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Вы вышли из реестра.")
    page.go_back()
    expect(page.get_by_role("heading", name="Вход")).to_be_visible()


@both_sizes
def test_first_tab_leads_past_the_head_of_the_page(page: Page, coordinator: User) -> None:
    sign_in_by_keyboard(page, coordinator.username)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Перейти к содержанию")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_error_leaves_the_name_and_says_what_to_do(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Имя пользователя").fill("somebody")
    page.get_by_label("Пароль").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Проверьте раскладку клавиатуры")
    expect(page.get_by_label("Имя пользователя")).to_have_value("somebody")


def test_language_is_switched_and_stays(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="My tasks")).to_be_visible()
    page.goto("/password/")
    expect(page).to_have_title(re.compile("^Change password"))


def test_part_of_a_page_asked_for_after_the_session_ended_is_explained(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    arrived(page)
    page.evaluate("htmx.ajax('GET', '/', '#main')")
    notice = page.locator("#toasts .notice")
    expect(notice).to_contain_text("Сеанс завершен.")
    expect(notice.get_by_role("link")).to_have_attribute("href", "/sign-in/")
    expect(page.get_by_role("heading", name="Мои задачи")).to_be_visible()


def test_lost_connection_is_explained(page: Page, coordinator: User, faults: list[str]) -> None:
    sign_in(page, coordinator.username)
    page.route("**/nowhere/", lambda route: route.fulfill(status=503))
    arrived(page)
    page.evaluate("htmx.ajax('GET', '/nowhere/', '#main')")
    expect(page.locator("#toasts .notice")).to_contain_text("Сервер не смог ответить.")
    assert faults == ["503 /nowhere/"]
    faults.clear()
