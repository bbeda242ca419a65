"""What people teach holds for all rows it touches, as one set that can be taken back."""

from typing import Any

import pytest
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Agreement, Department, DepartmentWording, NotAPartner, Partner, PartnerAlias
from coopregistry.models import ChangeSet
from events.access import Access
from events.entries.recognition import cell_hash
from events.lessons.effect import Effect
from events.lessons.readings import rows_saying
from events.lessons.teaching import (
    AlreadyDecided,
    confirm,
    conflicting,
    decline,
    effect_of,
    take_back,
    teach,
    withdraw,
)
from events.models import Edition, Entry, EntryPartner, Event, Finding, IssuedFigures, Lesson, Report, Section
from tests.events.lessons.conftest import (
    DANCE,
    FAIR,
    MEETING,
    TWIN,
    UNKNOWN,
    entry,
    event_partners,
    load,
    partners,
    remarks,
)
from tests.importers.dumps import CULTURE, EDUCATION, plan_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]

SPORT = "Министерство спорта Смоленской области"
State = Lesson.State


def spelling(text: str = UNKNOWN, code: str = "ru-69") -> Lesson:
    return Lesson(kind=Lesson.Kind.SPELLING, text=text, partner=Partner.objects.get(code=code))


def no_partner(text: str = "пансионат Тверская область") -> Lesson:
    return Lesson(kind=Lesson.Kind.NO_PARTNER, text=text)


def of_department(text: str = TWIN, name: str = CULTURE) -> Lesson:
    return Lesson(kind=Lesson.Kind.DEPARTMENT, text=text, department=Department.objects.get(name=name))


def effects(lesson: Lesson) -> list[tuple[str, str, str, str]]:
    return [_plain(one) for one in effect_of(lesson).effects(Entry.objects.all())]


def reverse(lesson: Lesson) -> list[tuple[str, str, str, str]]:
    return [_plain(one) for one in effect_of(lesson).reverse_effects(Entry.objects.all())]


def _plain(one: Effect) -> tuple[str, str, str, str]:
    return str(one.entry), one.phrase, one.now, one.then


def state() -> list[Any]:
    """All that a lesson may reach, and all that it must not."""
    return [
        list(Entry.objects.order_by("pk").values_list("pk", "cells", "recognised", "department", "section")),
        list(EntryPartner.objects.order_by("entry", "partner").values_list("entry", "partner", "role")),
        list(Event.objects.order_by("pk").values_list("pk", "partner_key")),
        list(Section.objects.order_by("pk").values_list("pk", "title", "department")),
        sorted(Finding.objects.values_list("entry", "code", "found")),
        list(Department.objects.order_by("pk").values_list("pk", "name")),
        current_gazetteer().find("пансионат Тверская область, Тридевятая область"),
    ]


def test_a_spelling_reads_the_rows_that_have_it_and_is_taken_back(coordinator: Access) -> None:
    before = state()
    lesson = spelling()
    assert effects(lesson) == [(FAIR, UNKNOWN, "", "Тверская область")]
    assert state() == before
    teach(lesson, coordinator)
    assert (lesson.state, lesson.rows, lesson.taught_by) == (State.IN_FORCE, 1, coordinator.user)
    assert (partners(FAIR), event_partners(FAIR)) == (["Тверская область"], ["Тверская область"])
    assert "unknown-place" not in remarks(FAIR)
    assert reverse(lesson) == [(FAIR, UNKNOWN, "Тверская область", "")]
    taken = take_back(lesson, coordinator.user)
    assert (lesson.state, taken.rows, taken.refused) == (State.TAKEN_BACK, 1, ())
    assert state() == before


def test_a_phrase_that_is_no_partner_leaves_the_row_and_comes_back(coordinator: Access) -> None:
    before = state()
    assert partners(MEETING) == ["Псковская область", "Тверская область"]
    lesson = teach(no_partner(), coordinator)
    assert (partners(MEETING), event_partners(MEETING)) == (["Псковская область"], ["Псковская область"])
    assert [text for (text,) in NotAPartner.objects.values_list("text")] == ["пансионат Тверская область"]
    take_back(lesson, coordinator.user)
    assert state() == before


def test_a_name_of_a_department_moves_its_rows_and_takes_the_twin_away(coordinator: Access) -> None:
    before = state()
    twin = entry(DANCE).department
    assert (twin.name, twin.confirmed) == (TWIN, False)
    lesson = of_department()
    assert effects(lesson) == [(DANCE, TWIN, TWIN, CULTURE)]
    teach(lesson, coordinator)
    assert entry(DANCE).department.name == CULTURE
    assert entry(DANCE).section.title == TWIN  # the heading is the document's
    assert entry(DANCE).section.department.name == CULTURE
    assert not Department.objects.filter(pk=twin.pk).exists()
    assert reverse(lesson) == [(DANCE, TWIN, CULTURE, TWIN)]
    take_back(lesson, coordinator.user)
    assert state() == before


def test_a_name_taught_holds_for_later_documents(coordinator: Access) -> None:
    teach(of_department(), coordinator)
    teach(spelling(), coordinator)
    teach(no_partner(), coordinator)
    Report.objects.get().remove()
    Entry.objects.all().delete()
    load("план.txt", (TWIN, [plan_row(FAIR, UNKNOWN), plan_row(MEETING, "пансионату «Тверская область»")]))
    assert {one.department.name for one in Entry.objects.all()} == {CULTURE}
    assert partners(FAIR) == ["Тверская область"]
    assert partners(MEETING) == []


def test_rows_loaded_under_a_lesson_lose_its_effect_too(coordinator: Access) -> None:
    lesson = teach(spelling(), coordinator)
    Report.objects.get().remove()
    load("план.txt", (CULTURE, [plan_row("Новая строка", UNKNOWN)]))
    assert partners("Новая строка") == ["Тверская область"]
    assert take_back(lesson, coordinator.user).rows == 1
    assert partners("Новая строка") == []
    assert "unknown-place" in remarks("Новая строка")


def test_what_a_person_said_of_a_row_stays(coordinator: Access) -> None:
    row, other = entry(FAIR), entry(DANCE)
    correction = {"participants_count": {"value": 70, "cell": cell_hash(row, "participants_count")}}
    Entry.objects.filter(pk=row.pk).update(participants_count=70, corrections=correction)
    Entry.objects.filter(pk=other.pk).update(department=Department.objects.get(name=EDUCATION))
    teach(spelling(), coordinator)
    teach(of_department(), coordinator)
    assert (entry(FAIR).participants_count, partners(FAIR)) == (70, ["Тверская область"])
    assert entry(DANCE).department.name == EDUCATION


def test_only_rows_the_lesson_changes_are_read_again(coordinator: Access) -> None:
    """An older reading of another row, or of this one, is not put right by the way."""
    Entry.objects.filter(pk=entry(DANCE).pk).update(participants_count=999)
    teach(spelling(), coordinator)
    assert entry(DANCE).participants_count == 999


def test_a_row_edited_since_is_read_anew_when_the_lesson_is_taken_back(coordinator: Access) -> None:
    lesson = teach(spelling(), coordinator)
    row = entry(FAIR)
    row.fate_note = "проверено"
    row.save()
    assert take_back(lesson, coordinator.user).refused == ()
    assert (partners(FAIR), entry(FAIR).fate_note) == ([], "проверено")


def test_a_row_moved_since_is_named_when_a_department_is_taken_back(coordinator: Access) -> None:
    lesson = teach(of_department(), coordinator)
    row = entry(DANCE)
    row.fate_note = "проверено"
    row.save()
    taken = take_back(lesson, coordinator.user)
    assert (taken.rows, [one.label for one in taken.refused if one.model == "events.entry"]) == (0, [DANCE])


def test_a_spelling_of_another_partner_goes_back_to_it(coordinator: Access) -> None:
    PartnerAlias.learn(UNKNOWN, Partner.objects.get(code="ru-60"))
    lesson = teach(spelling(), coordinator)
    assert reverse(lesson) == [(FAIR, UNKNOWN, "Тверская область", "Псковская область")]
    take_back(lesson, coordinator.user)
    assert PartnerAlias.objects.get(text=UNKNOWN).partner.code == "ru-60"
    assert partners(FAIR) == ["Псковская область"]


# -- what an editor teaches ------------------------------------------------------------------------------


def test_what_an_editor_teaches_waits_for_the_coordinator(editor: Access, coordinator: Access) -> None:
    before = state()
    lesson = teach(spelling(), editor)
    assert (lesson.state, lesson.taught_by) == (State.PROPOSED, editor.user)
    assert state() == before
    confirm(lesson, coordinator.user)
    assert (lesson.state, lesson.decided_by, lesson.rows) == (State.IN_FORCE, coordinator.user, 1)
    assert lesson.taught_by == editor.user
    assert partners(FAIR) == ["Тверская область"]
    assert ChangeSet.objects.get(lesson=lesson).user == coordinator.user


def test_a_lesson_declined_or_withdrawn_has_no_effect(editor: Access, coordinator: Access) -> None:
    before = state()
    declined, withdrawn = teach(spelling(), editor), teach(no_partner(), editor)
    decline(declined, coordinator.user)
    withdraw(withdrawn, editor.user)
    assert (declined.state, withdrawn.state) == (State.DECLINED, State.TAKEN_BACK)
    assert state() == before
    for decide in (confirm, decline, take_back):
        with pytest.raises(AlreadyDecided):
            decide(declined, coordinator.user)


def test_a_coordinator_who_teaches_what_waits_confirms_it(editor: Access, coordinator: Access) -> None:
    proposed = teach(spelling(), editor)
    assert teach(spelling(), editor) == proposed
    assert teach(spelling(), coordinator) == proposed
    proposed.refresh_from_db()
    assert (proposed.state, proposed.taught_by) == (State.IN_FORCE, editor.user)
    assert Lesson.objects.count() == 1


def test_lessons_that_contradict_each_other_are_told(editor: Access, coordinator: Access) -> None:
    waiting = teach(no_partner(UNKNOWN), editor)
    held = teach(spelling(), coordinator)
    assert conflicting(waiting) == held
    with pytest.raises(AlreadyDecided):
        confirm(waiting, coordinator.user)
    take_back(held, coordinator.user)
    confirm(waiting, coordinator.user)
    assert remarks(FAIR) == ["unknown-partner"]


# -- what no lesson changes ------------------------------------------------------------------------------


def printed() -> list[Any]:
    """All that stands on paper."""
    return [
        list(Entry.objects.order_by("pk").values_list("pk", "cells", "extra", "number", "order")),
        list(Section.objects.order_by("pk").values_list("pk", "title", "order")),
        *(list(model.objects.values()) for model in (Report, Edition, IssuedFigures)),
    ]


def test_texts_and_editions_of_approved_documents_stay(coordinator: Access) -> None:
    report = Report.objects.get()
    report.state = Report.State.APPROVED
    report.save()
    Edition.objects.create(report=report, number=1, rows=4, table={"title": report.title}, sha256="0" * 64)
    IssuedFigures.objects.create(period_code=report.period_code, query="", figures={"events": 4})
    kept = printed()
    for lesson in (spelling(), no_partner(), of_department()):
        teach(lesson, coordinator)
    assert (partners(FAIR), entry(DANCE).department.name) == (["Тверская область"], CULTURE)
    assert printed() == kept


def test_an_unconfirmed_name_that_is_used_elsewhere_stays(coordinator: Access) -> None:
    other = Department.objects.get(name=TWIN)
    DepartmentWording.objects.create(text="Спорттуризм", department=other)
    row = entry(FAIR)
    Entry.objects.filter(pk=row.pk).update(department=other)
    teach(of_department(), coordinator)
    assert Department.objects.filter(pk=other.pk).exists()
    assert entry(FAIR).department == other
    assert Agreement.objects.filter(confirmed=False).count() == 0


def test_a_row_in_which_the_name_is_only_mentioned_is_not_touched(coordinator: Access) -> None:
    row = entry(MEETING)
    row.cells = {**row.cells, "content": "Лекция о доме Прага"}
    row.save()
    assert list(rows_saying("дом Прага")) == [row]
    assert effects(no_partner("дом Прага")) == []


def test_a_remark_that_goes_is_told_where_the_partners_stay(coordinator: Access) -> None:
    PartnerAlias.learn(UNKNOWN, Partner.objects.get(code="ru-69"))
    row = plan_row("Слёт", f"Тверская область, {UNKNOWN}, Заречная область")
    load("план.txt", (CULTURE, [row]))
    lesson = no_partner("Заречная область")
    assert effects(lesson) == [
        ("Слёт", "Заречная область", str(_("a remark on “%s”")) % "Заречная область", "")
    ]
