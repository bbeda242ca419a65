"""A column the layouts do not know is explained on the page of the file, and loaded as it was said."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coopregistry.models import User
from events.models import Entry
from importers.column_lessons import ColumnLesson
from tests.importers.dumps import CULTURE, dump
from tests.needs import needs_browser

from .acts import follow, sign_in, violations

pytestmark = needs_browser

HEADINGS = ("№ п/п", "Субъект", "Наименование мероприятия", "Сроки", "Финиш", "Гости")
ROW = ("Тверская область", "Книжная ярмарка", "12 марта 2025 года", "14 марта 2025 года", "45")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "План.txt"
    path.write_bytes(dump([(CULTURE, [ROW])], headings=HEADINGS))
    return path


def test_a_column_is_explained(page: Page, coordinator: User, plan: Path) -> None:
    sign_in(page, coordinator.username)
    follow(page, page.get_by_role("link", name="Загрузка", exact=True), "**/import/")
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)
    page.get_by_role("button", name="Передать и посмотреть").click()
    columns = page.locator("#columns")
    expect(columns.locator("summary .tab-count")).to_contain_text("2")
    columns.locator("summary").click()
    assert violations(page) == []
    columns.locator("select[name=column_0_4]").select_option("until")
    columns.locator("select[name=column_0_5]").select_option("count")
    columns.locator("form button").click()
    page.locator(".notice, .alert, .messages").first.wait_for()

    expect(columns.locator("summary .tab-count")).to_have_count(0)
    columns.locator("summary").click()
    expect(columns.locator("select[name=column_0_4]")).to_have_value("until")
    page.locator("form.load button").click()
    page.wait_for_url("**/import/*/")
    entry = Entry.objects.get()
    assert (str(entry.end), entry.participants_count) == ("2025-03-14", 45)
    assert entry.extra == {"Финиш": "14 марта 2025 года", "Гости": "45"}

    page.goto("/import/columns/")
    expect(page.locator(".lesson li")).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("row").last.locator("button").last.click()
    page.wait_for_load_state()
    expect(page.locator(".lesson li")).to_have_count(0)
    assert not ColumnLesson.objects.exists()
