"""Access keys and the description of the API: no script, no foreign request, nothing axe finds."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from coopregistry.models import User
from tests.browser.acts import sign_in, violations
from tests.needs import needs_browser

pytestmark = needs_browser


@pytest.mark.usefixtures("coordinator")
def test_a_key_is_made_works_and_is_revoked(page: Page) -> None:
    sign_in(page, "a-coordinator", "/keys/")
    assert violations(page) == []
    page.get_by_label("Для чего ключ").fill("Выгрузка на портал")
    page.get_by_role("button", name="Создать ключ").click()
    text = page.get_by_label("Ключ", exact=True).input_value()
    assert violations(page) == []
    headers = {"Authorization": f"Bearer {text}"}
    assert Client().get("/api/events/", headers=headers).status_code == 200
    page.get_by_role("link", name="Ключ скопирован").click()
    expect(page.get_by_role("cell", name="чтение", exact=True)).to_be_visible()
    page.get_by_role("button", name="Отозвать ключ «Выгрузка на портал»").click()
    expect(page.get_by_text("Ключ «Выгрузка на портал» отозван")).to_be_visible()
    assert Client().get("/api/events/", headers=headers).status_code == 401


def test_the_description_opens_by_the_keyboard(page: Page, coordinator: User) -> None:
    sign_in(page, "a-coordinator", "/api/")
    assert violations(page) == []
    operation = page.locator("#rows_create")
    operation.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(operation.get_by_text("Причина изменения; сохраняется в истории.")).to_be_visible()
    assert violations(page) == []
