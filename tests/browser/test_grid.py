"""The grid of one's own rows in a real browser: typing, paste, undo, leaving, two people, the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from coopregistry.models import ChangeSet, User
from events.entries import saving
from events.models import Entry, EntryDraft, Report
from events.vocabulary import Role
from tests.needs import needs_browser

from .acts import arrived, held, overflow, settled, sign_in, violations, wait_for
from .conftest import both_sizes

pytestmark = needs_browser

CELLS = {
    "partner": "Брянская область",
    "title": "Ярмарка ремесел",
    "dates": "26-28 февраля 2031 года",
    "place": "г. Брянск",
    "participants": "мастера",
    "content": "Продажа изделий.",
}
# As Word puts it on the clipboard: classes, paragraphs, no-break spaces, a cell merged over two rows.
WORD = """<html><body><!--StartFragment--><table class=MsoNormalTable border=1 style='border:none'>
<tr><td rowspan=2 style='width:3cm'><p class=MsoNormal>Тульская&nbsp;область<o:p></o:p></p></td>
<td><p class=MsoNormal>Фестиваль</p><p class=MsoNormal>народной
песни</p></td></tr>
<tr><td><p class=MsoNormal>Выставка</p></td></tr></table><!--EndFragment--></body></html>"""


@pytest.fixture
def entries(plan: Report) -> list[Entry]:
    department = plan.submissions.get().department
    rows = [{**CELLS, "title": f"Ярмарка {number}"} for number in (1, 2, 3)]
    new = [saving.NewEntry(cells=cells, values=saving.read_cells(plan, cells)) for cells in rows]
    return saving.add_entries(plan, department, new)


@pytest.fixture
def sheet(page: Page, editor: User, plan: Report, entries: list[Entry]) -> Page:
    sign_in(page, editor.username, address_of(plan))
    arrived(page)
    return page


def address_of(plan: Report) -> str:
    return f"/my/{plan.submissions.get().pk}/"


def cell(page: Page, entry: Entry, role: str) -> Locator:
    column = [own for _heading, own in entry.report.headings].index(role)
    return page.locator(f"#row-{entry.pk} > [data-column='{column}']")


def rewrite(page: Page, text: str) -> None:
    """Letters that stand on no key of the driver's keyboard open no cell."""
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def text_of(entry: Entry, role: str) -> str:
    return str(Entry.objects.get(pk=entry.pk).cells[role])


def paste(page: Page, html: str, text: str = "") -> None:
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }""",
        [html, text],
    )


def test_cell_is_mended_by_one_double_click_and_no_page(sheet: Page, entries: list[Entry]) -> None:
    loads: list[str] = []
    sheet.on("framenavigated", lambda frame: loads.append(frame.url))
    cell(sheet, entries[0], "place").dblclick()
    sheet.keyboard.press("Control+a")
    sheet.keyboard.type("г. Новозыбков")
    sheet.keyboard.press("Enter")
    settled(sheet)
    assert (text_of(entries[0], "place"), loads) == ("г. Новозыбков", [])
    expect(cell(sheet, entries[0], "place").locator(".cell-text")).to_have_text("г. Новозыбков")
    expect(cell(sheet, entries[1], "place")).to_be_focused()


def test_everything_is_done_by_keyboard(sheet: Page, entries: list[Entry]) -> None:
    keyboard = sheet.keyboard
    cell(sheet, entries[0], "partner").focus()
    keyboard.press("ArrowRight")
    keyboard.press("ArrowDown")
    expect(cell(sheet, entries[1], "title")).to_be_focused()
    keyboard.press("F2")
    keyboard.press("Alt+Enter")
    keyboard.type("в двух строках")
    keyboard.press("Tab")
    expect(cell(sheet, entries[1], "dates")).to_be_focused()
    keyboard.type("12 марта 2031 года")
    keyboard.press("Control+Enter")
    expect(cell(sheet, entries[1], "dates")).to_be_focused()
    settled(sheet)
    assert text_of(entries[1], "title") == "Ярмарка 2\nв двух строках"
    assert text_of(entries[1], "dates") == "12 марта 2031 года"
    keyboard.type("никогда")
    keyboard.press("Escape")
    expect(cell(sheet, entries[1], "dates").locator(".cell-text")).to_have_text("12 марта 2031 года")
    keyboard.press("Delete")
    settled(sheet)
    assert text_of(entries[1], "dates") == ""
    for _step in range(3):
        keyboard.press("Control+z")
    settled(sheet)
    assert (text_of(entries[1], "title"), text_of(entries[1], "dates")) == ("Ярмарка 2", CELLS["dates"])
    keyboard.press("Control+Shift+Z")
    settled(sheet)
    assert text_of(entries[1], "title") == "Ярмарка 2\nв двух строках"
    keyboard.press("Control+End")
    keyboard.press("Escape")
    keyboard.press("Tab")
    assert sheet.evaluate("document.activeElement.closest('table')") is None


def test_row_menu_opens_by_keyboard(sheet: Page, entries: list[Entry]) -> None:
    cell(sheet, entries[0], "partner").focus()
    sheet.keyboard.press("Home")
    sheet.keyboard.press("Enter")
    menu = sheet.locator(f"#row-menu-{entries[0].pk}")
    expect(menu).to_be_visible()
    expect(menu.locator("a").first).to_be_focused()
    sheet.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_text_in_a_cell_survives_a_click_elsewhere_and_another_page(
    sheet: Page, entries: list[Entry], plan: Report
) -> None:
    cell(sheet, entries[0], "content").dblclick()
    sheet.keyboard.type(" Мастер-классы.")
    sheet.locator("h1").click()
    settled(sheet)
    assert text_of(entries[0], "content") == "Продажа изделий. Мастер-классы."
    cell(sheet, entries[1], "content").dblclick()
    sheet.keyboard.type(" Концерт.")
    sheet.locator(".brand").click()
    sheet.get_by_role("heading", name="Мои задачи").wait_for()
    sheet.goto(address_of(plan))
    assert text_of(entries[1], "content") == "Продажа изделий. Концерт."


def test_half_typed_cell_survives_a_closed_tab_and_is_the_forms_draft(
    sheet: Page, new_context: Callable[..., BrowserContext], editor: User, entries: list[Entry], plan: Report
) -> None:
    cell(sheet, entries[0], "place").dblclick()
    with sheet.expect_response("**/grid/draft/"):
        sheet.keyboard.type(" и Клинцы")
    sheet.close()
    assert text_of(entries[0], "place") == "г. Брянск"
    again = new_context().new_page()
    sign_in(again, editor.username, address_of(plan))
    arrived(again)
    expect(cell(again, entries[0], "place").locator(".cell-draft-text")).to_have_text("г. Брянск и Клинцы")
    cell(again, entries[0], "place").dblclick()
    again.keyboard.press("Control+Enter")
    settled(again)
    assert text_of(entries[0], "place") == "г. Брянск и Клинцы"
    assert list(EntryDraft.objects.all()) == []


def test_words_paste_is_one_step_and_one_undo(sheet: Page, entries: list[Entry]) -> None:
    steps = ChangeSet.objects.count()
    cell(sheet, entries[0], "partner").focus()
    paste(sheet, WORD)
    settled(sheet)
    told = [(text_of(one, "partner"), text_of(one, "title")) for one in entries]
    assert told == [
        ("Тульская область", "Фестиваль\nнародной песни"),
        ("Тульская область", "Выставка"),
        ("Брянская область", "Ярмарка 3"),
    ]
    assert ChangeSet.objects.count() == steps + 1
    sheet.keyboard.press("Control+z")
    settled(sheet)
    assert [text_of(one, "title") for one in entries] == ["Ярмарка 1", "Ярмарка 2", "Ярмарка 3"]


def test_excels_cells_are_pasted_and_too_many_rows_are_said(sheet: Page, entries: list[Entry]) -> None:
    cell(sheet, entries[2], "place").focus()
    paste(sheet, "", "г. Тула\tхудожники")
    settled(sheet)
    assert (text_of(entries[2], "place"), text_of(entries[2], "participants")) == ("г. Тула", "художники")
    paste(sheet, "", "г. Орел\tодни\nг. Тула\tдругие")
    expect(sheet.locator("#toasts .notice")).to_be_visible()
    assert text_of(entries[2], "place") == "г. Тула"


def test_headings_numbers_and_sections_of_a_copied_table_are_no_rows(
    sheet: Page, entries: list[Entry], plan: Report
) -> None:
    headings = [heading for heading, _role in plan.headings]
    cells = ["Тульская область", "Фестиваль", "12 марта 2031 года", "г. Тула", "мастера", "Показ."]
    short = ["№", "Субъект", "Наименование", "Сроки", "Место проведения", "Участники", "Содержание"]
    lines = [headings, short, [str(n + 1) for n in range(len(headings))], ["1.", *cells]]
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
    section = f"<tr><td colspan={len(headings)}>В сфере культуры</td></tr>"
    cell(sheet, entries[1], "dates").focus()
    paste(sheet, f"<table>{section}{rows}</table>")
    settled(sheet)
    expect(sheet.locator("#toasts .notice")).to_be_visible()
    told = [(text_of(one, "partner"), text_of(one, "title"), text_of(one, "content")) for one in entries[:2]]
    assert told == [
        ("Брянская область", "Ярмарка 1", "Продажа изделий."),
        ("Тульская область", "Фестиваль", "Показ."),
    ]


def test_excels_lines_in_quotes_and_empty_edges_are_read_as_cells(sheet: Page, entries: list[Entry]) -> None:
    cell(sheet, entries[1], "place").focus()
    paste(
        sheet,
        "",
        '"г. Тула\n""Дом"" мастера"\t"Ромашка", хор\t\t\t\t\t\t\r\nг. Орел\tгости\t\t\t\t\t\t\r\n\t\t\r\n',
    )
    settled(sheet)
    told = [(text_of(one, "place"), text_of(one, "participants")) for one in entries[1:]]
    assert told == [('г. Тула\n"Дом" мастера', '"Ромашка", хор'), ("г. Орел", "гости")]


def test_a_table_pasted_into_an_open_cell_is_cells_and_a_text_is_text(
    sheet: Page, entries: list[Entry]
) -> None:
    cell(sheet, entries[0], "place").dblclick()
    paste(sheet, "", "г. Тула\tгости")
    settled(sheet)
    assert (text_of(entries[0], "place"), text_of(entries[0], "participants")) == ("г. Тула", "гости")


def test_rows_there_is_no_room_for_are_shown_and_added(
    sheet: Page, entries: list[Entry], plan: Report
) -> None:
    row = ["Тульская область", "Фестиваль", "12 марта 2031 года", "г. Тула", "мастера", "Показ\nи торг."]
    cell(sheet, entries[2], "partner").focus()
    lines = [[*row[:1], f"Фестиваль {n}", *row[2:]] for n in range(5)]
    html = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
    paste(sheet, f"<table>{html}</table>".replace("\n", "<br>"))
    sheet.get_by_role("button", name="Добавить").click()
    sheet.wait_for_url(f"**{address_of(plan)}")
    added = Entry.objects.exclude(pk__in=[one.pk for one in entries]).order_by("order")
    assert [one.cells["title"] for one in added] == [f"Фестиваль {n}" for n in range(5)]
    assert added[0].cells["content"] == "Показ\nи торг."
    assert text_of(entries[2], "title") == "Ярмарка 3"


def test_what_another_wrote_meanwhile_is_shown_in_the_cell(sheet: Page, entries: list[Entry]) -> None:
    saving.put_right(Entry.objects.get(pk=entries[0].pk), {Role.PLACE: "г. Орел"}, by_department=False)
    place = cell(sheet, entries[0], "place")
    place.dblclick()
    sheet.keyboard.type(" и Клинцы")
    sheet.keyboard.press("Enter")
    expect(place.locator(".theirs")).to_have_text("г. Орел")
    expect(place.locator(".cell-text")).to_have_text("г. Брянск и Клинцы")
    assert text_of(entries[0], "place") == "г. Орел"
    place.locator(".again").click()
    settled(sheet)
    assert text_of(entries[0], "place") == "г. Брянск и Клинцы"


def test_session_that_ends_keeps_the_text_in_its_cell(
    sheet: Page, editor: User, entries: list[Entry], plan: Report
) -> None:
    place = cell(sheet, entries[0], "place")
    place.dblclick()
    sheet.keyboard.type(" и Клинцы")
    cookies = sheet.context.cookies()
    sheet.context.clear_cookies()
    sheet.keyboard.press("Enter")
    expect(place.locator(".cell-unsaved")).to_be_visible()
    sheet.context.add_cookies(cookies)
    place.locator(".again").click()
    settled(sheet)
    assert text_of(entries[0], "place") == "г. Брянск и Клинцы"


def test_cells_typed_faster_than_the_server_answers_are_all_kept(sheet: Page, entries: list[Entry]) -> None:
    cell(sheet, entries[0], "place").focus()
    with held(sheet, "**/grid/") as routes:
        for text in ("г. Тула", "рабочие", "Показ."):
            rewrite(sheet, text)
            sheet.keyboard.press("Tab")
        wait_for(routes, sheet)
        assert len(routes) == 1
    settled(sheet)
    told = [text_of(entries[0], role) for role in ("place", "participants", "content")]
    assert told == ["г. Тула", "рабочие", "Показ."]


def test_the_number_of_remarks_follows_the_cells(sheet: Page, entries: list[Entry]) -> None:
    partner, number = cell(sheet, entries[0], "partner"), sheet.locator("[data-remarks]")
    expect(number).to_be_hidden()
    for text, told in (("Калужскоя область", "1"), (CELLS["partner"], "0")):
        partner.focus()
        rewrite(sheet, text)
        sheet.keyboard.press("Control+Enter")
        expect(number).to_have_text(told)
    expect(number).to_be_hidden()


def test_suggestion_in_the_cell_is_one_click(sheet: Page, entries: list[Entry]) -> None:
    partner = cell(sheet, entries[0], "partner")
    partner.focus()
    rewrite(sheet, "Калужскоя область")
    sheet.keyboard.press("Control+Enter")
    partner.locator(".cure button[name=suggestion]").click()
    expect(partner.locator(".cell-text")).to_have_text("Калужская область")
    settled(sheet)
    expect(partner.locator(".cell-remark")).to_have_count(0)
    assert text_of(entries[0], "partner") == "Калужская область"


@both_sizes
def test_page_is_accessible_with_a_cell_open_and_a_menu(sheet: Page, entries: list[Entry]) -> None:
    assert (violations(sheet), overflow(sheet)) == ([], 0)
    cell(sheet, entries[0], "place").dblclick()
    assert violations(sheet) == []
    sheet.keyboard.press("Escape")
    sheet.locator(".row-menu-button").first.click()
    assert violations(sheet) == []


def test_merged_cell_of_the_document_is_changed_in_all_its_rows(
    page: Page, coordinator: User, plan: Report, entries: list[Entry]
) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/")
    arrived(page)
    partner = cell(page, entries[0], "partner")
    expect(partner).to_have_attribute("rowspan", "3")
    partner.focus()
    rewrite(page, "Тульская область")
    page.keyboard.press("Enter")
    expect(cell(page, entries[0], "partner")).to_have_attribute("rowspan", "3")
    expect(cell(page, entries[0], "partner")).to_contain_text("Тульская область")
    settled(page)
    assert [text_of(one, "partner") for one in entries] == ["Тульская область"] * 3
    place = cell(page, entries[1], "title")
    place.dblclick()
    page.keyboard.type(" и ремесла")
    page.keyboard.press("Control+Enter")
    expect(cell(page, entries[1], "title")).to_be_focused()
    expect(cell(page, entries[1], "title")).to_contain_text("Ярмарка 2 и ремесла")
    settled(page)
    page.keyboard.press("Control+z")
    expect(cell(page, entries[1], "title").locator(".cell-text")).to_have_text("Ярмарка 2")
    settled(page)
    cell(page, entries[2], "dates").focus()
    rewrite(page, "когда-нибудь")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#findings")).to_contain_text("когда-нибудь")
    assert violations(page) == []


def test_paper_has_every_row_and_column_of_the_sheet(sheet: Page) -> None:
    sheet.set_viewport_size({"width": 800, "height": 300})  # as narrow as paper, and lower than the rows
    frame = sheet.locator(".grid-frame")
    hidden = "(frame) => [frame.scrollHeight - frame.clientHeight, frame.scrollWidth - frame.clientWidth]"
    assert min(frame.evaluate(hidden)) > 0
    sheet.emulate_media(media="print")
    assert frame.evaluate(hidden) == [0, 0]
