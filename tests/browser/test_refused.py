"""A viewer and the editor of another department: no address lets them write, no page offers it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from coopregistry.models import Change
from events.models import EntryDraft
from tests.needs import needs_browser
from tests.permissions import editor
from tests.permissions.roles import Rule, Who, World, make_world
from tests.permissions.test_walk import RULES, address

from .acts import sign_in

pytestmark = needs_browser

REFUSED = {401, 403, 404, 405}
WRITES = ("INSERT", "UPDATE", "DELETE")
# From the user's own session, with the token its pages carry: nothing but permission stands in the way.
POST = """
async ([address, data]) => {
  const token = document.cookie.split("; ").find((part) => part.startsWith("csrftoken=")).slice(10);
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(data)) for (const value of values) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body, redirect: "manual",
    headers: { "X-CSRFToken": token } });
  return answer.type === "opaqueredirect" ? 302 : answer.status;
}
"""
# Where the forms and controls of a page write to.
OFFERED = """
async (address) => {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const own = new URL(answer.url).pathname;
  const forms = [...page.querySelectorAll("form")].filter((form) => form.method === "post");
  const controls = [...page.querySelectorAll("[hx-post], [formaction]")];
  return [answer.status, [
    ...forms.map((form) => form.getAttribute("action") || own),
    ...controls.map((one) => one.getAttribute("hx-post") || one.getAttribute("formaction")),
  ]];
}
"""


@pytest.fixture
def world(live_server) -> World:
    return make_world()


def plain(data: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in data.items()
    }


def is_refused(rule: Rule, who: Who) -> bool:
    return rule.post is None or rule.post[who] in REFUSED


def addresses(world: World) -> Iterator[tuple[str, Rule, str, dict[str, list[str]]]]:
    """Every rule with its address and what is posted. Rules of other areas that must first make or change
    something would change the world of those after them: they are left to the walk with a world for each."""
    every = [(name, rule) for name, of_it in RULES.items() for rule in of_it]
    for name, rule in sorted(every, key=lambda one: one[1].prepare is not None):
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            if rule.prepare:
                rule.prepare(world)
            found = name, rule, address(name, rule, world), plain(rule.data(world))
            if name not in editor.RULES and any(one["sql"].startswith(WRITES) for one in asked):
                transaction.set_rollback(True)
                continue
        yield found


@pytest.mark.parametrize("who", [Who.VIEWER, Who.EDITOR_B])
def test_every_write_is_refused(page: Page, world: World, who: Who) -> None:
    sign_in(page, world.users[who].username)
    # The token is good: what is refused below is refused for want of permission.
    assert page.evaluate(POST, ["/language/", {"language": ["ru"]}]) == 302
    tried = 0
    for name, rule, url, data in addresses(world):
        if not is_refused(rule, who):
            continue
        before = Change.objects.count(), EntryDraft.objects.count()
        status = page.evaluate(POST, [url, data])
        assert status in REFUSED, (name, url, status)
        assert (Change.objects.count(), EntryDraft.objects.count()) == before, name
        tried += 1
    assert tried > 50


@pytest.mark.parametrize("who", [Who.VIEWER, Who.EDITOR_B])
def test_no_page_offers_what_would_be_refused(page: Page, world: World, who: Who) -> None:
    shut: set[str] = set()
    open_to_all: set[str] = set()
    pages = []
    for _name, rule, url, _data in addresses(world):
        if rule.prepare:
            continue
        (shut if is_refused(rule, who) else open_to_all).add(url)
        if rule.get[who] == 200 and not url.endswith((".docx", ".xlsx", ".csv", ".pdf", ".ics")):
            pages.append(url)
    sign_in(page, world.users[who].username)
    seen = 0
    for url in pages:
        status, offered = page.evaluate(OFFERED, url)
        if status != 200:
            continue
        wrong = {urlsplit(one).path for one in offered} & (shut - open_to_all)
        assert wrong == set(), url
        seen += 1
    assert seen > 15
