"""The list of events in a browser: a partner in any case, active filters, the downloaded file, one event."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import BrowserContext, Page, expect

from coopregistry.models import User
from events.models import SavedFilter
from tests.events.event_world import BOOK, CHOIR, DANCE, GARDEN, SUMMER, TEA, import_world
from tests.needs import needs_browser

from .acts import arrived, faults_of_pages, follow, overflow, sign_in, violations

pytestmark = needs_browser


def titles(page: Page) -> list[str]:
    arrived(page)
    return page.locator(".event-table tbody th").all_inner_texts()


def test_a_list_is_narrowed_by_hand_and_taken_along(page: Page, coordinator: User, tmp_path: Path) -> None:
    import_world()
    sign_in(page, coordinator.username)
    page.get_by_role("link", name="Мероприятия", exact=True).click()
    page.locator("#id_partner-ts-control").click()
    page.keyboard.type("брянской")
    page.locator("[data-selectable]", has_text="Брянская область").first.click()
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".chip")).to_have_count(1)
    assert titles(page) == [SUMMER, GARDEN]
    assert page.url.endswith("/events/?partner=ru-32")
    page.locator("#id_text").fill("выставок")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(2)
    assert titles(page) == [GARDEN]
    page.locator(".chip", has_text="выставок").get_by_role("link").click()
    expect(page.locator(".chip")).to_have_count(1)
    with page.expect_download() as given:
        page.get_by_role("link", name="CSV").click()
    given.value.save_as(tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(StringIO(text.partition("\n\n")[0]), delimiter=";"))
    assert [line[1] for line in lines[1:]] == titles(page)
    assert given.value.suggested_filename.startswith("Перечень мероприятий")


def test_the_list_is_accessible(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username)
    queries = ("", "?partner=by&outcome=held", "?since=x&mode=online", "?text=абракадабра")
    assert faults_of_pages(page, [f"/events/{query}" for query in queries]) == {}


def test_the_page_of_an_event_is_accessible_and_leads_on(page: Page, coordinator: User) -> None:
    import_world()
    sign_in(page, coordinator.username, "/events/?text=ярмарка")
    page.get_by_role("link", name=BOOK).click()
    page.get_by_role("heading", name="Сведения в документах").wait_for()
    expect(page.locator("mark").first).not_to_be_empty()
    assert violations(page) == []
    assert overflow(page) == 0
    follow(page, page.locator(".side-by-side thead").get_by_role("link").first, re.compile("#row-"))
    assert DANCE not in page.content()


def test_a_filter_is_kept_shared_and_opened_by_another(
    page: Page, new_context: Callable[..., BrowserContext], coordinator: User, editor: User
) -> None:
    import_world()
    sign_in(page, coordinator.username, "/events/")
    page.locator("#id_partner-ts-control").click()
    page.keyboard.type("центральный федеральный")
    page.locator("[data-selectable]", has_text="Центральный федеральный округ").first.click()
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".chip")).to_have_count(1)
    assert set(titles(page)) == {BOOK, GARDEN, CHOIR, SUMMER}
    page.get_by_label("кроме (Партнер)").check()
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".chip")).to_contain_text("Партнер, кроме: Центральный федеральный округ")
    assert set(titles(page)) == {TEA, DANCE}
    page.get_by_role("link", name="Сохранить отбор").click()
    page.get_by_label("Наименование").fill("За рубежом")
    page.get_by_label("доступен всем").check()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Отбор «За рубежом» сохранен.")).to_be_visible()
    page.goto("/events/")
    page.get_by_role("button", name="Графы").click()
    page.get_by_role("checkbox", name="Сфера").check()
    page.get_by_role("checkbox", name="Место проведения").uncheck()
    page.get_by_role("button", name="Применить").click()
    expect(page.locator(".event-table thead")).to_contain_text("Сфера")
    expect(page.locator(".event-table thead")).not_to_contain_text("Место проведения")
    second = new_context(locale="ru-RU").new_page()
    sign_in(second, editor.username, "/events/")
    second.get_by_role("button", name="Сохраненные отборы").click()
    second.get_by_role("link", name="За рубежом").click()
    expect(second.locator(".chip")).to_have_count(1)
    assert set(titles(second)) == {TEA, DANCE}
    expect(second.locator(".event-table thead")).to_contain_text("Место проведения")


@pytest.mark.parametrize(("grouping", "key"), [("по исполнительным органам", 5), ("по партнерам", 4)])
def test_the_document_holds_the_list_row_by_row(
    page: Page, coordinator: User, tmp_path: Path, grouping: str, key: int
) -> None:
    import_world()
    sign_in(page, coordinator.username, "/events/?period=2025")
    lines = page.locator(".event-table tbody tr").all()
    shown = [[" ".join(cell.split()) for cell in line.locator("th, td").all_inner_texts()] for line in lines]
    page.get_by_role("button", name="DOCX").click()
    with page.expect_download() as given:
        page.get_by_role("link", name=grouping).click()
    given.value.save_as(tmp_path / "list.docx")
    table = Document(str(tmp_path / "list.docx")).tables[0]
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows][1:]
    entries = [row[1:] for row in rows if len(set(row)) > 1]
    assert sorted(row[:3] for row in entries) == sorted(row[:3] for row in shown)
    assert len(entries) == 4
    heading = ""
    for row in rows:
        if len(set(row)) == 1:
            heading = row[0]
        else:
            assert row[key].casefold().startswith(heading.casefold()), row


def test_pages_of_saved_filters_are_accessible(page: Page, coordinator: User) -> None:
    for number in range(2):
        SavedFilter.objects.create(
            owner=coordinator, name=f"Отбор {number}", query="partner=by", is_shared=bool(number)
        )
    SavedFilter.objects.get(name="Отбор 0").remove()
    sign_in(page, coordinator.username)
    assert faults_of_pages(page, ("/events/filters/", "/events/filters/new/?partner=by")) == {}


def test_conditions_tell_what_they_would_find_and_the_first_rows_are_in_sight(
    page: Page, coordinator: User
) -> None:
    import_world()
    page.set_viewport_size({"width": 1280, "height": 720})
    sign_in(page, coordinator.username, "/events/?text=фестиваль")
    expect(page.locator(".event-table tbody tr").first).to_be_in_viewport()
    page.get_by_text("Дополнительные условия").click()
    page.locator("#id_kind-ts-control").click()
    expect(page.get_by_role("option", name="отчет о международных мероприятиях (1)")).to_be_visible()
    expect(page.get_by_role("option", name="план межрегиональных мероприятий (0)")).to_be_visible()
