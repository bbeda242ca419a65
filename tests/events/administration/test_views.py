"""Pages of administration: users, passwords, duplicates, reorganisation, state of the system."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agreements.models import Agreement, Department, Membership
from coopregistry import roles
from coopregistry.models import User
from events.models import Entry, EntryDraft, StructureChange
from tests.permissions.roles import Who, World

pytestmark = pytest.mark.django_db
HOSTILE = ["\x00", "9" * 30, "9" * 5000, "-1", "1.5", "«»", "' OR 1=1 --", "<script>"]


@pytest.fixture
def admin(world: World, client: Client) -> Client:
    client.force_login(world.users[Who.ADMINISTRATOR])
    return client


def signed_in(world: World, who: Who) -> Client:
    client = Client()
    client.force_login(world.users[who])
    return client


def new_person(**values: str) -> dict[str, str]:
    fields = {"username": "probnik", "last_name": "Пробников", "is_active": "on", "role": roles.EDITOR}
    return {**fields, **values}


def test_a_new_user_signs_in_with_the_shown_password_and_must_choose_another(admin: Client) -> None:
    page = admin.post(reverse("events:person_new"), new_person()).content.decode()
    password = re.search(r'id="password" readonly value="(.+?)"', page)[1]
    user = User.objects.get(username="probnik")
    assert [group.name for group in user.groups.all()] == [roles.EDITOR]
    assert user.check_password(password)
    assert password not in admin.get(reverse("events:person", args=[user.pk])).content.decode()
    own = Client()
    own.post(reverse("sign_in"), {"username": "probnik", "password": password})
    assert own.get(reverse("events:reports")).url == reverse("password_change")
    chosen = {"old_password": password, "new_password1": "Липа-7-весна", "new_password2": "Липа-7-весна"}
    own.post(reverse("password_change"), chosen)
    assert own.get(reverse("events:reports")).status_code == 200


def test_a_closed_account_is_out_with_the_next_request(admin: Client, world: World) -> None:
    editor, user = signed_in(world, Who.EDITOR_A), world.users[Who.EDITOR_A]
    assert editor.get(reverse("home")).status_code == 200
    values = new_person(username=user.username)
    del values["is_active"]
    assert admin.post(reverse("events:person", args=[user.pk]), values).status_code == 302
    assert editor.get(reverse("home")).status_code == 302


def test_a_new_password_ends_the_open_sessions(admin: Client, world: World) -> None:
    editor, user = signed_in(world, Who.EDITOR_A), world.users[Who.EDITOR_A]
    admin.post(reverse("events:person_password", args=[user.pk]))
    assert editor.get(reverse("home")).status_code == 302


def test_a_role_is_changed_and_groups_of_others_making_stay(admin: Client, world: World) -> None:
    user = world.users[Who.EDITOR_A]
    user.groups.add(Group.objects.create(name="own"))
    admin.post(
        reverse("events:person", args=[user.pk]), new_person(username=user.username, role=roles.COORDINATOR)
    )
    assert {group.name for group in user.groups.all()} == {"own", roles.COORDINATOR}


def test_administrators_do_not_shut_themselves_out(admin: Client, world: World) -> None:
    own = world.users[Who.ADMINISTRATOR]
    values = new_person(username=own.username)
    del values["is_active"]
    response = admin.post(reverse("events:person", args=[own.pk]), values)
    assert set(response.context["form"].errors) == {"is_active", "role"}


def test_a_superuser_is_out_of_reach_of_an_administrator(world: World) -> None:
    plain = User.objects.create(username="plain")
    plain.groups.add(Group.objects.get(name=roles.ADMINISTRATOR))
    client = Client()
    client.force_login(plain)
    root = world.users[Who.ADMINISTRATOR]
    assert client.get(reverse("events:person", args=[root.pk])).status_code == 403
    assert client.post(reverse("events:person_password", args=[root.pk])).status_code == 403


def test_a_stand_in_works_for_a_time(admin: Client, world: World) -> None:
    user = world.users[Who.EDITOR_A]
    values = {
        "work-department": world.department_b.pk,
        "work-since": "2031-01-01",
        "work-until": "2031-02-01",
    }
    admin.post(reverse("events:membership_add", args=[user.pk]), values)
    work = Membership.objects.get(user=user, department=world.department_b)
    assert (work.since, work.until) == (date(2031, 1, 1), date(2031, 2, 1))
    admin.post(reverse("events:membership_add", args=[user.pk]), {**values, "work-until": "2031-03-01"})
    work.refresh_from_db()
    assert work.until == date(2031, 3, 1)
    backwards = admin.post(
        reverse("events:membership_add", args=[user.pk]), {**values, "work-until": "2030-03-01"}
    )
    assert set(backwards.context["membership_form"].errors) == {"until"}
    admin.post(reverse("events:membership_end", args=[work.pk]))
    assert list(user.memberships.values_list("department", flat=True)) == [world.department_a.pk]


def test_drafts_go_to_another_and_the_takers_own_stays(admin: Client, world: World) -> None:
    giver, taker = world.users[Who.EDITOR_A], world.users[Who.EDITOR_B]
    new = EntryDraft.objects.create(user=giver, report=world.plan, data={"title": ["Одно"]})
    row = EntryDraft.objects.create(user=giver, report=world.plan, entry=world.entry_a)
    own = EntryDraft.objects.create(user=taker, report=world.plan, entry=world.entry_a)
    admin.post(reverse("events:drafts_hand_over", args=[giver.pk]), {"drafts-to": taker.pk})
    assert set(EntryDraft.objects.filter(user=taker)) == {new, own}
    assert set(EntryDraft.objects.filter(user=giver)) == {row}


def test_duplicates_are_looked_at_merged_and_parted_again(admin: Client, world: World) -> None:
    duplicate = Agreement.objects.create(title="Договор о пробах")
    pair = {"kept": world.agreement.pk, "double": duplicate.pk}
    page = admin.get(reverse("events:merge", args=["agreements"]), pair)
    assert page.context["plan"].learned == ["Договор о пробах"]
    assert Agreement.objects.count() == 2
    done = admin.post(reverse("events:merge", args=["agreements"]), pair)
    assert list(Agreement.objects.all()) == [world.agreement]
    change = StructureChange.objects.get()
    assert done.url == reverse("events:structure_change", args=[change.pk])
    assert change.change_set.user == world.users[Who.ADMINISTRATOR]
    assert admin.get(done.url).status_code == 200
    undo = reverse("events:structure_change_undo", args=[change.pk])
    admin.post(undo)
    assert Agreement.objects.count() == 2
    assert admin.post(undo, follow=True).status_code == 200  # a second time it says so
    assert Agreement.objects.count() == 2


def test_the_first_choice_stays_while_the_second_record_is_looked_for(admin: Client, world: World) -> None:
    duplicate = Agreement.objects.create(title="Договор о пробах", number="17")
    page = reverse("events:merge", args=["agreements"])
    found = admin.get(page, {"q": "договор", "kept": world.agreement.pk, "find": "1"}).context
    assert (found["chosen"], found["plan"]) == ({"kept": world.agreement}, None)
    assert list(found["listed"]) == [world.agreement, duplicate]
    told = admin.get(page, {"kept": world.agreement.pk, "double": duplicate.pk}).context["differences"]
    assert ("", "17") in [(one.kept, one.duplicate) for one in told]
    assert all(one.kept != one.duplicate for one in told)


def test_a_reorganisation_is_looked_at_before_it_is_carried_out(admin: Client, world: World) -> None:
    asked = {
        "before": [world.department_a.pk],
        "new": "Министерство новых дел\n",
        "day": "2031-01-15",
        "act": "Указ",
    }
    url = reverse("events:reorganisation")
    look = admin.post(url, {**asked, "step": "look"})
    assert [len(rows) for rows in (look.context["effect"].memberships, look.context["effect"].entries)] == [
        1,
        1,
    ]
    assert not Department.objects.filter(name="Министерство новых дел").exists()
    assert look.context["users"] == look.context["rows"] == []  # one successor: nothing to choose
    assert admin.post(url, {**asked, "step": "carry_out"}).status_code == 302
    assert Department.objects.get(name="Министерство новых дел").in_force_from == date(2031, 1, 15)


def test_open_documents_of_an_earlier_time_stay_unless_it_is_said(admin: Client, world: World) -> None:
    url = reverse("events:reorganisation")
    ended = {"before": [world.department_a.pk], "new": "Министерство новых дел", "day": "2031-08-15"}
    shown = admin.post(url, {**ended, "step": "look"}).context["reports"]
    assert [(touched.report, field.value()) for touched, field in shown] == [(world.plan, "stays")]
    admin.post(url, {**ended, "step": "carry_out"})
    world.submission_a.refresh_from_db()
    assert world.submission_a.department == world.department_a
    editor = signed_in(world, Who.EDITOR_A)  # of the successor now
    assert editor.get(reverse("events:my_part", args=[world.submission_a.pk])).context["writable"]
    later = {"before": [world.department_b.pk], "new": "Иное министерство", "day": "2031-08-15"}
    admin.post(url, {**later, f"report-{world.plan.pk}": "moves", "step": "carry_out"})
    world.submission_b.refresh_from_db()
    assert world.submission_b.department.name == "Иное министерство"


def test_of_several_successors_each_row_is_given_to_one(
    admin: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 1, 15))
    row = f"entry-{world.entry_a.pk}"
    asked = {
        "before": [world.department_a.pk],
        "after": [world.department_b.pk],
        "new": "Министерство новых дел",
        "heir": world.department_b.name,
        "day": "2031-01-15",
        "step": "carry_out",
    }
    url = reverse("events:reorganisation")
    assert admin.post(url, {**asked, row: "Чужое"}).context["rows"][0][1].errors
    assert admin.post(url, {**asked, row: "Министерство новых дел"}).status_code == 302
    assert Entry.objects.get(pk=world.entry_a.pk).department.name == "Министерство новых дел"
    assert Membership.objects.get(user=world.users[Who.EDITOR_A]).department == world.department_b


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_get_words_not_an_error(admin: Client, world: World, value: str) -> None:
    user = world.users[Who.EDITOR_A]
    names = ("q", "page", "kept", "double", "role")
    merge_events = reverse("events:merge", args=["events"])
    assert admin.get(merge_events, dict.fromkeys(names, value)).status_code == 302
    for kind in ("agreements", "spheres", "bodies", "partners"):
        url = reverse("events:merge", args=[kind])
        assert admin.get(url, dict.fromkeys(names, value)).status_code == 200
        assert admin.post(url, {"kept": value, "double": value}).status_code == 200
    assert admin.get(reverse("events:people"), dict.fromkeys(names, value)).status_code == 200
    fields = ("before", "after", "new", "heir", "day", "act", "step")
    assert admin.post(reverse("events:reorganisation"), dict.fromkeys(fields, value)).status_code == 200
    fields = ("work-department", "work-since", "work-until")
    posted = admin.post(reverse("events:membership_add", args=[user.pk]), dict.fromkeys(fields, value))
    assert posted.status_code == 200
    posted = admin.post(reverse("events:drafts_hand_over", args=[user.pk]), {"drafts-to": value})
    assert posted.status_code == 200
    posted = admin.post(reverse("events:person_new"), {"username": value, "role": value, "email": value})
    assert posted.status_code == 200


@pytest.mark.parametrize("page", ["people", "merge"])
def test_lists_ask_as_often_for_many_as_for_one(
    admin: Client, world: World, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("events:people") if page == "people" else reverse("events:merge", args=["bodies"])
    admin.get(url)  # the first request fills caches
    with django_assert_max_num_queries(100) as few:
        admin.get(url)
    for number in range(24):
        department = Department.objects.create(name=f"Проба {number}")
        user = User.objects.create(username=f"user{number}")
        Membership.objects.create(user=user, department=department)
    with django_assert_max_num_queries(len(few)):
        admin.get(url)


def test_the_state_of_the_system_is_told(admin: Client, world: World) -> None:
    Department.objects.filter(pk=world.department_a.pk).update(confirmed=False)
    state = admin.get(reverse("events:system_state")).context["state"]
    assert [number for _label, number, _url in state.to_confirm] == [1, 0, 0]
    assert (state.last_imports, state.behind) == ([], [])
    assert [queue.count for queue in state.queues] == [0, 0, 0, 0]
    assert not state.monitored
    assert dict(state.records)["строки"] == 3
    assert 0 < state.disk_free < state.disk_total
    assert admin.get(state.to_confirm[0][2]).status_code == 200


def test_sign_ins_are_told_those_that_failed_too(admin: Client, world: World) -> None:
    User.objects.create_user("probnik", password="Липа-7-весна")
    for name, password in (("probnik", "нет"), ("probnik", "Липа-7-весна"), ("Липа-7-весна", "?")):
        Client().post(reverse("sign_in"), {"username": name, "password": password})
    url, file = reverse("events:sign_ins"), reverse("events:sign_ins_file")

    def told(query: dict[str, str]) -> list[tuple[str, str]]:
        return [(one.username, one.outcome) for one in admin.get(url, query).context["page_obj"]]

    assert told({"q": "PROB"}) == [("probnik", "signed_in"), ("probnik", "refused")]
    assert told({"failed": "on"}) == [("", "refused"), ("probnik", "refused")]
    assert told({"q": "никто"}) == []
    lines = admin.get(file, {"q": "PROB"}).getvalue().decode("utf-8-sig").splitlines()
    assert [line.split(";")[1:] for line in lines[1:]] == [
        ['"probnik"', '"127.0.0.1"', '"вход выполнен"'],
        ['"probnik"', '"127.0.0.1"', '"неверное имя или пароль"'],
    ]
    for value in HOSTILE:
        for one in (url, file):
            assert admin.get(one, {"q": value, "page": value, "failed": value}).status_code == 200
