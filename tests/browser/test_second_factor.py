"""Codes of an application and a passkey, in the browser, with Chromium's own virtual authenticator."""

import base64
import time
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.test.utils import override_settings
from playwright.sync_api import CDPSession, Page, expect

from coopregistry.models import SecondFactor, User
from tests.needs import needs_browser

from .acts import arrived, violations
from .conftest import PASSWORD

pytestmark = needs_browser


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    with override_settings(SECOND_FACTOR_OFFERED=True):
        yield


@pytest.fixture
def authenticator(page: Page) -> CDPSession:
    """A passkey of this computer, which says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        **{"protocol": "ctap2", "transport": "internal", "hasUserVerification": True},
        **{"isUserVerified": True, "automaticPresenceSimulation": True, "hasResidentKey": True},
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def give_password(page: Page, user: User) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Имя пользователя").fill(user.username)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page: Page, user: User) -> None:
    page.get_by_role("button", name=str(user)).click()
    page.get_by_role("button", name="Выйти").click()
    page.get_by_role("heading", name="Вход").wait_for()


def begin(page: Page, user: User, link: str) -> None:
    """From the menu to the page that adds one, by way of the password."""
    give_password(page, user)
    page.get_by_role("button", name=str(user)).click()
    page.get_by_role("link", name="Второй фактор").click()
    page.get_by_role("link", name=link).click()
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Продолжить").click()
    page.get_by_role("heading", name=link).wait_for()
    arrived(page)


def code(secret: str, steps: int = 0) -> str:
    key = base64.b32decode(secret.replace(" ", ""))
    return HOTP(key, 6, SHA1()).generate(int(time.time() // 30) + steps).decode()


def test_an_application_with_codes(page: Page, coordinator: User) -> None:
    begin(page, coordinator, "Добавить приложение с кодами")
    assert violations(page) == []
    secret = page.locator("main code").inner_text()
    page.get_by_label("Код в приложении").fill(code(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Резервные коды")).to_be_visible()
    [first, *others] = page.locator("main li code").all_inner_texts()
    assert len(others) == 9
    page.get_by_role("link", name="Коды сохранены").click()
    sign_out(page, coordinator)

    give_password(page, coordinator)
    expect(page.get_by_role("heading", name="Второй шаг")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Код").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Код").fill(code(secret, steps=1))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Мои задачи").wait_for()
    sign_out(page, coordinator)

    give_password(page, coordinator)
    page.get_by_label("Код").fill(first)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Мои задачи").wait_for()


def test_a_passkey(page: Page, coordinator: User, authenticator: CDPSession) -> None:
    begin(page, coordinator, "Добавить ключ устройства")
    assert violations(page) == []
    page.locator("[name=name]").fill("Рабочий компьютер")
    page.get_by_role("button", name="Создать ключ").click()
    page.get_by_role("heading", name="Резервные коды").wait_for()
    factor = SecondFactor.objects.get()
    assert (factor.name, factor.kind) == ("Рабочий компьютер", "passkey")
    sign_out(page, coordinator)

    for _time in range(2):
        give_password(page, coordinator)
        arrived(page)
        page.get_by_role("button", name="Войти с ключом устройства").click()
        page.get_by_role("heading", name="Мои задачи").wait_for()
        sign_out(page, coordinator)
    factor.refresh_from_db()
    assert factor.used_at is not None


def test_a_passkey_of_another_opens_nothing(page: Page, coordinator: User, authenticator: CDPSession) -> None:
    begin(page, coordinator, "Добавить ключ устройства")
    page.get_by_role("button", name="Создать ключ").click()
    page.get_by_role("heading", name="Резервные коды").wait_for()
    page.get_by_role("link", name="Коды сохранены").click()
    page.get_by_role("heading", name="Второй фактор").wait_for()
    sign_out(page, coordinator)
    other = User.objects.create_user("another", password=PASSWORD, last_name="Другой")
    SecondFactor.objects.update(user=other)

    give_password(page, other)
    arrived(page)
    page.get_by_role("button", name="Войти с ключом устройства").click()
    page.get_by_role("heading", name="Мои задачи").wait_for()
    SecondFactor.objects.update(counter=10**6)  # as if a copy of it had been used meanwhile
    sign_out(page, other)
    give_password(page, other)
    arrived(page)
    page.get_by_role("button", name="Войти с ключом устройства").click()
    expect(page.get_by_role("alert").first).to_contain_text("Ключ не принят")
