"""Every write is recorded: single and bulk, links included."""

import pytest

from agreements.models import Department, DepartmentWording
from coopregistry import history
from coopregistry.models import Change, ChangeSet, User

pytestmark = pytest.mark.django_db


def changes_of(record) -> list[tuple[str, dict | None, dict | None]]:
    rows = Change.objects.filter(model=record._meta.label_lower, record=record.pk).order_by("id")
    return [(row.action, row.before, row.after) for row in rows]


def a_department(**values) -> Department:
    return Department.objects.create(**{"name": "Министерство проб", **values})


def test_creation_is_recorded_with_all_values() -> None:
    department = a_department(order=5)
    ((action, before, after),) = changes_of(department)
    assert (action, before, after["name"], after["order"]) == ("create", None, "Министерство проб", 5)


def test_update_records_only_what_differs() -> None:
    department = a_department(order=5)
    department.order = 7
    department.save()
    assert changes_of(department)[1:] == [("update", {"order": 5}, {"order": 7})]


def test_saving_without_a_change_leaves_no_trace() -> None:
    department = a_department()
    department.save()
    assert len(changes_of(department)) == 1


def test_stale_instance_records_the_database_state_as_before() -> None:
    department = a_department(order=1)
    stale = Department.objects.get(pk=department.pk)
    department.order = 2
    department.save()
    stale.order = 3
    stale.save()
    assert changes_of(department)[-1] == ("update", {"order": 2}, {"order": 3})


def test_derived_columns_are_kept_and_left_out_of_the_history() -> None:
    department = a_department(name="Министерство  Ёлок")
    department.name = "Министерство Сосен"
    department.save(update_fields=["name"])
    department.refresh_from_db()
    assert department.search == "министерство сосен"
    assert changes_of(department)[-1][2] == {"name": "Министерство Сосен"}


def test_bulk_writes_leave_the_same_history() -> None:
    made = Department.objects.bulk_create(Department(name=f"Управление {n}") for n in range(3))
    for department in made:
        department.order = 9
    Department.objects.bulk_update(made, ["order"])
    Department.objects.filter(pk=made[0].pk).update(order=10)
    assert [(action, after and after.get("order")) for action, _before, after in changes_of(made[0])] == [
        ("create", 1000),
        ("update", 9),
        ("update", 10),
    ]
    assert Department.objects.get(pk=made[1].pk).search == "управление 1"


def test_deleting_a_link_records_it_under_its_owner() -> None:
    department = a_department()
    wording = DepartmentWording.objects.create(text="Минпроб", department=department)
    pk = wording.pk
    DepartmentWording.objects.filter(pk=pk).delete()
    change = Change.objects.get(model="agreements.departmentwording", record=pk, action="delete")
    assert (change.owner_model, change.owner_record, change.before["text"]) == (
        "agreements.department",
        department.pk,
        "Минпроб",
    )


def test_changes_made_together_are_one_set_with_who_and_why() -> None:
    user = User.objects.create_user("clerk")
    with history.change_set(user=user, reason="Проба") as changes:
        department = a_department()
        department.order = 3
        department.save()
    row = changes.written
    assert (row.user, row.reason, row.changes.count()) == (user, "Проба", 2)


def test_the_reason_is_that_of_the_caller_and_stays_as_written() -> None:
    with history.change_set() as changes:
        history.explain("x" * 600)
        history.explain("of what is called")
        a_department()
        history.explain("too late")
    assert ChangeSet.objects.get(pk=changes.written.pk).reason == "x" * 500


def test_a_reason_given_too_late_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with history.change_set() as changes:
        a_department()
        history.explain("too late")
    assert ChangeSet.objects.get(pk=changes.written.pk).reason == ""
    told = [record.getMessage() for record in caplog.records if record.name == "coopregistry.history"]
    assert told == [f"change set {changes.written.pk} was explained after its first change"]


def test_a_set_without_changes_is_not_written() -> None:
    before = ChangeSet.objects.count()
    with history.change_set(reason="Ничего") as changes:
        Department.objects.count()
    assert (changes.written, ChangeSet.objects.count()) == (None, before)


def test_removed_records_are_marked_and_come_back() -> None:
    department = a_department()
    department.remove()
    assert not Department.objects.filter(pk=department.pk).exists()
    assert Department.with_removed.filter(pk=department.pk).exists()
    department.restore()
    assert Department.objects.filter(pk=department.pk).exists()
