"""A sample document with one unknown partner is imported, cured, loaded and undone."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from agreements.models import PartnerAlias
from coopregistry.models import User
from events.models import Entry
from importers.models import ImportRun, PendingImport
from tests.needs import needs_browser

from .acts import arrived, follow, sign_in, violations

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
    follow(page, page.get_by_role("link", name="Загрузка", exact=True), "**/import/")
    assert violations(page) == []
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)
    page.get_by_role("button", name="Передать и посмотреть").click()
    page.get_by_role("button", name="Загрузить").wait_for()
    assert (violations(page), Entry.objects.count()) == ([], 0)
    for tab in ("Измененные строки", "Без изменений", "Нет в файле"):
        page.locator(".nav-link", has_text=tab).click()
        page.locator(".nav-link.active", has_text=tab).wait_for()
        assert violations(page) == []

    page.locator(".nav-link", has_text="Замечания").click()
    page.locator(".nav-link.active", has_text="Замечания").wait_for()
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
    sign_in(page, coordinator.username, "/import/")
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)
    page.get_by_role("button", name="Передать и посмотреть").press("Enter")
    page.get_by_role("link", name="Исправить").first.press("Enter")
    page.get_by_label("Наименование").fill("Исправленное наименование")
    partners = page.get_by_role("combobox", name="Партнеры")
    partners.press_sequentially("Тульская")
    page.get_by_role("option", name="Тульская область").wait_for()
    partners.press("Enter")
    expect(page.locator(".ts-control .item")).to_contain_text(["Тульская область"])
    page.keyboard.press("Escape")
    assert violations(page) == []
    page.get_by_role("button", name="Сохранить исправление").press("Enter")
    page.get_by_text("Исправление сохранено").wait_for()
    page.goto("/import/")
    page.get_by_role("link", name="План на подпись.docx").press("Enter")
    corrected = page.get_by_role("row").filter(has_text="Исправленное наименование")
    expect(corrected).to_contain_text("Тульская область")


def test_rows_without_errors_are_loaded_and_the_rest_is_taken_up_by_keyboard_alone(
    page: Page, coordinator: User, plan: Path
) -> None:
    sign_in(page, coordinator.username, "/import/")
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)  # the system's own dialogue
    to(page, page.get_by_role("button", name="Передать и посмотреть"))
    page.keyboard.press("Enter")
    everything = page.get_by_role("radio", name="Все строки")
    everything.wait_for()
    arrived(page)
    to(page, everything)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Строки без ошибок")).to_be_checked()
    to(page, page.get_by_role("button", name="Загрузить"))
    page.keyboard.press("Enter")
    left = page.get_by_role("link", name="Исправить и загрузить")
    left.wait_for()
    arrived(page)
    assert violations(page) == []
    assert not Entry.objects.filter(cells__partner=UNKNOWN).exists()
    loaded = Entry.objects.count()
    to(page, left)
    page.keyboard.press("Enter")
    page.get_by_text("оставшиеся от предыдущей загрузки").wait_for()
    expect(page.locator(".card-new")).to_have_count(PendingImport.objects.get(state="waiting").error_count)
    arrived(page)
    to(page, page.get_by_role("button", name="Загрузить"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Отменить загрузку").wait_for()
    assert Entry.objects.count() > loaded


def test_an_archive_and_a_scan_are_given_together_read_and_loaded(
    page: Page, coordinator: User, plan: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "Сведения.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.write(plan, "культура/план.docx")
        opened.write(SAMPLE.with_name("international-plan-2025-H1.docx"), "международный.docx")
    scan = tmp_path / "письмо.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    sign_in(page, coordinator.username, "/import/")
    assert violations(page) == []
    page.get_by_label("Файлы", exact=False).first.set_input_files([archive, scan])
    page.get_by_role("button", name="Передать и посмотреть").click()
    waiting = page.locator("#given-rows .state", has_text="ожидает загрузки")
    expect(waiting).to_have_count(2)
    expect(page.locator("#given-rows tr", has_text="письмо.pdf")).to_contain_text("без чтения")
    assert violations(page) == []
    page.reload()  # in the middle of the work: all is as it was
    expect(waiting).to_have_count(2)
    for box in page.get_by_role("checkbox", name="Отметить").all():
        box.check()
    page.get_by_role("button", name="Проверить отмеченные вместе").click()
    load = page.get_by_role("button", name="Загрузить 2 файла")
    load.wait_for()
    assert violations(page) == []
    load.click()
    # The file with the unknown partner waits: nothing of it was to be loaded with errors.
    page.get_by_text("1 файл загружен").wait_for()
    assert [run.document.file_name for run in ImportRun.objects.all()] == ["международный.docx"]
    expect(page.locator("#given-rows tr")).to_have_count(1)


def test_a_spelling_of_a_file_that_waits_is_learned_from_the_queue(
    page: Page, coordinator: User, plan: Path
) -> None:
    sign_in(page, coordinator.username, "/import/")
    page.get_by_label("Файлы", exact=False).first.set_input_files(plan)
    page.get_by_role("button", name="Передать и посмотреть").click()
    page.get_by_role("button", name="Загрузить").wait_for()
    page.goto("/import/spellings/")
    assert violations(page) == []
    row = page.get_by_role("row", name=UNKNOWN)
    row.get_by_label("Партнер").fill("Тверская область")
    row.get_by_role("button", name="Посмотреть").click()
    page.get_by_role("link", name="План на подпись.docx").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Запомнить").click()
    page.get_by_text("теперь означает").wait_for()
    page.goto("/import/")
    page.get_by_role("link", name="План на подпись.docx").click()
    page.locator(".nav-link", has_text="Замечания").click()
    page.locator(".nav-link.active", has_text="Замечания").wait_for()
    expect(page.locator(".finding", has_text=UNKNOWN)).to_have_count(0)


def to(page: Page, target: Locator) -> None:
    """Press Tab until the element has the focus; fails for what the keyboard cannot reach."""
    for _press in range(150):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {target}")
