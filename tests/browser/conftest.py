"""A real browser against the real server. Every page is watched: no request may leave the site, nothing may
break the content policy or fail in a script."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, Page, expect, sync_playwright

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.models import Report
from events.period import Period
from events.reports import workflow
from events.vocabulary import Kind
from tests.needs import CHROMIUM

# A machine that runs all tests at once is slow: a check waits for what comes, and fails on what does not.
PATIENCE = 30_000  # ms
expect.set_options(timeout=PATIENCE)

DESK, TABLET = (1280, 720), (820, 1180)
both_sizes = pytest.mark.parametrize("page", [DESK, TABLET], ids=["desk", "tablet"], indirect=True)

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
PASSWORD = "a-good-long-password"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, so Django takes every query of a test for one of async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Page]:
    """As wide as a desk, unless the test says `both_sizes`: elsewhere every page is seen in all widths."""
    width, height = getattr(request, "param", DESK)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": height}, locale="en-US"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: _note(said.type, said.text, faults))
    page.on("request", lambda sent: _stays_home(sent.url, live_server.url, faults))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def coordinator(live_server) -> User:
    user = User.objects.create_user(
        "a-coordinator", password=PASSWORD, last_name="Образцова", first_name="Анна"
    )
    user.groups.add(Group.objects.get(name=roles.COORDINATOR))
    return user


@pytest.fixture
def plan(live_server) -> Report:
    body = Department.objects.create(name="Министерство пробных дел")
    return workflow.open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=date(2030, 12, 20), departments=[body]
    )


@pytest.fixture
def editor(plan: Report) -> User:
    user = User.objects.create_user("an-editor", password=PASSWORD, last_name="Пробный", first_name="Иван")
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    Membership.objects.create(user=user, department=Department.objects.get(name="Министерство пробных дел"))
    return user


def _note(kind: str, text: str, faults: list[str]) -> None:
    # A refusal is what some tests are about; the browser and htmx both write it to the console.
    expected = ("Failed to load resource: the server responded", "Response Status Error Code")
    if kind == "error" and not text.startswith(expected):
        faults.append(text)


def _stays_home(address: str, home: str, faults: list[str]) -> None:
    if urlsplit(address).scheme != "data" and urlsplit(address).netloc != urlsplit(home).netloc:
        faults.append(f"asks for {address}")
