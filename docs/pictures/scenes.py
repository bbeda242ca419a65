"""The scenes of the guide's pictures and how to reach them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Self

from django.urls import reverse
from playwright.sync_api import Locator, Page, sync_playwright

from agreements.models import Department, Partner
from coopregistry.models import User
from events.editions.fixing import fix
from events.models import Entry, Report, Submission
from events.reports import workflow

from . import world

try:
    from PIL import Image
except ImportError:  # the pictures are larger without it
    Image = None

WIDTH, HEIGHT = 1280, 900
GAP = 12


class Camera:
    """A browser on the registry and the folder for the pictures."""

    def __init__(self, home: str, folder: Path) -> None:
        self._home, self._folder = home, folder
        self._driver = sync_playwright().start()
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        russian = {**os.environ, "LANGUAGE": "ru"}  # of fields for dates and files
        self._browser = self._driver.chromium.launch(
            executable_path=chromium, args=["--lang=ru"], env=russian
        )
        self._who: str | None = None
        self.name = ""
        self.page: Page

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_ended: object) -> None:
        self._browser.close()
        self._driver.stop()

    def shoot(self, name: str) -> Path:
        self.name = name
        SCENES[name](self)
        picture = self._folder / f"{name}.png"
        if Image is not None:
            Image.open(picture).convert("RGB").quantize(96, dither=Image.Dither.NONE).save(
                picture, optimize=True
            )
        return picture

    def go(self, who: str, name: str, *args: object, query: str = "") -> Page:
        if who != self._who:
            self._sign_in(who)
        self.page.goto(reverse(name, args=args) + query)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def _sign_in(self, who: str) -> None:
        self._who = who
        context = self._browser.new_context(
            base_url=self._home,
            viewport={"width": WIDTH, "height": HEIGHT},
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            reduced_motion="reduce",
        )
        self.page = context.new_page()
        if who:
            self.page.goto(reverse("sign_in"))
            self.page.locator("[name=username]").fill(who)
            self.page.locator("[name=password]").fill(world.PASSWORD)
            self.page.keyboard.press("Enter")
            self.page.wait_for_url(self._home + reverse("home"))

    def take(self, *parts: Locator, height: int = HEIGHT) -> None:
        """Takes the top of the page, or what lies between the first and the last of `parts`."""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("scrollTo(0, 0)")
        top, bottom = 0.0, float(height)
        if parts:
            boxes = [box for part in parts if (box := part.bounding_box())]
            top = max(0.0, min(box["y"] for box in boxes) - GAP)
            navigation = self.page.locator("nav.sections")
            if navigation.count() and (above := navigation.bounding_box()) and above["y"] < top:
                top = max(top, above["y"] + above["height"])  # not a line of it alone
            bottom = min(max(box["y"] + box["height"] for box in boxes) + GAP, top + height)
        self.page.screenshot(
            path=self._folder / f"{self.name}.png",
            full_page=True,
            clip={"x": 0, "y": top, "width": WIDTH, "height": bottom - top},
        )


Scene = Callable[[Camera], None]
SCENES: dict[str, Scene] = {}


def scene(function: Scene) -> Scene:
    SCENES[function.__name__.strip("_").replace("_", "-")] = function
    return function


def settle(page: Page) -> None:
    """Waits until the server has answered what was typed."""
    page.wait_for_timeout(900)
    page.wait_for_load_state("networkidle")


def plan() -> Report:
    return Report.objects.get(kind="interregional_plan", period_code="2026-H1")


def submission_of(report: Report, department: str) -> Submission:
    return report.submissions.get(department__name=department)


# --- the editor


@scene
def sign_in(camera: Camera) -> None:
    camera.go("", "sign_in")
    camera.take(height=620)


@scene
def my_tasks(camera: Camera) -> None:
    camera.go("editor", "home")
    camera.take(height=760)


@scene
def event_form(camera: Camera) -> None:
    page = camera.go(
        "editor", "events:entry_new", plan().pk, query=f"?department={_department(world.CULTURE)}"
    )
    page.locator("#id_title").fill("Выставка мастеров «Живая нить»")
    page.locator("#id_dates").fill("26-28 февраля 2026")
    _choose(page, "брянск")
    _choose(page, "белорус")
    page.locator("#id_place").fill("г. Брянск, областная библиотека")
    page.locator("#id_participants").fill("мастера народных промыслов")
    page.locator("#id_participants_count").fill("45")
    page.locator("#id_content").fill("Мастер-классы по вышивке и гончарному делу.")
    settle(page)
    camera.take(height=1100)


@scene
def same_event(camera: Camera) -> None:
    international = Report.objects.filter(kind="interregional_report", period_code="2025-Q4").get()
    page = camera.go("editor", "events:entry_new", international.pk)
    page.locator("#id_title").fill("Межрегиональный фестиваль хоровой музыки «Поющее Приднепровье»")
    page.locator("#id_dates").fill("24-25 мая 2025")
    settle(page)
    camera.take(page.locator("#id_title"), page.locator("#dates-read"), height=600)


@scene
def my_part(camera: Camera) -> None:
    camera.go("editor", "events:my_part", submission_of(plan(), world.CULTURE).pk)
    camera.take(height=1150)


@scene
def paste(camera: Camera) -> None:
    page = camera.go("editor", "events:my_part_paste", submission_of(plan(), world.CULTURE).pk)
    page.locator("#id_table").fill(
        "1.\tКалужская область\tКонкурс чтецов «Слово о родном крае»\t18 апреля 2026 года\tДистанционно"
        "\tучащиеся школ искусств\tКонкурс видеозаписей\n"
        "2.\tПсковская область\tРабочая встреча о маршруте «Крепости порубежья»\tиюнь 2026 года"
        "\tг. Псков\t8 человек\tСогласование маршрута"
    )
    page.locator("button[value=show]").click()
    camera.take(page.locator("main"), height=900)


@scene
def planned(camera: Camera) -> None:
    report = Report.objects.get(kind="interregional_report", period_code="2025-Q4")
    page = camera.go("editor", "events:my_part", submission_of(report, world.CULTURE).pk)
    camera.take(page.locator("main"), height=700)


# --- the coordinator


@scene
def report_new(camera: Camera) -> None:
    camera.go("coordinator", "events:report_open")
    camera.take(height=760)


@scene
def board(camera: Camera) -> None:
    page = camera.go("coordinator", "events:board", query=f"?report={plan().pk}")
    camera.take(page.locator("main"))


@scene
def letters(camera: Camera) -> None:
    page = camera.go("coordinator", "events:letters", plan().pk)
    camera.take(page.locator("main"), height=900)


@scene
def import_preview(camera: Camera) -> None:
    page = camera.go("coordinator", "importers:imports")
    page.locator("input[type=file]").first.set_input_files(
        {
            "name": "Отчет министерства спорта.docx",
            "mimeType": "application/octet-stream",
            "buffer": world.letter(),
        }
    )
    page.get_by_role("button", name="Передать и посмотреть").click()
    page.locator("nav.tabs").wait_for(timeout=120_000)
    page.goto(page.url.split("?")[0] + "?tab=findings")
    camera.take(page.locator("main"), height=1100)


@scene
def report(camera: Camera) -> None:
    page = camera.go("coordinator", "events:report", plan().pk)
    entry = Entry.objects.get(report=plan(), cells__dates="14-15 мая 2026 года")
    cell = page.locator(f"#row-{entry.pk}-participants")
    cell.dblclick()
    cell.locator("textarea").wait_for()
    camera.take(height=1100)


@scene
def order(camera: Camera) -> None:
    page = camera.go("coordinator", "events:report_order", plan().pk)
    camera.take(page.locator("main"), height=800)


@scene
def part_of_a_body(camera: Camera) -> None:
    page = camera.go("coordinator", "events:part", submission_of(plan(), world.EDUCATION).pk)
    camera.take(page.locator("main"), height=900)


@scene
def editions_(camera: Camera) -> None:
    first = Report.objects.get(kind="interregional_plan", period_code="2025-H2")
    coordinator = User.objects.get(username="coordinator")
    if first.state == Report.State.COLLECTING:
        workflow.compile_report(first)
    fix(first, user=coordinator)
    page = camera.go("coordinator", "events:report_state", first.pk)
    camera.take(page.locator("main"), height=800)


@scene
def fate(camera: Camera) -> None:
    first = Report.objects.get(kind="interregional_plan", period_code="2025-H1")
    page = camera.go("coordinator", "events:fate", first.pk)
    camera.take(page.locator("main"), height=800)


@scene
def matching(camera: Camera) -> None:
    page = camera.go("coordinator", "events:matching")
    camera.take(page.locator("main"), height=900)


@scene
def print_(camera: Camera) -> None:
    page = camera.go("coordinator", "events:report_print", plan().pk)
    camera.take(page.locator("main"), height=900)


# --- finding and counting


@scene
def events(camera: Camera) -> None:
    partner = Partner.objects.get(code="ru-32")
    camera.go("coordinator", "events:events", query=f"?partner={partner.code}&year=2025")
    camera.take(height=900)


@scene
def partner(camera: Camera) -> None:
    camera.go("coordinator", "events:partner", Partner.objects.get(code="by").pk)
    camera.take(height=900)


@scene
def dossier(camera: Camera) -> None:
    page = camera.go("coordinator", "events:dossier", Partner.objects.get(code="by").pk)
    camera.take(page.locator("main"), height=900)


@scene
def agreements(camera: Camera) -> None:
    camera.go("coordinator", "events:agreements")
    camera.take(height=760)


@scene
def figures(camera: Camera) -> None:
    camera.go("coordinator", "events:dashboard", query="?period=2025-H1")
    camera.take(height=1000)


@scene
def map_(camera: Camera) -> None:
    camera.go("coordinator", "events:map", query="?period=2025-H1")
    camera.take(height=900)


@scene
def calendar(camera: Camera) -> None:
    camera.go("coordinator", "events:calendar", query="?show=month&at=2025-05-01")
    camera.take(height=900)


@scene
def groupings(camera: Camera) -> None:
    page = camera.go("coordinator", "events:groupings", query="?period=2025-H1")
    camera.take(page.locator("main"), height=800)


@scene
def register(camera: Camera) -> None:
    page = camera.go("coordinator", "events:register", "meetings", query="?period=2025-Q2")
    camera.take(page.locator("main"), height=920)


# --- the administrator


@scene
def people(camera: Camera) -> None:
    page = camera.go("administrator", "events:people")
    camera.take(page.locator("main"), height=700)


@scene
def state(camera: Camera) -> None:
    page = camera.go("administrator", "events:system_state")
    camera.take(page.locator("main"), height=800)


def _department(name: str) -> int:
    return Department.objects.get(name=name).pk


def _choose(page: Page, words: str) -> None:
    page.locator("#id_partners-ts-control").focus()
    page.keyboard.type(words)
    page.locator(".ts-dropdown .option").first.click()
    settle(page)
