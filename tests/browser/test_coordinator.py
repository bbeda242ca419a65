"""The coordinator's pages in a browser: a cell in place, rows by drag and by keyboard, an edition, axe."""

import pytest
from playwright.sync_api import Page, expect

from agreements.models import Department
from coopregistry.models import User
from events.models import Entry, Event, Finding, Question, Report, Section, Submission
from events.period import Period
from events.reports.arrangement import place_entry
from events.reports.opening import open_report
from events.vocabulary import Kind
from tests.needs import needs_browser

from .acts import arrived, drag, faults_of_pages, follow, held, settled, sign_in, violations, wait_for

pytestmark = needs_browser


@pytest.fixture
def plan(live_server) -> Report:
    departments = [
        Department.objects.create(name=name, order=1) for name in ("Комитет ярмарок", "Комитет выставок")
    ]
    report = open_report(Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=None, departments=departments)
    for place, department in enumerate(departments, start=1):
        section = Section.objects.create(
            report=report, title=department.name, department=department, order=place
        )
        for order in (1, 2, 3):
            title = f"{department.name}: встреча {order}"
            entry = Entry.objects.create(
                report=report,
                section=section,
                department=department,
                order=order,
                event=Event.objects.create(title=title),
                cells={"title": title, "partner": "Брянская область", "dates": "март 2031 года"},
            )
    Finding.objects.create(report=report, entry=entry, code="no-dates", severity="warning", role="dates")
    return report


ADDRESSES = (
    "/reports/",
    "/reports/new/",
    "/reports/{plan}/",
    "/reports/{plan}/order/",
    "/reports/{plan}/state/",
    "/reports/{plan}/ask/",
    "/reports/{plan}/letters/",
    "/reports/{plan}/fate/",
    "/board/",
    "/board/?report={plan}",
    "/parts/{submission}/",
)


def test_the_coordinators_pages_are_accessible(page: Page, coordinator: User, plan: Report) -> None:
    sign_in(page, coordinator.username)
    submission = plan.submissions.first()
    assert (
        faults_of_pages(page, [one.format(plan=plan.pk, submission=submission.pk) for one in ADDRESSES]) == {}
    )


def test_a_cell_is_changed_in_place_by_keyboard(page: Page, coordinator: User, plan: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/")
    entry = plan.entries.order_by("section__order", "order").first()
    cell = page.locator(f"#row-{entry.pk}-title")
    arrived(page)
    cell.focus()
    page.keyboard.press("Enter")
    expect(cell.locator("textarea")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Ярмарка мёда")
    page.keyboard.press("Enter")
    expect(cell).to_contain_text("Ярмарка мёда")
    settled(page)
    entry.refresh_from_db()
    assert (entry.cells["title"], entry.body_cells) == (
        "Ярмарка мёда",
        {"title": "Комитет ярмарок: встреча 1"},
    )


def test_rows_move_by_drag_and_by_keyboard(page: Page, coordinator: User, plan: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/order/")
    keys = list(plan.entries.order_by("section__order", "order").values_list("pk", flat=True))
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        drag(page, keys[0], below=keys[1])
    assert answer.value.status == 204
    dragged = [keys[1], keys[0], keys[2]]
    assert (
        list(plan.entries.filter(pk__in=keys[:3]).order_by("order").values_list("pk", flat=True)) == dragged
    )
    page.locator(f"[data-entry='{keys[0]}'] button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/order/#row-{keys[0]}")
    back = list(plan.entries.filter(pk__in=keys[:3]).order_by("order").values_list("pk", flat=True))
    assert back == keys[:3]


def test_a_button_pressed_during_a_move_waits_for_it(page: Page, coordinator: User, plan: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/order/")
    rows = plan.entries.filter(section__order=1).order_by("order")
    first, second, third = rows.values_list("pk", flat=True)
    with held(page, "**/order/") as moves:
        drag(page, first, below=second)
        wait_for(moves, page)
        page.locator(f"[data-entry='{third}'] button").first.click()
    page.wait_for_url(f"**/order/#row-{third}")
    expect(page.locator(".notice-warning")).to_have_count(0)
    assert list(rows.values_list("pk", flat=True)) == [second, third, first]


def test_an_edition_is_fixed_and_compared_with_what_came_after(
    page: Page, coordinator: User, plan: Report
) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/state/")
    page.locator("button[value=fix]").click()
    expect(page.locator("[name=fix-sure]")).to_be_focused()  # a body has not handed in
    page.locator("[name=fix-sure]").check()
    page.locator("button[value=fix]").click()
    page.locator("textarea[name=reopen-reason]").fill("Перенос встречи")
    page.locator("button[value=reopen]").click()
    page.locator("button[value=fix]").wait_for()
    page.goto(f"/reports/{plan.pk}/order/")
    follow(page, page.locator(".arrange-row button").nth(1), "**/order/#row-*")
    page.goto(f"/reports/{plan.pk}/changes/")
    assert violations(page) == []
    with page.expect_download() as download:
        page.locator(".page-actions a").click()
    assert download.value.suggested_filename == "План межрегиональный I полугодие 2031, изменения.docx"


def test_the_document_of_a_quarter_is_two_clicks_from_signing_in(
    page: Page, coordinator: User, plan: Report
) -> None:
    sign_in(page, coordinator.username)
    page.locator("nav.sections a[href='/reports/']").click()
    with page.expect_download() as download:
        page.locator(".files a").first.click()
    assert download.value.suggested_filename == "План межрегиональный I полугодие 2031.docx"


def test_a_submission_is_returned_with_a_note(page: Page, coordinator: User, plan: Report) -> None:
    submission = plan.submissions.first()
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.HANDED_IN)
    sign_in(page, coordinator.username, f"/parts/{submission.pk}/")
    page.locator("textarea[name=back-note]").fill("Нет мест проведения")
    page.locator("button[value=send_back]").click()
    expect(page.locator(f"#part-{submission.pk}")).to_contain_text("Нет мест проведения")


def test_a_row_is_asked_about_where_it_is_read(page: Page, coordinator: User, plan: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/")
    arrived(page)
    first, second = plan.entries.order_by("section__order", "order")[:2]
    page.locator(f"#row-{first.pk}-dates").click()
    form, text = page.locator("#asking"), page.locator("#asking textarea")
    page.locator(f"#row-{first.pk} .ask").click()
    expect(text).to_be_focused()
    expect(page.locator("#question-role")).to_have_value("dates")  # the cell pointed at before
    assert violations(page) == []
    below = page.locator(f"#row-{first.pk}").bounding_box()
    assert abs(form.bounding_box()["y"] - below["y"] - below["height"]) < 2
    text.fill("Какого числа?")
    page.locator(f"#row-{second.pk} .ask").click()  # what was typed waits at its own row
    expect(text).to_have_value("")
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    page.reload()
    arrived(page)
    cell = page.locator(f"#row-{first.pk}-dates")
    cell.focus()
    page.keyboard.press("Control+Alt+KeyM")
    expect(text).to_have_value("Какого числа?")
    address = page.url
    form.get_by_role("button", name="Задать вопрос").click()
    expect(page.locator(".toasts")).to_contain_text("Вопрос записан у строки")
    expect(form).to_be_hidden()
    expect(page.locator(f"#row-{first.pk} .ask-open")).to_have_count(1)
    assert page.url == address
    assert [(one.role, one.text) for one in Question.objects.filter(entry=first)] == [
        ("dates", "Какого числа?")
    ]
    page.locator(f"#row-{first.pk} .ask").click()
    expect(form.locator(".question-open")).to_contain_text("Какого числа?")
    expect(text).to_have_value("")


def test_a_question_on_the_page_of_a_body_appears_at_its_cell(
    page: Page, coordinator: User, plan: Report
) -> None:
    submission = plan.submissions.first()
    entry = plan.entries.filter(department=submission.department).order_by("order").first()
    sign_in(page, coordinator.username, f"/parts/{submission.pk}/")
    arrived(page)
    page.locator(f"#row-{entry.pk} td", has_text="март 2031").click()
    page.locator(f"#row-{entry.pk} .ask").click()
    page.locator("#asking textarea").fill("Какого числа?")
    page.get_by_role("button", name="Задать вопрос").click()
    expect(page.locator(f"#row-{entry.pk} td", has_text="март 2031")).to_contain_text("Какого числа?")
    expect(page.locator(".answers")).to_be_visible()


def test_other_words_in_a_form_are_no_second_press(page: Page, coordinator: User, plan: Report) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/letters/")
    for post in ("Начальник отдела", "Начальник управления"):
        page.locator("[name=post]").fill(post)
        with page.expect_download():
            page.get_by_role("button", name="Скачать DOCX").click()


def test_a_drag_on_a_page_drawn_before_somebody_elses_move_is_told(
    page: Page, coordinator: User, plan: Report
) -> None:
    sign_in(page, coordinator.username, f"/reports/{plan.pk}/order/")
    rows = list(plan.entries.order_by("section__order", "order"))
    place_entry(rows[2], rows[2].section, 0)
    drag(page, rows[0].pk, below=rows[1].pk)
    expect(page.locator(".notice-warning")).to_contain_text("ничего не записано")
    standing = list(plan.entries.filter(section=rows[0].section).order_by("order"))
    assert standing == [rows[2], rows[0], rows[1]]
