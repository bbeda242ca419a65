"""An administrator splits a department, merges duplicates, undoes both, and lets somebody in for a time."""

import pytest
from playwright.sync_api import Page, expect

from agreements.models import Department, Membership
from events.models import Entry
from tests.needs import needs_browser
from tests.permissions.roles import Who, World, make_world

from .acts import sign_in

pytestmark = needs_browser


@pytest.fixture
def world(live_server) -> World:
    return make_world()


def test_a_divided_department_leaves_its_users_and_rows_to_different_successors(
    page: Page, world: World
) -> None:
    sign_in(page, Who.ADMINISTRATOR, "/administration/reorganisation/")
    page.locator("#id_before-ts-control").fill(world.department_a.name[:12])
    page.get_by_role("option", name=world.department_a.name).click()
    page.get_by_label("Новые органы").fill("Первое пробное управление\nВторое пробное управление")
    page.locator("[name=heir]").fill("Первое пробное управление")
    page.locator("[name=day]").fill("2031-01-15")
    page.get_by_role("button", name="Показать").click()
    page.get_by_label("Ярмарка").select_option("Второе пробное управление")
    page.get_by_role("button", name="Выполнить").click()
    undo = page.get_by_role("button", name="Отменить")
    undo.wait_for()
    expect(page.get_by_role("heading", level=1)).to_contain_text("еорганизация")
    assert Entry.objects.get(pk=world.entry_a.pk).department.name == "Второе пробное управление"
    work = Membership.objects.get(user=world.users[Who.EDITOR_A], until=None)  # the day is still to come
    assert work.department.name == "Первое пробное управление"
    undo.click()
    expect(page.get_by_text("Отменено:")).to_be_visible()
    assert Entry.objects.get(pk=world.entry_a.pk).department == world.department_a
    assert not Department.objects.filter(name__contains="пробное управление").exists()


def test_likely_duplicates_are_compared_merged_and_parted_again(page: Page, world: World) -> None:
    alike = world.department_b
    alike.name = f"{world.department_a.name}."
    alike.save()
    sign_in(page, Who.ADMINISTRATOR, "/administration/merge/bodies/")
    page.get_by_role("link", name="Сравнить").click()
    expect(page.get_by_role("heading", name="Что будет сделано")).to_be_visible()
    page.get_by_role("button", name="Объединить").click()
    expect(page.get_by_role("status").first).to_contain_text("объединены")
    assert Department.objects.filter(pk__in=(alike.pk, world.department_a.pk)).count() == 1
    page.get_by_role("button", name="Отменить").click()
    expect(page.get_by_text("Отменено:")).to_be_visible()
    assert Entry.objects.get(pk=world.entry_b.pk).department == alike


def test_a_stand_in_is_let_in_for_a_time(page: Page, world: World) -> None:
    viewer = world.users[Who.VIEWER]
    sign_in(page, Who.ADMINISTRATOR, f"/administration/users/{viewer.pk}/")
    page.locator("[name=work-department]").select_option(str(world.department_b.pk))
    page.locator("[name=work-since]").fill("2031-03-01")
    page.locator("[name=work-until]").fill("2031-03-14")
    page.locator("form[action$='/bodies/'] button").click()
    expect(page.get_by_role("main")).to_contain_text("14.03.2031")
    work = Membership.objects.get(user=viewer)
    assert (work.department, str(work.since), str(work.until)) == (
        world.department_b,
        "2031-03-01",
        "2031-03-14",
    )
