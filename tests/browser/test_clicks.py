"""What everyday work costs, counted: clicks of the mouse from the page after sign-in. Keys of one event are
counted in test_editor, a cell and a suggestion in test_grid, a quarterly report in test_coordinator."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from coopregistry.models import User
from events.models import Entry, Report, Submission
from tests.needs import needs_browser

from .acts import arrived, sign_in
from .test_grid import paste

pytestmark = needs_browser

SAMPLES = Path(__file__).parents[2] / "samples" / "documents"
ROW = ["Тульская область", "Фестиваль {}", "12 марта 2031 года", "г. Тула", "мастера", "Показ."]


class Mouse:
    def __init__(self, page: Page) -> None:
        self._page = page
        self.clicks = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1
        arrived(self._page)


def pasted_table() -> str:
    lines = [[text.format(number) for text in ROW] for number in range(5)]
    rows = "".join(f"<tr>{''.join(f'<td><p>{text}</p></td>' for text in line)}</tr>" for line in lines)
    return f"<table>{rows}</table>"


def test_five_rows_are_pasted_and_handed_in_by_four_clicks(page: Page, editor: User, plan: Report) -> None:
    sign_in(page, editor.username)
    mouse = Mouse(page)
    mouse.click(page.locator(".task-head"))
    mouse.click(page.get_by_role("link", name="Вставить таблицу"))
    expect(page.locator("#id_table")).to_be_focused()
    with page.expect_navigation():
        paste(page, pasted_table())
    mouse.click(page.get_by_role("button", name="Добавить отмеченные строки"))
    mouse.click(page.locator(".hand-in .btn-primary"))
    expect(page.locator(".notice-success")).to_be_visible()
    assert mouse.clicks == 4
    assert plan.submissions.get().state == Submission.State.HANDED_IN
    assert Entry.objects.filter(report=plan).count() == 5


def test_a_file_is_imported_by_three_clicks(page: Page, coordinator: User) -> None:
    sign_in(page, coordinator.username)
    mouse = Mouse(page)
    mouse.click(page.get_by_role("link", name="Загрузка", exact=True))
    # The dialogue of the system is not the page's: a file is dropped there as well.
    page.get_by_label("Файлы", exact=False).first.set_input_files(SAMPLES / "international-plan-2025-H1.docx")
    mouse.click(page.get_by_role("button", name="Передать и посмотреть"))
    mouse.click(page.get_by_role("button", name="Загрузить"))
    page.get_by_role("button", name="Отменить загрузку").wait_for()
    assert mouse.clicks == 3
    assert Entry.objects.exists()
