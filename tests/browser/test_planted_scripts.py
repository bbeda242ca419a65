"""Scripts planted in every text: no page, and nothing a page builds out of them, runs one or becomes markup.

Escaping must hold by itself: what only the content policy stops is a fault here too."""

import re
from collections.abc import Iterator
from copy import copy
from urllib.parse import urlencode

import pytest
from django.contrib.admin import site
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from lxml import html
from playwright.sync_api import Browser, Dialog, Page
from pytest_django import DjangoDbBlocker

from coopregistry.models import User
from events.access import Access
from events.models import Attachment, Report, ReportScan
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.uploads.reading import read_pending
from importers.uploads.storing import store_upload
from tests.browser.conftest import PATIENCE
from tests.browser.in_process import Answers
from tests.browser.planting import SCRIPTS, plant
from tests.events.meetings.reports import MEETING, RECEPTION, TRIP, dump_of, report_of_rows
from tests.needs import needs_browser
from tests.permissions.roles import Rule, Who, World
from tests.permissions.test_restricted_rows import fix
from tests.permissions.test_walk import RULES, address
from tests.permissions.visitors import Sessions, browser_of, sign_all_in

pytestmark = needs_browser

PAGES = [
    (name, index)
    for name, rules in RULES.items()
    for index, rule in enumerate(rules)
    if 200 in rule.get.values()
]
SHORT = 200  # rows; longer tables are those of reference
# The one who sees most of a page.
WHO = (Who.COORDINATOR, Who.ADMINISTRATOR, Who.EDITOR_A, Who.EDITOR_B, Who.VIEWER, Who.ANONYMOUS)
# What is hidden is opened, what waits for a pointer or the focus gets it.
HANDLE = """async () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("select")) one.tomselect?.open();
  const every = [...document.querySelectorAll("body, body *")];
  for (const one of every)
    for (const kind of ["mouseover", "pointerenter", "focus", "focusin"])
      one.dispatchEvent(new Event(kind, { bubbles: kind !== "focus" }));
  await new Promise((done) => setTimeout(done, 20));
}"""
# No element of ours has a handler of its own, a script without an address, or an address that runs.
LOOK = """() => {
  const found = [];
  for (const el of document.querySelectorAll("*")) {
    const runs = ({ name, value }) => name.startsWith("on") || name === "data-planted"
      || (/^(?:href|src|action|formaction|xlink:href)$/.test(name) && /^\\s*javascript:/i.test(value));
    const own = [...el.attributes].filter(runs);
    const inline = el.localName === "script" && !el.src && !(el.type || "").endsWith("json");
    if (own.length || inline || el.localName === "planted-element" || el.hasAttribute("srcdoc"))
      found.push(el.outerHTML.slice(0, 200));
  }
  return found.slice(0, 5);
}"""


class Watched(Answers):
    """Tells whatever of the plants came alive."""

    keeps_scripts_waiting = True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        page.expose_function("planted", lambda: self.faults.append("a script ran"))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self._asked(request.url))

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message[:100]}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if url.endswith("/planted"):
            self.faults.append("a picture was asked for")

    def came_alive(self, url: str, visitor: Client, response: HttpResponse) -> list[str]:
        self.show(url, visitor, response)
        self.answer_scripts()
        self.page.evaluate(HANDLE)
        self.answer_scripts()
        return [*self.page.evaluate(LOOK), *self.faults]


@pytest.fixture(scope="module")
def planted_world(standing_world: World, django_db_blocker: DjangoDbBlocker) -> World:
    """Beside the small registry a report whose rows tell of meetings, people and results, with an edition and
    files; scripts in all of it."""
    with django_db_blocker.unblock():
        report = report_of_rows(MEETING, RECEPTION, TRIP)
        report.state = Report.State.APPROVED
        report.save()
        entry = report.entries.get(number=1)
        entry.department = standing_world.department_a
        entry.save()
        file = {"content": b"%PDF", "size": 4, "sha256": "0" * 64}
        Attachment.objects.create(entry=entry, name="Программа.pdf", **file)
        ReportScan.objects.create(report=report, name="Подлинник.pdf", **file)
        fix(report)
        assert plant() > 80
    return standing_world


@pytest.fixture(scope="module")
def sessions(planted_world: World, django_db_blocker: DjangoDbBlocker) -> Sessions:
    with django_db_blocker.unblock():
        return sign_all_in(planted_world)


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield Watched(page)
    context.close()


@pytest.fixture
def watched(one_page: Watched, world: World) -> Iterator[Watched]:
    yield one_page
    one_page.page.goto("about:blank")  # it must not go on asking when its records are gone


def asked(rule: Rule, sessions: Sessions) -> Client:
    return browser_of(sessions, next(who for who in WHO if rule.get[who] == 200))


def is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def faults_of_answer(watched: Watched, url: str, visitor: Client, response: HttpResponse) -> list[str]:
    """Of a page what came alive; a file must be one that no browser takes for a page."""
    if response.status_code >= 500:
        return [f"answered {response.status_code}"]
    if is_page(response) and b"planted" in response.content:
        return watched.came_alive(url, visitor, response)
    if response.status_code != 200 or is_page(response):
        return []
    kind = response.headers["Content-Type"]
    shown = re.match(r"(?:image/svg|application/xhtml|text/xml|application/xml)", kind)
    kept = response.headers.get("Content-Disposition", "").startswith("attachment")
    if response.headers["X-Content-Type-Options"] != "nosniff" or (shown and not kept):
        return [f"{kind} may be shown as a page"]
    return []


def filled(form: html.FormElement) -> dict[str, str]:
    """Its fields as the page has them, and the scripts in each that takes text."""
    data = {name: value for name, value in form.form_values() if value is not None}
    for field in form.xpath(".//textarea[@name] | .//input[@name]"):
        if field.tag == "textarea" or field.get("type", "text") in ("text", "search", "email", "tel", "url"):
            data[field.get("name")] = f"Проба{SCRIPTS}"
    return data


def sent_forms(visitor: Client, url: str, page: HttpResponse) -> Iterator[tuple[str, HttpResponse]]:
    """What each form of the page answers to the scripts, but for another page; what one writes is undone."""
    document = html.document_fromstring(page.content)
    document.make_links_absolute(f"http://testserver{url}")
    seen = set()
    for form in document.forms:
        action = form.get("hx-post") or form.action or url
        key = (form.method, re.sub(r"\d+", "0", action), tuple(sorted(form.fields)))
        if key in seen:
            continue
        seen.add(key)
        ask = visitor.post if form.method == "POST" else visitor.get
        cookies = copy(visitor.cookies)
        with transaction.atomic():
            answer = ask(action, filled(form))
            visitor.cookies = cookies  # one of the forms signs out
            yield action.removeprefix("http://testserver"), answer
            transaction.set_rollback(True)


@pytest.mark.parametrize(("name", "index"), PAGES)
def test_planted_scripts_stay_text(
    watched: Watched, world: World, sessions: Sessions, name: str, index: int
) -> None:
    rule = RULES[name][index]
    if rule.prepare:
        rule.prepare(world)
    url = address(name, rule, world)
    plant(longest=SHORT)  # what the rule made
    visitor = asked(rule, sessions)
    query = rule.query(world)
    for asked_for in (query, query | dict.fromkeys(query, SCRIPTS)):
        whole = f"{url}?{urlencode(asked_for)}" if asked_for else url
        response = visitor.get(whole)
        assert faults_of_answer(watched, whole, visitor, response) == []
    if is_page(response) and b"<form" in response.content:
        faults = {
            action: found
            for action, answer in sent_forms(visitor, url, response)
            if (found := faults_of_answer(watched, answer.request["PATH_INFO"], visitor, answer))
        }
        assert faults == {}


def test_scripts_of_a_file_stay_text(watched: Watched, world: World, sessions: Sessions) -> None:
    """In the cells, notes and name of a document that is looked at before it is loaded."""
    user = world.users[Who.COORDINATOR]
    cells = tuple(cell + SCRIPTS for cell in MEETING)
    upload = Upload(name=f"отчет{SCRIPTS[:60]}.txt", data=dump_of(cells, notes=[f"Примечание{SCRIPTS}"]))
    pending = store_upload(upload, user=user, target=Target())
    read_pending(pending, Access.of(user))
    visitor = browser_of(sessions, Who.COORDINATOR)
    url = reverse("importers:pending", args=[pending.pk])
    page = visitor.get(url)
    assert escape("<planted-element>") in page.content.decode()
    links = html.document_fromstring(page.content).xpath(f"//*/@href[starts-with(., '{url}')] | //@hx-get")
    faults = {
        link: found
        for link in dict.fromkeys([url, *links])
        if (found := faults_of_answer(watched, link, visitor, visitor.get(link)))
    }
    assert faults == {}
    assert len(links) > 1


def admin_pages(model: type[Model]) -> Iterator[str]:
    """Its list, the form of a new record, and form, history and deletion of one it has."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    record = model._default_manager.first()
    yield reverse(f"{name}_changelist")
    yield f"{reverse(f'{name}_changelist')}?{urlencode({'q': SCRIPTS})}"
    yield reverse(f"{name}_add")
    if record is not None:
        yield from (reverse(f"{name}_{page}", args=[record.pk]) for page in ("change", "history", "delete"))


@pytest.mark.parametrize("model", sorted(site._registry, key=lambda model: model._meta.label))
def test_planted_scripts_stay_text_in_the_administration(
    watched: Watched, world: World, model: type[Model]
) -> None:
    visitor = Client()
    visitor.force_login(User.objects.create_superuser("of-the-administration"))
    found = {}
    for url in admin_pages(model):
        response = visitor.get(url)
        assert response.status_code in (200, 403)  # 403: nobody adds or deletes what the program keeps
        if faults := faults_of_answer(watched, url, visitor, response):
            found[url] = faults
    assert found == {}


@pytest.mark.parametrize("policy", [{}, {"Content-Security-Policy": "script-src 'self'"}])
def test_what_comes_alive_is_seen(watched: Watched, world: World, policy: dict[str, str]) -> None:
    """Escaped or not is what is told apart, with a policy that stops the script and without."""
    alive = watched.came_alive("/x/", Client(), HttpResponse(f"<main>{SCRIPTS}</main>", headers=policy))
    assert ("a script ran" in alive) is not bool(policy)
    assert "a picture was asked for" in alive
    text = HttpResponse(f"<main>{escape(SCRIPTS)}</main>", headers=policy)
    assert watched.came_alive("/x/", Client(), text) == []
