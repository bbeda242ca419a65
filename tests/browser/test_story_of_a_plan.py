"""The story of a plan from the request to its second edition, and of one event in two documents."""

import re
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Page, expect

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.models import Edition, Event, Report, Submission
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from tests.importers.dumps import PLAN
from tests.needs import needs_browser

from .acts import (
    enter_event,
    follow,
    form_is_ready,
    open_row_menu,
    save_event,
    sign_in,
    sign_in_by_keyboard,
    table_in_word,
    table_on_page,
)
from .conftest import PASSWORD

pytestmark = needs_browser

CRAFTS = "ярмарок выставок лугов садов хоров школ музеев дорог парков"
TYPED = [f"Комитет {craft}" for craft in CRAFTS.split()]
IN_WORD = [f"Управление {craft}" for craft in ("архивов", "библиотек", "врачей", "гимназий")]
NOTHING, SILENT = "Служба отсутствующих дел", "Служба молчания"
DEPARTMENTS = [*TYPED, *IN_WORD, NOTHING, SILENT]
PARTNERS = ("Брянская область", "Тверская область", "Калужская область")
NOON = datetime(2030, 12, 2, 12, tzinfo=timezone.get_default_timezone())
TODAY = f"{NOON:%d.%m.%Y}"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freezes the day: the real one may end during a story."""
    start = time.monotonic()
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(seconds=time.monotonic() - start))


def editor_of(department: Department) -> User:
    user = User.objects.create_user(f"editor-{department.order}", password=PASSWORD, last_name="Пробный")
    user.groups.add(Group.objects.get(name=roles.EDITOR))
    Membership.objects.create(user=user, department=department)
    return user


@pytest.fixture
def departments(live_server) -> dict[str, Department]:
    made = {
        name: Department.objects.create(name=name, order=order) for order, name in enumerate(DEPARTMENTS, 1)
    }
    for department in made.values():
        editor_of(department)
    return made


def title_of(department: str) -> str:
    return f"Встреча с соседями: {department}"


def word_table(path: Path, department: str) -> Path:
    """A table as it comes by letter: no title, numbers of its own."""
    document = docx.Document()
    table = document.add_table(rows=3, cols=len(PLAN))
    last = ("май 2031 года", "г. Брянск", "10 человек", "Обсуждение.")
    events = [(f"{number}.", PARTNERS[0], f"{department}: обмен опытом {number}", *last) for number in (1, 2)]
    rows = [PLAN, *events]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def open_plan(page: Page, departments: dict[str, Department]) -> Report:
    """The coordinator opens the plan and requests it only from the departments of the story."""
    page.goto("/reports/new/")
    expect(page.locator("[name=kind]")).to_have_value("interregional_plan")
    expect(page.locator("[name=part]")).to_have_value(re.compile("H[12]"))
    page.locator("[name=part]").select_option("H1")
    page.locator("[name=year]").fill("2031")
    with page.expect_response("**/reports/new/?**year=2031**"):  # the bodies of that year
        page.locator("[name=year]").press("Tab")
    page.locator("[name=deadline]").fill(timezone.localdate().isoformat())
    asked = {str(department.pk) for department in departments.values()}
    for box in page.locator("[name=departments]").all():
        if box.is_checked() != (box.get_attribute("value") in asked):
            box.click()
    follow(page, page.get_by_role("button", name="Создать и запросить"), re.compile(r"/reports/\d+/$"))
    return Report.objects.get(kind="interregional_plan", period_code="2031-H1")


def type_and_hand_in(page: Page, submission: Submission, number: int) -> None:
    sign_in(page, f"editor-{submission.department.order}")
    page.get_by_role("link", name="Добавить мероприятие").click()
    form_is_ready(page)
    enter_event(
        page,
        title=title_of(submission.department.name),
        dates=f"{number + 1}.03.2031",
        place="г. Смоленск",
        partner=PARTNERS[number % len(PARTNERS)],
    )
    page.locator("#id_participants").fill("15 человек")
    page.locator("#id_content").fill("Обсуждение общих дел.")
    expect(page.locator("#id_cell_content")).to_have_value("Обсуждение общих дел.")
    save_event(page)
    hand_in(page, submission)


def hand_in(page: Page, submission: Submission) -> None:
    page.goto(f"/my/{submission.pk}/")
    page.locator("form.hand-in[method=post] button").click()
    expect(page.locator(".notice-success")).to_be_visible()


def import_and_hand_in(page: Page, submission: Submission, folder: Path) -> None:
    sign_in(page, f"editor-{submission.department.order}", "/import/")
    page.locator("[name=submission]").select_option(str(submission.pk))
    table = word_table(folder / f"{submission.department.order}.docx", submission.department.name)
    page.get_by_label("Файлы", exact=False).first.set_input_files(table)
    page.get_by_role("button", name="Передать и посмотреть").click()
    page.get_by_role("button", name="Загрузить").click()
    page.get_by_role("button", name="Отменить загрузку").wait_for()
    hand_in(page, submission)


def board(page: Page, plan: Report) -> dict[str, list[str]]:
    """The cells of each department's row."""
    page.goto(f"/board/?report={plan.pk}")
    lines = page.locator("tr[id^=part-]").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th a'), ...[...row.cells].slice(1)]"
        ".map(cell => cell.innerText.trim().replace(/\\s+/g, ' ')))"
    )
    return {line[0]: line[1:] for line in lines}


def figures(page: Page) -> list[int]:
    return [int(text) for text in page.locator(".figures b").all_inner_texts()]


def accept(page: Page, submission: Submission) -> None:
    page.goto(f"/parts/{submission.pk}/")
    page.locator("button[value=accept]").click()
    page.locator(f"#part-{submission.pk}").wait_for()


def downloaded(page: Page, link: str) -> bytes:
    with page.expect_download() as download:
        page.locator(link).first.click()
    return Path(download.value.path()).read_bytes()


def fix(page: Page, plan: Report) -> bytes:
    """Fix an edition and download its Word file from the page of the document."""
    page.goto(f"/reports/{plan.pk}/state/")
    page.locator("[name=fix-sure]").check()  # one body stays silent
    page.locator("button[value=fix]").click()
    page.locator("button[value=approve]").wait_for()
    edition = plan.editions.first()
    page.goto(f"/reports/{plan.pk}/")
    return downloaded(page, f"a[href='/editions/{edition.pk}/file.docx']")


def test_a_plan_goes_from_the_request_to_its_second_edition(
    page: Page, coordinator: User, departments: dict[str, Department], tmp_path: Path
) -> None:
    sign_in_by_keyboard(page, coordinator.username)
    plan = open_plan(page, departments)
    submissions = {
        submission.department.name: submission for submission in plan.submissions.select_related("department")
    }
    assert set(submissions) == set(DEPARTMENTS)
    assert board(page, plan) == {
        department: ["сведения запрошены", TODAY, TODAY, "", "–", "–", "–"] for department in DEPARTMENTS
    }

    for number, department in enumerate(TYPED):
        type_and_hand_in(page, submissions[department], number)
    for department in IN_WORD:
        import_and_hand_in(page, submissions[department], tmp_path)
    sign_in(page, f"editor-{departments[NOTHING].order}", f"/my/{submissions[NOTHING].pk}/")
    page.get_by_role("button", name="Мероприятия не планируются").click()
    expect(page.locator(".notice-success")).to_be_visible()
    # The term passes; one department has said nothing.
    yesterday = timezone.localdate() - timedelta(days=1)
    Submission.objects.filter(pk=submissions[SILENT].pk).update(due=yesterday)

    sign_in(page, coordinator.username)
    came, came_in = [TODAY, TODAY, TODAY], "сведения представлены подписанного письма нет"
    assert board(page, plan) == {
        **{department: [came_in, *came, "1", "–", "–"] for department in TYPED},
        **{department: [came_in, *came, "2", "–", "–"] for department in IN_WORD},
        NOTHING: ["мероприятий нет подписанного письма нет", *came, "–", "–", "–"],
        SILENT: [
            *("сведения запрошены не представлено в срок", TODAY, f"{yesterday:%d.%m.%Y}"),
            *("", "–", "–", "–"),
        ],
    }
    # awaited, overdue, sent back, to be checked, accepted, without a letter, nothing to report
    assert figures(page) == [0, 1, 0, 14, 0, 14, 1]

    send_back_mend_accept(page, coordinator, submissions[TYPED[0]])
    for department in [*TYPED[1:], *IN_WORD, NOTHING]:
        accept(page, submissions[department])
    board(page, plan)
    assert figures(page) == [0, 1, 0, 0, 14, 14, 1]

    first = fix(page, plan)
    standing = table_on_page(page)
    assert table_in_word(first) == standing
    assert [row[2] for row in standing].count(title_of(TYPED[0])) == 1
    assert sum(row[0].endswith(".") for row in standing) == len(TYPED) + 2 * len(IN_WORD)

    change_the_plan(page, plan, departments)
    second = fix(page, plan)
    standing = table_on_page(page)
    assert table_in_word(second) == standing
    titles = [row[2] for row in standing]
    assert "Внеплановая ярмарка" in titles
    assert title_of(TYPED[1]) not in titles
    assert titles.index(f"{IN_WORD[0]}: обмен опытом 2") < titles.index(f"{IN_WORD[0]}: обмен опытом 1")
    first_edition = Edition.objects.get(report=plan, number=1)
    assert bytes(first_edition.docx) == first
    compare_the_list_of_changes(page, plan)


def send_back_mend_accept(page: Page, coordinator: User, submission: Submission) -> None:
    page.goto(f"/parts/{submission.pk}/")
    page.locator("textarea[name=back-note]").fill("Уточните место проведения")
    page.locator("button[value=send_back]").click()
    expect(page.locator(f"#part-{submission.pk}")).to_contain_text("Уточните место проведения")
    sign_in(page, f"editor-{submission.department.order}")
    expect(page.locator(".task-note")).to_have_text("Уточните место проведения")
    page.goto(f"/my/{submission.pk}/")
    open_row_menu(page)
    page.locator("tr[id^=row-]").get_by_role("link", name="Изменить").click()
    form_is_ready(page)
    page.locator("#id_place").fill("г. Вязьма")
    expect(page.locator("#id_cell_place")).to_have_value("г. Вязьма")
    save_event(page)
    expect(page.locator("tr[id^=row-]")).to_contain_text("г. Вязьма")
    hand_in(page, submission)
    sign_in(page, coordinator.username)
    accept(page, submission)


def change_the_plan(page: Page, plan: Report, departments: dict[str, Department]) -> None:
    """Reopen it with a reason: one entry is postponed, one cancelled, one added."""
    page.goto(f"/reports/{plan.pk}/state/")
    page.locator("textarea[name=reopen-reason]").fill("Изменения по письмам исполнительных органов")
    page.locator("button[value=reopen]").click()
    page.locator("button[value=fix]").wait_for()

    moved = plan.entries.get(cells__title=f"{IN_WORD[0]}: обмен опытом 2")
    page.goto(f"/reports/{plan.pk}/order/")
    up = page.locator(f"[data-entry='{moved.pk}'] button[name=entry_up]")
    follow(page, up, f"**/order/#row-{moved.pk}")

    called_off = plan.submissions.get(department=departments[TYPED[1]])
    page.goto(f"/my/{called_off.pk}/")
    open_row_menu(page)
    page.locator("tr[id^=row-]").get_by_role("button", name="Удалить").click()
    page.get_by_role("heading", name="Удаленные строки").wait_for()

    page.goto(f"/reports/{plan.pk}/")
    page.locator(".page-actions .dropdown-toggle").click()
    page.get_by_role("link", name="Добавить строку").click()
    form_is_ready(page)
    page.locator("#id_department").select_option(str(departments[TYPED[2]].pk))
    enter_event(
        page, title="Внеплановая ярмарка", dates="14.04.2031", place="г. Тверь", partner="Тверская область"
    )
    save_event(page)


def compare_the_list_of_changes(page: Page, plan: Report) -> None:
    page.goto(f"/reports/{plan.pk}/changes/")
    shown = page.locator("main table tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    said = {
        (row[0].split("\n")[0].split(" ")[0], row[0].split("\n")[0].partition(" ")[2])
        for row in shown
        if row[0]
    }
    assert said == {
        ("включено", "Внеплановая ярмарка"),
        ("исключено", title_of(TYPED[1])),
        ("перемещено", f"{IN_WORD[0]}: обмен опытом 2"),
    }
    written = table_in_word(downloaded(page, ".page-actions a"))
    assert written[0] == ["№ п/п", "Строка", "Графа", "Было", "Стало"]
    sections = [row[0] for row in written[1:] if row[1:] == [""] * 4]
    assert sections == ["Включено", "Исключено", "Перемещено"]
    cells = {(row[2], row[3], row[4]) for row in written[1:] if row[1:] != [""] * 4}
    on_page = {(row[1], row[2], row[3]) for row in shown if row[1] != "№"}
    assert {(heading, was or "–", now or "–") for heading, was, now in on_page} <= cells
    assert len(cells - on_page) == 1  # what moved has its numbers alone


def test_one_event_stands_in_both_documents_and_is_counted_once(
    page: Page, coordinator: User, departments: dict[str, Department]
) -> None:
    home, abroad = departments[TYPED[0]], departments[TYPED[1]]
    own = {"deadline": date(2030, 12, 20)}
    plan = opening.open_report(Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), departments=[home], **own)
    other = opening.open_report(Kind.INTERNATIONAL_PLAN, Period(2031, "H1"), departments=[abroad], **own)
    title = "Международный форум приграничных музеев"
    sign_in(page, f"editor-{home.order}")
    page.get_by_role("link", name="Добавить мероприятие").click()
    form_is_ready(page)
    enter_event(
        page,
        title=title,
        dates="12.03.2031",
        place="г. Смоленск",
        partner=PARTNERS[0],
    )
    save_event(page)
    hand_in(page, plan.submissions.get())

    sign_in(page, f"editor-{abroad.order}")
    page.get_by_role("link", name="Добавить мероприятие").click()
    form_is_ready(page)
    page.locator("#id_sphere").select_option(index=1)
    enter_event(page, title=title, dates="12.03.2031", place="г. Смоленск")
    page.get_by_label("То же мероприятие").check()
    save_event(page)
    hand_in(page, other.submissions.get())

    sign_in(page, coordinator.username)
    assert Event.objects.filter(title=title).count() == 1
    for document in (plan, other):
        page.goto(f"/reports/{document.pk}/")
        expect(page.locator("table.printed")).to_contain_text(title)
    page.goto("/events/")
    expect(page.get_by_role("link", name=title)).to_have_count(1)
    page.get_by_role("link", name=title).click()
    expect(page.locator(".side-by-side thead th")).to_have_count(3)  # the labels, the two documents

    page.goto(f"/my/{other.submissions.get().pk}/")
    open_row_menu(page)
    page.locator("tr[id^=row-]").get_by_role("button", name="Удалить").click()
    page.get_by_role("heading", name="Удаленные строки").wait_for()
    page.goto(f"/reports/{plan.pk}/")
    expect(page.locator("table.printed")).to_contain_text(title)
    page.goto(f"/reports/{other.pk}/")
    expect(page.locator("main")).not_to_contain_text(title)
    page.goto("/events/")
    expect(page.get_by_role("link", name=title)).to_have_count(1)
