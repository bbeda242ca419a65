"""Weight, requests, time to interactive and queries of the pages of daily work, and the cost of one event.

python benchmarks/pages.py [--documents FOLDER] [--repeat 5]

Needs Debian's chromium (or CHROMIUM=…) and the packages of requirements-dev.txt. Loads the documents of the
folder (the real ones beside the repository, else the samples) into a database of its own, serves it with
gunicorn as in production, and opens each page in a new browser with nothing in its cache, and once more in
the same browser, as somebody does who works there. The browser has half a second to start before: its start
beside the page takes 150 to 200 ms of two cores, and nobody starts a browser for each page. Prints a table:

- page: its own KB, as written and compressed (gzip, level 6), as a web server in front would send it.
- KB: what is sent beside the font: the page, compressed, with scripts and styles as the server sends them.
- interactive: from the request until the page's scripts have run and no task longer than 50 ms is left, with
  an empty cache and again with the scripts and styles in it, medians; the last until the first byte of the
  answer, so the part of the server.
- CPU: milliseconds the server and the page's own thread worked for it, medians. On a machine that does other
  work too, what somebody waits grows with that work; their sum is what it takes on one that does not.
- queries: of the database for the page itself.

Then one event is entered by keyboard. Keys beside the texts are counted and pressed at the rate of a
practised typist, five a second; the texts are put in at once, so what remains is keys and waiting for the
page. What a person needs to move from one field to the next in the head is added as 1.2 s a field (the mental
operator of the keystroke-level model, Card, Moran and Newell 1983). Exits 1 where an aim is missed.
"""

import argparse
import gzip
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["MEASURED"] = tempfile.mkdtemp(prefix="pages-")
os.environ["DJANGO_SETTINGS_MODULE"] = "coopregistry.settings"
os.environ["DATABASE_URL"] = "sqlite:///" + os.environ["MEASURED"] + "/db.sqlite3"
os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)  # production: compressed files, no debug pages
os.environ["SECURE_SSL_REDIRECT"] = "0"
os.environ["HOME_SUBJECT"] = "ru-67"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from agreements.models import Agreement, Department, Membership, Partner
from coopregistry import roles
from coopregistry.models import User
from events.entries.saving import NewEntry, add_entries, read_cells
from events.models import Entry, Event, Report, Submission
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from importers.models import ImportRun

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "documents"
WORK = Path(os.environ["MEASURED"])
SETTINGS = f"""from coopregistry.settings import *

STATIC_ROOT = {str(WORK / "static")!r}
# Plain HTTP: a cookie of the prefix __Host- could not be put into the browser.
SESSION_COOKIE_NAME, SESSION_COOKIE_SECURE = "sessionid", False
CSRF_COOKIE_NAME, CSRF_COOKIE_SECURE = "csrftoken", False
"""
ROWS_OF_DEPARTMENT = 40
STARTING = 500  # ms a new browser has for its own start
PATIENCE = 180_000  # ms, on a machine with much other work
MOST_KB = 150
MOST_MS = 400
MOST_KEYS = 20
MOST_SECONDS = 60
KEY = 0.2  # seconds
THINKING = 1.2  # seconds a field
SETTLED = """
() => new Promise((done) => {
  const [timing] = performance.getEntriesByType("navigation");
  let last = timing.domContentLoadedEventEnd;
  const observer = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) last = Math.max(last, task.startTime + task.duration);
  });
  observer.observe({ type: "longtask", buffered: true });
  setTimeout(() => { observer.disconnect(); done([last, timing.responseStart]); }, 300);
})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    requests: int
    assets: int  # bytes as sent, beside the font and the page itself
    page: int  # bytes as written
    compressed: int
    milliseconds: float
    again: float  # ms
    first_byte: float  # ms, when opened again
    server_cpu: float  # milliseconds
    page_cpu: float

    @property
    def kilobytes(self) -> float:
        return (self.assets + self.compressed) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = REAL if REAL.is_dir() else ROOT / "samples" / "documents"
    parser.add_argument("--documents", type=Path, default=default)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    files = sorted((path for path in options.documents.iterdir() if path.is_file()), key=_size)
    *others, largest = [path for path in files if path.suffix in (".txt", ".docx")]
    try:
        return _measure(others, largest, options.repeat)
    finally:
        shutil.rmtree(WORK)


def _measure(others: list[Path], largest: Path, repeat: int) -> int:
    _prepare(others)
    with _server() as (address, server), sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium)
        preview = _upload(browser, address, largest)
        head = f"{'page':<32}{'page, KB':>10}{'KB':>6}{'requests':>10}{'interactive, ms':>20}{'CPU, ms':>12}"
        print(f"{head}{'queries':>9}")
        site = _Site(address=address, server=server)
        good = _row("import preview", browser, site, preview, "coordinator", repeat)
        call_command("import_documents", str(largest), verbosity=0, stdout=StringIO())
        for name, path, who in _pages():
            good = _row(name, browser, site, path, who, repeat) and good
        good = _one_event(browser, address) and good
        browser.close()
    return int(not good)


def _size(path: Path) -> int:
    return path.stat().st_size


def _prepare(documents: list[Path]) -> None:
    call_command("migrate", verbosity=0)
    settings.STATIC_ROOT = WORK / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    (WORK / "measured_settings.py").write_text(SETTINGS, encoding="utf-8")
    call_command("import_documents", *map(str, documents), verbosity=0, stdout=StringIO())
    department = Department.objects.annotate(rows=Count("entries")).order_by("-rows")[0]
    users = (
        ("coordinator", roles.COORDINATOR),
        ("editor", roles.EDITOR),
        ("administrator", roles.ADMINISTRATOR),
    )
    for name, role in users:
        user = User.objects.create_user(name, last_name="Пробный", first_name="Иван")
        user.groups.add(Group.objects.get(name=role))
    Membership.objects.create(user=User.objects.get(username="editor"), department=department)
    for kind in (Kind.INTERREGIONAL_PLAN, Kind.INTERNATIONAL_PLAN):
        opening.open_report(kind, Period(2031, "H1"), deadline=None, departments=[department])


def _pages() -> Iterator[tuple[str, str, str]]:
    plan = Report.objects.get(kind=Kind.INTERREGIONAL_PLAN, period_code="2031-H1")
    longest = Report.objects.annotate(rows=Count("entries")).order_by("-rows")[0]
    submission = plan.submissions.get()
    partner = Partner.objects.annotate(met=Count("events", distinct=True)).order_by("-met")[0]
    agreement = Agreement.objects.annotate(met=Count("events", distinct=True)).order_by("-met", "pk")[0]
    event = Event.objects.annotate(rows=Count("entries")).order_by("-rows", "pk")[0]
    yield "my tasks, editor", "/", "editor"
    yield "my tasks, coordinator", "/", "coordinator"
    yield "submission, empty", f"/my/{submission.pk}/", "editor"
    yield f"submission, {ROWS_OF_DEPARTMENT} rows", f"/my/{_filled().pk}/", "editor"
    yield "entry form", f"/reports/{plan.pk}/rows/new/?department={submission.department_id}", "editor"
    yield f"document, {longest.rows} rows", f"/reports/{longest.pk}/", "coordinator"
    yield "document, as readers see it", f"/reports/{longest.pk}/", "editor"
    yield "board", "/board/", "coordinator"
    yield "submission on the board", f"/parts/{submission.pk}/", "coordinator"
    yield f"order, {longest.rows} rows", f"/reports/{longest.pk}/order/", "coordinator"
    yield "editions and approval", f"/reports/{longest.pk}/state/", "coordinator"
    yield "finished import", f"/import/{ImportRun.objects.latest('pk').pk}/", "coordinator"
    yield "documents", "/reports/", "coordinator"
    yield "events", "/events/", "coordinator"
    yield "event", f"/events/{event.pk}/", "coordinator"
    yield "partner", f"/partners/{partner.pk}/", "coordinator"
    yield "agreements", "/agreements/", "coordinator"
    yield "agreement", f"/agreements/{agreement.pk}/", "coordinator"
    yield "partners", "/partners/", "coordinator"
    yield "dossier of a partner", f"/partners/{partner.pk}/dossier/", "coordinator"
    yield "people", "/people/", "coordinator"
    yield "calendar", "/calendar/", "coordinator"
    yield "map", "/map/", "coordinator"
    yield "search", "/search/?q=выставка", "coordinator"
    yield "figures", "/figures/", "coordinator"
    yield "groupings", "/figures/groupings/", "coordinator"
    yield "register of meetings", "/registers/meetings/", "coordinator"
    yield "letters", f"/reports/{plan.pk}/letters/", "coordinator"
    yield "matching", "/matching/", "coordinator"
    yield "imports", "/import/", "coordinator"
    yield "administration", "/administration/", "administrator"
    yield "users", "/administration/users/", "administrator"
    yield "reorganisation", "/administration/reorganisation/", "administrator"
    yield "state of the system", "/administration/state/", "administrator"


def _filled() -> Submission:
    """The submission of the other document opened, with rows as they stand in real ones."""
    submission = Submission.objects.get(report__kind=Kind.INTERNATIONAL_PLAN)
    report = submission.report
    known = Entry.objects.filter(report__kind=Kind.INTERNATIONAL_REPORT).order_by("pk")[:ROWS_OF_DEPARTMENT]
    roles = {role for _heading, role in report.headings}
    texts = [{role: text for role, text in entry.cells.items() if role in roles} for entry in known]
    new = [NewEntry(cells=cells, values=read_cells(report, cells)) for cells in texts]
    add_entries(report, submission.department, new)
    return submission


@contextmanager
def _server() -> Iterator[tuple[str, int]]:
    """Address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "coopregistry.wsgi", "--workers", "1", "--threads", "4"]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    own = {"DJANGO_SETTINGS_MODULE": "measured_settings", "PYTHONPATH": f"{ROOT}{os.pathsep}{WORK}"}
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own})
    try:
        for _try in range(PATIENCE // 200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://localhost:{port}", server.pid
    finally:
        server.terminate()
        server.wait()


def _client(who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=who), "django.contrib.auth.backends.ModelBackend")
    return client


def _signed_in(browser: Browser, address: str, who: str) -> BrowserContext:
    """A fresh browser with a session of the site."""
    size = {"width": 1280, "height": 720}
    context = browser.new_context(base_url=address, viewport=size, locale="ru-RU")
    context.set_default_timeout(PATIENCE)
    session = _client(who).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return context


def _upload(browser: Browser, address: str, document: Path) -> str:
    context = _signed_in(browser, address, "coordinator")
    page = context.new_page()
    page.goto("/import/")
    page.locator("input[type=file]").first.set_input_files(document)
    page.get_by_role("button", name="Передать и посмотреть").click()
    page.get_by_role("heading", name=document.name).wait_for()
    path = page.url.removeprefix(address)
    context.close()
    return path


def _row(name: str, browser: Browser, site: "_Site", path: str, who: str, repeat: int) -> bool:
    _open(browser, site, path, who)  # the server's own first time
    turns = [_open(browser, site, path, who) for _turn in range(repeat)]
    median = statistics.median(turn.milliseconds for turn in turns)
    again = statistics.median(turn.again for turn in turns)
    first = statistics.median(turn.first_byte for turn in turns)
    one = turns[-1]
    own, queries = f"{one.page / 1024:.0f} / {one.compressed / 1024:.0f}", _queries(path, who)
    waiting = f"{median:.0f} / {again:.0f} / {first:.0f}"
    server = statistics.median(turn.server_cpu for turn in turns)
    shown = statistics.median(turn.page_cpu for turn in turns)
    work = f"{server:.0f} + {shown:.0f}"
    sizes = f"{own:>10}{one.kilobytes:>6.0f}{one.requests:>10}"
    print(f"{name:<32}{sizes}{waiting:>20}{work:>12}{queries:>9}", flush=True)
    return one.kilobytes < MOST_KB and min(median, server + shown) < MOST_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    address: str
    server: int  # process

    def cpu(self) -> float:
        """Milliseconds its workers have worked."""
        children = Path(f"/proc/{self.server}/task/{self.server}/children").read_text().split()
        ticks = 0
        for pid in children:
            user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            ticks += int(user) + int(system)
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def _open(browser: Browser, site: _Site, path: str, who: str) -> Measured:
    context = _signed_in(browser, site.address, who)
    page = context.new_page()
    page.wait_for_timeout(STARTING)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: said["type"]}))
    network.on(
        "Network.loadingFinished",
        lambda said: sizes.update({said["requestId"]: said["encodedDataLength"]}),
    )
    network.send("Performance.enable", {"timeDomain": "threadTicks"})
    worked = site.cpu()
    answer = page.goto(path, wait_until="load")
    milliseconds, _first_byte = page.evaluate(SETTLED)
    told = {one["name"]: one["value"] for one in network.send("Performance.getMetrics")["metrics"]}
    server_cpu = site.cpu() - worked
    body = answer.body()
    if answer.status != 200:
        raise SystemExit(f"{path} answers {answer.status}")
    requests = len(kinds)
    assets = sum(size for key, size in sizes.items() if kinds.get(key) not in ("Font", "Document"))
    page.goto(path, wait_until="load")
    again, first_byte = page.evaluate(SETTLED)
    context.close()
    return Measured(
        requests=requests,
        assets=assets,
        page=len(body),
        compressed=len(gzip.compress(body, 6)),
        milliseconds=milliseconds,
        again=again,
        first_byte=first_byte,
        server_cpu=server_cpu,
        page_cpu=told["TaskDuration"] * 1000,
    )


def _queries(path: str, who: str) -> int:
    client = _client(who)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, secure=True, headers={"host": "localhost"})
    return len(asked)


class Hands:
    """Presses keys at the rate of a practised typist; texts are filled at once."""

    def __init__(self, page: Page):
        self.page, self.keys, self.fields = page, 0, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        time.sleep(KEY)
        self.keys += 1

    def write(self, name: str, text: str) -> None:
        while self.page.evaluate("document.activeElement.name || document.activeElement.id") != name:
            self.press("Tab")
        self.page.keyboard.insert_text(text)
        self.fields += 1


def _one_event(browser: Browser, address: str) -> bool:
    plan = Report.objects.get(kind=Kind.INTERREGIONAL_PLAN, period_code="2031-H1")
    context = _signed_in(browser, address, "editor")
    page = context.new_page()
    page.goto(f"/reports/{plan.pk}/rows/new/?department={plan.submissions.get().department_id}")
    page.wait_for_function("document.activeElement.name === 'title'")
    hands = Hands(page)
    began = time.perf_counter()
    hands.write("title", "Межрегиональная ярмарка ремесел")
    hands.write("dates", "26-28.02.2031")
    hands.write("id_partners-ts-control", "")
    page.keyboard.type("брянск")
    page.locator(".ts-dropdown .option").first.wait_for()
    hands.press("Enter")
    hands.write("place", "г. Брянск")
    hands.write("participants", "мастера народных промыслов")
    hands.write("participants_count", "45")
    hands.write("content", "Продажа изделий.")
    page.wait_for_function("document.getElementById('id_cell_dates').value === '26-28 февраля 2031 года'")
    hands.press("Control+Enter")
    page.locator(".notice-success").wait_for()
    page.wait_for_function("document.activeElement.name === 'title'")
    seconds = time.perf_counter() - began
    context.close()
    if not Entry.objects.filter(report=plan, cells__dates="26-28 февраля 2031 года").exists():
        raise SystemExit("the event was not saved")
    practised = seconds + hands.fields * THINKING
    print(f"\nkeys beside the texts for one event: {hands.keys} (aim {MOST_KEYS})")
    print(
        f"keys and waiting: {seconds:.0f} s; with {THINKING} s a field to think: {practised:.0f} s", end=" "
    )
    print(f"(aim {MOST_SECONDS})")
    return hands.keys <= MOST_KEYS and practised <= MOST_SECONDS


if __name__ == "__main__":
    raise SystemExit(main())
