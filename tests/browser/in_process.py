"""A real browser whose requests Django answers in this process: as faithful as a server, and faster."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, Route

_MADE_SCRIPT = re.compile(r'<script [^>]*\bsrc="(/(?!static/)[^"]*)"')
HOME = "http://localhost"  # a browser trusts it as it trusts https


class Answers:
    """Answers a page's requests: static files from the disk, given responses, the rest as one visitor."""

    # What scripts ask for waits for `answer_scripts`; otherwise it is answered by nothing.
    keeps_scripts_waiting = False

    def __init__(self, page: Page) -> None:
        self.page = page
        self.visitor = Client()
        self.given: dict[str, HttpResponse] = {}
        self.faults: list[str] = []
        self._waiting: list[Route] = []
        page.route("**/*", self._answer)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))

    def show(self, url: str, visitor: Client, response: HttpResponse | None = None) -> None:
        """Open an address as somebody; `response` is what was answered already."""
        self.visitor = visitor
        self.given = {} if response is None else {url: response, **_made_scripts(visitor, response)}
        self.faults.clear()
        self._waiting.clear()
        self.page.goto(HOME + url)

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource: the server responded"):
            self.faults.append(text)

    def _answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.netloc != "localhost":
            self.faults.append(f"asks for {route.request.url}")
            route.abort()
        elif parts.path.startswith("/static/"):
            route.fulfill(path=finders.find(parts.path.removeprefix("/static/")))
        elif route.request.resource_type not in ("xhr", "fetch"):
            url = _address(route)
            _fulfill(route, self.given.get(url) or self.visitor.get(url))
        elif self.keeps_scripts_waiting and route.request.method == "GET":
            self._waiting.append(route)
        else:
            route.fulfill(status=204)

    def answer_scripts(self) -> None:
        """Give the visitor's answers to what the page's scripts have asked for, and for by those answers.

        Not where the request comes in: within the browser's loop Django opens a connection of its own, which
        does not see the test's transaction.
        """
        self.page.wait_for_timeout(20)
        while self._waiting:
            route = self._waiting.pop(0)
            asked = {name: value for name, value in route.request.headers.items() if name.startswith("hx-")}
            _fulfill(route, self.visitor.get(_address(route), headers=asked))
            self.page.wait_for_timeout(20)


def _made_scripts(visitor: Client, page: HttpResponse) -> dict[str, HttpResponse]:
    """Scripts that are made, not files (the admin's words), asked for outside the browser's loop too."""
    asked = [] if page.streaming else _MADE_SCRIPT.findall(page.content.decode())
    return {url: visitor.get(url) for url in asked}


def _address(route: Route) -> str:
    parts = urlsplit(route.request.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _fulfill(route: Route, response: HttpResponse) -> None:
    route.fulfill(status=response.status_code, headers=_headers(response), body=_body(response))


def _headers(response: HttpResponse) -> Mapping[str, str]:
    return {name.lower(): value for name, value in response.items()}


def _body(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content
