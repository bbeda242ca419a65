"""A real browser against the real server. Every page is watched: no request may leave the site, nothing may
break the content policy, fail in a script or be answered with an error of the server."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, expect, sync_playwright

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.models import Report
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from tests.needs import CHROMIUM

# A machine that runs all tests at once is slow: a check waits for what comes, and fails on what does not.
PATIENCE = 60_000  # ms
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
def faults() -> Iterator[list[str]]:
    """Faults seen on any page of the test. A test about a fault removes it from the list."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_context(browser: Browser, live_server, faults: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a separate browser, watched and closed with the test."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        size = {"width": DESK[0], "height": DESK[1]}
        context = browser.new_context(
            **{"base_url": live_server.url, "viewport": size, "locale": "en-US", **options}
        )
        context.set_default_timeout(PATIENCE)
        _watch(context, live_server.url, faults)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    _wait_for_the_server()


@pytest.fixture
def page(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    """As wide as a desk, unless the test says `both_sizes`: elsewhere every page is seen in all widths."""
    width, height = getattr(request, "param", DESK)
    return new_context(viewport={"width": width, "height": height}).new_page()


@pytest.fixture
def coordinator(live_server) -> User:
    user = User.objects.create_user(
        "a-coordinator", password=PASSWORD, last_name="Образцова", first_name="Анна"
    )
    user.groups.add(Group.objects.get(name=roles.COORDINATOR))
    return user


@pytest.fixture
def plan(live_server) -> Report:
    department = Department.objects.create(name="Министерство пробных дел")
    return opening.open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=date(2030, 12, 20), departments=[department]
    )


@pytest.fixture
def editor(plan: Report) -> User:
    user = User.objects.create_user("an-editor", password=PASSWORD, last_name="Пробный", first_name="Иван")
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    Membership.objects.create(user=user, department=Department.objects.get(name="Министерство пробных дел"))
    return user


def _watch(context: BrowserContext, home: str, faults: list[str]) -> None:
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    context.on("console", lambda said: _note(said.type, said.text, faults))
    context.on("request", partial(_stays_home, home=home, faults=faults))
    context.on("response", partial(_is_answered, faults=faults))
    context.on("requestfailed", partial(_reaches_the_server, faults=faults))


def _note(kind: str, text: str, faults: list[str]) -> None:
    # A refusal is what some tests are about; the browser and htmx both write it to the console.
    expected = ("Failed to load resource: the server responded", "Response Status Error Code")
    if kind == "error" and not text.startswith(expected):
        faults.append(text)


def _stays_home(request: Request, home: str, faults: list[str]) -> None:
    address = urlsplit(request.url)
    if address.scheme not in ("data", "blob") and address.netloc != urlsplit(home).netloc:
        faults.append(f"asks for {request.url}")


def _is_answered(response: Response, faults: list[str]) -> None:
    if response.status >= 500:
        faults.append(f"{response.status} {urlsplit(response.url).path}")


def _reaches_the_server(request: Request, faults: list[str]) -> None:
    # Given up by the page itself: it was left, or what came is a file to be kept.
    if request.failure != "net::ERR_ABORTED":
        faults.append(f"{request.failure} {urlsplit(request.url).path}")


def _wait_for_the_server() -> None:
    """Requests a page gave up are still answered, and would write into the next test's data."""
    deadline = time.monotonic() + PATIENCE / 1000
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the server does not come to rest"
        time.sleep(0.01)
