"""A sample document with one unknown partner is imported, cured, loaded and undone."""

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from agreements.models import PartnerAlias
from coopregistry.models import User
from events.models import Entry
from tests.needs import needs_browser

from .acts import sign_in, violations

pytestmark = needs_browser

SAMPLE = Path(__file__).parents[2] / "samples" / "documents" / "interregional-plan-2025-H1.docx"
UNKNOWN = "Заречная область"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample with a partner nobody knows in its first row that names one."""
    document = docx.Document(io.BytesIO(SAMPLE.read_bytes()))
    paragraph = next(
        paragraph
        for cell in document.tables[0].column_cells(1)
        for paragraph in cell.paragraphs
        if paragraph.text.strip().endswith(" область")
    )
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = UNKNOWN
    path = tmp_path / "План на подпись.docx"
    document.save(str(path))
    return path


def test_a_document_with_an_unknown_partner_is_cured_loaded_and_undone(
    page: Page, coordinator: User, plan: Path
) -> None:
    sign_in(page, coordinator.username)
    page.get_by_role("link", name="Загрузка", exact=True).click()
    assert violations(page) == []
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)
    page.get_by_role("button", name="Передать и посмотреть").click()
    page.get_by_role("heading", name="План на подпись.docx").wait_for()
    assert (violations(page), Entry.objects.count()) == ([], 0)

    page.locator(".nav-link", has_text="Замечания").click()
    finding = page.locator(".finding", has_text=UNKNOWN).first
    assert violations(page) == []
    finding.get_by_label("Это").fill("Тверская область")
    finding.get_by_role("button", name="Запомнить").click()
    page.get_by_text("теперь означает").wait_for()
    expect(page.locator(".finding", has_text=UNKNOWN)).to_have_count(0)
    assert PartnerAlias.objects.get(text=UNKNOWN).partner.code == "ru-69"

    page.get_by_role("button", name="Загрузить").click()
    page.get_by_role("button", name="Отменить загрузку").wait_for()
    assert violations(page) == []
    cured = Entry.objects.filter(cells__partner=UNKNOWN).first()
    assert cured is not None
    assert cured.partners.filter(code="ru-69").exists()

    page.get_by_role("button", name="Отменить загрузку").click()
    page.get_by_text("Загрузку отменил").wait_for()
    assert Entry.objects.count() == 0


def test_a_row_is_corrected_by_keyboard_and_comes_back_after_leaving(
    page: Page, coordinator: User, plan: Path
) -> None:
    sign_in(page, coordinator.username)
    page.goto("/import/")
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)
    page.get_by_role("button", name="Передать и посмотреть").press("Enter")
    page.get_by_role("link", name="Исправить").first.press("Enter")
    page.get_by_label("Наименование").fill("Исправленное наименование")
    assert violations(page) == []
    page.get_by_role("button", name="Сохранить исправление").press("Enter")
    page.get_by_text("Исправление сохранено").wait_for()
    page.goto("/import/")
    page.get_by_role("link", name="План на подпись.docx").press("Enter")
    expect(page.get_by_role("heading", name="Исправленное наименование")).to_be_visible()
