"""Undo reverts a change set and refuses what was changed since."""

import pytest

from agreements.models import Department, DepartmentWording, Succession
from coopregistry import history
from coopregistry.undo import AlreadyUndone, undo

pytestmark = pytest.mark.django_db


def department(name: str, **values) -> Department:
    return Department.objects.create(name=name, **values)


def test_undo_removes_the_created_restores_the_changed_and_brings_back_the_deleted() -> None:
    changed = department("Изменяемое", order=1)
    wording = DepartmentWording.objects.create(text="удаляемое", department=changed)
    removed = department("Убираемое")
    with history.change_set() as changes:
        created = department("Новое")
        DepartmentWording.objects.create(text="новое", department=created)
        changed.order = 2
        changed.save()
        wording.delete()
        removed.remove()
    undone = undo(changes.written)
    assert undone.refused == ()
    assert sum(undone.records.values()) == 5
    assert not Department.objects.filter(name="Новое").exists()
    assert not DepartmentWording.objects.filter(folded="новое").exists()
    changed.refresh_from_db()
    assert changed.order == 1
    assert DepartmentWording.objects.get(folded="удаляемое").department == changed
    assert Department.objects.filter(name="Убираемое").exists()


def test_undo_of_several_changes_of_one_record_returns_to_the_first_state() -> None:
    record = department("Одно", order=1)
    with history.change_set() as changes:
        for order in (2, 3, 4):
            record.order = order
            record.save()
    undo(changes.written)
    record.refresh_from_db()
    assert record.order == 1


def test_a_record_changed_since_is_refused_and_named() -> None:
    with history.change_set() as changes:
        kept, gone = department("Правленое"), department("Нетронутое")
        DepartmentWording.objects.create(text="правл.", department=kept)
    kept.order = 77
    kept.save()
    undone = undo(changes.written)
    assert {refused.label for refused in undone.refused} == {"Правленое", "правл."}
    assert Department.objects.filter(pk=kept.pk).exists()
    assert DepartmentWording.objects.filter(folded="правл.").exists()
    assert not Department.objects.filter(pk=gone.pk).exists()


def test_a_created_record_that_others_refer_to_stays() -> None:
    with history.change_set() as changes:
        created = department("Преемник")
    old = department("Прежнее")
    Succession.objects.create(predecessor=old, successor=created)
    undone = undo(changes.written)
    assert [refused.label for refused in undone.refused] == ["Преемник"]
    assert Department.objects.filter(pk=created.pk).exists()


def test_a_set_is_undone_once() -> None:
    with history.change_set() as changes:
        department("Разовое")
    undo(changes.written)
    with pytest.raises(AlreadyUndone):
        undo(changes.written)


def test_an_undo_can_itself_be_undone() -> None:
    with history.change_set() as changes:
        created = department("Вернувшееся")
    undone = undo(changes.written)
    undo(undone.change_set)
    assert Department.objects.filter(pk=created.pk).exists()


def test_a_created_record_goes_although_the_set_pointed_others_at_it() -> None:
    old, other = department("Прежнее"), department("Другое")
    link = Succession.objects.create(predecessor=other, successor=old)
    with history.change_set() as changes:
        new = department("Новое")
        link.successor = new
        link.save()
    assert undo(changes.written).refused == ()
    link.refresh_from_db()
    assert link.successor == old
    assert not Department.objects.filter(pk=new.pk).exists()
