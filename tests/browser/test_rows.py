"""An editor's work on entries in a real browser: copy, report, postpone, cancel, paste, attach, leave."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from agreements.models import Department
from coopregistry.models import User
from events.entries import saving
from events.models import Attachment, Entry, EntryDraft, Report, Sphere
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from tests.needs import needs_browser

from .acts import form_is_ready, open_row_menu, settle, sign_in, violations
from .conftest import PASSWORD

pytestmark = needs_browser

CELLS = {
    "partner": "Брянская область",
    "title": "Ярмарка ремесел",
    "dates": "26-28 февраля 2031 года",
    "place": "г. Брянск",
    "participants": "мастера",
    "content": "Продажа изделий.",
}


@pytest.fixture
def department(plan: Report) -> Department:
    return plan.submissions.get().department


@pytest.fixture
def entry(plan: Report, department: Department) -> Entry:
    row = saving.NewEntry(cells=CELLS, values=saving.read_cells(plan, CELLS))
    [made] = saving.add_entries(plan, department, [row])
    return made


def open_part(page: Page, editor: User, report: Report) -> None:
    sign_in(page, editor.username, f"/my/{report.submissions.get().pk}/")


def test_row_is_copied_and_the_copy_changed(page: Page, editor: User, plan: Report, entry: Entry) -> None:
    open_part(page, editor, plan)
    open_row_menu(page)
    page.get_by_role("link", name="Копировать").click()
    form_is_ready(page)
    expect(page.locator("#id_title")).to_have_value("Ярмарка ремесел")
    expect(page.locator("#id_cell_partner")).to_have_value("Брянская область")
    page.locator("#id_dates").fill("12 марта 2031 года")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice-success")).to_contain_text("Ярмарка ремесел")
    copy = Entry.objects.filter(report=plan).exclude(pk=entry.pk).get()
    assert copy.cells == {**CELLS, "dates": "12 марта 2031 года"}
    assert copy.event_id != entry.event_id


def test_planned_row_is_reported_with_one_click(
    page: Page, editor: User, plan: Report, department: Department, entry: Entry
) -> None:
    report = opening.open_report(
        Kind.INTERREGIONAL_REPORT, Period(2031, "Q1"), deadline=None, departments=[department]
    )
    open_part(page, editor, report)
    page.get_by_role("button", name="Проведено").click()
    form_is_ready(page)
    expect(page.locator("#id_title")).to_have_value("Ярмарка ремесел")
    page.locator("#id_participants_count").fill("45")
    expect(page.locator("#id_cell_participants")).to_have_value("мастера\n(45 человек)")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.locator(".notice-success")).to_contain_text("Ярмарка ремесел")
    told = Entry.objects.get(report=report)
    assert (told.event_id, told.participants_count) == (entry.event_id, 45)


def test_planned_row_is_postponed_and_another_cancelled(
    page: Page, editor: User, plan: Report, entry: Entry
) -> None:
    open_part(page, editor, plan)
    open_row_menu(page)
    page.get_by_role("link", name="Перенесено").click()
    expect(page.locator("#id_fate_dates")).to_be_focused()
    page.keyboard.type("октябрь 2031 года")
    page.keyboard.press("Enter")
    expect(page.locator(f"#row-{entry.pk}")).to_contain_text("октябрь 2031 года")
    open_row_menu(page)
    page.get_by_role("link", name="Отменено").click()
    expect(page.locator("#id_fate_note")).to_be_focused()
    page.keyboard.type("Отказ партнера")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator(f"#row-{entry.pk}")).to_contain_text("Отказ партнера")
    entry.refresh_from_db()
    assert (entry.fate, entry.fate_note) == ("cancelled", "Отказ партнера")


def test_row_is_moved_to_the_next_period_removed_and_put_back(
    page: Page, editor: User, plan: Report, department: Department, entry: Entry
) -> None:
    following = opening.open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H2"), deadline=None, departments=[department]
    )
    open_part(page, editor, plan)
    open_row_menu(page)
    page.get_by_role("button", name="На следующий период").click()
    expect(page.locator(".notice-success")).to_be_visible()
    entry.refresh_from_db()
    assert entry.report == following
    page.goto(f"/my/{following.submissions.get().pk}/")
    open_row_menu(page)
    page.set_viewport_size({"width": 1280, "height": 400})  # the row lies below what is seen first
    page.get_by_role("button", name="Удалить").click()
    page.locator("#answers").get_by_role("button", name="Отменить").click()
    row, answers = page.locator(f"#row-{entry.pk}"), page.locator("#answers")
    expect(row).to_contain_text("Ярмарка ремесел")
    expect(row).to_be_in_viewport()
    expect(answers).to_be_in_viewport(ratio=1)
    expect(answers).to_be_focused()
    assert answers.bounding_box()["y"] + answers.bounding_box()["height"] < row.bounding_box()["y"]


def test_unfinished_events_survive_side_by_side_and_nothing_stays_in_the_browser(
    page: Page, editor: User, plan: Report
) -> None:
    sign_in(page, editor.username)
    for title in ("Ярмарка ремесел", "Форум молодежи"):
        page.goto(f"/reports/{plan.pk}/rows/new/")
        form_is_ready(page)
        page.keyboard.type(title)
        expect(page.locator("#draft-state")).to_contain_text("Черновик сохранен")
        page.wait_for_url("**?draft=*")
        settle(page)
    page.reload()
    expect(page.locator("#id_title")).to_have_value("Форум молодежи")
    page.goto("/")
    page.get_by_role("link", name="Ярмарка ремесел").click()
    expect(page.locator("#id_title")).to_have_value("Ярмарка ремесел")
    assert EntryDraft.objects.count() == 2
    page.get_by_role("button", name="Пробный Иван").click()
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_role("status")).to_contain_text("Вы вышли из реестра.")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "ремесел" not in kept
    page.go_back()
    expect(page.get_by_role("heading", name="Вход")).to_be_visible()


def test_partner_named_in_the_text_is_unticked(page: Page, editor: User, department: Department) -> None:
    report = opening.open_report(
        Kind.INTERNATIONAL_REPORT, Period(2031, "Q1"), deadline=None, departments=[department]
    )
    sign_in(page, editor.username, f"/reports/{report.pk}/rows/new/")
    form_is_ready(page)
    page.locator("#id_sphere").select_option(index=1)
    page.locator("#id_title").fill("Дни кино")
    page.locator("#id_place").fill("г. Витебск")
    page.locator("#named").get_by_label("Витебск").uncheck()
    settle(page)
    expect(page.locator("#draft-state")).to_contain_text("Черновик сохранен")
    expect(page.locator("#named").get_by_label("Витебск")).not_to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.locator(".notice-success")).to_contain_text("Дни кино")
    entry = Entry.objects.get(report=report)
    assert list(entry.partner_links.exclude(role="mentioned")) == []
    open_row_menu(page)
    page.get_by_role("link", name="Изменить").click()
    form_is_ready(page)
    expect(page.locator("#named").get_by_label("Витебск")).not_to_be_checked()


def test_files_are_attached_several_at_once(
    page: Page, editor: User, plan: Report, entry: Entry, tmp_path: Path
) -> None:
    for name in ("Письмо.pdf", "Программа.docx"):
        (tmp_path / name).write_bytes(b"sample")
    sign_in(page, editor.username, f"/rows/{entry.pk}/edit/")
    form_is_ready(page)
    expect(page.get_by_text("каждый до 20 МБ")).to_be_visible()
    page.locator("#id_files").set_input_files([tmp_path / "Письмо.pdf", tmp_path / "Программа.docx"])
    page.locator("#id_title").fill("")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.get_by_text("Выберите файлы еще раз")).to_contain_text("Письмо.pdf, Программа.docx")
    page.locator("#id_title").fill("Ярмарка ремесел")
    # A refused save leaves the cells following the fields as before.
    expect(page.locator("#id_cell_title")).to_have_value("Ярмарка ремесел")
    page.locator("#id_files").set_input_files([tmp_path / "Письмо.pdf", tmp_path / "Программа.docx"])
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.locator(f"#row-{entry.pk}")).to_contain_text("Программа.docx")
    assert [file.name for file in Attachment.objects.all()] == ["Письмо.pdf", "Программа.docx"]


def test_table_of_the_clipboard_is_pasted_with_spheres(
    page: Page, editor: User, department: Department
) -> None:
    report = opening.open_report(
        Kind.INTERNATIONAL_REPORT, Period(2031, "Q1"), deadline=None, departments=[department]
    )
    sphere = Sphere.objects.first()
    sign_in(page, editor.username, f"/my/{report.submissions.get().pk}/paste/")
    rest = "<td>г. Витебск</td><td>12 февраля 2031 года</td><td>Показ</td><td>мастера</td>"
    html = (
        f"<table><tr><td colspan=6>{sphere.name}</td></tr>"
        f"<tr><td>1.</td><td><p>Дни</p><p>кино</p></td>{rest}</tr>"
        f"<tr><td>2.</td><td>Выставка</td>{rest}</tr></table>"
    )
    page.locator("#id_table").evaluate(
        """(field, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
              cancelable: true}));
        }""",
        html,
    )
    expect(page.get_by_label("Добавить строку 2")).to_be_checked()
    assert violations(page) == []
    page.get_by_label("Добавить строку 2").uncheck()
    page.get_by_role("button", name="Добавить отмеченные строки").click()
    expect(page.locator(".notice-success")).to_contain_text("Добавлена 1 строка.")
    row = Entry.objects.get(report=report)
    assert (row.cells["title"], row.section.sphere) == ("Дни\nкино", sphere)


def test_similar_event_is_answered_with_the_same(
    page: Page, editor: User, plan: Report, department: Department, entry: Entry
) -> None:
    report = opening.open_report(
        Kind.INTERREGIONAL_REPORT, Period(2031, "Q1"), deadline=None, departments=[department]
    )
    sign_in(page, editor.username, f"/reports/{report.pk}/rows/new/")
    form_is_ready(page)
    page.keyboard.type("Ярмарка народных ремесел")
    page.locator("#similar").get_by_label("То же мероприятие: Ярмарка ремесел").check()
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.locator(".notice-success")).to_contain_text("Ярмарка народных ремесел")
    assert Entry.objects.get(report=report).event_id == entry.event_id


def test_event_is_entered_where_scripts_are_off(
    new_context: Callable[..., BrowserContext], editor: User, plan: Report
) -> None:
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto("/sign-in/")
    plain.locator("[name=username]").fill(editor.username)
    plain.locator("[name=password]").fill(PASSWORD)
    plain.keyboard.press("Enter")
    plain.get_by_role("link", name="Добавить мероприятие").click()
    plain.locator("#id_title").fill("Ярмарка ремесел")
    plain.locator("#id_dates").fill("26-28.02.2031")
    plain.get_by_label("Партнеры словами").fill("с Брянской областью, РБ")
    plain.get_by_role("button", name="Показать ячейки").click()
    expect(plain.locator("#id_cell_partner")).to_have_value("Брянская область,\nРеспублика Беларусь")
    expect(plain.locator("#id_cell_dates")).to_have_value("26-28 февраля 2031 года")
    plain.get_by_role("button", name="Сохранить", exact=True).click()
    expect(plain.locator(".notice-success")).to_contain_text("Ярмарка ремесел")
    row = Entry.objects.get(report=plan)
    assert set(row.partner_links.values_list("partner__code", flat=True)) >= {"ru-32", "by"}
    assert EntryDraft.objects.count() == 0
