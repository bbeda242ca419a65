"""Every page of the site, for everybody who may open it: nothing for axe to find, nothing cut off at the
width of a telephone, the focus always seen, no English word in the Russian.

Pages come from the tables of permissions, and those must name every address: a new page is looked at as soon
as it has its rule.
"""

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults
from lxml import html
from playwright.sync_api import Browser

from coopregistry.views import bad_request
from tests.browser.acts import violations
from tests.browser.conftest import PATIENCE
from tests.browser.in_process import Answers
from tests.needs import needs_browser
from tests.permissions.roles import Who, World
from tests.permissions.test_walk import RULES, address
from tests.permissions.visitors import Sessions, browser_of, sign_all_in

pytestmark = needs_browser

WIDTHS = (1280, 820, 390)
PAGES = [
    (name, index)
    for name, rules in RULES.items()
    for index, rule in enumerate(rules)
    if 200 in rule.get.values()
]
# Names of programs, formats and codes, and what users are called here.
LATIN = {
    *(
        "CLAMD",  # the setting
        "CSV",
        "DOC",
        "DOCX",
        "ICS",
        "JSON",
        "PDF",
        "PNG",
        "SVG",
        "XLSX",
        "TXT",
        "API",
        "OpenAPI",
        "Lines",
        "Word",
        "Excel",
    ),
    *("Django", "Python", "SQLite", "PostgreSQL", "LibreOffice", "English", "Caps", "Lock", "Esc", "Enter"),
    *(
        "Ctrl",
        "C",
        "V",
        "Z",
        "Alt",
        "Tab",
        "Shift",
        "Outlook",
        "Google",
        "Thunderbird",
        "cookie",
        "ISO",
        "OpenDocument",
        "Natural",
        "Earth",
    ),
    *("manage", "backup", "viewer", "editor", "a", "b", "coordinator", "administrator"),
}
# The guide of the API is for programmers: its words are those of the interface.
FOR_PROGRAMMERS = {"api:guide"}
BEYOND = """() => {
  const root = document.documentElement, most = root.clientWidth;
  if (root.scrollWidth <= most) return [];
  const wide = [...document.querySelectorAll("main *, header *, nav *")].filter(
    (el) => el.getBoundingClientRect().right > most + 1 && !el.closest(".table-responsive, .sections"));
  return wide.length ? wide.slice(0, 4).map((el) => el.outerHTML.slice(0, 160)) : ["something hidden"];
}"""
FOCUS = """() => {
  const shown = (el) => el.offsetParent !== null && getComputedStyle(el).visibility === "visible";
  const every = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']");
  const faults = [];
  for (const el of every) {
    if (!shown(el) || el.disabled || el.type === "hidden" || el.closest("[inert], svg")) continue;
    el.focus();
    if (document.activeElement !== el) continue;
    // A drop-down that is typed into shows the focus on its frame.
    const style = getComputedStyle(el.closest(".ts-wrapper")?.querySelector(".ts-control") ?? el);
    const box = el.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && style.outlineWidth !== "0px";
    const seen = outlined || style.boxShadow !== "none";
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const fault = inside ? "no outline" : "out of sight";
    if (!seen || !inside) faults.push(`${fault}: ${el.outerHTML.slice(0, 160)}`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def sessions(standing_world: World) -> Sessions:
    return sign_all_in(standing_world)


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Answers]:
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield Answers(page)
    context.close()


@pytest.fixture
def answers(one_page: Answers, world: World) -> Iterator[Answers]:
    yield one_page
    one_page.page.goto("about:blank")  # it must not go on asking when its records are gone


def test_every_page_is_looked_at() -> None:
    assert len(PAGES) > 50


@pytest.mark.parametrize(("name", "index"), PAGES)
def test_page_is_fit_for_everybody(
    answers: Answers, world: World, sessions: Sessions, name: str, index: int
) -> None:
    rule = RULES[name][index]
    if rule.prepare:
        rule.prepare(world)
    url = address(name, rule, world)
    looked_at, faults = set(), []
    for who in Who:
        if rule.get[who] != 200:
            continue
        response = browser_of(sessions, who).get(url, rule.query(world))
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        main = main_of(response)
        if main is None or main in looked_at:  # a part, or the same to another role but for its head
            continue
        looked_at.add(main)
        answers.show(response.request["PATH_INFO"], browser_of(sessions, who), response)
        words = [] if name in FOR_PROGRAMMERS else foreign_words(response)
        faults += [(who.value, fault) for fault in (*words, *faults_of(answers))]
    assert faults == []


def faults_of(answers: Answers) -> list[str]:
    page = answers.page
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        found += [f"wider than {width}: {part}" for part in page.evaluate(BEYOND)]
        found += [f"{width}: {fault}" for fault in (violations(page) if width != 820 else [])]
    page.set_viewport_size({"width": WIDTHS[0], "height": 720})
    return [*found, *page.evaluate(FOCUS), *answers.faults]


def main_of(response: HttpResponse) -> str | None:
    if b"<main" not in response.content:
        return None
    [main] = html.document_fromstring(response.content).xpath("//main")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html.tostring(main, encoding="unicode"))


def foreign_words(response: HttpResponse) -> list[str]:
    """Latin words visible on the Russian page, except addresses, codes and quoted texts."""
    page = html.document_fromstring(response.content)
    for part in page.xpath("//script | //style | //code | //pre | //textarea | //*[@lang='en']"):
        part.drop_tree()
    said = [*page.itertext(), *page.xpath("//@aria-label | //@placeholder | //@title | //@alt")]
    words = {word for text in said for word in re.findall(r"(?<![\w.@/-])[A-Za-z]+(?![\w@/:-])", text)}
    return sorted(word for word in words - LATIN if not re.fullmatch("[IVXL]+", word))


def locked_out() -> HttpResponse:
    client = Client()
    for _attempt in range(11):
        response = client.post(reverse("sign_in"), {"username": "никто", "password": "нет"})
    assert response.status_code == 429
    return response


def refused_form() -> HttpResponse:
    return Client(enforce_csrf_checks=True).post(reverse("sign_in"), {})


def error(kind: str) -> HttpResponse:
    request = RequestFactory().get("/somewhere/")
    answer = {
        "400": lambda: bad_request(request, SuspiciousOperation()),
        "403": lambda: defaults.permission_denied(request, Exception()),
        "404": lambda: defaults.page_not_found(request, Exception()),
        "413": lambda: bad_request(request, RequestDataTooBig()),
        "500": lambda: defaults.server_error(request),
        "csrf": refused_form,
        "locked": locked_out,
    }
    return answer[kind]()


@pytest.mark.parametrize("kind", ["400", "403", "404", "413", "500", "csrf", "locked"])
def test_refusal_is_fit_for_everybody(answers: Answers, world: World, kind: str) -> None:
    response = error(kind)
    answers.show("/somewhere/", Client(), response)
    assert [*foreign_words(response), *faults_of(answers)] == []
