"""Two editors of one department on one entry, each in a browser: nothing is overwritten."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import BrowserContext, Page, expect

from agreements.models import Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.entries import saving
from events.models import Entry, Report
from events.period import Period
from events.reports import opening
from events.vocabulary import Kind
from tests.needs import needs_browser

from .acts import form_is_ready, settle, sign_in, violations
from .conftest import PASSWORD

pytestmark = needs_browser


@pytest.fixture
def entry(live_server) -> Entry:
    department = Department.objects.create(name="Министерство пробных дел")
    for name in ("first", "second"):
        user = User.objects.create_user(name, password=PASSWORD, last_name="Пробный", first_name="Иван")
        user.groups.add(Group.objects.get(name=roles.EDITOR))
        Membership.objects.create(user=user, department=department)
    plan: Report = opening.open_report(
        Kind.INTERREGIONAL_PLAN, Period(2031, "H1"), deadline=None, departments=[department]
    )
    cells = {
        "partner": "Брянская область",
        "title": "Ярмарка ремесел",
        "dates": "26-28 февраля 2031 года",
        "place": "г. Брянск",
        "participants": "мастера",
        "content": "Продажа изделий.",
    }
    [made] = saving.add_entries(
        plan, department, [saving.NewEntry(cells=cells, values=saving.read_cells(plan, cells))]
    )
    return made


@pytest.fixture
def other(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


def both_open(page: Page, other: Page, entry: Entry) -> None:
    for one, name in ((page, "first"), (other, "second")):
        sign_in(one, name, f"/rows/{entry.pk}/edit/")
        form_is_ready(one)


def save(page: Page) -> None:
    page.get_by_role("button", name="Сохранить", exact=True).click()


def first_saves(other: Page) -> None:
    other.locator("#id_place").fill("г. Клинцы")
    other.locator("#id_content").fill("Показ и продажа.")
    save(other)
    expect(other.locator(".notice-success")).to_contain_text("Ярмарка ремесел")


def row_of(page: Page, label: str):
    return page.locator("#conflict tr", has=page.get_by_role("rowheader", name=label, exact=True))


def test_second_is_told_and_chooses_field_by_field(page: Page, other: Page, entry: Entry) -> None:
    both_open(page, other, entry)
    first_saves(other)

    page.locator("#id_title").fill("Ярмарка народных ремесел")
    page.locator("#id_place").fill("г. Брянск, дом культуры")
    save(page)
    conflict = page.locator("#conflict")
    expect(conflict).to_contain_text("Пока вы работали, строку изменил другой пользователь")
    expect(row_of(page, "Место проведения")).to_contain_text("г. Клинцы")
    expect(row_of(page, "Место проведения")).to_contain_text("г. Брянск, дом культуры")
    expect(row_of(page, "Наименование мероприятия")).to_contain_text("Ярмарка народных ремесел")
    expect(page.locator("#id_title")).to_have_value("Ярмарка народных ремесел")
    assert violations(page) == []
    entry.refresh_from_db()
    assert (entry.cells["title"], entry.cells["place"]) == ("Ярмарка ремесел", "г. Клинцы")

    row_of(page, "Место проведения").get_by_role("radio").nth(1).check()
    row_of(page, "Содержание").get_by_role("radio").nth(1).check()
    save(page)
    expect(page.locator(".notice-success")).to_contain_text("Ярмарка народных ремесел")
    entry.refresh_from_db()
    assert (entry.cells["title"], entry.cells["place"], entry.cells["content"]) == (
        "Ярмарка народных ремесел",
        "г. Клинцы",
        "Показ и продажа.",
    )


def test_second_takes_over_with_its_own_version_after_seeing_the_other(
    page: Page, other: Page, entry: Entry
) -> None:
    both_open(page, other, entry)
    first_saves(other)
    page.locator("#id_content").fill("Выставка.")
    save(page)
    expect(row_of(page, "Содержание")).to_contain_text("Показ и продажа.")
    save(page)  # what is ticked at first is one's own
    expect(page.locator(".notice-success")).to_contain_text("Ярмарка ремесел")
    entry.refresh_from_db()
    assert (entry.cells["content"], entry.cells["place"]) == ("Выставка.", "г. Брянск")


def test_third_change_while_choosing_is_told_again(page: Page, other: Page, entry: Entry) -> None:
    both_open(page, other, entry)
    first_saves(other)
    page.locator("#id_title").fill("Ярмарка народных ремесел")
    save(page)
    expect(page.locator("#conflict")).to_be_visible()
    other.goto(f"/rows/{entry.pk}/edit/")
    form_is_ready(other)
    other.locator("#id_place").fill("г. Новозыбков")
    save(other)
    expect(other.locator(".notice-success")).to_be_visible()
    save(page)
    expect(row_of(page, "Место проведения")).to_contain_text("г. Новозыбков")
    entry.refresh_from_db()
    assert (entry.cells["title"], entry.cells["place"]) == ("Ярмарка ремесел", "г. Новозыбков")


def test_row_removed_meanwhile_leaves_the_text_of_the_second(page: Page, other: Page, entry: Entry) -> None:
    both_open(page, other, entry)
    page.locator("#id_title").fill("Ярмарка народных ремесел")
    settle(page)
    expect(page.locator("#draft-state")).to_contain_text("Черновик сохранен")
    saving.remove(entry)
    save(page)
    expect(page.locator("#toasts .notice")).to_contain_text("Строку удалил другой пользователь.")
    expect(page.locator("#id_title")).to_have_value("Ярмарка народных ремесел")
    saving.put_back(Entry.with_removed.get(pk=entry.pk))
    page.reload()
    expect(page.locator("#id_title")).to_have_value("Ярмарка народных ремесел")
