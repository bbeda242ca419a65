"""A real browser whose requests Django answers in this process: as faithful as a server, and faster."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, Route

HOME = "http://localhost"  # a browser trusts it as it trusts https


class Answers:
    """Answers a page's requests: static files from the disk, given responses, the rest as one visitor."""

    # What scripts ask for is answered too; otherwise the page is looked at as it came.
    answers_scripts = False

    def __init__(self, page: Page) -> None:
        self.page = page
        self.visitor = Client()
        self.given: dict[str, HttpResponse] = {}
        self.faults: list[str] = []
        page.route("**/*", self._answer)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))

    def show(self, url: str, visitor: Client, response: HttpResponse | None = None) -> None:
        """Open an address as somebody; `response` is what was answered already."""
        self.visitor = visitor
        self.given = {} if response is None else {url: response}
        self.faults.clear()
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
        elif route.request.resource_type in ("xhr", "fetch") and not self._is_answered(route):
            route.fulfill(status=204)
        else:
            url = f"{parts.path}?{parts.query}" if parts.query else parts.path
            asked = {name: value for name, value in route.request.headers.items() if name.startswith("hx-")}
            response = (not asked and self.given.get(url)) or self.visitor.get(url, headers=asked)
            route.fulfill(status=response.status_code, headers=_headers(response), body=_body(response))

    def _is_answered(self, route: Route) -> bool:
        return self.answers_scripts and route.request.method == "GET"


def _headers(response: HttpResponse) -> Mapping[str, str]:
    return {name.lower(): value for name, value in response.items()}


def _body(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content
